import { z } from 'zod';

/** Sends one mail that belongs to no thread. */
export const DELIVER = { id: 'channels.deliver', schema: z.object({ messageId: z.uuid() }) } as const;
/** Sends what waits for one thread, in order. */
export const DELIVER_THREAD = { id: 'channels.deliver-thread', schema: z.object({ threadId: z.uuid() }) } as const;
/** What follows when a message cannot go its own way: whoever knows the case looks for another. */
export const UNDELIVERED = { id: 'channels.undelivered', schema: z.object({ messageId: z.uuid() }) } as const;
