import { type Selectable, sql } from 'kysely';
import { audit } from '../../../platform/audit.ts';
import type { Tables, Tx } from '../../../platform/db/db.ts';
import { pageKey, readPageKey } from '../../../platform/page-key.ts';
import { Refusal } from '../../../platform/refusal.ts';
import type { Actor } from '../../people/index.ts';
import { ChannelEvent, type EventCounts, type EventPage, type EventQuery, type WholeEvent } from '../contract.ts';
import { incomingByIds } from '../conversation/find-incoming.ts';
import { ADAPTER_KINDS, type AdapterKind } from '../kinds/contract.ts';

const COUNTED_UNSETTLED = 1_000;
const COUNTED_SETTLED = 10_000;
const COUNTED_MS = 7 * 24 * 3_600_000;

const Outcome = ChannelEvent.shape.outcome;
type Read = Omit<Selectable<Tables['channels.event']>, 'municipality_id' | 'try_after' | 'raw'>;
/** Whether an actor may read what was sent of these cases: the register, which knows, is above the inbox. */
export type MayReadRaw = (tx: Tx, actor: Actor, caseIds: readonly string[]) => Promise<boolean>;

/** What arrived, newest first: the newest of each channel, merged. Without the words: those are looked at one by one. */
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

/** One event as a list shows it. @throws Refusal('not-found') */
export async function loadEvent(tx: Tx, actor: Actor, id: string): Promise<ChannelEvent> {
  return present(await find(tx, id), actor);
}

/**
 * One event whole, for who may manage channels: they connect and mend them, and read no register. What tells of a case that is confidential or
 * whose citizen is concealed is withheld from them (`mayReadRaw`). That it was read is in the audit chain: call last in the transaction.
 * @throws Refusal('not-found')
 */
export async function readEvent(
  tx: Tx,
  actor: Actor,
  id: string,
  mayReadRaw: MayReadRaw,
  now: Date,
): Promise<WholeEvent> {
  const { raw, ...row } = await find(tx, id);
  const event = present(row, actor);
  if (!actor.may.has('channel.manage') || row.raw_removed_at !== null) return { ...event, raw: null, withheld: false };
  if (!(await mayReadRaw(tx, actor, await casesOf(tx, event)))) return { ...event, raw: null, withheld: true };
  const by = { at: now, actorKind: actor.kind, actorId: actor.id };
  const about = { subjectKind: 'channel-event', subjectId: id, detail: { channel: row.channel } };
  await audit(tx, [{ ...by, action: 'channel-event.read', ...about }]);
  return { ...event, raw, withheld: false };
}

async function find(tx: Tx, id: string): Promise<Read & { raw: string }> {
  const row = await tx
    .selectFrom('channels.event')
    .select([...columns, 'raw'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('not-found', { noun: 'channel-event' });
  return row;
}

/** The cases that an event became, and those that its messages are of by now. */
async function casesOf(tx: Tx, { outcome: { became } }: ChannelEvent): Promise<string[]> {
  const messages = await incomingByIds(
    tx,
    became.flatMap(({ incomingId }) => incomingId ?? []),
  );
  const found = [...became.map(({ subjectId }) => subjectId), ...messages.map(({ subject_id }) => subject_id)];
  return [...new Set(found.flatMap((each) => each ?? []))];
}

/** A public comment is found again by its id, and with it whose it is: that is for those alone who read cases whole, or connect channels. */
const mayLookUp = ({ may }: Actor): boolean => may.has('complaint.read.all') || may.has('channel.manage');

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
