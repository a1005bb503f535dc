import { hash, verify } from '@node-rs/argon2';
import { Refusal } from '../../../platform/refusal.ts';

/** argon2id (the library's default kind) with OWASP's first choice: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const LEAST = 12;
const MOST = 200;

/** What is left of a common password when its digits and signs are taken away. */
const COMMON_WORDS = new Set(
  (
    'password passwd passw pass admin administrator root user welcome qwerty qwertyuiop qwertyasdf qazwsx qazwsxedc asdfgh asdfghjkl ' +
    'zxcvbnm letmein iloveyou thailand bangkok sawasdee sawatdee municipality tessaban tessabarn fangsiang changeme default guest ' +
    'abc abcd abcdef abcdefg abcdefgh abcdefghijkl monkey dragon football superman love secret master login test testing ' +
    'รหัสผ่าน เทศบาล ประเทศไทย สวัสดี'
  ).split(' '),
);

/**
 * Refuses a password that is short, is the e-mail's own name, or is one that everybody tries.
 * @throws Refusal('invalid-input') saying too-short, too-long, too-common or same-as-email
 */
export function mustBeGoodPassword(password: string, email: string): void {
  const plain = password.toLowerCase();
  const local = email.toLowerCase().split('@')[0] ?? '';
  const refuse = (reason: string) =>
    new Refusal('invalid-input', { fields: [{ field: '/password', problem: reason }], least: LEAST });
  if (password.length < LEAST) throw refuse('too-short');
  if (password.length > MOST) throw refuse('too-long');
  if (email && (plain.includes(email.toLowerCase()) || (local.length >= 4 && letters(plain) === letters(local)))) {
    throw refuse('same-as-email');
  }
  if (isCommon(plain)) throw refuse('too-common');
}

function isCommon(plain: string): boolean {
  const word = letters(plain);
  const repeated = /^(.{1,6})\1+$/u.test(plain);
  return word === '' || repeated || COMMON_WORDS.has(word) || new Set(plain).size < 5;
}

const letters = (text: string) => text.replaceAll('@', 'a').replaceAll(/[^\p{L}\p{M}]/gu, '');

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/** False also for a hash that is not argon2's. */
export async function isPassword(stored: string, password: string): Promise<boolean> {
  try {
    return await verify(stored, password);
  } catch {
    return false;
  }
}
