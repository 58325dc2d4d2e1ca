// 各中队及有关情况: beside a process instance in Cockpit, what our own tables know of its thing; and the way to its review page.
import { element, inChinese, link, note, read, tab, table, ways } from '/assets/webapp-parts.js';

const NOTHING = '此流程不属于某一专项行动，没有中队情况可看。';
const COLUMNS = ['中队', '状态', '办理期限', '退回', '应查点位', '已查点位', '覆盖率', '发现问题'];

function due(squad) {
  if (squad.calendarMissing) {
    return '缺日历';
  }
  if (!squad.due) {
    return '—';
  }
  return squad.late
    ? element('strong', `${inChinese(squad.due)} 已逾期`, { class: 'text-danger' })
    : inChinese(squad.due);
}

function cells(squads, squad) {
  const figures = squad.figures;
  return [
    link(squad.name, `${squads.slice('/api'.length)}/${squad.squad}`),
    squad.stateLabel,
    due(squad),
    String(squad.returns),
    String(figures.pointsAssigned),
    String(figures.pointsInspected),
    figures.coverage === null ? '—' : `${(figures.coverage * 100).toFixed(1)}%`,
    String(figures.findings),
  ];
}

async function ofSquads(found, signal) {
  const squads = await read(found.squads, signal);
  if (squads === null) {
    return [element('p', NOTHING)];
  }
  return [
    squads.length === 0
      ? element('p', '还没有下达到中队。')
      : table(COLUMNS, squads.map((squad) => cells(found.squads, squad))),
    note('检查次数、问题数仅供了解情况，不作为考核依据。'),
  ];
}

function ofTable({ state, columns, rows, note: said }) {
  return [
    element('p', `状态：${state}`),
    rows.length === 0 ? element('p', '没有记录。') : table(columns, rows),
    note(said),
  ];
}

async function content({ processInstanceId }, signal) {
  const found = await read(`/api/instances/${processInstanceId}/subject`, signal);
  if (found === null) {
    return [element('p', NOTHING)];
  }
  if (found.squads) {
    return [ways(found), ...(await ofSquads(found, signal))];
  }
  if (found.table) {
    return [ways(found), ...ofTable(found.table)];
  }
  return [ways(found), element('p', found.closed ?? NOTHING)];
}

const subject = tab(
  {
    id: 'leiting.squads',
    pluginPoint: 'cockpit.processInstance.runtime.tab',
    priority: 100,
    properties: { label: '各中队及有关情况' },
  },
  content,
  '没有读到有关情况，请稍后重试。',
);

const review = {
  id: 'leiting.review',
  pluginPoint: 'cockpit.processInstance.runtime.action',
  priority: 100,

  render(node, { processInstanceId }) {
    node.replaceChildren(element('a', '办理过程', {
      href: `/review/${processInstanceId}`,
      class: 'btn btn-default action-button leiting-review',
      title: '查看此流程的办理过程和审批记录',
    }));
  },
};

export default [subject, review];
