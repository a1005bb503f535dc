import { Refusal } from '../refusal.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Files can be neither kept nor read just now: a bucket that is away, a disk that became read-only. The message names no key and no file. */
export class StorageFault extends Error {
  override readonly name = 'StorageFault';
}

/** What an error of the disk means: Refusal('storage-full') when there is no room left, StorageFault for any other; the same when it is none. */
export function storageTrouble(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (FULL.has(code)) return new Refusal('storage-full');
  return /^E[A-Z]+$/.test(code) ? new StorageFault(`files cannot be kept (${code})`, { cause: error }) : error;
}
