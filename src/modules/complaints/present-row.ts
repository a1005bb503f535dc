import type { Tx } from '../../platform/db/db.ts';
import { daysBetween } from '../../thai/index.ts';
import type { Actor } from '../people/index.ts';
import type { ComplaintRow } from './contract.ts';
import { type Reading, readExcerpt, readingFor } from './deidentified/reading.ts';
import type { DueDays } from './due-days.ts';
import type { Complaint } from './tables.ts';

type Mark = ComplaintRow['mark'];
const DONE: Partial<Record<Complaint['status'], Mark>> = {
  answered: 'done',
  closed: 'closed',
  refused: 'closed',
  transferred: 'closed',
};
/** Status and clock in one mark: what is late is said before what is waiting, what waits before what is new. */
export function markOf(row: Pick<Complaint, 'status' | 'citizen_due_on'>, { today, lastSoon }: DueDays): Mark {
  const done = DONE[row.status];
  if (done) return done;
  const due = row.citizen_due_on;
  if (due !== null && due < today) return 'overdue';
  if (due !== null && due <= lastSoon) return 'due-soon';
  if (row.status === 'waiting-citizen' || row.status === 'waiting-agency') return 'waiting';
  return row.status === 'new' ? 'new' : 'in-progress';
}

/** Cases as a list shows them to the actor, in the order given: who reads them de-identified, or may not know whose they are, finds their words masked. */
export async function presentRows(
  tx: Tx,
  actor: Actor,
  rows: readonly Complaint[],
  days: DueDays,
): Promise<ComplaintRow[]> {
  const reading = await readingFor(tx, actor, rows);
  return rows.map((row) => presentRow(row, reading(row), days));
}

function presentRow(row: Complaint, reading: Reading, days: DueDays): ComplaintRow {
  const { today, lastToday } = days;
  const due = row.citizen_due_on;
  const waitsForUs = row.answered_at === null || (row.open && row.status !== 'answered');
  const daysLeft = row.open && waitsForUs && due ? daysBetween(today, due) : null;
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    mark: markOf(row, days),
    kind: row.kind,
    channel: row.channel,
    visibility: row.visibility,
    severity: row.severity,
    summary: readExcerpt(reading, row.summary),
    place: readExcerpt(reading, row.place, 'where'),
    categoryId: row.category_id,
    communityId: row.community_id,
    departmentId: row.department_id,
    ownerId: row.owner_id,
    receivedAt: row.received_at.toISOString(),
    citizenDueOn: due,
    daysLeft,
    answerToday: daysLeft !== null && daysLeft >= 0 && due !== null && due <= lastToday,
    departmentDueAt: row.department_due_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    citizenSpokeAt: row.citizen_spoke_at?.toISOString() ?? null,
    verdict: row.verdict,
    stars: row.stars,
    source: row.source,
  };
}
