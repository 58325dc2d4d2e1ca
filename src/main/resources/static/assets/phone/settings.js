/* The phone itself: what it may keep, its clock, light and dark, the version, and the way out. */

import { call } from './api.js';
import { choice, fill, h, size } from './dom.js';
import { photosOf, remember } from './store.js';
import { wrongBy } from './time.js';

const THEMES = [['auto', '随系统'], ['light', '浅色'], ['dark', '深色']];
const DAY = 24 * 60;
const LITTLE = 200_000_000;

let persisted = null;
let free = null;

export function theme(chosen) {
  if (chosen) {
    localStorage.setItem('leiting-theme', chosen);
  }
  document.documentElement.dataset.theme = localStorage.getItem('leiting-theme') ?? 'auto';
}

/** Asked when there is something to lose; a browser may say no. */
export async function keepForGood() {
  const storage = navigator.storage;
  persisted = await storage?.persisted?.() || await storage?.persist?.() || false;
  const space = await storage?.estimate?.();
  free = space ? space.quota - space.usage : null;
}

export function warnings(state) {
  const unsent = state.entries.filter(one => one.state !== 'ACCEPTED' || one.photosLeft > 0).length;
  const wrong = wrongBy();
  return [
    wrong !== 0 && Math.abs(wrong) < DAY
      && `手机时间比服务器${wrong > 0 ? '快' : '慢'}${Math.abs(wrong)}分钟，请校准手机时间；这样记录的检查会被标记核对。`,
    unsent > 0 && persisted === false
      && `浏览器没有承诺长期保存数据，手机空间不足时可能丢失${unsent}条未发送的记录，请尽快联网发送。`,
    free !== null && free < LITTLE && `手机可用空间只剩${size(free)}，照片可能保存不下，请先发送或清理。`,
  ].filter(Boolean);
}

export async function showPhone({state, screen}) {
  await keepForGood();
  const unsent = state.entries.filter(one => one.state !== 'ACCEPTED' || one.photosLeft > 0);
  const photos = (await Promise.all(unsent.map(one => photosOf(one.clientId)))).flat();
  const bytes = photos.reduce((sum, photo) => sum + photo.blob.size, 0);
  fill(screen,
    h('h1', {}, '手机'),
    h('section', {class: 'card'},
      h('dl', {},
        h('dt', {}, '账号'), h('dd', {}, `${state.kit.name}（${state.kit.account}）`),
        h('dt', {}, '中队'), h('dd', {}, state.kit.squad.name),
        h('dt', {}, '未发送'), h('dd', {}, unsent.length === 0 ? '没有' : `${unsent.length}条记录，照片${photos.length}张，共${size(bytes)}`),
        h('dt', {}, '长期保存'), h('dd', {}, persisted ? '浏览器已承诺' : '浏览器没有承诺，请尽快发送'),
        h('dt', {}, '可用空间'), h('dd', {}, free === null ? '浏览器没有说明' : size(free)),
        h('dt', {}, '手机时间'), h('dd', {}, clock()),
        h('dt', {}, '版本'), h('dd', {}, document.querySelector('meta[name=version]').content)),
      h('p', {class: 'label'}, '显示'),
      choice('theme', THEMES, localStorage.getItem('leiting-theme') ?? 'auto', theme, '显示')),
    h('section', {class: 'card links'},
      h('p', {}, h('a', {href: '/field/inspections'}, '中队检查记录')),
      h('p', {}, h('a', {href: '/field/plain'}, '简易页面（不用离线功能）')),
      h('p', {}, h('a', {href: '/'}, '首页和待办'))),
    leaving(unsent.length));
}

function clock() {
  const wrong = Math.abs(wrongBy());
  return wrong === 0 ? '与服务器相符' : wrong < DAY ? `与服务器相差${wrong}分钟` : '与服务器相差一天以上，以服务器时间为准';
}

function leaving(unsent) {
  const told = h('p', {class: 'refusal', role: 'alert', hidden: true});
  return h('section', {class: 'card'},
    unsent > 0 && h('p', {}, `还有${unsent}条记录没有发送。退出后它们留在这台手机里，用同一账号登录后继续发送。`),
    h('button', {
      type: 'button', class: 'quiet', onclick: async () => {
        try {
          await call('POST', '/logout');
        } catch (failure) {
          if (failure.message !== '登录已过期。') {
            told.textContent = '没有网络，现在不能退出。';
            told.hidden = false;
            return;
          }
        }
        await remember('account', null);
        location.assign('/login?logout');
      },
    }, '退出登录'), told);
}
