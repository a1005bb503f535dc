import type { Tx } from '../../../platform/db/db.ts';
import { dayOf } from '../../../thai/index.ts';
import { casesBroughtBy, type Thread } from '../../channels/index.ts';
import { entryNames } from '../../people/index.ts';
import type { CaseForList } from '../dialogue/state.ts';
import { WORKFLOW } from '../rules.ts';
import { trackUrl, type Way } from './way.ts';

/** The cases that a thread's person has brought, there or where others read along, as they see them; newest first. */
export async function casesForList(tx: Tx, thread: Thread, way: Way, now: Date): Promise<CaseForList[]> {
  const ids = await casesBroughtBy(tx, thread);
  if (ids.length === 0) return [];
  const rows = await tx.selectFrom('complaints.complaint').selectAll().where('id', 'in', ids).execute();
  const departments = await entryNames(
    tx,
    rows.flatMap(({ department_id }) => department_id ?? []),
    dayOf(now),
  );
  return rows
    .toSorted((a, b) => b.received_at.getTime() - a.received_at.getTime())
    .map((row) => {
      const names = departments.get(row.department_id ?? '');
      return {
        id: row.id,
        number: row.number,
        status: row.status,
        summary: row.summary,
        department: (thread.language === 'en' ? names?.nameEn : names?.nameTh) ?? '',
        dueOn: row.answered_at === null ? row.citizen_due_on : null,
        trackUrl: trackUrl(way, row.number),
        mayAnswer: WORKFLOW['citizen-message'].from.includes(row.status),
        mayJudge: row.verdict === null && WORKFLOW['citizen-verdict'].from.includes(row.status),
      };
    });
}
