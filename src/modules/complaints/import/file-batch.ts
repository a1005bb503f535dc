import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { Tx } from '../../../platform/db/db.ts';
import { dayOf } from '../../../thai/index.ts';
import type { Actor } from '../../people/index.ts';
import type { Draft, FiledCase } from '../draft.ts';
import { factsOf } from '../facts-of.ts';
import { fileComplaints, visibilities, visibilityOf } from '../file-complaints.ts';
import { isOpen } from '../rules.ts';
import { addFacts, insertEvents, lockFacts } from '../store.ts';
import type { Complaint } from '../tables.ts';
import type { ReadRow } from './read-row.ts';

export type BatchBy = { readonly actor: Actor; readonly source: string; readonly now: Date };

/**
 * Files rows of an outside system, and brings each where it stands there: state, stars, department, end. What was filed before
 * stays as it is. Returns which were added, in order.
 */
export async function fileBatch(tx: Tx, rows: readonly ReadRow[], by: BatchBy): Promise<readonly boolean[]> {
  // Two imports at once take turns, so that the second sees what the first has added.
  await sql`select pg_advisory_xact_lock(hashtextextended('complaints.import ' || platform.scope()::text, 0))`.execute(
    tx,
  );
  const visibility = await visibilities(tx, rows, by.now);
  await lockFacts(
    tx,
    rows.flatMap((row) => figuresOf(row, visibilityOf(row, visibility))),
  );
  const drafts = rows.map((row) => draftOf(row, by));
  const filed = await fileComplaints(tx, drafts, by.now);
  const added = rows.flatMap((row, i) => {
    const one = filed[i];
    return one && !one.again ? [{ row, filed: one }] : [];
  });
  await insertEvents(
    tx,
    added.map(({ row, filed: { id } }) => ({
      complaintId: id,
      seq: 2,
      step: 'import',
      from: 'new',
      to: row.status,
      actor: by.actor,
      at: row.answeredAt ?? row.receivedAt,
      public: row.status !== 'new',
      note: row.number === '' ? '' : `เลขที่เดิม ${row.number}`,
      data: { ...row.said, ...(row.stars !== null && { stars: row.stars }), source: by.source, ref: row.ref },
    })),
  );
  await bringUpToDate(
    tx,
    added.filter(({ row }) => row.status !== 'new' || row.departmentId || row.stars || row.reopened),
  );
  await recount(tx, added);
  return filed.map(({ again }) => !again);
}

type Added = { readonly row: ReadRow; readonly filed: FiledCase };

async function bringUpToDate(tx: Tx, added: readonly Added[]): Promise<void> {
  if (added.length === 0) return;
  const states = added.map(({ row, filed }) => ({
    id: filed.id,
    status: row.status,
    open: isOpen(row.status),
    department_id: row.departmentId,
    answered_at: row.answeredAt,
    ended_at: row.endedAt,
    reopened: row.reopened,
    stars: row.stars,
  }));
  await sql`
    update complaints.complaint c
       set status = s.status, open = s.open, department_id = s.department_id, answered_at = s.answered_at, first_answered_at = s.answered_at,
           closed_at = s.ended_at,
           reopened = s.reopened, stars = s.stars
      from jsonb_to_recordset(${JSON.stringify(states)}::jsonb)
        as s(id uuid, status text, open boolean, department_id uuid, answered_at timestamptz, ended_at timestamptz, reopened int, stars int)
     where c.municipality_id = platform.scope() and c.id = s.id`.execute(tx);
}

/** Which figures a row counts in: as it is filed, and where it stands in the end. */
function figuresOf({ receivedAt, endedAt, departmentId }: ReadRow, visibility: Complaint['visibility']) {
  const received = { day: dayOf(receivedAt), departmentId, visibility };
  const ended = endedAt === null ? [] : [{ ...received, day: dayOf(endedAt) }];
  return [{ ...received, departmentId: null }, received, ...ended];
}

/** The figures counted each case as it was filed; they follow it to where it stands now. */
async function recount(tx: Tx, added: readonly Added[]): Promise<void> {
  if (added.length === 0) return;
  const rows = await tx
    .selectFrom('complaints.complaint')
    .selectAll()
    .where(
      'id',
      'in',
      added.map(({ filed }) => filed.id),
    )
    .execute();
  const asFiled = (row: Complaint) => ({ ...row, department_id: null, answered_at: null, closed_at: null });
  await addFacts(
    tx,
    rows.flatMap((row) => [...factsOf(asFiled(row), -1), ...factsOf(row)]),
  );
}

function draftOf(row: ReadRow, { actor, source }: BatchBy): Draft {
  return {
    id: v7(),
    actor,
    idempotency: null,
    kind: row.kind,
    channel: row.channel,
    text: row.text,
    placeText: row.place || null,
    latitude: row.point?.latitude ?? null,
    longitude: row.point?.longitude ?? null,
    categoryId: row.categoryId,
    communityId: row.communityId,
    groupId: null,
    stakeholderKind: null,
    identity: row.identity,
    contact: row.contact,
    language: 'th',
    noticeVersion: null,
    severity: 'normal',
    receivedAt: row.receivedAt,
    fileIds: [],
    source,
    sourceRef: row.ref,
    formerNumber: row.number,
  };
}
