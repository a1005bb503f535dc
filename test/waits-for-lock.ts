import { sql } from 'kysely';
import { expect } from 'vitest';
import type { World } from './harness.ts';

/** Resolves once somebody else of this world waits for a row that is held. */
export async function waitsForLock({ scoped }: Pick<World, 'scoped'>): Promise<void> {
  const waiting = () =>
    scoped(async (tx) => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`.execute(tx);
      return rows[0]?.n ?? 0;
    });
  await expect.poll(waiting).toBeGreaterThan(0);
}
