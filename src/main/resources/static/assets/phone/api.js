/* Calls of the server, and what may come of them. */

import { nowInstant } from './time.js';

/** No network, or an answer that says: later; busy when the network is there. */
export class Later extends Error {
  constructor(sentence, busy = false) {
    super(sentence);
    this.busy = busy;
  }
}

/** Nobody is logged in any more; whatever is kept stays. */
export class LoginNeeded extends Error {}

/** The server says no, in a sentence. */
export class Refused extends Error {
  constructor(status, sentence, errors, headers) {
    super(sentence);
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }
}

const WAIT = 45_000;

async function token() {
  if ('document' in self) {
    return document.cookie.match(/(?:^|; )LEITING-XSRF=([^;]*)/)?.[1] ?? '';
  }
  return (await self.cookieStore?.get('LEITING-XSRF'))?.value ?? '';
}

/** @param session of whom it is sent; another login in between makes the server refuse it */
export async function call(method, path, {body, type, headers, session} = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), WAIT);
  try {
    const answer = await fetch(path, {
      method,
      body,
      signal: stop.signal,
      cache: 'no-store',
      redirect: 'manual',
      headers: {
        Accept: 'application/json',
        'Leiting-Device-Time': nowInstant(),
        ...(body && {'Content-Type': type ?? 'application/json'}),
        ...(method !== 'GET' && method !== 'HEAD' && {'X-LEITING-XSRF': session?.token ?? await token()}),
        ...headers,
      },
    });
    if (answer.type === 'opaqueredirect' || answer.status === 401) {
      throw new LoginNeeded('登录已过期。');
    }
    if (answer.status >= 500 || answer.status === 408 || answer.status === 429) {
      throw new Later(`服务器暂时不能办理（${answer.status}）。`, true);
    }
    if (!answer.ok) {
      throw await refusal(answer);
    }
    return answer;
  } catch (failure) {
    if (failure instanceof LoginNeeded || failure instanceof Later || failure instanceof Refused) {
      throw failure;
    }
    throw new Later(failure.name === 'AbortError' ? '网络太慢，没有等到答复。' : '没有网络。');
  } finally {
    clearTimeout(timer);
  }
}

async function refusal(answer) {
  let problem = {};
  try {
    problem = await answer.json();
  } catch {
    // a proxy's page, or the answer to HEAD
  }
  return new Refused(
    answer.status, problem.detail ?? `服务器拒绝了请求（${answer.status}）。`, problem.errors ?? [], answer.headers);
}

export async function json(path) {
  return (await call('GET', path)).json();
}

/** Who is logged in now, and the token of that login. */
export async function session() {
  const me = await json('/api/me');
  return {account: me.id, token: await token()};
}
