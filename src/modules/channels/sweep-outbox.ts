import { z } from 'zod';
import type { Tx } from '../../platform/db/db.ts';
import type { Schedule } from '../../platform/jobs.ts';
import { pausedChannels } from './accounts/load-account.ts';
import type { AdapterKind } from './adapter.ts';
import { releaseHeldForKey } from './held-for-key.ts';
import { enqueueThread } from './queue-message.ts';
import { PAUSED_HOURS } from './rules.ts';

/** How long a message may wait past its turn before its thread is looked at again. */
const LATE_MS = 5 * 60_000;
const MOST_AT_ONCE = 500;

/** Looks whether anything waits in a thread that nobody sends to: a job that was lost, or gave up while a provider was away, loses nothing. */
export const sweepOutbox: Schedule = {
  cron: '*/5 * * * *',
  job: {
    id: 'channels.sweep-outbox',
    schema: z.object({}),
    handle: ({ scoped, now }) =>
      scoped(async (tx) => {
        const paused = await pausedChannels(tx);
        const at = now();
        await lookAgain(tx, await late(tx, { turnBefore: new Date(at.getTime() - LATE_MS), except: paused, now: at }));
        const tooLong = new Date(at.getTime() - PAUSED_HOURS * 3_600_000);
        await lookAgain(tx, await late(tx, { turnBefore: tooLong, only: paused, now: at }));
      }),
  },
};

/**
 * Has what waits for a channel looked at, when it opens again or its key works, from `runAt` on (left out: at once); the sweep finds what
 * is more than fits.
 */
export async function resumeChannel(tx: Tx, channel: AdapterKind, now: Date, runAt?: Date): Promise<void> {
  await releaseHeldForKey(tx, channel, now);
  await lookAgain(tx, await late(tx, { turnBefore: now, only: [channel], now }), runAt);
}

type Late = {
  readonly turnBefore: Date;
  readonly now: Date;
  readonly only?: readonly AdapterKind[];
  readonly except?: readonly AdapterKind[];
};

/** Threads in which a message waits though its turn came, the longest first. Mail waits for no thread. */
async function late(tx: Tx, { turnBefore, now, only, except = [] }: Late): Promise<string[]> {
  if (only?.length === 0) return [];
  let waiting = tx
    .selectFrom('channels.message')
    .select('thread_id')
    .where('status', '=', 'queued')
    .where('thread_id', 'is not', null)
    .where('channel', 'not in', ['email', ...except])
    .where('send_after', '<=', turnBefore)
    .where((row) => row.or([row('claimed_until', 'is', null), row('claimed_until', '<', now)]));
  if (only) waiting = waiting.where('channel', 'in', only);
  const rows = await waiting
    .groupBy('thread_id')
    .orderBy((row) => row.fn.min('send_after'))
    .limit(MOST_AT_ONCE)
    .execute();
  return rows.flatMap(({ thread_id }) => thread_id ?? []);
}

async function lookAgain(tx: Tx, threadIds: readonly string[], runAt?: Date): Promise<void> {
  for (const threadId of threadIds)
    await enqueueThread(tx, threadId, { key: `swept ${threadId}`, ...(runAt && { runAt }) });
}
