import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Refusal } from '../refusal.ts';
import { storageTrouble } from './storage-fault.ts';
import { syncFolder } from './sync-folder.ts';

/** Where bytes are kept: a folder by default, S3 by setting. Keys are ours, never a person's file name. */
export type FileStore = {
  /** Durable when it returns. The same key again is the same bytes: keys come from the content. @throws Refusal 'storage-full' · StorageFault */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** @throws Refusal 'not-found' */
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
      const made = await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
        throw storageTrouble(error);
      });
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
        // Its name, and those of the folders that were made for it.
        let folder = dirname(path);
        await syncFolder(folder);
        for (const top = made === undefined ? folder : dirname(made); folder.length > top.length; ) {
          folder = dirname(folder);
          await syncFolder(folder);
        }
      } catch (error) {
        await rm(beside, { force: true });
        throw storageTrouble(error);
      }
    },
    async get(key) {
      try {
        return (await open(at(key))).createReadStream();
      } catch (error) {
        throw error instanceof Error && 'code' in error && error.code === 'ENOENT' ? new Refusal('not-found') : error;
      }
    },
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
