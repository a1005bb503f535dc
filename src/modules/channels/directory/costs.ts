import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/db.ts';

/** What sending cost by channel between two instants, in each provider's own unit. */
export async function channelCosts(
  tx: Tx,
  { from, to }: { from: Date; to: Date },
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('channels.delivery as d')
    .innerJoin('channels.message as m', (on) =>
      on.onRef('m.municipality_id', '=', 'd.municipality_id').onRef('m.id', '=', 'd.message_id'),
    )
    .select(['m.channel', sql<string>`sum(d.cost)`.as('cost')])
    .where('m.created_at', '>=', from)
    .where('m.created_at', '<', to)
    .groupBy('m.channel')
    .execute();
  return new Map(rows.map((row) => [row.channel, Number(row.cost)]));
}
