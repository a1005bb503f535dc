import { createHmac, hash, randomInt, timingSafeEqual } from 'node:crypto';

/** No 0/O, 1/I/L, U/V: read aloud over the phone and typed on a cheap one. 29 letters, 4.86 bits each. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTWXYZ';

/** A tracking code of `length` letters, in groups of four when shown. 12 letters are 58 bits. */
export function newTrackingCode(length = 12): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** ABCD-EFGH-JKMN: easier to read aloud and to type. */
export const inFours = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? code;

/** What a person typed, without the dashes and spaces it is shown with. */
export function readTrackingCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
}

export const sha256 = (text: string | Uint8Array): Buffer => hash('sha256', text, 'buffer');

/** Compares two secrets in a time that does not depend on where they differ (it may tell that their lengths do). */
export function sameSecret(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** `value` with an expiry and a signature for one purpose: a link or a form that no stranger can make. */
export function signed(key: string, purpose: string, value: string, expiresAt: Date): string {
  const body = `${Buffer.from(value).toString('base64url')}.${expiresAt.getTime().toString(36)}`;
  return `${body}.${signature(key, purpose, body)}`;
}

/** The value of a token made by `signed`, or null if it was changed, made for another purpose, or has expired. */
export function unsigned(key: string, purpose: string, token: string, now: Date): string | null {
  const [value = '', expiry = '', given = ''] = token.split('.');
  if (!sameSecret(signature(key, purpose, `${value}.${expiry}`), given)) return null;
  return Number.parseInt(expiry, 36) < now.getTime() ? null : Buffer.from(value, 'base64url').toString('utf8');
}

function signature(key: string, purpose: string, body: string): string {
  return createHmac('sha256', key).update(`${purpose}\n${body}`).digest('base64url');
}
