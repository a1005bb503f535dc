import { type Selectable, sql } from 'kysely';
import type { Tables, Tx } from '../../../platform/db/db.ts';
import { pageKey, readPageKey } from '../../../platform/page-key.ts';
import { Refusal } from '../../../platform/refusal.ts';
import type { Actor } from '../../people/index.ts';
import { ChannelEvent, type EventCounts, type EventPage, type EventQuery } from '../contract.ts';
import { ADAPTER_KINDS, type AdapterKind } from '../kinds/contract.ts';

/** Characters of an event that a list shows; the event alone is shown whole. */
const LISTED_RAW = 4_000;
const COUNTED_UNSETTLED = 1_000;
const COUNTED_SETTLED = 10_000;
const COUNTED_MS = 7 * 24 * 3_600_000;

const Outcome = ChannelEvent.shape.outcome;
type Read = Omit<Selectable<Tables['channels.event']>, 'municipality_id' | 'try_after'>;

/** What arrived, newest first: the newest of each channel, merged. The words themselves are for who may manage channels. */
export async function listEvents(tx: Tx, actor: Actor, query: EventQuery): Promise<EventPage> {
  const after = readPageKey(query.after);
  const kinds = query.channel ? [query.channel] : ADAPTER_KINDS;
  const each = await Promise.all(kinds.map((kind) => newestOf(tx, kind, query, after)));
  const rows = each
    .flat()
    .sort((a, b) => b.received_at.getTime() - a.received_at.getTime() || (a.id < b.id ? 1 : -1))
    .slice(0, query.limit + 1);
  const shown = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map((row) => present(row, actor)),
    next: last ? pageKey(last.received_at.toISOString(), last.id) : null,
  };
}

const columns = [
  'id',
  'channel',
  'external_id',
  'kind',
  'happened_at',
  'received_at',
  'state',
  'outcome',
  'attempts',
  'settled_at',
  'raw_removed_at',
] as const;

function newestOf(
  tx: Tx,
  kind: AdapterKind,
  { state, limit }: EventQuery,
  after: { at: string; id: string } | null,
): Promise<Read[]> {
  return tx
    .selectFrom('channels.event')
    .select(columns)
    .select(sql<string>`left(raw, ${LISTED_RAW})`.as('raw'))
    .where('channel', '=', kind)
    .$if(state !== undefined, (asked) => asked.where('state', '=', state ?? 'waiting'))
    .$if(after !== null, (asked) =>
      asked.where(sql<boolean>`(received_at, id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`),
    )
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
}

/** One event, whole. @throws Refusal('not-found') */
export async function loadEvent(tx: Tx, actor: Actor, id: string): Promise<ChannelEvent> {
  const row = await tx
    .selectFrom('channels.event')
    .select([...columns, 'raw'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('not-found', { noun: 'channel-event' });
  return present(row, actor);
}

/** A public comment is found again by its id, and with it whose it is: that is not for those who read all cases de-identified only. */
const mayLookUp = ({ may }: Actor): boolean =>
  !may.has('complaint.read.deidentified') || may.has('complaint.read.all') || may.has('channel.manage');

function present(row: Read, actor: Actor): ChannelEvent {
  const { became, problem } = Outcome.partial().parse(row.outcome);
  return {
    id: row.id,
    channel: row.channel,
    externalId: mayLookUp(actor) ? row.external_id : '',
    kind: row.kind,
    happenedAt: row.happened_at?.toISOString() ?? null,
    receivedAt: row.received_at.toISOString(),
    state: row.state,
    attempts: row.attempts,
    settledAt: row.settled_at?.toISOString() ?? null,
    outcome: { became: became ?? [], problem: problem ?? null },
    raw: actor.may.has('channel.manage') && row.raw_removed_at === null ? row.raw : null,
    rawRemovedAt: row.raw_removed_at?.toISOString() ?? null,
  };
}

/** How many there are, by channel and state: whatever needs a person, all of it; the rest of the last days. Each count has its end. */
export async function countEvents(tx: Tx, now: Date): Promise<EventCounts> {
  const since = new Date(now.getTime() - COUNTED_MS);
  const counted = ADAPTER_KINDS.flatMap((channel) => [
    ...(['waiting', 'unknown', 'failed'] as const).map(async (state) => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from (select 1 from channels.event
        where channel = ${channel} and state = ${state} and state in ('waiting', 'failed', 'unknown')
        limit ${COUNTED_UNSETTLED + 1}
        ) as counted`.execute(tx);
      return [{ channel, state, ...upTo(rows[0]?.n ?? 0, COUNTED_UNSETTLED) }];
    }),
    sql<{
      state: 'done' | 'nothing';
      n: number;
    }>`select state, count(*)::int as n from (select state from channels.event
        where channel = ${channel} and received_at >= ${since} order by received_at desc limit ${COUNTED_SETTLED}) as newest
        where state in ('done', 'nothing') group by state`
      .execute(tx)
      .then(({ rows }) => {
        const full = rows.reduce((sum, { n }) => sum + n, 0) >= COUNTED_SETTLED;
        return rows.map(({ state, n }) => ({ channel, state, count: n, more: full }));
      }),
  ]);
  return (await Promise.all(counted)).flat().filter(({ count }) => count > 0);
}

const upTo = (n: number, most: number): { count: number; more: boolean } => ({
  count: Math.min(n, most),
  more: n > most,
});
