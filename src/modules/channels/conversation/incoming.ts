import type { Insertable, Selectable, Updateable } from 'kysely';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { Tables, Tx } from '../../../platform/db/db.ts';
import { normalise } from '../../../thai/index.ts';
import type { AdapterKind } from '../adapter.ts';
import type { Arrival, Pin } from '../arrival.ts';
import { Former, StoredMedia, StoredPin, StoredReaction } from './incoming-parts.ts';

type Row = Selectable<Tables['channels.incoming']>;
/** A message as it stands now: edited words are the new ones, words that were taken back are gone. */
export type Incoming = Omit<Row, 'pin' | 'media' | 'reactions' | 'was'> & {
  pin: Pin | null;
  media: StoredMedia[];
  reactions: StoredReaction[];
  was: z.infer<typeof Former>[];
};

/** Longest text that is kept of one message, in UTF-16 units; the event keeps all of it. */
const LONGEST = 20_000;
export const readable = (text: string): string => normalise(text).slice(0, LONGEST).toWellFormed().trim();

export function readIncoming(row: Row): Incoming {
  return {
    ...row,
    pin: StoredPin.nullable().parse(row.pin),
    media: z.array(StoredMedia).parse(row.media),
    reactions: z.array(StoredReaction).parse(row.reactions),
    was: z.array(Former).parse(row.was),
  };
}

type Message = Extract<Arrival, { kind: 'message' }>;

/**
 * Keeps a message once, by the provider's id. `fresh` false: it was here before. What was heard of it before it came (that it was edited,
 * taken back, liked) holds. The thread is locked by the caller. `role`: as what it counts until somebody says more.
 */
export async function keepMessage(
  tx: Tx,
  from: { channel: AdapterKind; eventId: string; threadId: string; role: Row['role'] },
  message: Message,
): Promise<{ incoming: Incoming; fresh: boolean }> {
  const { channel, role } = from;
  const about = {
    thread_id: from.threadId,
    event_id: from.eventId,
    sender_id: message.sender.id,
    sender_name: message.sender.name,
    at: message.at,
    album_id: message.album?.id ?? null,
    public: message.public,
    link: message.link,
    reply_to: message.replyTo,
    unreadable: message.unreadable,
  };
  const said = {
    text: readable(message.text),
    pin: message.pin && JSON.stringify(message.pin),
    media: JSON.stringify(message.media),
  };
  const made = await addIncoming(tx, { channel, external_id: message.externalId, ...about, ...said, role });
  if (made) return { incoming: made, fresh: true };
  const before = await lockKnown(tx, channel, message.externalId);
  if (before.thread_id !== null) return { incoming: await noteEvent(tx, before, from.eventId), fresh: false };
  const incoming = await changeIncoming(tx, before.id, {
    ...about,
    ...(before.state === 'shown' && { ...said, role }),
    ...(before.state === 'edited' && {
      ...said,
      role,
      text: before.text,
      was: JSON.stringify([{ text: said.text, until: iso(before.changed_at) }]),
    }),
  });
  return { incoming, fresh: true };
}

const iso = (at: Date | null): string => (at ?? new Date(0)).toISOString();

/**
 * What stands in for a button that was pressed, or another event without a message of its own, so that it is taken once.
 * Returns null when it was taken before.
 */
export async function keepSign(
  tx: Tx,
  from: { channel: AdapterKind; eventId: string; threadId: string },
  at: Date,
): Promise<string | null> {
  const row = await tx
    .insertInto('channels.incoming')
    .values({
      id: v7(),
      channel: from.channel,
      external_id: `event:${from.eventId}`,
      thread_id: from.threadId,
      event_id: from.eventId,
      at,
      role: 'dialogue',
      dismissed_at: at,
    })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'channel', 'external_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The row of a message, locked; made empty when the message itself has not come yet (its `thread_id` is null then). */
export async function lockIncoming(tx: Tx, channel: AdapterKind, externalId: string, at: Date): Promise<Incoming> {
  return (
    (await addIncoming(tx, { channel, external_id: externalId, at })) ?? (await lockKnown(tx, channel, externalId))
  );
}

/** A message's row, when there was none of its id: it is ours until the transaction ends. */
export async function addIncoming(
  tx: Tx,
  message: Omit<Insertable<Tables['channels.incoming']>, 'id'>,
): Promise<Incoming | undefined> {
  const row = await tx
    .insertInto('channels.incoming')
    .values({ id: v7(), ...message })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'channel', 'external_id']).doNothing())
    .returningAll()
    .executeTakeFirst();
  return row && readIncoming(row);
}

/** The row of a message that is there, locked. */
export async function lockKnown(tx: Tx, channel: AdapterKind, externalId: string): Promise<Incoming> {
  const row = await tx
    .selectFrom('channels.incoming')
    .selectAll()
    .where('channel', '=', channel)
    .where('external_id', '=', externalId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return readIncoming(row);
}

/** Keeps that an event told of a message that is known already. */
export async function noteEvent(tx: Tx, incoming: Incoming, eventId: string): Promise<Incoming> {
  const { event_id, other_event_ids: others } = incoming;
  if (event_id === eventId || others.includes(eventId)) return incoming;
  return changeIncoming(tx, incoming.id, { other_event_ids: [...others, eventId] });
}

export async function lockIncomingById(tx: Tx, id: string): Promise<Incoming | undefined> {
  const row = await tx.selectFrom('channels.incoming').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row && readIncoming(row);
}

/** Sets columns of a message. Other modules say what they mean: see `change-incoming.ts`. */
export async function changeIncoming(
  tx: Tx,
  id: string,
  change: Updateable<Tables['channels.incoming']>,
): Promise<Incoming> {
  const row = await tx
    .updateTable('channels.incoming')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return readIncoming(row);
}

/** Says of several messages which case they belong to, and as what; from then on they are locked. Returns them, oldest first. */
export async function assignIncoming(
  tx: Tx,
  ids: readonly string[],
  to: { subjectId: string | null; voiceId: string | null; role: Row['role'] },
): Promise<Incoming[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .updateTable('channels.incoming')
    .set({ subject_id: to.subjectId, voice_id: to.voiceId, role: to.role })
    .where('id', 'in', ids)
    .returningAll()
    .execute();
  return rows.toSorted(byTime).map(readIncoming);
}

const byTime = (a: Row, b: Row): number => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1);
