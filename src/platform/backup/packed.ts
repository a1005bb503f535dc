import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Refusal } from '../refusal.ts';
import { damaged } from './damaged.ts';

const DIGEST_BYTES = 32;
/** A gzip member that holds nothing, with an extra field `FS` (RFC 1952, 2.3.1.1): programs that unpack gzip pass it over. */
const HEAD = Buffer.from([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff, 4 + DIGEST_BYTES, 0, 0x46, 0x53, DIGEST_BYTES, 0]);
const TAIL = Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const END_BYTES = HEAD.length + DIGEST_BYTES + TAIL.length;

/**
 * Compresses, and closes with the SHA-256 of everything before: gzip's own sums leave its header out, tar's leave out the contents. What comes
 * is still a plain gzip file.
 */
export async function* pack(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const digest = createHash('sha256');
  for await (const chunk of through(source, createGzip())) {
    digest.update(chunk);
    yield chunk;
  }
  yield Buffer.concat([HEAD, digest.digest(), TAIL]);
}

/** What `pack` was given. @throws Refusal('backup-damaged'), at the latest at the end; 'not-a-backup' when the beginning is no gzip */
export async function* unpack(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* through(proven(source), createGunzip());
}

/** All but the closing member, which must say what came before. */
async function* proven(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const digest = createHash('sha256');
  let held: Buffer = Buffer.alloc(0);
  let begun = false;
  for await (const chunk of source) {
    held = Buffer.concat([held, chunk]);
    if (held.length <= END_BYTES) continue;
    if (!begun && (held[0] !== 0x1f || held[1] !== 0x8b)) throw new Refusal('not-a-backup');
    begun = true;
    const passed = held.subarray(0, held.length - END_BYTES);
    held = held.subarray(passed.length);
    digest.update(passed);
    yield passed;
  }
  if (!begun) throw new Refusal('not-a-backup');
  const end = Buffer.concat([HEAD, digest.digest(), TAIL]);
  if (!held.subarray(0, HEAD.length).equals(HEAD)) throw damaged('truncated');
  if (!held.equals(end)) throw damaged('altered');
}

/** What comes out of a compressor; what goes wrong on either side ends both. */
async function* through(
  source: AsyncIterable<Buffer>,
  machine: ReturnType<typeof createGzip> | ReturnType<typeof createGunzip>,
): AsyncGenerator<Buffer> {
  const fed = pipeline(source, machine);
  fed.catch(() => undefined); // said by the reading below
  yield* machine;
  await fed;
}
