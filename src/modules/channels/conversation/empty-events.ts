import type { Tx } from '../../../platform/db/db.ts';
import type { Incoming } from './incoming.ts';

const EMPTY = JSON.stringify({ withdrawn: true });

/**
 * What the provider sent of a message that was taken back is emptied as well, edits of it and what told of it again too: nobody reads it in
 * the inbox either. Given is the event that is arriving now.
 */
export async function emptyEvents(tx: Tx, incoming: Incoming, arriving: string): Promise<void> {
  const ids = [incoming.event_id, ...incoming.other_event_ids, arriving].filter((id) => id !== null);
  await tx.updateTable('channels.event').set({ raw: EMPTY }).where('id', 'in', ids).execute();
}
