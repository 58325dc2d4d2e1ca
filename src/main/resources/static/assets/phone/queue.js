/* Sends what waits: records first and in their order, then photos, each once. Runs in the page or in the worker. */

import { Later, LoginNeeded, Refused, call, json, session } from './api.js';
import { changeEntry, entriesOf, keepPhoto, meta, photosOf, remember, tell } from './store.js';
import { now, wind } from './time.js';

const CHUNK = 384 * 1024;
const FIRST_WAIT = 4_000;
const LONGEST_WAIT = 5 * 60_000;

/** The login changed while something was being sent. */
class Switched extends Error {}

/**
 * One sender at a time, over all tabs and the worker.
 *
 * @param force whether a person, or a network that came back, wants it now
 * @returns what became of it: account, login (needed), wait (milliseconds to the next attempt, null for none)
 */
export async function send({force = false} = {}) {
  if (!navigator.locks) {
    return run(force);
  }
  return navigator.locks.request(
    'leiting-queue', {ifAvailable: true}, lock => lock ? run(force) : {busy: true, wait: FIRST_WAIT});
}

async function run(force) {
  const waits = (await meta('wait')) ?? {times: 0, until: 0};
  if (!force && waits.until > Date.now()) {
    return {wait: waits.until - Date.now()};
  }
  await wind();
  try {
    const who = await session();
    if (await sendAll(who)) {
      return {account: who.account, wait: await postpone(waits.times)};
    }
    await remember('wait', {times: 0, until: 0});
    return {account: who.account, wait: null};
  } catch (failure) {
    if (failure instanceof LoginNeeded) {
      return {login: true, wait: null};
    }
    if (failure instanceof Later || failure instanceof Switched) {
      return {offline: failure.message, wait: await postpone(waits.times)};
    }
    console.error(failure);
    return {trouble: failure.message, wait: await postpone(waits.times)};
  } finally {
    tell('sent');
  }
}

/** Doubles from try to try; the jitter keeps thirty phones that come back at once from coming in step. */
async function postpone(times) {
  const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(times, 10));
  const wait = Math.round(longest * (0.5 + Math.random() / 2));
  await remember('wait', {times: times + 1, until: Date.now() + wait});
  return wait;
}

const isWaiting = one => one.state === 'QUEUED' || one.state === 'SENT';

/** True when something must be tried again though the network is there. */
async function sendAll(who) {
  let later = false;
  for (const one of await entriesOf(who.account)) {
    if (isWaiting(one)) {
      later = !await sendRecord(one, who) || later;
    }
  }
  for (const one of await entriesOf(who.account)) {
    if (one.state === 'ACCEPTED' && one.photosLeft > 0) {
      later = !await sendPhotos(one, who) || later;
    }
  }
  return later;
}

/** Not what its person has taken back meanwhile. */
async function sendRecord(listed, who) {
  const one = await changeEntry(listed.clientId, kept => isWaiting(kept) ? {state: 'SENT'} : null);
  if (!one) {
    return true;
  }
  const path = one.kind === 'RECHECK' ? '/api/field/rechecks' : '/api/field/inspections';
  try {
    const answer = await guarded(who, () => call('POST', path, {body: one.body, session: who}));
    await changeEntry(one.clientId, {
      state: 'ACCEPTED', answer: await answer.json(), acceptedAt: now(), refusal: null, trouble: null});
    return true;
  } catch (failure) {
    if (failure instanceof Refused) {
      await changeEntry(one.clientId, {state: 'REFUSED', refusal: await refusalOf(failure, one), trouble: null});
      return true;
    }
    await changeEntry(one.clientId, {
      state: 'QUEUED', tries: (one.tries ?? 0) + 1, trouble: failure.message});
    if (failure instanceof Later && failure.busy) {
      return false;
    }
    throw failure;
  }
}

/** After a 409 it must be known whether the server keeps something under this number. */
async function refusalOf(failure, one) {
  let stored = failure.status === 409 && failure.message.includes('已经提交过');
  if (failure.status === 409 && !stored) {
    try {
      const since = new Date(one.createdAt - 24 * 60 * 60_000).toISOString();
      stored = (await json(`/api/field/inspections?since=${encodeURIComponent(since)}`))
        .some(found => found.clientId === one.clientId);
    } catch {
      // it will be asked again with the next refusal
    }
  }
  return {status: failure.status, sentence: failure.message, errors: failure.errors, stored};
}

