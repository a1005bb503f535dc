import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/db.ts';
import { pausedChannels } from './accounts/load-account.ts';
import type { SendResult } from './outgoing.ts';
import type { MessageStatus, SubjectKind } from './tables.ts';

type DeliveryFact = {
  attempt: number;
  at: Date;
  outcome: SendResult['outcome'];
  answer: string;
  /** How it went ('reply', 'push', 'tag', 'public', 'private-reply'); '' for mail. */
  method: string;
  /** In the provider's own unit; 0 is free. */
  cost: number;
  problem: string | null;
};
export type MessageFacts = {
  id: string;
  subjectId: string;
  channel: string;
  recipient: string;
  template: string;
  title: string;
  status: MessageStatus;
  attempts: number;
  createdAt: Date;
  sentAt: Date | null;
  /** What the server said last, or why nothing was sent; null before the first attempt. */
  lastAnswer: string | null;
  threadId: string | null;
  byHuman: boolean;
  /** Where anybody can read it. */
  public: boolean;
  deliveredAt: Date | null;
  readAt: Date | null;
  /** The message that this one went in stead of. */
  insteadOf: string | null;
  /** The event of its case that it tells of. */
  eventSeq: number | null;
  /** It waits for its channel, which is paused. */
  paused: boolean;
  /** Oldest first. */
  deliveries: DeliveryFact[];
};

const Answers = z.object({ public: z.boolean() }).nullable();

/** What was sent about one subject, oldest first, with the proof of each attempt. */
export async function messagesOf(tx: Tx, kind: SubjectKind, subjectId: string): Promise<MessageFacts[]> {
  const messages = await tx
    .selectFrom('channels.message')
    .select([
      'id',
      'subject_id',
      'channel',
      'recipient',
      'template',
      'title',
      'status',
      'attempts',
      'created_at',
      'sent_at',
      'thread_id',
      'by_human',
      'answers',
      'delivered_at',
      'read_at',
      'instead_of',
      'event_seq',
    ])
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const deliveries = await deliveriesOf(
    tx,
    messages.map((message) => message.id),
  );
  const paused = messages.some(({ status }) => status === 'queued') ? await pausedChannels(tx) : [];
  return messages.map((row): MessageFacts => {
    const mine = deliveries.get(row.id) ?? [];
    return {
      id: row.id,
      subjectId: row.subject_id,
      channel: row.channel,
      recipient: row.recipient,
      template: row.template,
      title: row.title,
      status: row.status,
      attempts: row.attempts,
      createdAt: row.created_at,
      sentAt: row.sent_at,
      lastAnswer: mine.at(-1)?.answer ?? null,
      threadId: row.thread_id,
      byHuman: row.by_human,
      public: Answers.parse(row.answers)?.public ?? false,
      deliveredAt: row.delivered_at,
      readAt: row.read_at,
      insteadOf: row.instead_of,
      eventSeq: row.event_seq,
      paused: row.status === 'queued' && row.thread_id !== null && paused.includes(row.channel),
      deliveries: mine,
    };
  });
}

async function deliveriesOf(tx: Tx, messageIds: readonly string[]): Promise<Map<string, DeliveryFact[]>> {
  if (messageIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('channels.delivery')
    .select(['message_id', 'attempt', 'at', 'outcome', 'provider_answer', 'method', 'cost', 'problem'])
    .where('message_id', 'in', messageIds)
    .orderBy('message_id')
    .orderBy('attempt')
    .execute();
  const byMessage = Map.groupBy(rows, (row) => row.message_id);
  return new Map(
    [...byMessage].map(([id, mine]) => [
      id,
      mine.map(({ provider_answer, cost, message_id: _id, ...fact }) => ({
        ...fact,
        answer: provider_answer,
        cost: Number(cost),
      })),
    ]),
  );
}

/** Whether a message of that kind about a case went, or is about to go, where its person alone reads it. */
export async function wasToldPrivately(tx: Tx, subjectId: string, template: string): Promise<boolean> {
  const row = await tx
    .selectFrom('channels.message as m')
    .leftJoin('channels.thread as t', (on) =>
      on.onRef('t.municipality_id', '=', 'm.municipality_id').onRef('t.id', '=', 'm.thread_id'),
    )
    .select('m.id')
    .where('m.subject_kind', '=', 'complaint')
    .where('m.subject_id', '=', subjectId)
    .where('m.template', '=', template)
    .where('m.status', 'in', ['queued', 'sent'])
    .where((eb) =>
      eb.or([
        eb(sql<string>`m.answers ->> 'public'`, '=', 'false'),
        eb.and([
          eb('m.answers', 'is', null),
          // What was said where others read along went to the thread itself.
          eb.or([
            eb('t.id', 'is', null),
            eb('t.kind', '=', 'person'),
            eb('m.recipient', '!=', eb.ref('t.external_id')),
          ]),
        ]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** One message with what it was about, for whoever looks for another way. */
export function loadMessage(tx: Tx, id: string) {
  return tx.selectFrom('channels.message').selectAll().where('id', '=', id).executeTakeFirst();
}
