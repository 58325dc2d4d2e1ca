/* Orders to correct that wait for a re-check, the first due first. */

import { begin } from './draft.js';
import { dayInWords, fill, h } from './dom.js';
import { thumb } from './store.js';
import { businessDate, local } from './time.js';
import { KINDS } from './words.js';

export async function showOrders(context) {
  const {state, screen} = context;
  const orders = state.kit.orders ?? [];
  fill(screen,
    h('h1', {}, '待复查的责令改正'),
    orders.length === 0 && h('p', {class: 'empty'}, '没有待复查的责令改正。'));
  for (const order of orders) {
    screen.append(await card(order, context));
  }
}

async function card(order, context) {
  const {state} = context;
  const late = order.lastDay < businessDate(local());
  const draft = state.entries.find(one => one.kind === 'RECHECK' && one.order.finding === order.finding
    && one.state !== 'ACCEPTED');
  return h('section', {class: 'card order'},
    h('span', {class: 'tags'},
      h('span', {class: `tag ${late ? 'bad' : ''}`}, late ? '已逾期' : '待改正'),
      h('span', {class: 'tag'}, `期限${dayInWords(order.lastDay)}`)),
    h('h2', {}, order.pointName),
    h('p', {class: 'hint'}, `${order.no} · ${KINDS[order.kind]} · ${order.violationName}`),
    h('p', {}, order.description),
    await before(order, state.kit.account),
    h('p', {class: 'actions'}, h('button', {
      type: 'button', class: 'main', onclick: () => open(order, draft, context),
    }, draft ? '继续复查' : '开始复查')));
}

/** The photos of the finding; the same angle shows best what was done. */
export async function before(order, account) {
  const kept = await Promise.all(order.photos.map(sha256 => thumb(account, sha256)));
  const found = kept.filter(Boolean);
  return found.length === 0
    ? h('p', {class: 'hint'}, order.photos.length > 0 ? '整改前的照片还没有下载到手机。' : '没有整改前的照片。')
    : h('div', {class: 'photos'}, found.map(one => h('figure', {},
      h('img', {src: URL.createObjectURL(one.blob), alt: '整改前的照片'}), h('figcaption', {}, '整改前'))));
}

/** Serves the task that asks this point to be looked at, the look-back before others; none under routine. */
async function open(order, draft, {state, go}) {
  const stop = {code: order.point, name: order.pointName, kind: order.kind, lat: order.lat, lon: order.lon};
  const task = state.tasks
    .filter(one => one.recordable && one.points.some(point => point.code === order.point && point.state !== 'EXCUSED'))
    .sort((one, other) => (other.mode === 'LOOK_BACK') - (one.mode === 'LOOK_BACK'))[0] ?? null;
  const record = draft ?? await begin(state.kit, task, stop, order);
  go(record.state === 'DRAFT' ? `#/drafts/${record.clientId}` : '#/records');
}
