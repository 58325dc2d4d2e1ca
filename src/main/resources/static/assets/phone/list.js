/* The squad's open tasks, and the points of one of them: near and still to do first. */

import { begin } from './draft.js';
import { dayInWords, fill, h, shortDay } from './dom.js';
import { drawMap } from './map.js';
import { distance, inWords, locate } from './place.js';
import { businessDate, daysBetween, local } from './time.js';
import { KINDS, MODES, STATES, isEnterprise } from './words.js';

let here = null;
const view = {search: '', filter: 'OPEN', map: false};

export async function showTasks({state, screen}) {
  const tasks = state.tasks;
  fill(screen,
    h('h1', {}, '本中队的任务'),
    tasks.length === 0 && h('p', {class: 'empty'}, '现在没有未办结的任务。'),
    tasks.map(task => card(task, state)));
}

function card(task, state) {
  const asked = task.points.filter(stop => stop.state !== 'EXCUSED');
  const done = asked.filter(stop => stop.state === 'DONE').length;
  const problems = (state.kit.problems[task.code] ?? []).length;
  return h('a', {class: 'card task', href: `#/tasks/${encodeURIComponent(task.code)}`},
    h('span', {class: 'tags'},
      h('span', {class: 'tag'}, MODES[task.mode] ?? task.mode),
      h('span', {class: `tag ${task.recordable ? 'good' : ''}`}, task.suspended ? '已暂停' : STATES[task.state]),
      due(task)),
    h('strong', {}, task.title),
    h('small', {}, `${dayInWords(task.from)}至${dayInWords(task.to)}`),
    h('progress', {max: Math.max(1, asked.length), value: done, 'aria-label': '进度'}),
    h('span', {class: 'figures'},
      figure(asked.length - done, '未查', 'todo'), figure(done, '已查'), figure(problems, '有问题', 'bad'),
      figure(task.points.length - asked.length, '免检')));
}

function figure(count, label, kind) {
  return h('span', {class: count > 0 && kind ? kind : null}, h('b', {}, String(count)), label);
}

function due(task) {
  const today = businessDate(local());
  const left = daysBetween(today, task.to);
  if (today < task.from) {
    return h('span', {class: 'tag'}, `${shortDay(task.from)}开始`);
  }
  const text = left < 0 ? '检查期间已过' : left === 0 ? '今天截止' : `还剩${left}天`;
  return h('span', {class: `tag ${left <= 1 ? 'bad' : ''}`}, text);
}

export async function showPoints(context) {
  const {state, screen, key} = context;
  const task = state.tasks.find(one => one.code === key);
  if (!task) {
    fill(screen, back(), h('p', {class: 'empty'}, '这项任务已经办结，或者不属于本中队。'));
    return null;
  }
  const list = h('div', {class: 'stops', id: 'stops'});
  const place = h('p', {class: 'hint', role: 'status'}, here ? '按离我的距离排列。' : '正在定位，先按编号排列。');
  const again = () => drawStops(list, context, task);
  fill(screen,
    back(),
    h('h1', {}, task.title),
    h('p', {class: 'hint'}, due(task), ` ${task.checklist.name}，第${task.checklist.version}版`),
    h('div', {class: 'filters'},
      h('input', {
        type: 'search', value: view.search, placeholder: '点位名称、编号、地址', 'aria-label': '查找点位',
        oninput: event => {
          view.search = event.target.value;
          again();
        },
      }),
      filters(task, again),
      h('button', {
        type: 'button', class: 'quiet', 'aria-pressed': String(view.map),
        onclick: event => {
          view.map = !view.map;
          event.target.setAttribute('aria-pressed', String(view.map));
          event.target.textContent = view.map ? '列表' : '地图';
          again();
        },
      }, view.map ? '列表' : '地图')),
    place, list);
  again();

  let left = false;
  locate().then(found => {
    here = found;
    return `按离我的距离排列（WGS-84，精度${found.accuracy}米）。`;
  }, failure => `${here ? '' : '按编号排列。'}${failure.message.split('，')[0]}。`).then(sentence => {
    if (!left) {
      place.textContent = sentence;
      again();
    }
  });
  return {
    close: () => {
      left = true;
    },
    news: () => {
      const fresh = state.tasks.find(one => one.code === key);
      if (fresh) {
        drawStops(list, context, fresh);
      }
    },
  };
}

