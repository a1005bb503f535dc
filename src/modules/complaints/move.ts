import type { Updateable } from 'kysely';
import type { Tables, Tx } from '../../platform/db/db.ts';
import type { Actor } from '../people/index.ts';
import type { Status, StepName } from './contract.ts';
import { factsOf, isOnTime } from './facts-of.ts';
import { moveClocks } from './move-clocks.ts';
import { answersCitizen, isOpen, worksAgain } from './rules.ts';
import { addFacts, insertEvents } from './store.ts';
import type { Complaint } from './tables.ts';

export type MoveChange = {
  step: StepName;
  to: Status;
  actor: Pick<Actor, 'kind' | 'id'>;
  at: Date;
  public: boolean;
  note: string;
  data: Readonly<Record<string, unknown>>;
  columns: Updateable<Tables['complaints.complaint']>;
  /** The number of its newest event, where the caller has read it since the row was locked. */
  lastSeq?: number;
};

/** Adds the event to the history and brings the row, its clocks and the daily figures up to date. The row is locked by the caller. */
export async function move(
  tx: Tx,
  facts: Complaint,
  change: MoveChange,
): Promise<{ complaint: Complaint; seq: number }> {
  const { to, at } = change;
  const seq = (change.lastSeq ?? (await lastSeqOf(tx, facts.id))) + 1;
  await insertEvents(tx, [{ ...change, complaintId: facts.id, seq, from: facts.status, to, actor: change.actor }]);
  const clocks = await moveClocks(tx, facts, { ...change.columns, status: to }, at);
  const complaint = await tx
    .updateTable('complaints.complaint')
    .set({
      ...judged(facts, to),
      ...change.columns,
      ...clocks,
      ...milestones(facts, to, at),
      ...(answersCitizen(change.step) ? { citizen_spoke_at: null } : {}),
      status: to,
      open: isOpen(to),
      version: facts.version + 1,
      updated_at: at,
    })
    .where('id', '=', facts.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await addFacts(tx, [...factsOf(facts, -1), ...factsOf(complaint)]);
  return { complaint, seq };
}

async function lastSeqOf(tx: Tx, complaintId: string): Promise<number> {
  const last = await tx
    .selectFrom('complaints.complaint_event')
    .select('seq')
    .where('complaint_id', '=', complaintId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.seq ?? 0;
}

/** What a citizen said of an answer stays in the history; on the case it stands until that answer does not, or another has come. */
function judged(facts: Complaint, to: Status): Updateable<Tables['complaints.complaint']> {
  return worksAgain(facts.status, to) || worksAgain(to, facts.status) ? { verdict: null, stars: null } : {};
}

/**
 * The answer that stands and the end are dated when they come; a case that is worked on again has neither. The first answer stays, and
 * whether one came too late.
 */
function milestones(facts: Complaint, to: Status, at: Date): Updateable<Tables['complaints.complaint']> {
  if (facts.status === to) return {};
  const first = { first_answered_at: facts.first_answered_at ?? at };
  if (to === 'answered') return { ...first, answered_at: at, closed_at: null };
  if (to === 'refused' || to === 'transferred') return { ...first, answered_at: at, closed_at: at };
  if (to === 'closed') return { ...first, closed_at: at };
  const late = worksAgain(facts.status, to) ? { late_before: !isOnTime(facts) } : {};
  return { ...late, answered_at: null, closed_at: null };
}
