import type { Tx } from '../../platform/db/db.ts';
import { AuditEntryView } from './contract.ts';
import { staffNames } from './staff-facts.ts';

/** A page of the audit trail, newest first, below `after`; `next` continues it. */
export async function readAudit(tx: Tx, { after, limit }: { after?: number | undefined; limit: number }) {
  let query = tx
    .selectFrom('platform.audit_entry')
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(limit + 1);
  if (after !== undefined) query = query.where('seq', '<', after);
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const names = await staffNames(tx, [
    ...new Set(page.flatMap((row) => (row.actor_kind === 'staff' && row.actor_id ? [row.actor_id] : []))),
  ]);
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
      detail: row.detail,
    }),
  );
  return { items, next: rows.length > limit ? (page.at(-1)?.seq ?? null) : null };
}
