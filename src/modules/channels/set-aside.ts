import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Tables, Tx } from '../../platform/db/db.ts';
import { enqueue } from '../../platform/jobs.ts';
import { takenAmong } from './conversation/find-incoming.ts';
import type { Thread } from './conversation/thread.ts';
import { UNDELIVERED } from './jobs.ts';
import { mayHaveArrived } from './may-have-arrived.ts';

type Row = Selectable<Tables['channels.message']>;
/** Whether a case may, as it stands now, be spoken of where others read along. */
export type MayBeSpokenOf = (tx: Tx, complaintId: string) => Promise<boolean>;

const CONFIDENTIAL = {
  problem: 'confidential',
  answer: 'เรื่องกลายเป็นความลับก่อนส่ง จึงไม่ส่งในที่สาธารณะ (the case became confidential; nothing is said in public)',
} as const;
const TAKEN = {
  problem: 'not-theirs',
  answer: 'แชทนี้ถูกแยกออกจากผู้แจ้งก่อนส่ง จึงไม่ส่งที่นี่ (the chat was split off from the person of the case before it went)',
} as const;
const Answers = z.object({ public: z.boolean() }).nullable();

/**
 * The waiting messages that may go. What others would read of a case that may no longer be spoken of, or that was taken from the person of
 * the thread, is set aside: kept, with the reason beside it, and sought another way for. Asked as late as can be, in the transaction that
 * claims: a case may become confidential, or a person be split, while words wait or are being tried.
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
  for (const row of aside) await setAside(tx, row, CONFIDENTIAL, now);
  const taken = await takenFrom(tx, thread, waiting);
  for (const row of taken) await setAside(tx, row, TAKEN, now);
  return waiting.filter((row) => !aside.includes(row) && !taken.includes(row));
}

async function takenFrom(tx: Tx, thread: Thread, waiting: readonly Row[]): Promise<readonly Row[]> {
  if (thread.kind !== 'person') return [];
  const told = waiting.filter(({ subject_kind }) => subject_kind === 'complaint');
  const cases = new Set(told.map(({ subject_id }) => subject_id));
  const taken = await takenAmong(tx, thread.id, [...cases]);
  return told.filter(({ subject_id }) => taken.has(subject_id));
}

function othersRead({ answers, recipient }: Row, thread: Thread): boolean {
  const answered = Answers.parse(answers);
  return answered ? answered.public : thread.kind !== 'person' && recipient === thread.external_id;
}

/** What waits in a thread about a case that is no longer its person's is not said there: it is sought another way for. */
export async function setAsideTaken(tx: Tx, threadId: string, caseId: string, now: Date): Promise<void> {
  const rows = await tx
    .selectFrom('channels.message')
    .selectAll()
    .where('thread_id', '=', threadId)
    .where('subject_kind', '=', 'complaint')
    .where('subject_id', '=', caseId)
    .where('status', '=', 'queued')
    .where((row) => row.or([row('claimed_until', 'is', null), row('claimed_until', '<', now)]))
    .forUpdate()
    .execute();
  for (const row of rows) await setAside(tx, row, TAKEN, now);
}

type Why = {
  readonly problem: string;
  readonly answer: string;
  /** Where it may have arrived is no way of theirs: they have not read it. */
  readonly astray?: true;
};

/** Kept, with the reason beside it, and sought another way for, unless it may have arrived. */
export async function setAside(
  tx: Tx,
  { id, attempts }: Row,
  { problem, answer, astray }: Why,
  now: Date,
): Promise<void> {
  const unsure = !astray && (await mayHaveArrived(tx, id, attempts));
  const status = unsure ? 'uncertain' : attempts > 0 ? 'failed' : 'unroutable';
  await tx
    .updateTable('channels.message')
    .set({ status, claimed_until: null, reply_token: null, reply_token_until: null })
    .where('id', '=', id)
    .execute();
  await tx
    .insertInto('channels.delivery')
    .values({
      message_id: id,
      attempt: attempts > 0 ? attempts + 1 : 0,
      at: now,
      outcome: unsure ? 'uncertain' : 'refused',
      provider_answer: answer,
      problem,
      nothing_sent: true,
    })
    .execute();
  // What may have arrived is not said another way.
  if (!unsure) await enqueue(tx, UNDELIVERED, { messageId: id });
}
