import type { TestResult } from '../adapter.ts';
import type { SendResult } from '../outgoing.ts';
import { refused, unreachable } from '../provider/results.ts';
import type { XFailure } from './api.ts';

const USUAL_WAIT_SECONDS = 900;
const KEY_WAIT_SECONDS = 3600;
const NO_PERMISSION = /unsupported-authentication|client-forbidden|oauth1-permissions|not permitted to use|scope/i;

export const isDuplicate = ({ status, words }: XFailure): boolean => status === 403 && /duplicate/i.test(words);

/** What X's refusal means for the message (docs.x.com/x-api/fundamentals/response-codes-and-errors). */
export function failed(failure: XFailure, method: string): SendResult {
  const { status, type, words, retryAfterSeconds } = failure;
  const spent = status === 402 || /usage-capped|usage cap|credits/i.test(`${type} ${words}`);
  if (spent) return refused(words, { method, problem: 'quota' });
  if (status === 429)
    return unreachable(words, {
      method,
      retryAfterSeconds: retryAfterSeconds ?? USUAL_WAIT_SECONDS,
      nothingSent: true,
    });
  if (status >= 500) return unreachable(words, { method, retryAfterSeconds });
  // It waits for the administrator: a new key, or one that is seen to work, lets it go at once (`held-for-key.ts`).
  if (status === 401)
    return unreachable(words, { method, problem: 'wrong-key', retryAfterSeconds: KEY_WAIT_SECONDS, nothingSent: true });
  if (status === 404 || /deleted or not visible/i.test(words)) return refused(words, { method, problem: 'gone' });
  if (isDuplicate(failure)) return refused(words, { method });
  if (status === 403) {
    return refused(words, { method, problem: NO_PERMISSION.test(`${type} ${words}`) ? 'wrong-key' : 'blocked' });
  }
  if (/too long|280|exceeds/i.test(words)) return refused(words, { method, problem: 'too-long' });
  return refused(words, { method });
}

export function testFailed({ status, type, words }: XFailure): TestResult {
  const problem =
    status === 401
      ? 'wrong-key'
      : status === 403 || NO_PERMISSION.test(type)
        ? 'no-permission'
        : status === 429 || status >= 500
          ? 'unreachable'
          : 'other';
  return { ok: false, detail: words, problem };
}
