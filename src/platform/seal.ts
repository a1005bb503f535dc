import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** The first byte says how the rest was made, so that another way can be added without guessing. */
const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + IV_BYTES + TAG_BYTES;

/**
 * Locks a secret before it is stored: AES-256-GCM (NIST SP 800-38D) under a key derived from the installation's by HKDF-SHA-256
 * (RFC 5869). `purpose` names the one place that it may be opened in ("webhook endpoint <id>"): bytes copied into another
 * row do not open there. The answer is version, 12 bytes of nonce, 16 of tag, then the locked text; never twice the same.
 */
export function seal(key: string, purpose: string, text: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', derived(key, purpose), iv, { authTagLength: TAG_BYTES });
  const locked = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), locked]);
}

/** The text that `seal` locked; null when it was changed, was sealed for another purpose, or with another key. */
export function unseal(key: string, purpose: string, bytes: Buffer): string | null {
  if (bytes.length < HEAD_BYTES || bytes[0] !== VERSION) return null;
  const iv = bytes.subarray(1, 1 + IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', derived(key, purpose), iv, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(1 + IV_BYTES, HEAD_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

const derived = (key: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, 'fangsiang', `seal\n${purpose}`, 32));
