import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import { enqueue, type Job, type Schedule } from '../../../platform/jobs.ts';
import { noteTrouble, noteWorks, troubleIn } from '../accounts/note-trouble.ts';
import type { Accounts } from '../accounts/open-accounts.ts';
import type { AdapterKind } from '../adapter.ts';
import { adapterOf, isAdapterKind } from '../adapters.ts';
import type { RawEvent } from '../arrival.ts';
import { storable } from './events-in.ts';
import { keepEvents } from './keep-events.ts';
import { POLL } from './read-job.ts';

/**
 * Every minute, a job for each channel that has to be asked: a slow provider holds up no other, and none is asked twice at once. Whoever
 * pauses a channel stops sending, as at the doors of webhooks: what citizens write is asked for and kept all the same, for a provider need
 * not have it any more when the channel is opened (X gives the newest 800 mentions).
 */
export function pollSchedule(accounts: Accounts): Schedule {
  return {
    cron: '* * * * *',
    job: {
      id: 'channels.poll-all',
      schema: z.object({}),
      async handle({ scoped, municipalityId }) {
        for (const adapter of accounts.adapters) {
          const { kind } = adapter;
          if (!adapter.poll || !(await accounts.reading(municipalityId, kind))) continue;
          const name = `${POLL.id} ${municipalityId} ${kind}`;
          await scoped((tx) => enqueue(tx, POLL, { channel: kind }, { key: name, queue: name, maxAttempts: 1 }));
        }
      },
    },
  };
}

/**
 * Asks one provider what is new. What came and where to go on are kept together, or neither; the next minute tries again. That it could
 * not be asked stands with the channel until it can.
 */
export function pollJob(accounts: Accounts): Job<(typeof POLL)['schema']> {
  return {
    ...POLL,
    async handle({ scoped, municipalityId, now, log }, { channel }) {
      const adapter = isAdapterKind(channel) ? adapterOf(channel, accounts.adapters) : null;
      const reach = adapter && (await accounts.reading(municipalityId, adapter.kind));
      if (!adapter?.poll || !reach) return;
      const { kind } = adapter;
      const before = await scoped((tx) => cursorOf(tx, kind));
      try {
        const { events, cursor } = await adapter.poll(before, reach);
        await scoped((tx) => keepPolled(tx, kind, { events, cursor, before }, now()));
      } catch (error) {
        log.warn({ event: 'poll-failed', channel: kind, err: error });
        await scoped((tx) => noteTrouble(tx, kind, 'reading', troubleIn(error), now()));
      }
    },
  };
}

async function cursorOf(tx: Tx, channel: AdapterKind): Promise<string | null> {
  const row = await tx
    .selectFrom('channels.account')
    .select('cursor')
    .where('channel', '=', channel)
    .executeTakeFirst();
  return row?.cursor ?? null;
}

type Polled = { events: readonly RawEvent[]; cursor: string; before: string | null };

/** Another worker that asked meanwhile has moved the cursor: then its events are there already, and these add nothing. */
async function keepPolled(tx: Tx, channel: AdapterKind, { events, cursor, before }: Polled, now: Date): Promise<void> {
  const moved = await tx
    .insertInto('channels.account')
    .values({
      channel,
      sealed: null,
      cursor,
      checked_at: null,
      check_result: null,
      changed_at: now,
      changed_by: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['municipality_id', 'channel'])
        .doUpdateSet({ cursor })
        .where(sql<boolean>`account.cursor is not distinct from ${before}::text`),
    )
    .returning('cursor')
    .executeTakeFirst();
  if (moved) await keepEvents(tx, channel, events.map(storable), now);
  await noteWorks(tx, channel, 'reading', now);
}
