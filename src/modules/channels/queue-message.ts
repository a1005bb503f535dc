import { sql } from 'kysely';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { Tx } from '../../platform/db/db.ts';
import { enqueue } from '../../platform/jobs.ts';
import { DELIVER } from './deliver.ts';
import { MOST_AN_HOUR, MOST_RECEIVED_AN_HOUR, sendAfter } from './rules.ts';
import type { SubjectKind } from './tables.ts';

export type NewMessage = {
  channel: 'email';
  /** An e-mail address. One that is none makes the message 'unroutable'. */
  recipient: string;
  subjectKind: SubjectKind;
  subjectId: string;
  /** What kind of message it is, for lists; its words come ready made in `title` and `body`. */
  template: string;
  title: string;
  /** Plain text. */
  body: string;
  /** The same key again adds nothing: name the event that causes the message. */
  dedupeKey: string;
  now: Date;
};

/**
 * Puts a message in the outbox, with its job, in the caller's transaction. Returns its id, or null when the key was there before.
 * It never refuses: a filing must not fail because a mail cannot go. What cannot be sent is kept as 'unroutable' with the reason.
 */
export async function queueMessage(tx: Tx, message: NewMessage): Promise<string | null> {
  const recipient = message.recipient.trim();
  const turn = sendAfter(message.now, await twentiethLast(tx, message.channel, recipient));
  const hindrance = !z.email().max(254).safeParse(recipient).success
    ? 'ที่อยู่อีเมลไม่ถูกต้อง (not an e-mail address)'
    : (await acknowledgedEnough(tx, message, recipient))
      ? `ส่งใบรับเรื่องถึงผู้รับรายนี้ครบ ${MOST_RECEIVED_AN_HOUR} ฉบับในหนึ่งชั่วโมงแล้ว (too many acknowledgements to this recipient)`
      : turn
        ? null
        : `ส่งถึงผู้รับรายนี้เกิน ${MOST_AN_HOUR} ฉบับต่อชั่วโมงมานานเกินไป (too many messages to this recipient)`;
  const row = await tx
    .insertInto('channels.message')
    .values({
      id: v7(),
      channel: message.channel,
      recipient,
      subject_kind: message.subjectKind,
      subject_id: message.subjectId,
      template: message.template,
      title: message.title,
      body: message.body,
      dedupe_key: message.dedupeKey,
      status: hindrance ? 'unroutable' : 'queued',
      created_at: message.now,
      sent_at: null,
      send_after: turn ?? message.now,
      claimed_until: null,
      thread_id: null,
      parts: null,
      answers: null,
      instead_of: null,
    })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'dedupe_key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return null;
  if (hindrance) await proveUnroutable(tx, row.id, message.now, hindrance);
  else
    await enqueue(
      tx,
      DELIVER,
      { messageId: row.id },
      { ...(turn && turn > message.now && { runAt: turn }), maxAttempts: 25 },
    );
  return row.id;
}

async function twentiethLast(tx: Tx, channel: 'email', recipient: string): Promise<Date | null> {
  const row = await tx
    .selectFrom('channels.message')
    .select('send_after')
    .where('channel', '=', channel)
    .where(sql`lower(recipient)`, '=', recipient.toLowerCase())
    .where('status', '!=', 'unroutable')
    .orderBy('send_after', 'desc')
    .offset(MOST_AN_HOUR - 1)
    .limit(1)
    .executeTakeFirst();
  return row?.send_after ?? null;
}

/** Whether this is one acknowledgement too many: filing needs no proof that the address is the filer's. */
async function acknowledgedEnough(tx: Tx, { channel, template, now }: NewMessage, recipient: string): Promise<boolean> {
  if (template !== 'received') return false;
  const { sent } = await tx
    .selectFrom('channels.message')
    .select((all) => all.fn.countAll<number>().as('sent'))
    .where('channel', '=', channel)
    .where(sql`lower(recipient)`, '=', recipient.toLowerCase())
    .where('template', '=', 'received')
    .where('status', '!=', 'unroutable')
    .where('created_at', '>', new Date(now.getTime() - 3_600_000))
    .executeTakeFirstOrThrow();
  return Number(sent) >= MOST_RECEIVED_AN_HOUR;
}

async function proveUnroutable(tx: Tx, messageId: string, at: Date, answer: string): Promise<void> {
  await tx
    .insertInto('channels.delivery')
    .values({ message_id: messageId, attempt: 0, at, outcome: 'refused', provider_answer: answer })
    .execute();
}