/** A 403 may only mean that the login's token is a new one. */
async function guarded(who, attempt) {
  try {
    return await attempt();
  } catch (failure) {
    if (!(failure instanceof Refused) || failure.status !== 403) {
      throw failure;
    }
    const again = await session();
    if (again.account !== who.account) {
      throw new Switched('登录账号已更换。');
    }
    if (again.token === who.token) {
      throw failure;
    }
    who.token = again.token;
    return attempt();
  }
}

async function sendPhotos(one, who) {
  let good = true;
  for (const photo of await photosOf(one.clientId)) {
    if (photo.state === 'STORED' || photo.state === 'REFUSED') {
      continue;
    }
    try {
      await upload(one, photo, who);
      await keepPhoto({...photo, state: 'STORED', refusal: null, offset: photo.blob.size});
    } catch (failure) {
      if (failure instanceof Refused && failure.status === 404) {
        await changeEntry(one.clientId, {state: 'QUEUED', trouble: '服务器没有这条记录，重新发送。'});
        return false;
      }
      if (failure instanceof Refused && failure.status === 422) {
        await keepPhoto({...photo, state: 'REFUSED', refusal: failure.message});
      } else if (failure instanceof Refused || failure instanceof Later && failure.busy) {
        good = false;
      } else {
        throw failure;
      }
    }
    await countPhotos(one.clientId);
  }
  return good;
}

export async function countPhotos(clientId) {
  const photos = await photosOf(clientId);
  await changeEntry(clientId, {
    photos: photos.length,
    photosSent: photos.filter(photo => photo.state === 'STORED').length,
    photosLeft: photos.filter(photo => photo.state !== 'STORED' && photo.state !== 'REFUSED').length,
    photosRefused: photos.filter(photo => photo.state === 'REFUSED').length,
  });
}

/**
 * Goes on where the server stands; the first attempt does not ask. Only what is wrong with the photo itself is a
 * refusal, because nobody sends a refused one again.
 */
async function upload(one, photo, who) {
  const path = `/api/field/inspections/${one.clientId}/photos/${photo.sha256}`;
  const total = photo.blob.size;
  let offset = 0;
  if (photo.begun) {
    const head = await guarded(who, () => call('HEAD', path, {session: who}));
    if (head.status === 200) {
      return;
    }
    offset = goingOn(head.headers.get('Upload-Offset'), total);
  }
  try {
    await keepPhoto({...photo, begun: true});
  } catch {
    // a full phone becomes less full by sending, which works without the note
  }

  let anew = 0;
  while (offset < total) {
    const next = await put(path, photo, offset, total, who);
    anew += next < offset ? 1 : 0;
    if (anew > 1) {
      throw new Later('照片的各段没有对上，稍后重新上传。', true);
    }
    offset = next;
  }
}

/** All bytes are not yet a stored photo: only 200 and 201 say that it is, until then it is sent anew. */
function goingOn(offset, total) {
  return Number(offset) < total ? Number(offset) : 0;
}

/** A phone may lose a photo's bytes and keep its name; the others behind it must not wait for it. */
async function bytesOf(photo, offset, end) {
  try {
    return await photo.blob.slice(offset, end).arrayBuffer();
  } catch {
    throw new Refused(422, '手机里的这张照片已经不能读取。', []);
  }
}

/** The offset from which to go on. */
async function put(path, photo, offset, total, who) {
  const end = Math.min(offset + CHUNK, total);
  const whole = offset === 0 && end === total;
  const body = await bytesOf(photo, offset, end);
  try {
    const answer = await guarded(who, () => call('PUT', path, {
      body,
      type: photo.type,
      headers: whole ? {} : {'Content-Range': `bytes ${offset}-${end - 1}/${total}`},
      session: who,
    }));
    return answer.status === 202 ? goingOn(answer.headers.get('Upload-Offset') ?? end, total) : total;
  } catch (failure) {
    const stands = failure instanceof Refused && failure.status === 409 ? failure.headers.get('Upload-Offset') : null;
    if (stands !== null && Number(stands) !== offset) {
      return goingOn(stands, total);
    }
    throw failure.status === 409 ? new Later(failure.message, true) : failure;
  }
}
