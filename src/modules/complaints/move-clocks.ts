import type { Updateable } from 'kysely';
import type { Tables, Tx } from '../../platform/db/db.ts';
import type { ExplanationLine } from './clock/explanation.ts';
import type { Pause } from './clock/pauses.ts';
import type { ClockKind } from './clock/rule.ts';
import { openClockBook } from './clock-book.ts';
import type { Status } from './contract.ts';
import { worksAgain } from './rules.ts';
import { firstDueOn, insertDeadlines } from './store.ts';
import type { Complaint } from './tables.ts';

const WAITING: Partial<Record<Status, 'citizen' | 'agency'>> = {
  'waiting-citizen': 'citizen',
  'waiting-agency': 'agency',
};
type Changed = { status: Status; department_id?: string | null; category_id?: string | null };
type Columns = Updateable<Tables['complaints.complaint']>;

/**
 * The department's clock starts anew with another department, stands still while we wait for the citizen or another agency, and
 * is credited what it stood. The citizen's clock never moves: it has run since receipt. Only what changed is computed, each
 * deadline under the rule it began with. A case that is worked on again has had its answer: from then on both run anew, under the rule
 * of that day.
 */
export async function moveClocks(
  tx: Tx,
  facts: Complaint,
  change: Columns & { status?: Status },
  at: Date,
): Promise<Columns> {
  const { status, department_id } = { status: facts.status, ...change } as Changed;
  const reason = WAITING[status];
  const waited = WAITING[facts.status];
  const newDepartment = department_id !== undefined && department_id !== facts.department_id;
  const again = worksAgain(facts.status, status);
  const promise = again ? await promiseAnew(tx, facts, at) : {};
  const startsNow = newDepartment || (again && facts.department_id !== null);
  if (reason === waited && !startsNow) return promise;
  if (waited && reason !== waited) await endPause(tx, facts.id, at);
  if (reason && reason !== waited)
    await tx
      .insertInto('complaints.pause')
      .values({ complaint_id: facts.id, from_at: at, to_at: null, reason })
      .onConflict((row) =>
        row.columns(['municipality_id', 'complaint_id', 'from_at']).doUpdateSet({ to_at: null, reason }),
      )
      .execute();
  const startedAt = startsNow ? at : facts.department_started_at;
  if (!startedAt) return promise;
  const book = await openClockBook(tx);
  const before = await latest(tx, facts.id, 'department');
  const pauses = await pausesOf(tx, facts.id);
  const due =
    startsNow || !before
      ? book.compute('department', facts.category_id, startedAt, pauses)
      : book.recompute(before.rule_id, startedAt, pauses);
  if (!due) return { ...promise, department_started_at: startedAt };
  await insertDeadlines(tx, [
    { complaintId: facts.id, clock: 'department', seq: (before?.seq ?? 0) + 1, due, now: at },
  ]);
  return { ...promise, department_started_at: startedAt, department_due_at: due.dueAt };
}

/** The citizen's next promise, from the day the case is worked on again. What was promised first, and when it was kept, leads its explanation. */
async function promiseAnew(tx: Tx, facts: Complaint, at: Date): Promise<Columns> {
  const book = await openClockBook(tx);
  const due = book.compute('citizen', facts.category_id, at);
  if (!due) return { citizen_due_on: null, citizen_warn_on: null };
  const before = await latest(tx, facts.id, 'citizen');
  const [, ...counted] = due.explanation;
  const explanation: ExplanationLine[] = [{ code: 'reopened', at: at.toISOString() }, ...counted];
  if (facts.first_answered_at) {
    const dueOn = await firstDueOn(tx, facts.id);
    explanation.unshift({ code: 'answered-first', at: facts.first_answered_at.toISOString(), dueOn });
  }
  const seq = (before?.seq ?? 0) + 1;
  await insertDeadlines(tx, [{ complaintId: facts.id, clock: 'citizen', seq, due: { ...due, explanation }, now: at }]);
  return { citizen_due_on: due.dueDay, citizen_warn_on: due.warnDay };
}

/** A pause that began while the clock of the machine ran ahead ends when it began: it stood still for no time. */
async function endPause(tx: Tx, complaintId: string, at: Date): Promise<void> {
  await tx
    .updateTable('complaints.pause')
    .set((row) => ({ to_at: row.fn<Date>('greatest', ['from_at', row.val(at)]) }))
    .where('complaint_id', '=', complaintId)
    .where('to_at', 'is', null)
    .execute();
}

async function pausesOf(tx: Tx, complaintId: string): Promise<Pause[]> {
  const rows = await tx
    .selectFrom('complaints.pause')
    .select(['from_at', 'to_at'])
    .where('complaint_id', '=', complaintId)
    .execute();
  return rows.map((row) => ({ from: row.from_at, to: row.to_at }));
}

function latest(tx: Tx, complaintId: string, clock: ClockKind) {
  return tx
    .selectFrom('complaints.deadline')
    .select(['seq', 'rule_id'])
    .where('complaint_id', '=', complaintId)
    .where('clock', '=', clock)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}
