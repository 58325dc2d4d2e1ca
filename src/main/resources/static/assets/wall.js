/* The wall asks again by itself. What it shows stays when nobody answers, and it says since when it is old. */
const EVERY = 30_000;
const ANEW = 6 * 60 * 60_000; // the page itself, which may be of an older release

const wall = document.querySelector('[data-wall]');
const time = document.querySelector('[data-wall-time]');
const state = document.querySelector('[data-wall-state]');
const full = document.querySelector('[data-wall-full]');
const loaded = Date.now();
let tag = wall.dataset.tag;

const inWords = iso => {
  const [, year, month, day, clock] = iso.match(/^(\d+)-(\d+)-(\d+)T(\d+:\d+)/);
  return `${+year}年${+month}月${+day}日 ${clock}`;
};

async function ask() {
  const answer = await fetch(wall.dataset.wall, {headers: {'If-None-Match': tag}, redirect: 'manual', cache: 'no-store'});
  if (answer.type === 'opaqueredirect' || answer.status === 401) {
    throw new Error('登录已经结束，请重新登录');
  }
  if (answer.status !== 200 && answer.status !== 304) {
    throw new Error('服务器没有给出新的数据');
  }
  if (answer.status === 200) {
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const focused = document.activeElement?.getAttribute('href');
    wall.replaceChildren(page.querySelector('main'));
    tag = answer.headers.get('ETag') ?? '';
    if (focused) {
      wall.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
    }
  }
  time.textContent = inWords(answer.headers.get('Leiting-Time'));
}

async function refresh() {
  try {
    await ask();
    state.textContent = '';
    if (Date.now() - loaded > ANEW) {
      location.reload();
    }
  } catch (refused) {
    const why = refused instanceof TypeError ? '连接中断' : refused.message;
    state.textContent = `${why}，以上为当时的数据。`;
  }
}

setInterval(refresh, EVERY);
document.addEventListener('visibilitychange', () => document.hidden || refresh());

if (document.documentElement.requestFullscreen) {
  full.hidden = false;
  full.addEventListener('click', () => document.documentElement.requestFullscreen());
}
