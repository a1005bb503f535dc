import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';

const CIPHER = 'aes-256-gcm';
const Sealed = z.object({ value: z.unknown(), until: z.number() });
const keyFor = (key: string, purpose: string) => Buffer.from(hkdfSync('sha256', key, '', `portal ${purpose}`, 32));

/**
 * A token that its holder cannot read or change, for one purpose and until a time: an address may carry it although it stands for a
 * tracking code, which must not be in an address (history, logs, shared links).
 */
export function seal(key: string, purpose: string, value: unknown, until: Date): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(CIPHER, keyFor(key, purpose), nonce);
  const body = Buffer.concat([cipher.update(JSON.stringify({ value, until: until.getTime() })), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/** What was sealed, or null when the token is not ours, was changed, or its time is over. */
export function unseal<T>(key: string, purpose: string, token: string, shape: z.ZodType<T>, now: Date): T | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length < 29) return null;
  try {
    const decipher = createDecipheriv(CIPHER, keyFor(key, purpose), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    const { value, until } = Sealed.parse(JSON.parse(text));
    return until < now.getTime() ? null : shape.parse(value);
  } catch {
    return null;
  }
}
