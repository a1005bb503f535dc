import type { Selectable } from 'kysely';
import type { Tables, Tx } from '../../platform/db/db.ts';
import type { Job, JobParts } from '../../platform/jobs.ts';
import type { Mailer } from '../../platform/mail/mailer.ts';
import type { MailOutcome } from '../../platform/mail/outcome.ts';
import { referenceOf } from './email/reference.ts';
import { DELIVER } from './jobs.ts';
import { MOST_MAIL_ATTEMPTS, settle } from './rules.ts';
import type { MessageStatus } from './tables.ts';

/** How long one attempt may take before another worker may try: longer than the mailer's own patience (60 s). */
const CLAIM_MS = 120_000;
const NOT_CONFIGURED = 'ยังไม่ได้ตั้งค่าอีเมลของเทศบาล จึงส่งไม่ได้ แจ้งผู้ดูแลระบบ (SMTP_URL)';

/**
 * The job that sends one message. Each attempt leaves a row of proof with the server's answer. A server that is not reached is tried
 * again (the job throws, the queue backs off); one that refuses is final. A message that was sent is not sent again, however often
 * the job runs. `mailer` null: no server is set up, and the message is 'unroutable' at once.
 */
export function deliverJob(mailer: Mailer | null, key: string): Job<typeof DELIVER.schema> {
  return {
    ...DELIVER,
    async handle(parts, { messageId }) {
      const message = await parts.scoped((tx) => claim(tx, messageId, parts.now()));
      if (message === 'settled') return;
      if (message === 'being-sent') throw new Error('the message is being sent by another worker');
      if (!mailer) return unroutable(parts, message);
      const result = await mailer.send({
        id: messageId,
        reference: referenceOf(key, messageId, message.recipient),
        inReplyTo: message.answered,
        to: message.recipient,
        subject: message.title,
        text: message.body,
        calendar: message.calendar,
      });
      // A job of another version may end before the attempts do: it leaves nothing waiting for ever.
      const status = settle(result.outcome, parts.isLast ? MOST_MAIL_ATTEMPTS : message.attempts);
      await parts.scoped((tx) => record(tx, message, status, result, parts.now()));
      if (status === 'queued') throw new Error('the mail server was not reached; the message waits');
    },
  };
}

/** Takes the message for one attempt, in a transaction of its own: the sending itself holds no row and no connection. */
async function claim(tx: Tx, messageId: string, now: Date) {
  const mine = await tx
    .updateTable('channels.message')
    .set((row) => ({ attempts: row('attempts', '+', 1), claimed_until: new Date(now.getTime() + CLAIM_MS) }))
    .where('id', '=', messageId)
    .where('status', '=', 'queued')
    .where((row) => row.or([row('claimed_until', 'is', null), row('claimed_until', '<=', now)]))
    .returningAll()
    .executeTakeFirst();
  if (mine) return { ...mine, answered: await answeredBy(tx, mine) };
  const row = await tx.selectFrom('channels.message').select('status').where('id', '=', messageId).executeTakeFirst();
  return row?.status === 'queued' ? 'being-sent' : 'settled';
}

/** The Message-ID of the mail that this one answers, so that it stands under it in the person's letter box; null when they wrote none. */
async function answeredBy(tx: Tx, { subject_kind: kind, subject_id: id, recipient }: Claimed): Promise<string | null> {
  if (kind !== 'complaint' && kind !== 'thread') return null;
  const last = await tx
    .selectFrom('channels.incoming')
    .select('external_id')
    .where(kind === 'complaint' ? 'subject_id' : 'thread_id', '=', id)
    .where('channel', '=', 'email')
    .where('sender_id', '=', recipient.toLowerCase())
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return /^<[^<>\s]+>/.exec(last?.external_id ?? '')?.[0] ?? null;
}
type Row = Selectable<Tables['channels.message']>;
type Claimed = Pick<Row, 'subject_kind' | 'subject_id' | 'recipient'>;
type Tried = Pick<Row, 'id' | 'attempts' | 'recipient' | 'title' | 'body'>;

/**
 * Whoever puts an address right does not wait for a mail that is under way: what went, went to where and as it was tried; what did not
 * waits for the right one, or no more.
 */
async function record(
  tx: Tx,
  { id: messageId, attempts: attempt, recipient, title, body }: Tried,
  status: MessageStatus,
  { outcome, answer }: MailOutcome,
  now: Date,
) {
  await tx
    .insertInto('channels.delivery')
    .values({ message_id: messageId, attempt, at: now, outcome, provider_answer: answer })
    .execute();
  const settled = tx.updateTable('channels.message').where('id', '=', messageId);
  if (status === 'sent')
    await settled.set({ status, claimed_until: null, sent_at: now, recipient, title, body }).execute();
  else await settled.set({ status, claimed_until: null }).where('status', '=', 'queued').execute();
  // A link that opens an account is a secret: it is not kept once the mail is out of our hands.
  if (status !== 'queued') {
    await tx
      .updateTable('channels.message')
      .set({ body: '' })
      .where('id', '=', messageId)
      .where('subject_kind', '=', 'account')
      .execute();
  }
}

function unroutable(parts: JobParts, message: Tried): Promise<void> {
  return parts.scoped((tx) =>
    record(tx, message, 'unroutable', { outcome: 'refused', answer: NOT_CONFIGURED }, parts.now()),
  );
}
