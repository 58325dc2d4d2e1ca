// Steering of a campaign: a form whose data-call names a JSON call is sent there, and a refusal is shown beneath it.
const POINT_COLUMNS = ["pointId", "squadCode", "priority", "reason", "requiredRounds"];
const NUMBERS = new Set(["priority", "requiredRounds"]);

function token() {
  const cookie = document.cookie.split("; ").find((entry) => entry.startsWith("LEITING-XSRF="));
  return cookie ? cookie.slice("LEITING-XSRF=".length) : "";
}

async function call(method, address, body) {
  const response = await fetch(address, {
    method,
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-LEITING-XSRF": token() },
    body: JSON.stringify(body),
  });
  if (response.redirected || response.status === 401) {
    throw new Error("登录已失效，请重新登录。");
  }
  const answer = response.status === 204 ? null : await response.json();
  if (!response.ok) {
    throw new Error(answer.detail);
  }
  return answer;
}

function fieldsOf(form) {
  return Object.fromEntries([...new FormData(form)].filter(([name, value]) => name !== "_csrf" && value !== ""));
}

function addressOf(form, fields) {
  return form.dataset.call.replace(/\{(\w+)\}/, (all, name) => encodeURIComponent(fields[name]));
}

/** Excel in Chinese saves a CSV in GB18030. */
async function textOf(file) {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

function point(line) {
  const cells = line.split(/[,，\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
  const filled = POINT_COLUMNS.map((column, at) => [column, cells[at]]).filter(([, cell]) => cell);
  return Object.fromEntries(filled.map(([column, cell]) => [column, NUMBERS.has(column) ? Number(cell) || cell : cell]));
}

/** One point a line; a first line of headings is none. */
async function pointsOf(form) {
  const file = form.elements.file.files[0];
  const text = file ? await textOf(file) : form.elements.rows.value;
  const lines = text.split(/\r?\n/).filter((line) => line.trim());
  const rows = lines.filter((line, at) => at > 0 || /^"?P-/.test(line.trim())).map(point);
  if (rows.length === 0) {
    throw new Error("请选择文件，或逐行填写点位。");
  }
  return rows;
}

function refusedRows(report) {
  const list = document.createElement("ul");
  report.refused.forEach((row) => {
    const item = document.createElement("li");
    item.textContent = `第${row.row}行 ${row.pointId}：${row.message}`;
    list.append(item);
  });
  return list;
}

async function sendPoints(form, state) {
  const report = await call("PUT", form.dataset.call, await pointsOf(form));
  state.replaceChildren(`已登记${report.accepted}个点位，未登记${report.refused.length}行。`, refusedRows(report));
}

async function steer(form) {
  const fields = fieldsOf(form);
  await call("POST", addressOf(form, fields), fields);
  location.reload();
}

async function submit(event) {
  event.preventDefault();
  const form = event.target;
  const state = form.querySelector("output");
  const buttons = form.querySelectorAll("button");
  buttons.forEach((button) => { button.disabled = true; });
  state.className = "";
  state.textContent = "正在办理……";
  try {
    await (form.dataset.points === undefined ? steer(form) : sendPoints(form, state));
  } catch (refused) {
    state.className = "error";
    state.textContent = refused instanceof TypeError || refused instanceof SyntaxError ? "没有连上服务器，请稍后重试。" : refused.message;
  } finally {
    buttons.forEach((button) => { button.disabled = false; });
  }
}

document.querySelectorAll("form[data-call]").forEach((form) => form.addEventListener("submit", submit));
