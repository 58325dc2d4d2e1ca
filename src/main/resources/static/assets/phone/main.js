/* Opens the page with what the phone has, then asks the server for what is new. */

import { LoginNeeded, Later, json } from './api.js';
import { fill, h, icon, ICONS } from './dom.js';
import { showDraft } from './form.js';
import { showOrders } from './orders.js';
import { send } from './queue.js';
import { reconcile, showRecords } from './records.js';
import { showPhone, theme, warnings } from './settings.js';
import { entriesOf, keepKit, keepThumb, kitOf, listen, meta, remember, thumb } from './store.js';
import { showPoints, showTasks } from './list.js';
import { learn, now, wind } from './time.js';

const SCREENS = {
  tasks: code => code ? showPoints : showTasks,
  orders: () => showOrders,
  records: () => showRecords,
  drafts: () => showDraft,
  phone: () => showPhone,
};

const TABS = [['tasks', '任务'], ['orders', '复查'], ['records', '记录'], ['phone', '手机']];

const state = {kit: null, tasks: [], entries: [], network: navigator.onLine, login: false, update: null, old: false, refused: null};
const bar = document.getElementById('bar');
const notices = document.getElementById('notices');
const screen = document.getElementById('screen');
const tabs = document.getElementById('tabs');

let leave = null;
let timer;
let drawing = 0;

