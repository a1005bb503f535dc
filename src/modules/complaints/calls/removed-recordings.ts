import type { Tx } from '../../../platform/db/db.ts';
import { retentionOf } from '../../people/index.ts';
import type { CaseView } from '../contract.ts';

/** The recordings of a case's calls that were removed when their period was over, with the period that held that night. */
export async function removedRecordings(tx: Tx, complaintId: string): Promise<CaseView['recordingsRemoved']> {
  const calls = await tx
    .selectFrom('complaints.call')
    .select(['at', 'recording_removed_at as removedAt'])
    .where('complaint_id', '=', complaintId)
    .where('recording_file_id', 'is not', null)
    .orderBy('at')
    .execute();
  const removed: CaseView['recordingsRemoved'] = [];
  for (const { at, removedAt } of calls) {
    if (removedAt === null) continue;
    const { days, legalSource } = await retentionOf(tx, 'recording', removedAt);
    removed.push({ calledAt: at.toISOString(), removedAt: removedAt.toISOString(), days, legalSource });
  }
  return removed;
}
