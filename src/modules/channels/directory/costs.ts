import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/db.ts';
import { dayOf } from '../../../thai/index.ts';
import { ADAPTER_KINDS, declaredOf } from '../kinds/contract.ts';
import '../quota/tables.ts';

/** With these we speak of things, not message by message: what they cost is what their provider counted. */
const COUNTED_THERE = ADAPTER_KINDS.filter((kind) => declaredOf(kind)?.threads === 'nobody');

/**
 * What a channel cost between two instants, in its provider's own unit: the sending of each message; where there are no messages of ours,
 * what the provider counted in the months that began between them.
 */
export async function channelCosts(
  tx: Tx,
  { from, to }: { from: Date; to: Date },
): Promise<ReadonlyMap<string, number>> {
  const sent = await tx
    .selectFrom('channels.delivery as d')
    .innerJoin('channels.message as m', (on) =>
      on.onRef('m.municipality_id', '=', 'd.municipality_id').onRef('m.id', '=', 'd.message_id'),
    )
    .select(['m.channel', sql<string>`sum(d.cost)`.as('cost')])
    .where('m.created_at', '>=', from)
    .where('m.created_at', '<', to)
    .groupBy('m.channel')
    .execute();
  const counted = await tx
    .selectFrom('channels.quota_month')
    .select(['channel', sql<string>`sum(used)`.as('cost')])
    .where('channel', 'in', COUNTED_THERE)
    .where('month', '>=', dayOf(from))
    .where('month', '<=', dayOf(new Date(to.getTime() - 1)))
    .groupBy('channel')
    .execute();
  return new Map([...sent, ...counted].map((row) => [row.channel, Number(row.cost)]));
}
