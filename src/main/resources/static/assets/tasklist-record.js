// 前后环节: beside a task, what was done before it, and the ways to our page of the thing and to its review page.
import { element, inChinese, note, read, tab, table, ways } from '/assets/webapp-parts.js';

function ended(step) {
  if (!step.to) {
    return '办理中';
  }
  return `${inChinese(step.to)}${step.completed ? '' : ' 撤销'}`;
}

async function content({ taskId }, signal) {
  const found = await read(`/api/tasks/${taskId}/course`, signal);
  if (found === null) {
    return [element('p', '没有您可以查看的前后环节。')];
  }
  return [
    ways(found),
    table(
      ['环节', '办理人', '开始', '结束'],
      found.steps.map((step) => [step.name, step.who ?? '待认领', inChinese(step.from), ended(step)]),
    ),
    note(`${found.process}，最近的在前。`),
  ];
}

export default tab(
  {
    id: 'leiting.record',
    pluginPoint: 'tasklist.task.detail',
    priority: 900,
    properties: { label: '前后环节' },
  },
  content,
  '没有读到前后环节，请稍后重试。',
);
