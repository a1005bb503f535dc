import { Refusal } from '../../../platform/refusal.ts';

/** better-auth's answer in our own words: the same one for an unknown account, a wrong password and a deactivated one. */
export function refusalFrom(status: number, said: Readonly<Record<string, unknown>>, path: string): Error {
  const reason = typeof said['code'] === 'string' ? said['code'] : '';
  if (status === 429) return new Refusal('too-many-requests', { retryAfterSeconds: 15 * 60 });
  if (status === 403) return new Refusal('forged-form');
  if (path === '/sign-in/email') return status < 500 ? new Refusal('wrong-credentials') : failed(reason);
  if (NEEDS_NEW_SIGN_IN.has(reason)) return new Refusal('not-signed-in', { reason: 'sign-in-again' });
  if (reason === 'FAILED_TO_CREATE_SESSION') return new Refusal('wrong-credentials');
  if (WRONG_CODE.has(reason)) return new Refusal('wrong-credentials', { reason: 'code' });
  if (reason === 'INVALID_PASSWORD') return new Refusal('wrong-credentials', { reason: 'password' });
  if (status === 401) return new Refusal('not-signed-in');
  if (status >= 400 && status < 500) return new Refusal('invalid-input', { reason });
  return failed(reason);
}

const NEEDS_NEW_SIGN_IN = new Set(['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE']);
const WRONG_CODE = new Set(['INVALID_CODE', 'INVALID_BACKUP_CODE']);
const failed = (reason: string) => new Error(`sign-in failed: ${reason || 'no reason given'}`);
