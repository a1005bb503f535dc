import { sql } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';

export type Volume = {
  readonly channel: string;
  readonly groupId: string | null;
  readonly received: number;
  readonly last: Date;
};

/** How many voices came from an outside source between two instants, by channel and group, and when the last did. */
export async function voicesFrom(tx: Tx, source: string, { from, to }: { from: Date; to: Date }): Promise<Volume[]> {
  const rows = await tx
    .selectFrom('voices.voice')
    .select(['channel', 'group_id as groupId'])
    .select([sql<string>`count(*)`.as('received'), sql<Date>`max(received_at)`.as('last')])
    .where('source', '=', source)
    .where('source_ref', 'is not', null)
    .where('received_at', '>=', from)
    .where('received_at', '<', to)
    .groupBy(['channel', 'group_id'])
    .execute();
  return rows.map((row) => ({ ...row, received: Number(row.received) }));
}
