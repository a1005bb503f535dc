import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/db.ts';
import { enqueue, type Job, type JobParts, type Schedule } from '../../../platform/jobs.ts';
import type { Accounts } from '../accounts/open-accounts.ts';
import type { Receive } from '../receive.ts';
import { READ, READ_WAITING } from './read-job.ts';
import { LOST_AFTER_MS } from './rules.ts';
import { type Row, settleEvent } from './settle-event.ts';

/** Events whose words are in memory at a time. */
const CHUNK = 50;
/** Chunks of waiting events that one job takes up before it lets others run. */
const MOST_CHUNKS = 20;

/** Reads the events that came with it. Those that are settled meanwhile, or being read elsewhere, are left alone. */
export function readJob(accounts: Accounts, receive: Receive): Job<(typeof READ)['schema']> {
  return {
    ...READ,
    async handle(parts, { eventIds }) {
      for (let at = 0; at < eventIds.length; at += CHUNK) {
        const rows = await parts.scoped((tx) => waitingAmong(tx, eventIds.slice(at, at + CHUNK)));
        for (const row of rows) await settleEvent(parts, accounts, receive, row);
      }
    },
  };
}

/** Takes up what waits too long, oldest first; what is left after its turn is for the next. */
export function readWaitingJob(accounts: Accounts, receive: Receive): Job<(typeof READ_WAITING)['schema']> {
  return {
    ...READ_WAITING,
    async handle(parts) {
      for (let turn = 0; turn < MOST_CHUNKS; turn += 1) {
        const rows = await parts.scoped((tx) => overdue(tx, parts.now(), CHUNK));
        for (const row of rows) await settleEvent(parts, accounts, receive, row);
        if (rows.length < CHUNK) return;
      }
      await parts.scoped((tx) => queueWaiting(tx, parts));
    },
  };
}

const Nothing = READ_WAITING.schema;

/** Looks every minute whether anything waits too long: a job that was lost loses nothing. */
export const sweepEvents: Schedule = {
  cron: '* * * * *',
  job: {
    id: 'channels.sweep-events',
    schema: Nothing,
    handle: (parts) =>
      parts.scoped(async (tx) => {
        const late = await overdue(tx, parts.now(), 1);
        if (late.length > 0) await queueWaiting(tx, parts);
      }),
  },
};

/** One at a time for each municipality, however often it is asked for. */
const queueWaiting = (tx: Tx, { municipalityId }: JobParts): Promise<void> =>
  enqueue(tx, READ_WAITING, {}, { key: `${READ_WAITING.id} ${municipalityId}` });

const columns = ['id', 'channel', 'external_id', 'kind', 'raw', 'happened_at'] as const;

async function waitingAmong(tx: Tx, ids: readonly string[]): Promise<Row[]> {
  const rows = await tx
    .selectFrom('channels.event')
    .select([...columns, 'state'])
    .where('id', 'in', ids)
    .orderBy(sql`coalesce(happened_at, received_at)`)
    .orderBy('id')
    .execute();
  return rows.filter(({ state }) => state === 'waiting');
}

function overdue(tx: Tx, now: Date, limit: number): Promise<Row[]> {
  const before = new Date(now.getTime() - LOST_AFTER_MS);
  return tx
    .selectFrom('channels.event')
    .select(columns)
    .where('state', '=', 'waiting')
    .where('received_at', '<', before)
    .where((event) => event.or([event('try_after', 'is', null), event('try_after', '<', before)]))
    .orderBy('received_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}
