import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/db.ts';
import type { Incoming } from './incoming.ts';

const EMPTY = JSON.stringify({ withdrawn: true });
/** How long before its own time a message's events may have been received: clocks differ. */
const DAY_MS = 86_400_000;

/**
 * What the provider sent of a message that was taken back is emptied as well, edits of it too: nobody reads it in the inbox either. Given
 * is what is arriving now, and so is not settled yet.
 */
export async function emptyEvents(tx: Tx, incoming: Incoming, arriving: readonly string[]): Promise<void> {
  const known = [incoming.event_id, ...arriving].filter((id) => id !== null);
  await tx
    .updateTable('channels.event')
    .set({ raw: EMPTY })
    .where('channel', '=', incoming.channel)
    .where((event) =>
      event.or([
        event('id', 'in', known),
        event.and([
          event('received_at', '>=', new Date(incoming.at.getTime() - DAY_MS)),
          sql<boolean>`outcome @> ${JSON.stringify({ became: [{ incomingId: incoming.id }] })}::jsonb`,
        ]),
      ]),
    )
    .execute();
}
