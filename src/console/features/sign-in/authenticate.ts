import { z } from 'zod';
import { ApiError, api } from '../../lib/api.ts';
import { t } from './words.ts';

const signInAnswer = z.object({ twoFactorRedirect: z.boolean().optional() });

/** Answers which step comes next. @throws ApiError when the account, the password or the pace is refused. */
export async function signIn(email: string, password: string): Promise<'signed-in' | 'code-wanted'> {
  const answer = await api.post('/api/auth/sign-in/email', { email, password }, signInAnswer);
  return answer.twoFactorRedirect === true ? 'code-wanted' : 'signed-in';
}

/** @throws ApiError when the six digits are not those of now. */
export async function verifyCode(kind: 'app' | 'backup', code: string): Promise<void> {
  const path = kind === 'app' ? 'verify-totp' : 'verify-backup-code';
  await api.post(`/api/auth/two-factor/${path}`, { code }, z.unknown());
}

/** A refused form says so; every other refusal is said in one way, which tells nobody whether the account or the secret is wrong. */
export function faultWords(error: unknown, refused: string): string {
  if (!(error instanceof ApiError)) return refused;
  if (error.status === 429) return t('tooMany');
  if (error.code === 'forged-form') return error.message;
  return error.status >= 400 && error.status < 500 ? refused : error.message;
}
