import { sql } from 'kysely';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { Tx } from '../../platform/db/db.ts';
import { enqueue } from '../../platform/jobs.ts';
import type { AdapterKind } from './adapter.ts';
import type { Thread } from './conversation/thread.ts';
import { DELIVER, DELIVER_THREAD } from './jobs.ts';
import type { Outgoing, Part } from './outgoing.ts';
import { MOST_AN_HOUR, MOST_ANSWERS_AN_HOUR, MOST_MAIL_ATTEMPTS, MOST_RECEIVED_AN_HOUR, sendAfter } from './rules.ts';
import type { SubjectKind } from './tables.ts';

/** Runs of a mail's job: an attempt each, and some that meet another worker. */
const MOST_RUNS = 2 * MOST_MAIL_ATTEMPTS;

type About = {
  subjectKind: SubjectKind;
  subjectId: string;
  /** What kind of message it is, for lists; its words come ready made in `title` and `body`. */
  template: string;
  /** The same key again adds nothing: name the event that causes the message. */
  dedupeKey: string;
  /** The message that could not go its own way, when this one goes in its stead. */
  insteadOf?: string;
  /** The event of its case that it tells of. */
  eventSeq?: number;
  title: string;
  /** Plain text. Of a message to a thread: what its parts say, for whoever looks it up. */
  body: string;
  now: Date;
};
export type NewMessage = About & {
  channel: 'email';
  /** An e-mail address. One that is none makes the message 'unroutable'. */
  recipient: string;
  /** An invitation for the receiver's calendar (RFC 5545, with its METHOD), beside the words. */
  calendar?: string;
};
export type ThreadMessage = Omit<About, 'body'> & {
  thread: Pick<Thread, 'id' | 'channel' | 'external_id'>;
  parts: readonly [Part, ...Part[]];
  byHuman?: boolean;
  answers?: Outgoing['answers'];
  /** Where it goes when that is not the thread itself: the person behind a public comment. */
  recipient?: string;
  /** It answers what the person just said: many more of these may go in an hour. */
  inAnswer?: boolean;
  /** It waits until then: more is on its way, and one answer is for all of it. */
  notBefore?: Date;
};

/**
 * Puts a message in the outbox, with its job, in the caller's transaction. Returns its id, or null when the key was there before.
 * It never refuses: a filing must not fail because a mail cannot go. What cannot be sent is kept as 'unroutable' with the reason.
 */
export async function queueMessage(tx: Tx, message: NewMessage | ThreadMessage): Promise<string | null> {
  return 'thread' in message ? queueToThread(tx, message) : queueMail(tx, message);
}

async function queueMail(tx: Tx, message: NewMessage): Promise<string | null> {
  const recipient = message.recipient.trim();
  const turn = sendAfter(message.now, await nthLast(tx, message.channel, recipient, MOST_AN_HOUR));
  const hindrance = !z.email().max(254).safeParse(recipient).success
    ? 'ที่อยู่อีเมลไม่ถูกต้อง (not an e-mail address)'
    : (await acknowledgedEnough(tx, message, recipient))
      ? `ส่งใบรับเรื่องถึงผู้รับรายนี้ครบ ${MOST_RECEIVED_AN_HOUR} ฉบับในหนึ่งชั่วโมงแล้ว (too many acknowledgements to this recipient)`
      : turn
        ? null
        : `ส่งถึงผู้รับรายนี้เกิน ${MOST_AN_HOUR} ฉบับต่อชั่วโมงมานานเกินไป (too many messages to this recipient)`;
  const id = await add(tx, { ...message, recipient, turn, hindrance });
  if (id !== null && !hindrance) {
    await enqueue(tx, DELIVER, { messageId: id }, { ...later(turn, message.now), maxAttempts: MOST_RUNS });
  }
  return id;
}

