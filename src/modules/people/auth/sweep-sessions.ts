import { sql } from 'kysely';
import { z } from 'zod';
import type { Job } from '../../../platform/jobs.ts';

const Nothing = z.object({});

/** Removes sessions that have ended and sign-ins that were not finished: they hold from which address and machine somebody worked. */
export const sweepSessions: Job<typeof Nothing> = {
  id: 'people.sweep-sessions',
  schema: Nothing,
  handle: ({ scoped }) =>
    scoped(async (tx) => {
      // By the database's clock, as they are opened.
      for (const table of ['auth.session', 'auth.verification'] as const)
        await tx.deleteFrom(table).where('expiresAt', '<', sql<Date>`now()`).execute();
    }),
};
