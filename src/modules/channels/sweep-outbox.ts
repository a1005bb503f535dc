import { z } from 'zod';
import type { Schedule } from '../../platform/jobs.ts';
import { enqueueThread } from './queue-message.ts';

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
        const late = await tx
          .selectFrom('channels.message')
          .select('thread_id')
          .distinct()
          .where('status', '=', 'queued')
          .where('thread_id', 'is not', null)
          .where('channel', '!=', 'email')
          .where('send_after', '<', new Date(now().getTime() - LATE_MS))
          .where((row) => row.or([row('claimed_until', 'is', null), row('claimed_until', '<', now())]))
          .limit(MOST_AT_ONCE)
          .execute();
        for (const { thread_id } of late)
          if (thread_id !== null) await enqueueThread(tx, thread_id, { key: `swept ${thread_id}` });
      }),
  },
};