function back() {
  return h('p', {class: 'crumb'}, h('a', {href: '#/tasks'}, '‹ 全部任务'));
}

const FILTERS = [['OPEN', '未查'], ['PROBLEM', '有问题'], ['ALL', '全部']];

function filters(task, again) {
  return h('div', {class: 'choice', role: 'radiogroup', 'aria-label': '筛选'}, FILTERS.flatMap(([value, label]) => [
    h('input', {
      type: 'radio', name: 'filter', id: `filter-${value}`, checked: view.filter === value,
      onchange: () => {
        view.filter = value;
        again();
      },
    }),
    h('label', {for: `filter-${value}`}, label),
  ]));
}

/** What the server said and what this phone has recorded since. */
function marked(task, state) {
  const problems = new Set(state.kit.problems[task.code] ?? []);
  return task.points.map(stop => {
    const mine = state.entries.filter(one => one.state !== 'DRAFT' && one.state !== 'REFUSED'
      && one.kind === 'INSPECTION' && one.point.code === stop.code
      && (one.form.squadTask === task.code || one.form.alsoServes.includes(task.code)));
    const waiting = mine.filter(one => one.state !== 'ACCEPTED' || one.acceptedAt > state.kit.at).length;
    const done = stop.state === 'DONE' || stop.doneRounds + waiting >= stop.requiredRounds;
    return {
      ...stop,
      draft: state.entries.find(one => one.state === 'DRAFT' && one.point.code === stop.code
        && one.kind === 'INSPECTION' && one.form.squadTask === task.code),
      waiting,
      state: stop.state === 'EXCUSED' ? 'EXCUSED' : done ? 'DONE' : 'OPEN',
      problem: problems.has(stop.code) || mine.some(one => Object.values(one.form.marks).includes('PROBLEM')),
      metres: here ? distance(here, {lat: Number(stop.lat), lon: Number(stop.lon)}) : null,
    };
  });
}

const ORDER = {OPEN: 0, DONE: 1, EXCUSED: 2};

function drawStops(list, context, task) {
  const {state} = context;
  const words = view.search.trim().toLowerCase();
  const all = marked(task, state)
    .filter(stop => `${stop.name} ${stop.code} ${stop.address} ${KINDS[stop.kind]}`.toLowerCase().includes(words))
    .sort((one, other) => ORDER[one.state] - ORDER[other.state]
      || (one.metres ?? 0) - (other.metres ?? 0) || one.code.localeCompare(other.code));
  const stops = all
    .filter(stop => view.filter === 'ALL' || (view.filter === 'OPEN' ? stop.state === 'OPEN' : stop.problem));
  const open = stop => record(context, task, stop);
  fill(list,
    view.map && drawMap(all, state.kit.box, here, open),
    stops.length === 0 && h('p', {class: 'empty'}, '没有这样的点位。'),
    stops.map(stop => row(stop, task, open)));
}

function row(stop, task, open) {
  const can = stop.state !== 'EXCUSED';
  const status = stop.draft ? '有草稿' : stop.waiting > 0 && stop.state === 'DONE' ? '已记录'
    : {OPEN: '未查', DONE: '已查', EXCUSED: '免检'}[stop.state];
  return h('button', {type: 'button', class: `stop ${stop.state}`, disabled: !can, onclick: () => open(stop)},
    h('span', {class: 'what'},
      h('strong', {}, stop.name),
      h('small', {}, `${KINDS[stop.kind]} · ${stop.address}`),
      h('small', {}, stop.code, isEnterprise(stop.kind) && ` · 本年涉企检查${stop.visitsThisYear}次`)),
    h('span', {class: 'how'},
      stop.metres !== null && h('b', {}, inWords(stop.metres)),
      h('span', {class: 'tag'}, status),
      stop.problem && h('span', {class: 'tag bad'}, '有问题'),
      task && stop.requiredRounds > 1 && h('small', {}, `${stop.doneRounds}/${stop.requiredRounds}次`)));
}

/** Goes on with the draft that is there: two of one point would only be sent twice. */
async function record({state, go}, task, stop) {
  const draft = stop.draft ?? await begin(state.kit, task, stop);
  go(`#/drafts/${draft.clientId}`);
}