function where() {
  const [name = 'tasks', key = ''] = location.hash.replace(/^#\//, '').split('/').map(decodeURIComponent);
  return {name: SCREENS[name] ? name : 'tasks', key};
}

/** A screen answers with what to do when it is left, and what when there is news. */
async function draw() {
  const turn = ++drawing;
  const {name, key} = where();
  await leave?.close?.();
  leave = null;
  if (turn !== drawing) {
    return;
  }
  renew();
  frame();
  if (!state.kit) {
    fill(screen, welcome());
    return;
  }
  const shown = await SCREENS[name](key)({...app, key, screen});
  if (turn === drawing) {
    leave = shown ?? null;
  } else {
    await shown?.close?.();
  }
}

function welcome() {
  return h('section', {class: 'card'},
    h('h1', {}, '现场检查'),
    h('p', {}, state.refused ?? (state.network
      ? '正在取得本中队的任务。'
      : '这台手机还没有任务资料。请先联网登录一次，以后没有网络也能记录。')),
    (state.refused || !state.network) && h('p', {}, h('a', {class: 'button', href: '/field/login'}, '登录')));
}

function frame() {
  const {name} = where();
  const waiting = state.entries.filter(one => one.state === 'QUEUED' || one.state === 'SENT' || one.photosLeft > 0
    && one.state === 'ACCEPTED').length;
  const refused = state.entries.filter(one => one.state === 'REFUSED').length;
  fill(bar,
    h('span', {class: 'brand'}, '雷霆 8+365'),
    h('span', {class: 'squad'}, state.kit?.squad.name ?? ''),
    h('button', {
      class: `net ${state.network ? 'on' : 'off'}`, type: 'button', onclick: () => sync(true),
      'aria-label': '立即同步',
    }, state.network ? '在线' : '离线', waiting > 0 && h('b', {}, `待发${waiting}`)));

  fill(tabs, TABS.map(([tab, label]) => h('a', {
    href: `#/${tab}`, 'aria-current': name === tab || name === 'drafts' && tab === 'records' ? 'page' : null,
  }, icon(ICONS[tab]), label, tab === 'records' && refused > 0 && h('b', {class: 'badge'}, String(refused)))));
  tabs.hidden = name === 'drafts';
  tell();
}

function tell() {
  const drafting = where().name === 'drafts';
  fill(notices,
    state.login && h('p', {class: 'notice bad'}, '登录已过期。记录都保存在手机里，请重新登录后继续发送。',
      h('a', {class: 'button small', href: '/field/login'}, '重新登录')),
    state.update && !drafting && h('p', {class: 'notice'}, '新版本已经下载好。',
      h('button', {class: 'small', type: 'button', onclick: () => state.update.postMessage('update')}, '现在更新')),
    (drafting ? [] : warnings(state)).map(warning => h('p', {class: 'notice warn'}, warning)));
}

async function reload() {
  const account = await meta('account');
  state.kit = account ? (await kitOf(account)) ?? null : null;
  state.tasks = state.kit?.tasks ?? [];
  state.entries = account ? await entriesOf(account) : [];
}

/** What the server has: kit and tasks, and then whatever waits is sent. */
async function sync(force = false) {
  clearTimeout(timer);
  try {
    const [kit, tasks] = await Promise.all([json('/api/field/kit'), json('/api/field/tasks')]);
    await learn(kit.serverTime);
    await remember('account', kit.account);
    await keepKit({...kit, tasks, at: now()});
    Object.assign(state, {network: true, login: false, refused: null});
    const before = state.kit?.account;
    await reload();
    if (before && before !== kit.account) {
      await draw();
    }
    await reconcile(kit);
    await pictures(state.kit);
    if (kit.version !== version()) {
      (await navigator.serviceWorker?.getRegistration('/field'))?.update().catch(() => {});
    }
  } catch (failure) {
    await failed(failure);
  }
  await refresh();
  await sendNow(force);
}

async function failed(failure) {
  if (failure instanceof LoginNeeded) {
    Object.assign(state, {network: true, login: true});
  } else if (failure instanceof Later) {
    state.network = failure.busy;
  } else if (failure.status === 403) {
    state.refused = failure.message;
    await remember('account', null);
    await reload();
  } else {
    throw failure;
  }
}

async function sendNow(force) {
  const outcome = await send({force});
  state.login ||= Boolean(outcome.login);
  if (outcome.offline) {
    state.network = navigator.onLine && outcome.offline !== '没有网络。';
  }
  clearTimeout(timer);
  if (outcome.wait !== null && outcome.wait !== undefined) {
    timer = setTimeout(() => sendNow(false), outcome.wait + 50);
  }
  frame();
}

/** The photos of before, so that they can be compared where there is no network. */
async function pictures(kit) {
  const wanted = (kit.orders ?? []).flatMap(order => order.photos).slice(0, 120);
  for (const sha256 of wanted) {
    if (!await thumb(kit.account, sha256)) {
      const answer = await fetch(`/evidence/${sha256}/thumbnail`, {redirect: 'error'}).catch(() => null);
      if (answer?.ok) {
        await keepThumb({account: kit.account, sha256, blob: await answer.blob()});
      }
    }
  }
}

/** Another account must not go on with the screen of the one before. */
async function refresh() {
  const before = state.kit?.account;
  await reload();
  if (leave?.news && before === state.kit?.account) {
    frame();
    await leave.news(app);
  } else {
    await draw();
  }
}

const app = {
  get state() {
    return state;
  },
  go(hash) {
    location.hash = hash;
  },
  sync,
  async queued() {
    const registration = await navigator.serviceWorker?.getRegistration('/field');
    await registration?.sync?.register('leiting-queue').catch(() => {});
    await refresh();
    sendNow(true);
  },
  refresh,
};

function version() {
  return document.querySelector('meta[name=version]').content;
}

/** With the new version, but not in the middle of a draft. */
function renew() {
  if (state.old && where().name !== 'drafts') {
    location.reload();
  }
}

/** The one that can send by itself first; a browser without modules in workers gets the other. */
async function register() {
  const workers = navigator.serviceWorker;
  if (!workers) {
    return;
  }
  const had = Boolean(workers.controller);
  workers.addEventListener('controllerchange', () => {
    state.old = had;
    renew();
  });
  workers.addEventListener('message', event => event.data === 'send' && sendNow(true));
  const registration = await workers.register('/field/worker-module.js', {scope: '/field', type: 'module'})
    .catch(() => workers.register('/field/worker.js', {scope: '/field'}))
    .catch(() => null);
  if (!registration) {
    return;
  }
  const ready = worker => {
    if (worker?.state === 'installed' && workers.controller) {
      state.update = worker;
      tell();
    }
  };
  ready(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing;
    coming.addEventListener('statechange', () => ready(coming));
  });
}

async function start() {
  theme();
  if (!self.isSecureContext || !self.indexedDB) {
    fill(screen, h('section', {class: 'card'},
      h('p', {}, '这个地址不是安全连接（HTTPS），浏览器不允许离线保存和定位。请改用 https 地址，或者使用简易页面。'),
      h('p', {}, h('a', {class: 'button', href: '/field/plain'}, '简易页面'))));
    return;
  }
  await wind();
  await reload();
  await draw();
  addEventListener('hashchange', draw);
  addEventListener('online', () => sync(true));
  addEventListener('offline', () => {
    state.network = false;
    frame();
  });
  document.addEventListener('visibilitychange', () => document.hidden || sync());
  let soon;
  listen(() => {
    clearTimeout(soon);
    soon = setTimeout(refresh, 60);
  });
  await Promise.all([register(), sync(true)]);
}

start();
