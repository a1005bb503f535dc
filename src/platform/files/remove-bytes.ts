import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../db/db.ts';
import { enqueue, type Job } from '../jobs.ts';
import type { FileStore } from './store.ts';

const REMOVE = { id: 'platform.remove-bytes', schema: z.object({ keys: z.array(z.string().min(1)) }) };
/** About three weeks: a store may be away for long, and nobody else knows the keys. */
const TRIES = 100;

/**
 * Lets go of bytes once the caller's transaction is kept, however often the store is away: call it in the transaction after which no row is to
 * name `keys`. Bytes that a row still names, or names again, stay.
 */
export async function letGoOfBytes(tx: Tx, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await enqueue(tx, REMOVE, { keys: [...new Set(keys)] }, { maxAttempts: TRIES });
}

/** Removes from `files` what was let go of; what is gone already is gone. */
export function removeBytesJob(files: FileStore): Job<typeof REMOVE.schema> {
  return {
    ...REMOVE,
    async handle({ scoped }, { keys }) {
      for (const key of keys) await scoped((tx) => removeUnnamed(tx, files, key));
    },
  };
}

/** Waits for whoever is keeping the same content at this moment: then its bytes stay. */
async function removeUnnamed(tx: Tx, files: FileStore, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
  const named = await tx.selectFrom('platform.file').select('id').where('storage_key', '=', key).executeTakeFirst();
  if (!named) await files.remove(key);
}
