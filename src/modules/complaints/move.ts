import type { Updateable } from 'kysely';
import type { Tables, Tx } from '../../platform/db/db.ts';
import { dayOf } from '../../thai/index.ts';
import type { Actor } from '../people/index.ts';
import type { Status, StepName } from './contract.ts';
import { moveClocks } from './move-clocks.ts';
import { isOpen } from './rules.ts';
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
};

/** Adds the event to the history and brings the row, its clocks and the daily figures up to date. The row is locked by the caller. */
export async function move(
  tx: Tx,
  facts: Complaint,
  change: MoveChange,
): Promise<{ complaint: Complaint; seq: number }> {
  const { to, at } = change;
  const last = await tx
    .selectFrom('complaints.complaint_event')
    .select('seq')
    .where('complaint_id', '=', facts.id)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const seq = (last?.seq ?? 0) + 1;
  await insertEvents(tx, [{ ...change, complaintId: facts.id, seq, from: facts.status, to, actor: change.actor }]);
  const clocks = await moveClocks(tx, facts, { ...change.columns, status: to }, at);
  const complaint = await tx
    .updateTable('complaints.complaint')
    .set({
      ...change.columns,
      ...clocks,
      ...milestones(facts, to, at),
      status: to,
      open: isOpen(to),
      version: facts.version + 1,
      updated_at: at,
    })
    .where('id', '=', facts.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await countFacts(tx, facts, complaint, at);
  return { complaint, seq };
}

/** An answer and an end are dated once; a case that is worked on again has neither. */
function milestones(facts: Complaint, to: Status, at: Date): Updateable<Tables['complaints.complaint']> {
  const ended = to === 'refused' || to === 'transferred';
  if (to === 'answered' || ended) return { answered_at: facts.answered_at ?? at, closed_at: ended ? at : null };
  if (to === 'closed') return { closed_at: facts.closed_at ?? at };
  return facts.status === to ? {} : { closed_at: null };
}

/** The daily figures: received follows the department it went to; closed counts on the day, on time by the citizen's clock. */
async function countFacts(tx: Tx, before: Complaint, after: Complaint, at: Date): Promise<void> {
  const changes = [];
  if (before.department_id !== after.department_id) {
    const day = dayOf(after.received_at);
    const none = { day, closed: 0, closedOnTime: 0 };
    changes.push(
      { ...none, departmentId: before.department_id, received: -1 },
      { ...none, departmentId: after.department_id, received: 1 },
    );
  }
  const [was, is] = [before.closed_at, after.closed_at];
  if (was?.getTime() !== is?.getTime()) {
    if (was)
      changes.push({
        day: dayOf(was),
        departmentId: before.department_id,
        received: 0,
        closed: -1,
        closedOnTime: onTime(before) ? -1 : 0,
      });
    if (is)
      changes.push({
        day: dayOf(at),
        departmentId: after.department_id,
        received: 0,
        closed: 1,
        closedOnTime: onTime(after) ? 1 : 0,
      });
  } else if (is && before.department_id !== after.department_id) {
    const day = dayOf(is);
    const punctual = onTime(after) ? 1 : 0;
    changes.push({ day, departmentId: before.department_id, received: 0, closed: -1, closedOnTime: -punctual });
    changes.push({ day, departmentId: after.department_id, received: 0, closed: 1, closedOnTime: punctual });
  }
  await addFacts(tx, changes);
}

/** On time: the citizen had the answer by the last day. */
function onTime({ answered_at, closed_at, citizen_due_on }: Complaint): boolean {
  const at = answered_at ?? closed_at;
  return at !== null && (citizen_due_on === null || dayOf(at) <= citizen_due_on);
}
