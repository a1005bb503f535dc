import { sql } from 'kysely';
import type pg from 'pg';
import type { Tx } from './db/db.ts';

declare module './db/db.ts' {
  interface Tables {
    'platform.rest': Scoped & { since: Date; snapshot_at: Date };
  }
}

/** Since when a desk rests, and of which moment it knows. */
export type Rest = { readonly since: Date; readonly snapshotAt: Date };

export async function restOf(tx: Tx): Promise<Rest | null> {
  const row = await tx.selectFrom('platform.rest').select(['since', 'snapshot_at as snapshotAt']).executeTakeFirst();
  return row ?? null;
}

/** Ends the rest; null where there was none. */
export async function endRest(tx: Tx): Promise<Rest | null> {
  const row = await tx.deleteFrom('platform.rest').returning(['since', 'snapshot_at as snapshotAt']).executeTakeFirst();
  return row ?? null;
}

/** Whether any desk of the installation rests: until none does, nothing is sent or fetched for any. */
export async function anyRests(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ resting: boolean }>`select platform.any_rests() as resting`.execute(tx);
  return rows[0]?.resting ?? false;
}

/** The same, asked by whoever starts the workers. `pool` is the owner's. */
export async function isResting(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ resting: boolean }>('select exists (select from platform.rest) as resting');
  return rows[0]?.resting ?? false;
}
