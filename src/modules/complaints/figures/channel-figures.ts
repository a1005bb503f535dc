import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/db.ts';
import { endOfDay, startOfDay } from '../../../thai/index.ts';
import { channelCosts } from '../../channels/index.ts';
import { type Volume, voicesFrom } from '../../voices/index.ts';
import { QUESTIONNAIRE } from '../questionnaire/rules.ts';
import type { ChannelFigures } from './contract.ts';

/**
 * How each channel serves, from a day to a day: how much (cases, and voices that are none), by whom, how soon it was answered, at what cost.
 * Corruption cases are not counted. A channel that only cost something in these days is there too.
 */
export async function channelFigures(tx: Tx, { from, to }: { from: string; to: string }): Promise<ChannelFigures> {
  const span = { from: startOfDay(from), to: endOfDay(to) };
  const range = () =>
    tx
      .selectFrom('complaints.complaint')
      .where('received_at', '>=', span.from)
      .where('received_at', '<', span.to)
      .where('visibility', 'in', ['normal', 'restricted']);
  const medians = await range()
    .select([
      'channel',
      sql<
        number | null
      >`percentile_cont(0.5) within group (order by extract(epoch from first_answered_at - received_at)) filter (where first_answered_at is not null)`.as(
        'median',
      ),
    ])
    .groupBy('channel')
    .execute();
  const cases = await range()
    .select(['channel', 'group_id as groupId'])
    .select([sql<string>`count(*)`.as('received'), sql<Date>`max(received_at)`.as('last')])
    .groupBy(['channel', 'group_id'])
    .execute();
  const volumes = [
    ...cases.map((row): Volume => ({ ...row, received: Number(row.received) })),
    ...(await voicesFrom(tx, QUESTIONNAIRE, span)),
  ];
  const costs = await channelCosts(tx, span);
  const byChannel = Map.groupBy(volumes, ({ channel }) => channel);
  const spent = [...costs].flatMap(([channel, cost]) => (cost > 0 ? [channel] : []));
  const channels = [...new Set([...byChannel.keys(), ...spent])].map((channel) => {
    const median = medians.find((row) => row.channel === channel)?.median ?? null;
    return {
      channel,
      ...volumeOf(byChannel.get(channel) ?? []),
      medianAnswerHours: median === null ? null : Math.round((Number(median) / 3600) * 10) / 10,
      cost: costs.get(channel) ?? 0,
    };
  });
  return { from, to, channels: channels.toSorted((a, b) => b.received - a.received) };
}

function volumeOf(volumes: readonly Volume[]) {
  const groups = [...Map.groupBy(volumes, ({ groupId }) => groupId)].map(([groupId, rows]) => ({
    groupId,
    received: sumOf(rows),
  }));
  const last = volumes.length === 0 ? null : new Date(Math.max(...volumes.map((row) => row.last.getTime())));
  return {
    received: sumOf(volumes),
    lastReceivedAt: last?.toISOString() ?? null,
    groups: groups.toSorted((a, b) => b.received - a.received),
  };
}

const sumOf = (rows: readonly Volume[]): number => rows.reduce((sum, { received }) => sum + received, 0);
