import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/db.ts';
import { addDays, startOfDay } from '../../../thai/index.ts';
import { channelCosts } from '../../channels/index.ts';
import type { ChannelFigures } from './contract.ts';

/** How each channel serves, from a day to a day: how much, by whom, how soon it was answered, at what cost. Corruption cases are not counted. */
export async function channelFigures(tx: Tx, { from, to }: { from: string; to: string }): Promise<ChannelFigures> {
  const range = () =>
    tx
      .selectFrom('complaints.complaint')
      .where('received_at', '>=', startOfDay(from))
      .where('received_at', '<', startOfDay(addDays(to, 1)))
      .where('visibility', 'in', ['normal', 'restricted']);
  const whole = await range()
    .select([
      'channel',
      sql<string>`count(*)`.as('received'),
      sql<Date>`max(received_at)`.as('last'),
      sql<
        number | null
      >`percentile_cont(0.5) within group (order by extract(epoch from first_answered_at - received_at)) filter (where first_answered_at is not null)`.as(
        'median',
      ),
    ])
    .groupBy('channel')
    .execute();
  const groups = await range()
    .select(['channel', 'group_id', sql<string>`count(*)`.as('received')])
    .groupBy(['channel', 'group_id'])
    .execute();
  const costs = await channelCosts(tx, { from: startOfDay(from), to: startOfDay(addDays(to, 1)) });
  return {
    from,
    to,
    channels: whole
      .map((row) => ({
        channel: row.channel,
        received: Number(row.received),
        lastReceivedAt: row.last.toISOString(),
        medianAnswerHours: row.median === null ? null : Math.round((Number(row.median) / 3600) * 10) / 10,
        cost: costs.get(row.channel) ?? 0,
        groups: groups
          .filter((each) => each.channel === row.channel)
          .map((each) => ({ groupId: each.group_id, received: Number(each.received) }))
          .toSorted((a, b) => b.received - a.received),
      }))
      .toSorted((a, b) => b.received - a.received),
  };
}
