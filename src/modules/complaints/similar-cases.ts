import type { Tx } from '../../platform/db/db.ts';
import { dayOf } from '../../thai/index.ts';
import type { Actor } from '../people/index.ts';
import type { ComplaintRow } from './contract.ts';
import { dueDays } from './due-days.ts';
import { presentRows } from './present-row.ts';
import { reach } from './rules.ts';
import { within } from './store.ts';
import type { Complaint } from './tables.ts';

const SINCE_DAYS = 60;

/** Cases of the same category in the same community (or without one) of the last two months, newest first: a look, not a verdict. */
export async function similarCases(tx: Tx, actor: Actor, row: Complaint, now: Date): Promise<ComplaintRow[]> {
  if (!row.category_id) return [];
  const since = new Date(now.getTime() - SINCE_DAYS * 86_400_000);
  const query = tx
    .selectFrom('complaints.complaint')
    .selectAll()
    .where(within(reach(actor), actor.id))
    .where('category_id', '=', row.category_id)
    .where('community_id', row.community_id === null ? 'is' : '=', row.community_id)
    .where('received_at', '>=', since)
    .where('id', '!=', row.id)
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(5);
  return presentRows(tx, actor, await query.execute(), await dueDays(tx, dayOf(now)));
}
