import { z } from 'zod';

/** The job that reads events; the inbox adds it in the statement that keeps them. */
export const READ = { id: 'channels.read', schema: z.object({ eventIds: z.array(z.uuid()) }) } as const;
/** The job that takes up what waited too long: its own job was lost, or never came. */
export const READ_WAITING = { id: 'channels.read-waiting', schema: z.object({}) } as const;
/** The job that asks one provider what is new. */
export const POLL = { id: 'channels.poll', schema: z.object({ channel: z.string() }) } as const;
