/* Keeps the shell of one version, opens it without a network, and sends the queue when the phone finds one. */

const CACHE = `leiting-phone-${VERSION}`;

self.addEventListener('install', event => event.waitUntil(keep()));

/** All or nothing: a page of the login in place of the shell would lock everybody out. */
async function keep() {
  const cache = await caches.open(CACHE);
  await Promise.all(FILES.map(async file => {
    const answer = await fetch(file, {cache: 'reload', credentials: 'same-origin'});
    if (!answer.ok || answer.redirected) {
      throw new Error(file);
    }
    await cache.put(file, answer);
  }));
}

self.addEventListener('activate', event => event.waitUntil(dropOthers().then(() => self.clients.claim())));

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names
    .filter(name => name.startsWith('leiting-phone-') && name !== CACHE)
    .map(name => caches.delete(name)));
}

self.addEventListener('fetch', event => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin || !FILES.includes(url.pathname)) {
    return;
  }
  event.respondWith(kept(event.request, url.pathname));
});

async function kept(request, path) {
  const cache = await caches.open(CACHE);
  return await cache.match(path) ?? fetch(request);
}

/** The page asks for it when its person has agreed to the new version. */
self.addEventListener('message', event => {
  if (event.data === 'update') {
    self.skipWaiting();
  }
});

self.addEventListener('sync', event => {
  if (event.tag === 'leiting-queue') {
    event.waitUntil(sync());
  }
});

/** A page that is open knows better; without one, or without modules here, the browser is asked to try again. */
async function sync() {
  const pages = await self.clients.matchAll({type: 'window'});
  if (pages.length > 0) {
    pages.forEach(page => page.postMessage('send'));
    return;
  }
  if (typeof sendQueue === 'function' && self.cookieStore) {
    const outcome = await sendQueue({force: true});
    if (outcome.wait) {
      throw new Error('not all was sent');
    }
  }
}
