import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Tables, Tx } from '../../platform/db/db.ts';
import { enqueue } from '../../platform/jobs.ts';
import type { Thread } from './conversation/thread.ts';
import { UNDELIVERED } from './jobs.ts';

type Row = Selectable<Tables['channels.message']>;
/** Whether a case may, as it stands now, be spoken of where others read along. */
export type MayBeSpokenOf = (tx: Tx, complaintId: string) => Promise<boolean>;

const CONFIDENTIAL =
  'เรื่องกลายเป็นความลับก่อนส่ง จึงไม่ส่งในที่สาธารณะ (the case became confidential; nothing is said in public)';
const Answers = z.object({ public: z.boolean() }).nullable();

/**
 * The waiting messages that may go. What others would read of a case that may no longer be spoken of is set aside: kept, with the reason
 * beside it, and sought another way for. Asked as late as can be, in the transaction that claims: a case may become confidential while
 * words about it wait.
 */
export async function withoutUnspeakable(
  tx: Tx,
  thread: Thread,
  waiting: readonly Row[],
  mayBeSpokenOf: MayBeSpokenOf,
  now: Date,
): Promise<Row[]> {
  const open = waiting.filter((row) => row.subject_kind === 'complaint' && othersRead(row, thread));
  const unspeakable = new Set<string>();
  for (const caseId of new Set(open.map(({ subject_id }) => subject_id))) {
    if (!(await mayBeSpokenOf(tx, caseId))) unspeakable.add(caseId);
  }
  const aside = open.filter(({ subject_id }) => unspeakable.has(subject_id));
  for (const row of aside) await setAside(tx, row, now);
  return waiting.filter((row) => !aside.includes(row));
}

function othersRead({ answers, recipient }: Row, thread: Thread): boolean {
  const answered = Answers.parse(answers);
  return answered ? answered.public : thread.kind !== 'person' && recipient === thread.external_id;
}

async function setAside(tx: Tx, { id, attempts }: Row, now: Date): Promise<void> {
  const tried = attempts > 0;
  await tx
    .updateTable('channels.message')
    .set({ status: tried ? 'failed' : 'unroutable', claimed_until: null, reply_token: null, reply_token_until: null })
    .where('id', '=', id)
    .execute();
  await tx
    .insertInto('channels.delivery')
    .values({
      message_id: id,
      attempt: tried ? attempts + 1 : 0,
      at: now,
      outcome: 'refused',
      provider_answer: CONFIDENTIAL,
      problem: 'confidential',
      nothing_sent: true,
    })
    .execute();
  await enqueue(tx, UNDELIVERED, { messageId: id });
}
