import { sql } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';
import type { AdapterKind } from './adapter.ts';

/** Its last attempt met a key that the provider does not take: it waits for the administrator. */
const refusedKey = sql<boolean>`exists (
  select from channels.delivery d
  where d.municipality_id = m.municipality_id and d.message_id = m.id and d.attempt = m.attempts and d.problem = 'wrong-key'
)`;

/** Whether a message waits for a key that works. */
export async function waitsForKey(tx: Tx, messageId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('channels.message as m')
    .select('m.id')
    .where('m.id', '=', messageId)
    .where(refusedKey)
    .executeTakeFirst();
  return row !== undefined;
}

/** What waits for a key that works may go now: there is another one, or this one was seen to work. */
export async function releaseHeldForKey(tx: Tx, channel: AdapterKind, now: Date): Promise<void> {
  await tx
    .updateTable('channels.message as m')
    .set({ send_after: now })
    .where('m.channel', '=', channel)
    .where('m.status', '=', 'queued')
    .where('m.thread_id', 'is not', null)
    .where('m.send_after', '>', now)
    .where(refusedKey)
    .execute();
}
