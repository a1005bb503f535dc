import { OUT_OF_TIME } from '../provider/call.ts';

const LONGEST_MS = 30_000;
const MOST_REDIRECTS = 3;

/**
 * `fetch` as adapters are given it: an answer that has not come whole within half a minute fails, and a redirect is followed on the
 * same origin only, so that a token sent to a provider reaches nobody else.
 */
export const providerFetch: typeof fetch = async (input, init = {}) => {
  const time = AbortSignal.timeout(LONGEST_MS);
  const signal = init.signal ? AbortSignal.any([init.signal, time]) : time;
  let request = new Request(input, { ...init, signal, redirect: 'manual' });
  for (let hop = 0; ; hop += 1) {
    const next = hop < MOST_REDIRECTS && request.method === 'GET' ? request.clone() : null;
    const answer = await fetch(request);
    const where = answer.headers.get('location');
    if (answer.status < 300 || answer.status > 399 || where === null || next === null) return answer;
    const target = URL.parse(where, request.url);
    if (!target || target.origin !== new URL(request.url).origin) return answer;
    await answer.body?.cancel();
    request = new Request(target, next);
  }
};

/**
 * `fetch` for work that must end within `ms`, however many requests it is: one under way then fails, and no further one leaves. Real time
 * is meant, whatever the clock of the program says.
 */
export function fetchWithin(inner: typeof fetch, ms: number): typeof fetch {
  const time = AbortSignal.timeout(ms);
  return async (input, init = {}) => {
    // A timer of no time fires after what is begun now.
    if (ms <= 0 || time.aborted)
      throw Object.assign(new Error('no time is left for another request'), { code: OUT_OF_TIME });
    return inner(input, { ...init, signal: init.signal ? AbortSignal.any([init.signal, time]) : time });
  };
}
