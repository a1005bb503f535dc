import { Refusal } from '../refusal.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** The same error, or Refusal('storage-full') when the disk, the quota or the bucket has no room left. */
export function whenFull(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && FULL.has(code) ? new Refusal('storage-full') : error;
}
