import type { Tx } from '../../platform/db/db.ts';
import { dayOf } from '../../thai/index.ts';
import { AuditEntryView } from './contract.ts';
import { staffNames } from './staff-facts.ts';
import { apiKeyNames, type CaseNumbers, subjectNames } from './subject-names.ts';

type Page = { after?: number | undefined; limit: number };

/** A page of the audit trail, newest first, below `after`, with who acted and on what by name; `next` continues it. */
export async function readAudit(tx: Tx, { after, limit }: Page, now: Date, caseNumbers: CaseNumbers | null = null) {
  let query = tx
    .selectFrom('platform.audit_entry')
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(limit + 1);
  if (after !== undefined) query = query.where('seq', '<', after);
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const actors = (kind: string) => [
    ...new Set(page.flatMap((row) => (row.actor_kind === kind && row.actor_id ? [row.actor_id] : []))),
  ];
  const names = new Map([...(await staffNames(tx, actors('staff'))), ...(await apiKeyNames(tx, actors('api')))]);
  const subjects = await subjectNames(tx, page, dayOf(now), caseNumbers);
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
