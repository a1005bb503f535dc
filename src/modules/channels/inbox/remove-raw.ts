import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import type { Schedule } from '../../../platform/jobs.ts';
import { noteRemoved, retentionOf } from '../../people/index.ts';

/** Events of one step: the inbox is not held up while many are emptied. */
const A_STEP = 500;

/**
 * Every night, what providers sent is emptied once it was read and its period is over. The row stays with its id at the provider, its
 * times and what became of it: the same event that comes again is known, and adds nothing. What was not read yet, could not be read or is
 * of an unknown kind is for people to look at, and stays.
 */
export const removeRaw: Schedule = {
  cron: '10 20 * * *',
  job: {
    id: 'channels.remove-raw',
    schema: z.object({}),
    async handle({ scoped, now }) {
      for (;;) {
        const removed = await scoped((tx) => step(tx, now()));
        if (removed < A_STEP) return;
      }
    },
  },
};

async function step(tx: Tx, now: Date): Promise<number> {
  const { days, before } = await retentionOf(tx, 'raw-event', now);
  const { rows } = await sql<{ id: string }>`update channels.event set raw = '', raw_removed_at = ${now}
    where id in (
      select id from channels.event
      where settled_at < ${before} and raw_removed_at is null and state in ('done', 'nothing')
      order by settled_at limit ${A_STEP} for update skip locked
    ) returning id`.execute(tx);
  if (rows.length > 0) await noteRemoved(tx, 'raw-event', { count: rows.length, days, before }, now);
  return rows.length;
}
