import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { Tables, Tx } from '../../platform/db/db.ts';
import { insertRows } from '../../platform/db/insert-rows.ts';
import type { Actor } from '../people/index.ts';
import type { BookedDeadline } from './clock-book.ts';
import type { Status, StepName } from './contract.ts';
import type { Reach } from './rules.ts';
import type { Complaint } from './tables.ts';

export type NewEvent = {
  complaintId: string;
  seq: number;
  step: StepName;
  from: Status | null;
  to: Status;
  actor: Pick<Actor, 'kind' | 'id'>;
  at: Date;
  public: boolean;
  note: string;
  data: Readonly<Record<string, unknown>>;
};
export type NewDeadline = {
  complaintId: string;
  clock: 'citizen' | 'department';
  seq: number;
  due: BookedDeadline;
  now: Date;
};

/** Adds to the history, which is never edited. */
export async function insertEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  const rows = events.map((event) => ({
    complaint_id: event.complaintId,
    seq: event.seq,
    step: event.step,
    from_status: event.from,
    to_status: event.to,
    actor_kind: event.actor.kind,
    actor_id: event.actor.id,
    at: event.at,
    public: event.public,
    note: event.note,
    data: event.data,
  }));
  await insertRows(tx, 'complaints.complaint_event', rows);
}

export async function insertDeadlines(tx: Tx, deadlines: readonly NewDeadline[]): Promise<void> {
  const rows = deadlines.map(({ complaintId, clock, seq, due, now }) => ({
    complaint_id: complaintId,
    clock,
    seq,
    rule_id: due.rule.id,
    started_at: due.startedAt,
    due_at: due.dueAt,
    due_on: due.dueDay,
    warn_on: due.warnDay,
    explanation: due.explanation,
    computed_at: now,
  }));
  await insertRows(tx, 'complaints.deadline', rows);
}

/** The last day of the first promise, which no later one changes. */
export async function firstDueOn(tx: Tx, complaintId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('complaints.deadline')
    .select('due_on')
    .where('complaint_id', '=', complaintId)
    .where('clock', '=', 'citizen')
    .where('seq', '=', 1)
    .executeTakeFirst();
  return row?.due_on ?? null;
}

/** Whose figures are no department's. */
export const NO_DEPARTMENT = '00000000-0000-0000-0000-000000000000';
export type FactChange = {
  day: string;
  departmentId: string | null;
  /** Figures of confidential cases are kept apart: they are for those who may see the cases. */
  visibility: Complaint['visibility'];
  received: number;
  closed: number;
  closedOnTime: number;
};

type FactRow = Record<'received' | 'closed' | 'closed_on_time', number> &
  Pick<Selectable<Tables['complaints.daily_fact']>, 'day' | 'department_id' | 'visibility'>;

/** Brings the daily figures up to date. Rows are taken in one order, so that two transactions cannot wait for each other. */
export async function addFacts(tx: Tx, changes: readonly FactChange[]): Promise<void> {
  const sums = new Map<string, FactRow>();
  for (const change of changes) {
    const departmentId = change.departmentId ?? NO_DEPARTMENT;
    const key = `${change.day} ${departmentId} ${change.visibility}`;
    const sum = sums.get(key) ?? {
      day: change.day,
      department_id: departmentId,
      visibility: change.visibility,
      received: 0,
      closed: 0,
      closed_on_time: 0,
    };
    sum.received += change.received;
    sum.closed += change.closed;
    sum.closed_on_time += change.closedOnTime;
    sums.set(key, sum);
  }
  const changed = [...sums].filter(([, row]) => row.received !== 0 || row.closed !== 0 || row.closed_on_time !== 0);
  if (changed.length === 0) return;
  const rows = changed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await tx
    .insertInto('complaints.daily_fact')
    .values(rows)
    .onConflict((row) =>
      row.columns(['municipality_id', 'day', 'department_id', 'visibility']).doUpdateSet({
        received: sql<number>`daily_fact.received + excluded.received`,
        closed: sql<number>`daily_fact.closed + excluded.closed`,
        closed_on_time: sql<number>`daily_fact.closed_on_time + excluded.closed_on_time`,
      }),
    )
    .execute();
}

/**
 * Takes the rows of these figures before they change, in the order of all steps. Whoever files and then changes the same cases in one
 * transaction asks for them first: figures come before the audit chain, which filing takes, or two would wait for each other.
 */
export async function lockFacts(
  tx: Tx,
  figures: readonly Pick<FactChange, 'day' | 'departmentId' | 'visibility'>[],
): Promise<void> {
  const keys = new Map(
    figures.map(({ day, departmentId, visibility }) => {
      const row = { day, department_id: departmentId ?? NO_DEPARTMENT, visibility };
      return [`${day} ${row.department_id} ${visibility}`, row];
    }),
  );
  if (keys.size === 0) return;
  await tx
    .insertInto('complaints.daily_fact')
    .values([...keys].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row))
    .onConflict((row) =>
      row
        .columns(['municipality_id', 'day', 'department_id', 'visibility'])
        .doUpdateSet({ received: sql<number>`daily_fact.received` }),
    )
    .execute();
}

export const departmentOfFact = (id: string): string | null => (id === NO_DEPARTMENT ? null : id);

export function lockComplaint(tx: Tx, id: string) {
  return tx.selectFrom('complaints.complaint').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function loadComplaint(tx: Tx, id: string) {
  return tx.selectFrom('complaints.complaint').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Several at once, by id. */
export async function loadComplaints(tx: Tx, ids: readonly string[]): Promise<Map<string, Complaint>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('complaints.complaint').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The same rule as `maySee`, as a condition of a list. */
export function within(reach: Reach, actorId: string | null) {
  return (eb: ExpressionBuilder<Tables, 'complaints.complaint'>) => {
    const sees = [eb('visibility', 'in', reach.everywhere.length > 0 ? reach.everywhere : ['none' as never])];
    if (reach.ownDepartment)
      sees.push(eb.and([eb('department_id', '=', reach.ownDepartment), eb('visibility', 'in', reach.own)]));
    const seen = reach.everywhere.length === 0 && sees[1] ? sees[1] : eb.or(sees);
    return actorId
      ? eb.and([seen, eb.or([eb('respondent_id', 'is', null), eb('respondent_id', '!=', actorId)])])
      : seen;
  };
}
