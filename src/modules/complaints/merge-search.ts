import { sql } from 'kysely';
import { z } from 'zod';
import type { Job } from '../../platform/jobs.ts';

const Nothing = z.object({});

/**
 * Merges what was filed since the last time into the indexes that searches read, so that no filing does it while its citizen waits, and
 * no search reads a long list beside them (postgresql.org, GIN: fast update). Migration 0116.
 */
export const mergeSearch: Job<typeof Nothing> = {
  id: 'complaints.merge-search',
  schema: Nothing,
  handle: ({ scoped }) =>
    scoped(async (tx) => {
      await sql`select complaints.merge_search()`.execute(tx);
    }),
};
