import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { Refusal } from '../refusal.ts';
import { damaged } from './damaged.ts';

export const SEALED_MAGIC = Buffer.from('FANGSIANG SEALED\n');
const VERSION = 1;
const SALT_BYTES = 16;
const TAG_BYTES = 16;
const CHUNK = 64 * 1024;
const HEAD_BYTES = SEALED_MAGIC.length + 1 + 1 + SALT_BYTES;
/** scrypt's N as a power of two: 128 MB and some tenths of a second a guess (RFC 7914; the OWASP sheet on storing passwords). */
const WORK = 17;
const MOST_WORK = 18;

/**
 * Locks a stream under a passphrase. Head: magic, version, work, salt. Then chunks of 64 KB, each AES-256-GCM (NIST SP 800-38D) with the head as its
 * associated data and a nonce that says which chunk it is and whether it is the last: none can be left out, moved, repeated or cut off
 * unnoticed (the STREAM construction; Hoang, Reyhanitabar, Rogaway, Vizár 2015). The key is one stream's own by its salt.
 */
export async function* seal(
  source: AsyncIterable<Buffer>,
  passphrase: string,
  work: number = WORK,
): AsyncGenerator<Buffer> {
  const head = Buffer.concat([SEALED_MAGIC, Buffer.of(VERSION, work), randomBytes(SALT_BYTES)]);
  const key = await keyOf(passphrase, head);
  yield head;
  for await (const { chunk, index, last } of inChunks(source, CHUNK)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index, last), { authTagLength: TAG_BYTES });
    cipher.setAAD(head);
    yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  }
}

/** What `seal` was given. @throws Refusal('backup-passphrase') when the first chunk does not open, 'backup-damaged' for a later one */
export async function* unseal(source: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const chunks = inChunks(source, CHUNK + TAG_BYTES, HEAD_BYTES);
  const first = await chunks.next();
  const head = first.done ? Buffer.alloc(0) : first.value.chunk;
  if (head.length < HEAD_BYTES) throw damaged('truncated');
  const [version = 0, work = 0] = head.subarray(SEALED_MAGIC.length);
  if (version > VERSION) throw new Refusal('backup-newer', { reason: 'format' });
  if (version !== VERSION || work < 1 || work > MOST_WORK) throw damaged('altered');
  const key = await keyOf(passphrase, head);
  let opened = 0;
  for await (const { chunk, index, last } of chunks) {
    const plain = open(chunk, { key, head, nonce: nonceOf(index - 1, last) });
    if (!plain) throw opened === 0 ? new Refusal('backup-passphrase', { reason: 'wrong' }) : damaged('altered');
    opened += 1;
    yield plain;
  }
  if (opened === 0) throw damaged('truncated');
}

function open(chunk: Buffer, { key, head, nonce }: { key: Buffer; head: Buffer; nonce: Buffer }): Buffer | null {
  if (chunk.length < TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(head);
  decipher.setAuthTag(chunk.subarray(chunk.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(chunk.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);

function keyOf(passphrase: string, head: Buffer): Promise<Buffer> {
  const N = 2 ** (head[SEALED_MAGIC.length + 1] ?? 0);
  const salt = head.subarray(HEAD_BYTES - SALT_BYTES, HEAD_BYTES);
  return derive(passphrase.normalize('NFC'), salt, 32, { N, r: 8, p: 1, maxmem: 256 * N * 8 });
}

function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(index), 3);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

type Chunk = { readonly chunk: Buffer; readonly index: number; readonly last: boolean };

/** A stream in chunks of one size, the first of another where it is said; the last is what is left, and says so. Of nothing: one that is empty. */
async function* inChunks(source: AsyncIterable<Buffer>, size: number, first: number = size): AsyncGenerator<Chunk> {
  let held: Buffer = Buffer.alloc(0);
  let index = 0;
  const wanted = () => (index === 0 ? first : size);
  for await (const more of source) {
    held = held.length === 0 ? more : Buffer.concat([held, more]);
    while (held.length > wanted()) {
      const chunk = held.subarray(0, wanted());
      held = held.subarray(chunk.length);
      yield { chunk, index, last: false };
      index += 1;
    }
  }
  yield { chunk: held, index, last: true };
}
