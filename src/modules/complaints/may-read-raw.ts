import type { Tx } from '../../platform/db/db.ts';
import type { Actor } from '../people/index.ts';
import { hiddenFrom, readsWhole } from './rules.ts';

/**
 * Whether an actor may read what a channel sent of these cases, as it came. Whoever connects channels reads what is ordinary, to find a fault;
 * of what is confidential, was told on the word that it is concealed, or is about themselves, only what they read in the register as well.
 */
export async function mayReadRaw(tx: Tx, actor: Actor, caseIds: readonly string[]): Promise<boolean> {
  if (caseIds.length === 0) return true;
  const rows = await tx.selectFrom('complaints.complaint').selectAll().where('id', 'in', caseIds).execute();
  return rows.every(
    (row) =>
      (readsWhole(row, actor) && hiddenFrom(row, actor) === null) ||
      (row.visibility === 'normal' && row.identity !== 'concealed' && row.respondent_id !== actor.id),
  );
}
