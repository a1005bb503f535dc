import type { Selectable } from 'kysely';
import { type RawBuilder, sql } from 'kysely';
import type { Tables, Tx } from '../../../platform/db/db.ts';
import type { AdapterKind } from '../adapter.ts';
import { STANDS } from './change-incoming.ts';
import { type Incoming, readIncoming } from './incoming.ts';
import type { Thread } from './thread.ts';

/** All that was said in about a case, oldest first. */
export async function incomingOf(tx: Tx, subjectId: string): Promise<Incoming[]> {
  const rows = await tx
    .selectFrom('channels.incoming')
    .selectAll()
    .where('subject_id', '=', subjectId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(readIncoming);
}

export async function incomingByIds(tx: Tx, ids: readonly string[]): Promise<Incoming[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('channels.incoming')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(readIncoming);
}

/** The newest messages of a thread, oldest first; `before`: those older than a message's time. */
export async function incomingOfThread(tx: Tx, threadId: string, limit: number): Promise<Incoming[]> {
  const rows = await tx
    .selectFrom('channels.incoming')
    .selectAll()
    .where('thread_id', '=', threadId)
    .where(sql<boolean>`external_id not like 'event:%'`)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.toReversed().map(readIncoming);
}

/** The case that the other pictures of an album belong to; null while there is none. */
export async function caseOfAlbum(tx: Tx, channel: AdapterKind, albumId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('channels.incoming')
    .select('subject_id')
    .where('channel', '=', channel)
    .where('album_id', '=', albumId)
    .where('subject_id', 'is not', null)
    .where('role', 'in', ['opened', 'added'])
    .orderBy('at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.subject_id ?? null;
}

/** The case of the message that another one answers: one of theirs, or one of ours by the provider's id. */
export async function caseOfMessage(tx: Tx, channel: AdapterKind, externalId: string): Promise<string | null> {
  const theirs = await tx
    .selectFrom('channels.incoming')
    .select('subject_id')
    .where('channel', '=', channel)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  if (theirs?.subject_id) return theirs.subject_id;
  const ours = await tx
    .selectFrom('channels.message')
    .select('subject_id')
    .where('id', 'in', sql<string>`(select channels.messages_known_as(array[${externalId}]::text[]))`)
    .where('channel', '=', channel)
    .where('subject_kind', '=', 'complaint')
    .executeTakeFirst();
  return ours?.subject_id ?? null;
}

/** Whether a case was taken from the person of a thread: what is said there is not about it. */
export const wasTakenFrom = async (tx: Tx, threadId: string, subjectId: string): Promise<boolean> =>
  (await takenAmong(tx, threadId, [subjectId])).has(subjectId);

/** Of these cases those that were taken from the person of a thread. */
export async function takenAmong(
  tx: Tx,
  threadId: string,
  subjectIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (subjectIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom('channels.incoming')
    .select('subject_id')
    .where('thread_id', '=', threadId)
    .where('subject_id', 'in', subjectIds)
    .where('role', '=', 'gesture')
    .where('external_id', 'like', `${STANDS}%`)
    .execute();
  return new Set(rows.flatMap(({ subject_id }) => subject_id ?? []));
}

const takenFrom = (threadId: string, subjectId: RawBuilder<unknown>) => sql<boolean>`exists (
  select from channels.incoming line where line.thread_id = ${threadId} and line.subject_id = ${subjectId}
     and line.role = 'gesture' and line.external_id like ${`${STANDS}%`})`;

/** `ours`: around that moment the office alone spoke of it. */
export type Exchange = { subjectId: string; at: Date; ours: boolean };

/**
 * The cases that were spoken about in a thread around a moment, in and out, each with the words about it that were nearest. `senderId`
 * given: in a group or under a post only what that person said counts, and what was said to nobody else. What was taken from the person
 * of a thread does not count there, nor what the program said by itself. `worded`: what was shown without words does not either.
 */
export async function exchanges(
  tx: Tx,
  thread: Pick<Selectable<Tables['channels.thread']>, 'id' | 'kind'>,
  senderId: string | null,
  around: { at: Date; from: Date; to: Date },
  { worded }: { readonly worded: boolean },
): Promise<Exchange[]> {
  const { at, from, to } = around;
  const ours = sql`union all
      select subject_id, created_at, true from channels.message
       where thread_id = ${thread.id} and subject_kind = 'complaint' and by_human and created_at between ${from} and ${to}`;
  const theirs = sql`and sender_id = ${senderId ?? ''}`;
  const own = thread.kind === 'person';
  const { rows } = await sql<Exchange>`
    select distinct on (subject_id) subject_id as "subjectId", at, bool_and(ours) over (partition by subject_id) as ours from (
      select subject_id, at, false as ours from channels.incoming
       where thread_id = ${thread.id} and subject_id is not null and role in ('opened', 'added')
         and at between ${from} and ${to} ${own ? sql`` : theirs} ${worded ? sql`and text <> ''` : sql``}
      ${own ? ours : sql``}
    ) said
    ${own ? sql`where not ${takenFrom(thread.id, sql`said.subject_id`)}` : sql``}
    order by subject_id, abs(extract(epoch from at - ${at}::timestamptz)), at`.execute(tx);
  return rows;
}

/** A message's words, and as what they belong to their case. */
type WordsOfCase = Pick<Selectable<Tables['channels.incoming']>, 'role' | 'state' | 'text'>;

/** All words that were said in about a case, oldest first. */
export function wordsOfCase(tx: Tx, subjectId: string): Promise<WordsOfCase[]> {
  return tx
    .selectFrom('channels.incoming')
    .select(['role', 'state', 'text'])
    .where('subject_id', '=', subjectId)
    .where('text', '!=', '')
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** Places without words that wait for the words they belong to, of a thread (and in a group of one person). */
export async function loosePins(
  tx: Tx,
  thread: Pick<Selectable<Tables['channels.thread']>, 'id' | 'kind'>,
  senderId: string | null,
  between: { from: Date; to: Date },
): Promise<Incoming[]> {
  let pins = tx
    .selectFrom('channels.incoming')
    .selectAll()
    .where('thread_id', '=', thread.id)
    .where('subject_id', 'is', null)
    .where('pin', 'is not', null)
    .where('state', '!=', 'withdrawn')
    .where('role', 'is', null)
    .where('at', '>=', between.from)
    .where('at', '<=', between.to);
  if (thread.kind !== 'person') pins = pins.where('sender_id', '=', senderId ?? '');
  return (await pins.orderBy('at').execute()).map(readIncoming);
}

/** Somebody who spoke about a case: in their own thread, or as one of many in a group or under a post. */
export type Speaker = {
  readonly thread: Thread;
  /** The case began with their words, or they brought it into their thread by a proof; else others put their words to it. */
  readonly opened: boolean;
  /** Their newest words about it. */
  readonly last: { readonly externalId: string; readonly senderId: string | null; readonly public: boolean };
};

/** Everybody who spoke about a case, whoever was heard from last first. What they are told is another question: see who opened it. */
export async function speakersOf(tx: Tx, subjectId: string): Promise<Speaker[]> {
  const rows = await tx
    .selectFrom('channels.incoming as i')
    .innerJoin('channels.thread as t', (on) =>
      on.onRef('t.municipality_id', '=', 'i.municipality_id').onRef('t.id', '=', 'i.thread_id'),
    )
    .selectAll('t')
    .select(['i.external_id as lastMessage', 'i.sender_id as sender', 'i.public as lastPublic', 'i.role as role'])
    .where('i.subject_id', '=', subjectId)
    .where('i.role', 'in', ['opened', 'added'])
    .orderBy('i.at', 'desc')
    .orderBy('i.id', 'desc')
    .execute();
  const each = Map.groupBy(rows, ({ id, kind, sender }) => (kind === 'person' ? id : `${id} ${sender ?? ''}`));
  return [...each.values()].flatMap(([newest, ...earlier]) => {
    if (!newest) return [];
    const { lastMessage, sender, lastPublic, role, ...thread } = newest;
    const opened = [role, ...earlier.map((row) => row.role)].includes('opened');
    return [{ thread, opened, last: { externalId: lastMessage, senderId: sender, public: lastPublic } }];
  });
}

/** The cases that were spoken about in a thread, newest first; `opened`: those alone that its person brought there. */
export async function casesOfThread(tx: Tx, threadId: string, which: 'spoken' | 'opened'): Promise<string[]> {
  const rows = await tx
    .selectFrom('channels.incoming')
    .select('subject_id')
    .where('thread_id', '=', threadId)
    .where('subject_id', 'is not', null)
    .where('role', 'in', which === 'opened' ? ['opened'] : ['opened', 'added'])
    .groupBy('subject_id')
    .orderBy((eb) => eb.fn.max('at'), 'desc')
    .limit(50)
    .execute();
  return rows.flatMap(({ subject_id }) => subject_id ?? []);
}

/** The cases that the person of a thread brought on its channel, there or where others read along, newest first. */
export async function casesBroughtBy(
  tx: Tx,
  { id, kind, channel, external_id }: Pick<Thread, 'id' | 'kind' | 'channel' | 'external_id'>,
): Promise<string[]> {
  const inThread = await casesOfThread(tx, id, 'opened');
  if (kind !== 'person') return inThread;
  const rows = await tx
    .selectFrom('channels.incoming')
    .select('subject_id')
    .where('channel', '=', channel)
    .where('sender_id', '=', external_id)
    .where('role', '=', 'opened')
    .where('subject_id', 'is not', null)
    .groupBy('subject_id')
    .orderBy((eb) => eb.fn.max('at'), 'desc')
    .limit(50)
    .execute();
  return [...new Set([...inThread, ...rows.flatMap(({ subject_id }) => subject_id ?? [])])];
}

/** Whether a case was brought in a thread: it began with words there, or came there by a proof. */
export async function broughtIn(tx: Tx, threadId: string, subjectId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('channels.incoming')
    .select('id')
    .where('subject_id', '=', subjectId)
    .where('thread_id', '=', threadId)
    .where('role', '=', 'opened')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The message that a file came with, or null. */
export async function incomingOfFile(tx: Tx, fileId: string): Promise<Incoming | null> {
  const row = await tx
    .selectFrom('channels.incoming')
    .selectAll()
    .where('id', 'in', sql<string>`(select channels.incoming_with_file(${fileId}::uuid))`)
    .executeTakeFirst();
  return row ? readIncoming(row) : null;
}

/** The thread that a message came in; null while it has not come. */
export async function threadIdOf(tx: Tx, channel: AdapterKind, externalId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('channels.incoming')
    .select('thread_id')
    .where('channel', '=', channel)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  return row?.thread_id ?? null;
}
