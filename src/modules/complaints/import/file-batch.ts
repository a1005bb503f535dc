import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { Tx } from '../../../platform/db/db.ts';
import { dayOf } from '../../../thai/index.ts';
import type { Actor } from '../../people/index.ts';
import type { Draft, FiledCase } from '../draft.ts';
import { fileComplaints } from '../file-complaints.ts';
import { isOpen } from '../rules.ts';
import { addFacts, insertEvents } from '../store.ts';
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
      at: row.endedAt ?? row.receivedAt,
      public: row.status !== 'new',
      note: '',
      data: { ...row.said, source: by.source, ref: row.ref },
    })),
  );
  await bringUpToDate(
    tx,
    added.filter(({ row }) => row.status !== 'new' || row.departmentId || row.stars || row.reopened),
  );
  await addFacts(tx, added.flatMap(factsOf));
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
    ended_at: row.endedAt,
    reopened: row.reopened,
    stars: row.stars,
  }));
  await sql`
    update complaints.complaint c
       set status = s.status, open = s.open, department_id = s.department_id, answered_at = s.ended_at, closed_at = s.ended_at,
           reopened = s.reopened, stars = s.stars
      from jsonb_to_recordset(${JSON.stringify(states)}::jsonb)
        as s(id uuid, status text, open boolean, department_id uuid, ended_at timestamptz, reopened int, stars int)
     where c.municipality_id = platform.scope() and c.id = s.id`.execute(tx);
}

function factsOf({ row, filed }: Added) {
  const none = { received: 0, closed: 0, closedOnTime: 0 };
  const received = dayOf(row.receivedAt);
  const moved = row.departmentId
    ? [
        { ...none, day: received, departmentId: null, received: -1 },
        { ...none, day: received, departmentId: row.departmentId, received: 1 },
      ]
    : [];
  if (!row.endedAt) return moved;
  const day = dayOf(row.endedAt);
  const onTime = filed.citizenDueOn === null || day <= filed.citizenDueOn;
  return [...moved, { ...none, day, departmentId: row.departmentId, closed: 1, closedOnTime: onTime ? 1 : 0 }];
}

function draftOf(row: ReadRow, { actor, source }: BatchBy): Draft {
  const { name, phone, email } = row.contact;
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
    identity: name || phone || email ? 'named' : 'anonymous',
    contact: row.contact,
    language: 'th',
    noticeVersion: null,
    severity: 'normal',
    receivedAt: row.receivedAt,
    fileIds: [],
    source,
    sourceRef: row.ref,
  };
}
