import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** Where bytes are kept: a folder by default, S3 by setting. Keys are ours, never a person's file name. */
export type FileStore = {
  /** Durable when it returns. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  get(key: string): Promise<Readable>;
  remove(key: string): Promise<void>;
  /** Throws when nothing can be written. */
  check(): Promise<void>;
};

/** Keeps files under a folder. A file appears whole or not at all: written beside, synced, then renamed. */
export function folderStore(root: string): FileStore {
  const at = (key: string) => {
    if (!/^[\w-]+(\/[\w-]+)*(\.[a-z0-9]+)?$/.test(key)) throw new TypeError('not a storage key');
    return join(root, key);
  };
  return {
    async put(key, bytes) {
      const path = at(key);
      await mkdir(dirname(path), { recursive: true });
      const beside = `${path}.${randomUUID()}`;
      try {
        const file = await open(beside, 'wx', 0o640);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(beside, path);
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
    },
    get: async (key) => createReadStream(at(key)),
    remove: (key) => rm(at(key), { force: true }),
    async check() {
      await this.put('probe', new Uint8Array([1]));
      await this.remove('probe');
    },
  };
}

/** A key from the content's own hash, spread over folders. */
export function storageKey(municipalityId: string, bytes: Uint8Array, extension: string): string {
  const hash = createHash('sha256').update(bytes).digest('hex');
  return `${municipalityId}/${hash.slice(0, 2)}/${hash.slice(2)}.${extension}`;
}
