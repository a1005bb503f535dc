import type { Selectable, Updateable } from 'kysely';
import { v7 } from 'uuid';
import type { Tables, Tx } from '../../../platform/db/db.ts';
import type { AdapterKind } from '../adapter.ts';
import type { ThreadRef } from '../arrival.ts';

export type Thread = Selectable<Tables['channels.thread']>;

/**
 * The thread's row, locked until the transaction ends: whoever takes words of one thread into the register does so one after the other,
 * whatever process they are in. Locked before any case, so that two transactions cannot wait for each other.
 */
export async function openThread(tx: Tx, channel: AdapterKind, ref: ThreadRef, now: Date): Promise<Thread> {
  const known = await lockByRef(tx, channel, ref);
  if (known) return known;
  const made = await tx
    .insertInto('channels.thread')
    .values({ id: v7(), channel, kind: ref.kind, external_id: ref.id, created_at: now })
    .onConflict((row) => row.columns(['municipality_id', 'channel', 'kind', 'external_id']).doNothing())
    .returningAll()
    .executeTakeFirst();
  const thread = made ?? (await lockByRef(tx, channel, ref));
  if (!thread) throw new Error('a thread was neither made nor found');
  return thread;
}

const lockByRef = (tx: Tx, channel: AdapterKind, ref: ThreadRef): Promise<Thread | undefined> =>
  tx
    .selectFrom('channels.thread')
    .selectAll()
    .where('channel', '=', channel)
    .where('kind', '=', ref.kind)
    .where('external_id', '=', ref.id)
    .forUpdate()
    .executeTakeFirst();

/** The same by id; undefined when there is none. */
export function lockThread(tx: Tx, id: string): Promise<Thread | undefined> {
  return tx.selectFrom('channels.thread').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function loadThread(tx: Tx, id: string): Promise<Thread | undefined> {
  return tx.selectFrom('channels.thread').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Sets columns of a thread that the caller has locked. Other modules say what they mean: see `change-thread.ts` and `hear.ts`. */
export async function changeThread(tx: Tx, id: string, change: Updateable<Tables['channels.thread']>): Promise<Thread> {
  return tx.updateTable('channels.thread').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
}

/** Threads whose guided conversation was last asked something before a moment: what was told there goes to the desk as it is. */
export async function silentThreads(tx: Tx, before: Date, limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('channels.thread')
    .select('id')
    .where('dialogue', 'is not', null)
    .where('last_in_at', '<', before)
    .orderBy('last_in_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** Threads of a channel whose person wrote last between two moments: those whose window is about to close. */
export async function threadsLastHeard(
  tx: Tx,
  channels: readonly AdapterKind[],
  from: Date,
  to: Date,
): Promise<Thread[]> {
  if (channels.length === 0) return [];
  return tx
    .selectFrom('channels.thread')
    .selectAll()
    .where('channel', 'in', channels)
    .where('kind', '=', 'person')
    .where('blocked', '=', false)
    .where('last_in_at', '>', from)
    .where('last_in_at', '<=', to)
    .orderBy('last_in_at')
    .execute();
}

/** A person's own thread on a channel, by the provider's id of the person; undefined when they never wrote in private. */
export function findThread(tx: Tx, channel: AdapterKind, personId: string): Promise<Thread | undefined> {
  return tx
    .selectFrom('channels.thread')
    .selectAll()
    .where('channel', '=', channel)
    .where('kind', '=', 'person')
    .where('external_id', '=', personId)
    .executeTakeFirst();
}
