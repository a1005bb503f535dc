import { sql } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { dayOf, endOfDay, startOfDay } from '../../thai/index.ts';
import { type AuditActor, AuditEntryView, type AuditQuery } from './contract.ts';
import { staffNames } from './staff-facts.ts';
import { apiKeyNames, type CasesByNumber, subjectNames } from './subject-names.ts';

/**
 * A page of the audit trail, newest first, below `after`, with who acted and on what by name; `next` continues it. Each part of the filter is
 * found by an index of its own; where days are asked for, entries stand in the order of their time.
 * @throws Refusal('not-found') for a number that no case has
 */
export async function readAudit(tx: Tx, asked: AuditQuery, now: Date, cases: CasesByNumber | null = null) {
  const { after, limit, number, action, actorId, from, to } = asked;
  const caseId = number === undefined ? undefined : await cases?.idOf(tx, number);
  if (number !== undefined && !caseId) throw new Refusal('not-found', { what: 'complaint' });
  const byTime = from !== undefined || to !== undefined;
  let query = tx.selectFrom('platform.audit_entry').selectAll();
  if (byTime) query = query.orderBy('at', 'desc');
  query = query.orderBy('seq', 'desc').limit(limit + 1);
  if (asked.subjectKind) query = query.where('subject_kind', '=', asked.subjectKind);
  if (asked.subjectId) query = query.where('subject_id', '=', asked.subjectId);
  if (caseId) query = query.where('subject_kind', '=', 'complaint').where('subject_id', '=', caseId);
  if (actorId) query = query.where('actor_id', '=', actorId);
  // Said in full: the index leaves out what citizens file, and a parameter would not tell that this is not asked for.
  if (action) query = query.where('action', '=', sql.lit(action));
  if (from) query = query.where('at', '>=', startOfDay(from));
  if (to) query = query.where('at', '<', endOfDay(to));
  if (after !== undefined && !byTime) query = query.where('seq', '<', after);
  if (after !== undefined && byTime)
    query = query.where(
      sql<boolean>`(at, seq) < (select last.at, last.seq from platform.audit_entry last where last.seq = ${after})`,
    );
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const actors = (kind: string) => [
    ...new Set(page.flatMap((row) => (row.actor_kind === kind && row.actor_id ? [row.actor_id] : []))),
  ];
  const names = new Map([...(await staffNames(tx, actors('staff'))), ...(await apiKeyNames(tx, actors('api')))]);
  const subjects = await subjectNames(tx, page, dayOf(now), cases?.numbersOf ?? null);
  const items = page.map((row) =>
    AuditEntryView.parse({
      seq: row.seq,
      at: row.at.toISOString(),
      actorKind: row.actor_kind,
      actorId: row.actor_id,
      actorName: names.get(row.actor_id ?? '') ?? null,
      action: row.action,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      subjectName: subjects.get(`${row.subject_kind} ${row.subject_id}`) ?? null,
      detail: row.detail,
    }),
  );
  return { items, next: rows.length > limit ? (page.at(-1)?.seq ?? null) : null };
}

/** Whom the trail can be asked about: everybody who was ever on the staff, and every key, by name. */
export async function auditActors(tx: Tx): Promise<AuditActor[]> {
  const staff = await tx
    .selectFrom('people.staff as s')
    .innerJoin('auth.user as u', 'u.id', 's.user_id')
    .select(['u.id', 'u.name'])
    .execute();
  const keys = await tx.selectFrom('people.api_key').select(['id', 'name']).execute();
  return [
    ...staff.map((each) => ({ ...each, kind: 'staff' as const })),
    ...keys.map((each) => ({ ...each, kind: 'api' as const })),
  ].sort((a, b) => a.name.localeCompare(b.name, 'th'));
}
