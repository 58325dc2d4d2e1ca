/* What this phone keeps: IndexedDB, the truth while there is no network. Everything belongs to an account. */

const NAME = 'leiting-field';
const channel = 'BroadcastChannel' in self ? new BroadcastChannel(NAME) : null;
let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      const db = request.result;
      db.createObjectStore('meta');
      db.createObjectStore('kits', {keyPath: 'account'});
      db.createObjectStore('entries', {keyPath: 'clientId'}).createIndex('account', 'account');
      db.createObjectStore('photos', {keyPath: 'id'}).createIndex('clientId', 'clientId');
      db.createObjectStore('thumbs', {keyPath: ['account', 'sha256']});
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => {
        opened = undefined;
        request.result.close();
      };
      request.result.onclose = () => {
        opened = undefined;
      };
      resolve(request.result);
    };
    request.onerror = () => {
      opened = undefined;
      reject(request.error);
    };
  });
  return opened;
}

/** Strict: a battery that dies takes nothing back. A phone that slept may have lost its connection unasked. */
async function begin(stores, mode) {
  const start = db => db.transaction(stores, mode, {durability: 'strict'});
  try {
    return start(await open());
  } catch {
    opened = undefined;
    return start(await open());
  }
}

/** One transaction over these stores; it is written when the promise is kept, and not at all when it is broken. */
async function transact(stores, mode, work) {
  const transaction = await begin(stores, mode);
  return new Promise((resolve, reject) => {
    let result;
    transaction.oncomplete = () => resolve(result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
    const asked = work(...stores.map(name => transaction.objectStore(name)));
    if (asked) {
      asked.onsuccess = () => {
        result = asked.result;
      };
    }
  });
}

const read = (store, work) => transact([store], 'readonly', work);
const write = (store, work) => transact([store], 'readwrite', work);

export const meta = key => read('meta', store => store.get(key));
export const remember = (key, value) => write('meta', store => store.put(value, key));

export const kitOf = account => read('kits', store => store.get(account));
export const keepKit = kit => write('kits', store => store.put(kit));

export const entry = clientId => read('entries', store => store.get(clientId));

export async function entriesOf(account) {
  const found = await read('entries', store => store.index('account').getAll(account));
  return found.sort((one, other) => one.seq - other.seq);
}

export async function keepEntry(kept) {
  await write('entries', store => store.put(kept));
  tell('entries');
}

/**
 * Changes the entry as it is now, so that the page and the worker do not overwrite one another.
 *
 * @param change what is to be put in, or a function that says so of the entry as it is; null changes nothing
 * @returns the entry as changed, or null
 */
export async function changeEntry(clientId, change) {
  let changed = null;
  await write('entries', store => {
    const found = store.get(clientId);
    found.onsuccess = () => {
      const put = found.result && (typeof change === 'function' ? change(found.result) : change);
      if (put) {
        changed = Object.assign(found.result, put);
        store.put(changed);
      }
    };
  });
  tell('entries');
  return changed;
}

export const photosOf = clientId => read('photos', store => store.index('clientId').getAll(clientId));
export const photo = id => read('photos', store => store.get(id));

export async function keepPhoto(kept) {
  await write('photos', store => store.put(kept));
  tell('photos');
}

export const dropPhoto = id => write('photos', store => store.delete(id));

/** The entry and its photos in one. */
export async function dropEntry(clientId) {
  const photos = await photosOf(clientId);
  await transact(['entries', 'photos'], 'readwrite', (entries, pictures) => {
    entries.delete(clientId);
    photos.forEach(one => pictures.delete(one.id));
  });
  tell('entries');
}

/** Under another number, because the server has other content under the first. */
export async function renumber(old, next) {
  const photos = await photosOf(old.clientId);
  const moved = {...old, clientId: next};
  await transact(['entries', 'photos'], 'readwrite', (entries, pictures) => {
    entries.delete(old.clientId);
    entries.put(moved);
    photos.forEach(one => {
      pictures.delete(one.id);
      pictures.put({...one, clientId: next, id: `${next}:${one.sha256}`, state: 'WAITING', begun: false, refusal: null});
    });
  });
  tell('entries');
  return moved;
}

export const thumb = (account, sha256) => read('thumbs', store => store.get([account, sha256]));
export const keepThumb = kept => write('thumbs', store => store.put(kept));

/** Everybody who shows or sends: other tabs, the worker, this page. */
export function tell(what) {
  channel?.postMessage(what);
  listeners.forEach(listen => listen(what));
}

const listeners = new Set();

export function listen(listener) {
  listeners.add(listener);
  if (channel && !channel.onmessage) {
    channel.onmessage = message => listeners.forEach(one => one(message.data));
  }
}
