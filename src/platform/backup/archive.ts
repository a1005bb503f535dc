import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { storageTrouble } from '../files/storage-fault.ts';
import { syncFolder } from '../files/sync-folder.ts';
import { Refusal } from '../refusal.ts';
import { damaged } from './damaged.ts';
import { pack, unpack } from './packed.ts';
import { SEALED_MAGIC, seal, unseal } from './sealed.ts';
import { type Entry, tarBytes, tarEntries } from './tar.ts';

/** Where an archive is while it is written: nobody takes it for one. */
const draftOf = (path: string): string => `${path}.${randomBytes(6).toString('hex')}.partial`;

/**
 * Writes an archive: a tar file, compressed, closed by a digest, sealed when there is a passphrase. It has its name only once all of it is on the
 * disk; what goes wrong before leaves nothing. Readable by its owner alone.
 * @throws Refusal 'storage-full' · StorageFault · whatever the entries throw
 */
export async function writeArchive(
  path: string,
  entries: AsyncIterable<Entry>,
  { passphrase, at }: { passphrase: string | null; at: Date },
): Promise<{ bytes: number }> {
  const draft = draftOf(path);
  const packed = pack(tarBytes(entries, at));
  try {
    const bytes = passphrase === null ? packed : seal(packed, passphrase);
    await pipeline(bytes, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }));
    await rename(draft, path);
    await syncFolder(dirname(path));
    return { bytes: (await stat(path)).size };
  } catch (error) {
    await rm(draft, { force: true });
    throw storageTrouble(error);
  }
}

/**
 * The entries of an archive, in order. What was given is to be believed only when the last has come: what was altered may show at the end alone.
 * @throws Refusal 'not-a-backup' · 'backup-damaged' · 'backup-passphrase' (needed, or wrong) · 'backup-newer'
 */
export async function* readArchive(
  path: string,
  passphrase: string | null,
  onRead: (share: number) => void = () => undefined,
): AsyncGenerator<Entry> {
  const sealed = await isSealed(path);
  if (sealed && passphrase === null) throw new Refusal('backup-passphrase', { reason: 'needed' });
  const { size } = await stat(path);
  const file = createReadStream(path);
  try {
    for await (const entry of tarEntries(unpack(sealed && passphrase !== null ? unseal(file, passphrase) : file))) {
      onRead(file.bytesRead / size);
      yield entry;
    }
  } catch (error) {
    throw zlibTrouble(error);
  } finally {
    file.destroy();
  }
}

async function isSealed(path: string): Promise<boolean> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(SEALED_MAGIC.length), 0, SEALED_MAGIC.length, 0);
  return bytesRead === SEALED_MAGIC.length && buffer.equals(SEALED_MAGIC);
}

const zlibTrouble = (error: unknown): unknown =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_') ? damaged('altered') : error;
