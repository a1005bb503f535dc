import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import { enqueue } from '../../../platform/jobs.ts';

/** Fetches one picture or file of a message. */
export const mediaJob = {
  id: 'channels.fetch-media',
  schema: z.object({ incomingId: z.uuid(), index: z.int().min(0) }),
} as const;
/** Asks the channel what a person calls themselves. */
export const profileJob = { id: 'channels.fetch-profile', schema: z.object({ threadId: z.uuid() }) } as const;

/** Has one picture fetched: one that waits already, or has been given up, is tried anew. */
export const queueMedia = (tx: Tx, incomingId: string, index: number): Promise<void> =>
  enqueue(tx, mediaJob, { incomingId, index }, { key: `${mediaJob.id} ${incomingId} ${index}` });
