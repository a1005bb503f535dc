import { z } from 'zod';

/** Fetches one picture or file of a message. */
export const mediaJob = {
  id: 'channels.fetch-media',
  schema: z.object({ incomingId: z.uuid(), index: z.int().min(0) }),
} as const;
/** Asks the channel what a person calls themselves. */
export const profileJob = { id: 'channels.fetch-profile', schema: z.object({ threadId: z.uuid() }) } as const;
