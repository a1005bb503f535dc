import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/db.ts';
import type { AdapterKind } from '../adapter.ts';
import type { Arrival } from '../arrival.ts';

type Receipt = Extract<Arrival, { kind: 'delivered' | 'read' }>;

/**
 * Keeps that a message of ours was delivered or read, by the provider's ids; without ids, of all that was sent to the thread until then.
 * The earliest word of each holds. What was read was delivered.
 */
export async function noteReceipt(tx: Tx, channel: AdapterKind, receipt: Receipt): Promise<void> {
  const { kind, at, thread, messageIds } = receipt;
  const ours = tx
    .updateTable('channels.message')
    .set({
      delivered_at: sql<Date>`least(coalesce(delivered_at, ${at}), ${at})`,
      ...(kind === 'read' && { read_at: sql<Date>`least(coalesce(read_at, ${at}), ${at})` }),
    })
    .where('channel', '=', channel);
  if (messageIds.length > 0) {
    await ours
      .where('id', 'in', sql<string>`(select channels.messages_known_as(${sql.val([...messageIds])}::text[]))`)
      .execute();
    return;
  }
  await ours
    .where('thread_id', 'in', (query) =>
      query
        .selectFrom('channels.thread')
        .select('id')
        .where('channel', '=', channel)
        .where('kind', '=', thread.kind)
        .where('external_id', '=', thread.id),
    )
    .where('status', '=', 'sent')
    .where('sent_at', '<=', at)
    .where(kind === 'read' ? 'read_at' : 'delivered_at', 'is', null)
    .execute();
}
