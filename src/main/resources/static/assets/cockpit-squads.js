// 各中队: beside a process instance in Cockpit, what our own tables know of its campaign's squads. It only reads.
const NOTHING = "此流程不属于某一专项行动，没有中队情况可看。";
const COLUMNS = ["中队", "状态", "办理期限", "退回", "应查点位", "已查点位", "覆盖率", "发现问题"];

let open = null;

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

function link(text, href) {
  return element("a", text, { href, target: "_blank", rel: "noopener" });
}

function row(cells, name = "td") {
  const line = document.createElement("tr");
  cells.forEach((cell) => {
    const box = document.createElement(name);
    box.append(cell);
    line.append(box);
  });
  return line;
}

function inChinese(moment) {
  const [, year, month, day, time] = moment.match(/^(\d+)-(\d+)-(\d+)T(\d\d:\d\d)/);
  return `${year}年${Number(month)}月${Number(day)}日 ${time}`;
}

function due(squad) {
  if (squad.calendarMissing) {
    return "缺日历";
  }
  if (!squad.due) {
    return "—";
  }
  return squad.late
    ? element("strong", `${inChinese(squad.due)} 已逾期`, { class: "text-danger" })
    : inChinese(squad.due);
}

function cells(campaign, squad) {
  const figures = squad.figures;
  return [
    link(squad.name, `/campaigns/${campaign}/squads/${squad.squad}`),
    squad.stateLabel,
    due(squad),
    String(squad.returns),
    String(figures.pointsAssigned),
    String(figures.pointsInspected),
    figures.coverage === null ? "—" : `${(figures.coverage * 100).toFixed(1)}%`,
    String(figures.findings),
  ];
}

function table(campaign, squads) {
  const made = element("table", "", { class: "table table-condensed cam-table" });
  const head = document.createElement("thead");
  const body = document.createElement("tbody");
  head.append(row(COLUMNS, "th"));
  squads.forEach((squad) => body.append(row(cells(campaign, squad))));
  made.append(head, body);
  return made;
}

async function read(address, headers, signal) {
  const answer = await fetch(address, { headers: { Accept: "application/json", ...headers }, signal });
  if (answer.status === 404) {
    return null;
  }
  if (answer.redirected || !answer.ok) {
    throw new Error(`${address} ${answer.status}`);
  }
  return answer.json();
}

async function content(api, instanceId, signal) {
  const instance = await read(`${api.engineApi}/process-instance/${instanceId}`, { "X-XSRF-TOKEN": api.CSRFToken }, signal);
  const campaign = (instance?.businessKey ?? "").split(":")[0];
  const squads = /^TH-\d{4}-\d{2,}$/.test(campaign) ? await read(`/api/campaigns/${campaign}/squads`, {}, signal) : null;
  if (squads === null) {
    return [element("p", NOTHING)];
  }
  const way = element("p", "专项行动 ");
  way.append(link(campaign, `/campaigns/${campaign}`));
  return [
    way,
    squads.length === 0 ? element("p", "还没有下达到中队。") : table(campaign, squads),
    element("p", "检查次数、问题数仅供了解情况，不作为考核依据。", { class: "text-muted" }),
  ];
}

export default {
  id: "leiting.squads",
  pluginPoint: "cockpit.processInstance.runtime.tab",
  priority: 100,
  properties: { label: "各中队" },

  render(node, { api, processInstanceId }) {
    open?.abort();
    open = new AbortController();
    const { signal } = open;
    node.replaceChildren(element("p", "正在读取……"));
    content(api, processInstanceId, signal)
      .catch(() => [element("p", "没有读到各中队的情况，请稍后重试。", { class: "text-danger" })])
      .then((parts) => signal.aborted || node.replaceChildren(...parts));
  },

  unmount() {
    open?.abort();
    open = null;
  },
};
