import type { Selectable } from 'kysely';
import pg from 'pg';
import type { Tables, Tx } from '../../../platform/db/db.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import { enqueue, type JobParts } from '../../../platform/jobs.ts';
import type { Accounts } from '../accounts/open-accounts.ts';
import { adapterOf } from '../adapters.ts';
import type { Arrival, RawEvent } from '../arrival.ts';
import type { Became, Receive } from '../receive.ts';
import { storable, UNREADABLE } from './events-in.ts';
import { READ } from './read-job.ts';
import { afterFailure, settledAs, whatBecame, whatStands } from './rules.ts';

export type Row = Pick<
  Selectable<Tables['channels.event']>,
  'id' | 'channel' | 'external_id' | 'kind' | 'raw' | 'happened_at'
>;

/**
 * Reads one waiting event and settles it, in a transaction of its own together with everything that it causes. One that fails is left
 * waiting with its next attempt queued, and shown as failed after the last.
 * @throws when not even that can be written: the database is away
 */
export async function settleEvent(parts: JobParts, accounts: Accounts, receive: Receive, row: Row): Promise<void> {
  try {
    const event = await completed(parts.municipalityId, accounts, row);
    const arrivals = await arrivalsOf(parts.municipalityId, accounts, row, event);
    await parts.scoped(async (tx) => {
      const mine = await lockWaiting(tx, row.id);
      if (!mine) return;
      const now: Became[] = [];
      for (const arrival of arrivals) now.push(await take(tx, receive, row, arrival, parts.now()));
      const became = whatStands(mine, now);
      await tx
        .updateTable('channels.event')
        .set((before) => ({
          ...(event.raw !== row.raw && { raw: event.raw }),
          state: settledAs(now),
          outcome: JSON.stringify({ became, problem: null }),
          attempts: before('attempts', '+', 1),
          settled_at: parts.now(),
          try_after: null,
        }))
        .where('id', '=', row.id)
        .execute();
    });
  } catch (error) {
    parts.log.warn({ event: 'channel-event-failed', channel: row.channel, eventId: row.id, err: error });
    await parts.scoped((tx) => noteFailure(tx, row.id, error, parts.now()));
  }
}

/** The event as it was kept, with what its provider adds to it when it is asked; that is kept too. */
async function completed(municipalityId: string, accounts: Accounts, row: Row): Promise<RawEvent> {
  const event: RawEvent = { externalId: row.external_id, kind: row.kind, at: row.happened_at, raw: row.raw };
  const adapter = adapterOf(row.channel, accounts.adapters);
  if (!adapter?.complete || row.kind === UNREADABLE) return event;
  const reach = await accounts.reading(municipalityId, row.channel);
  const more = reach && (await adapter.complete(event, reach));
  return more ? { ...event, raw: storable(more).raw } : event;
}

async function arrivalsOf(
  municipalityId: string,
  accounts: Accounts,
  { kind, channel }: Row,
  event: RawEvent,
): Promise<readonly Arrival[]> {
  const adapter = adapterOf(channel, accounts.adapters);
  if (!adapter || kind === UNREADABLE) return [];
  return adapter.read(event, await accounts.known(municipalityId, channel));
}

/**
 * The event, while it still waits and nobody else is at it: then it is ours until the transaction ends. Its state is judged here: named in the
 * query, a full queue makes the planner walk all that waits instead of taking the key.
 */
async function lockWaiting(tx: Tx, id: string): Promise<{ outcome: unknown } | null> {
  const byKey = tx
    .selectFrom('channels.event')
    .select(['state', 'outcome'])
    .where('id', '=', id)
    .forUpdate()
    .skipLocked();
  const [row] = (await tx.executeQuery(prepared(byKey.compile()))).rows;
  return row?.state === 'waiting' ? row : null;
}

async function take(tx: Tx, receive: Receive, row: Row, arrival: Arrival, now: Date): Promise<Became> {
  if (arrival.kind === 'nothing') return { became: 'nothing' };
  return receive(tx, { eventId: row.id, channel: row.channel, arrival, now });
}

async function noteFailure(tx: Tx, id: string, error: unknown, now: Date): Promise<void> {
  const row = await tx
    .selectFrom('channels.event')
    .select(['state', 'attempts', 'outcome'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row?.state !== 'waiting') return;
  const attempts = row.attempts + 1;
  const { state, tryAfter } = afterFailure(attempts, now);
  await tx
    .updateTable('channels.event')
    .set({
      state,
      attempts,
      try_after: tryAfter,
      settled_at: tryAfter ? null : now,
      outcome: JSON.stringify({ became: whatBecame(row), problem: problemOf(error) }),
    })
    .where('id', '=', id)
    .execute();
  if (tryAfter) await enqueue(tx, READ, { eventIds: [id] }, { runAt: tryAfter });
}

/** What staff are told: the kind of error. Its words could quote what a citizen wrote. */
function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = error instanceof pg.DatabaseError ? error.code : 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? `${error.name} ${code}` : error.name;
}