/** An answer to somebody's mail is their thread's, and goes by the mail server like any other mail. */
async function queueToThread(tx: Tx, message: ThreadMessage): Promise<string | null> {
  const { thread, parts, now, inAnswer = false, notBefore = now } = message;
  const recipient = message.recipient ?? thread.external_id;
  const most = inAnswer ? MOST_ANSWERS_AN_HOUR : MOST_AN_HOUR;
  const free = sendAfter(now, await nthLast(tx, thread.channel, recipient, most, !inAnswer));
  const turn = free && free < notBefore ? notBefore : free;
  const hindrance = turn
    ? null
    : `ส่งถึงผู้รับรายนี้เกิน ${most} ข้อความต่อชั่วโมงมานานเกินไป (too many messages to this recipient)`;
  const id = await add(tx, {
    ...message,
    channel: thread.channel,
    body: plain(parts),
    recipient,
    turn,
    hindrance,
    to: { threadId: thread.id, parts, byHuman: message.byHuman ?? false, answers: message.answers ?? null },
  });
  if (id !== null && !hindrance) {
    if (thread.channel === 'email') {
      await enqueue(tx, DELIVER, { messageId: id }, { ...later(turn, now), maxAttempts: MOST_RUNS });
    } else await enqueueThread(tx, thread.id, later(turn, now));
  }
  return id;
}

/** A job of a thread: whatever waits there when it runs goes with it, in order. Of one `key`, one job waits at a time. */
export const enqueueThread = (tx: Tx, threadId: string, options: { runAt?: Date; key?: string } = {}): Promise<void> =>
  enqueue(tx, DELIVER_THREAD, { threadId }, { ...options, maxAttempts: 25 });

const later = (turn: Date | null, now: Date) => (turn && turn > now ? { runAt: turn } : {});

type Row = About & {
  channel: AdapterKind;
  recipient: string;
  turn: Date | null;
  hindrance: string | null;
  calendar?: string;
  to?: { threadId: string } & Required<Pick<ThreadMessage, 'parts' | 'byHuman' | 'answers'>>;
};

async function add(tx: Tx, message: Row): Promise<string | null> {
  const { to, hindrance } = message;
  const row = await tx
    .insertInto('channels.message')
    .values({
      id: v7(),
      channel: message.channel,
      recipient: message.recipient,
      subject_kind: message.subjectKind,
      subject_id: message.subjectId,
      template: message.template,
      title: message.title,
      body: message.body,
      dedupe_key: message.dedupeKey,
      status: hindrance ? 'unroutable' : 'queued',
      created_at: message.now,
      send_after: message.turn ?? message.now,
      instead_of: message.insteadOf ?? null,
      calendar: message.calendar ?? null,
      event_seq: message.eventSeq ?? null,
      ...(to && {
        thread_id: to.threadId,
        parts: JSON.stringify(to.parts),
        by_human: to.byHuman,
        answers: to.answers && JSON.stringify(to.answers),
      }),
    })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'dedupe_key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return null;
  if (hindrance) await proveUnroutable(tx, row.id, message.now, hindrance);
  return row.id;
}

/** What the parts of a message say, for lists and for channels that know plain words only. */
export function plain(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'card') return [part.title, ...part.rows.map((row) => `${row.label}: ${row.value}`)].join('\n');
      if (part.kind === 'image') return part.alt;
      return part.kind === 'link' ? `${part.text}\n${part.url}` : part.text;
    })
    .join('\n\n');
}

/** The key of a message that is said once more, for an officer wants it so. */
const AGAIN = 'again:';
export const againKey = (messageId: string): string => `${AGAIN}${messageId}`;
export const isSaidAgain = (dedupeKey: string): boolean => dedupeKey.startsWith(AGAIN);

/** The template of what is said back in a conversation; it does not count against notices. */
export const ANSWER = 'answer';

async function nthLast(
  tx: Tx,
  channel: AdapterKind,
  recipient: string,
  n: number,
  noticesOnly = false,
): Promise<Date | null> {
  let sent = tx.selectFrom('channels.message');
  if (noticesOnly) sent = sent.where('template', '!=', ANSWER);
  const row = await sent
    .select('send_after')
    .where('channel', '=', channel)
    .where(sql`lower(recipient)`, '=', recipient.toLowerCase())
    .where('status', '!=', 'unroutable')
    .orderBy('send_after', 'desc')
    .offset(n - 1)
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
