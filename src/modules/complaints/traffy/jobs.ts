import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import { enqueue } from '../../../platform/jobs.ts';
import type { Became, Received } from '../../channels/index.ts';

/** A ticket to be read at its source. `stale`: it was read once already, and Traffy's cache did not know the event yet. */
export const TICKET = {
  id: 'complaints.traffy-ticket',
  schema: z.object({
    ticket: z.string(),
    event: z.enum(['new', 'status', 'chat', 'rating']),
    eventId: z.uuid(),
    at: z.iso.datetime(),
    stale: z.boolean().default(false),
    notBefore: z.iso.datetime().optional(),
  }),
} as const;
/** Pictures of a ticket, by their addresses. */
export const PHOTOS = {
  id: 'complaints.traffy-photos',
  schema: z.object({ complaintId: z.uuid(), urls: z.array(z.string()), addedBy: z.enum(['citizen', 'staff']) }),
} as const;
/** A public step of a case that came from Traffy, to be told there. */
export const UPDATE = {
  id: 'complaints.traffy-update',
  schema: z.object({ complaintId: z.uuid(), seq: z.int(), notBefore: z.iso.datetime().optional() }),
} as const;

/** The source of a case that is a ticket there; `source_ref` is the ticket, as in an import of their file. */
export const TRAFFY = 'traffy';
export const MINUTE_MS = 60_000;
/** How often it is looked whether the channel was opened again. */
export const PAUSED_MS = 15 * MINUTE_MS;

/** Has a ticket read at its source, in the transaction that settles the event which told of it. One ticket's events take turns. */
export async function queueTicket(
  tx: Tx,
  {
    eventId,
    arrival,
  }: Pick<Received, 'eventId'> & { readonly arrival: Extract<Received['arrival'], { kind: 'ticket' }> },
): Promise<Became> {
  const { ticket, event, at } = arrival;
  await enqueue(tx, TICKET, { ticket, event, eventId, at: at.toISOString() }, { queue: queueOf(ticket) });
  return { became: 'ticket-queued' };
}

/** The queue's clock is the database's, ours may be another (tests, rehearsal): what must wait says so itself. @throws Error too early */
export function mustWait(notBefore: string | undefined, now: Date): void {
  if (notBefore !== undefined && now.toISOString() < notBefore) throw new Error(`not before ${notBefore}`);
}

export const queueOf = (what: string): string => `traffy ${what}`;
