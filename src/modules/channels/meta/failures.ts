import type { TestResult } from '../adapter.ts';
import type { SendResult } from '../outgoing.ts';
import { refused, unreachable } from '../provider/results.ts';
import type { GraphFailure } from './graph.ts';

/** docs/messenger-platform/error-codes: "sent outside of allowed window", for Messenger, News and Instagram. */
const WINDOW = new Set([2018278, 2018065, 2534022]);
/** The person took themself out of reach: blocked, gone, messages off. */
const BLOCKED = new Set([1545041, 2018108, 2018028, 2534037]);
/** Limits of the app, the Page, the business, the person (docs/graph-api/overview/rate-limiting). */
const LIMITS = new Set([4, 17, 32, 613, 80001, 80002, 80006, 1390008]);
/** A private reply was there already: exactly one may be sent for each comment. */
const REPLIED_CODE = 10900;
const REPLIED_SUBCODE = 2534014;
const USUAL_WAIT_SECONDS = 300;
const POLICY_WAIT_SECONDS = 3600;

export const isReplied = ({ code, subcode }: GraphFailure): boolean =>
  code === REPLIED_CODE || subcode === REPLIED_SUBCODE;

const words = ({ code, subcode, message }: GraphFailure): string =>
  `${code}${subcode ? `/${subcode}` : ''} ${message}`.trim();

/** What a failure of the Graph API means for the message that was to be sent. */
export function failed(failure: GraphFailure, method: string): SendResult {
  const { status, code, subcode, message, transient, retryAfterSeconds } = failure;
  const answer = words(failure);
  if (isReplied(failure)) return refused(answer, { method, problem: 'gone' });
  if (WINDOW.has(subcode) || /outside (of )?(the )?allowed window/i.test(message)) {
    return refused(answer, { method, problem: 'window-closed' });
  }
  if (code === 551 || code === 10903 || BLOCKED.has(subcode)) return refused(answer, { method, problem: 'blocked' });
  // It waits for the administrator: a new token, or one that is seen to work, lets it go at once (`held-for-key.ts`).
  if (code === 190 || code === 102)
    return unreachable(answer, {
      method,
      problem: 'wrong-key',
      retryAfterSeconds: POLICY_WAIT_SECONDS,
      nothingSent: true,
    });
  if (LIMITS.has(code) || status === 429) {
    return unreachable(answer, {
      method,
      retryAfterSeconds: retryAfterSeconds ?? USUAL_WAIT_SECONDS,
      nothingSent: true,
    });
  }
  if (code === 368) return unreachable(answer, { method, retryAfterSeconds: POLICY_WAIT_SECONDS, nothingSent: true });
  if (transient || code === 1 || code === 2 || code === 1200 || status >= 500)
    return unreachable(answer, { method, retryAfterSeconds });
  // The tag needs a permission of its own: without it the window is what it is for everybody.
  const permission = code === 3 || code === 10 || (code >= 200 && code < 300);
  if (permission) return refused(answer, { method, problem: method === 'tag' ? 'window-closed' : 'wrong-key' });
  if (code === 100 && (subcode === 2018001 || subcode === 33)) return refused(answer, { method, problem: 'gone' });
  if (code === 100 && /length|too long|characters/i.test(message))
    return refused(answer, { method, problem: 'too-long' });
  return refused(answer, { method });
}

/** The token ran out, or was taken back by a change of password (docs/facebook-login/guides/access-tokens/debugging). */
const ENDED = new Set([458, 459, 460, 463, 467]);

export function testFailed(failure: GraphFailure): TestResult {
  const { code, subcode, status } = failure;
  const problem =
    code === 190
      ? ENDED.has(subcode)
        ? 'expired'
        : 'wrong-key'
      : code === 3 || code === 10 || (code >= 200 && code < 300)
        ? 'no-permission'
        : status >= 500 || LIMITS.has(code)
          ? 'unreachable'
          : 'other';
  return { ok: false, detail: words(failure), problem };
}
