import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import type { Day } from '../../../thai/index.ts';
import { activeStaffIds, loadDirectory } from '../../people/index.ts';
import type { TaskDraft } from './contract.ts';

type Facts = Pick<TaskDraft, 'ownerId' | 'departmentId' | 'stepId'>;

/**
 * Whom a task is given to must be on the staff, its department must be there today, and its step must stand in a plan: a step that nobody
 * has would never be reminded of, and what names a step keeps it from being deleted. What `before` had already may stay.
 * @throws Refusal('invalid-input')
 */
export async function mustBeKnown(tx: Tx, draft: Facts, today: Day, before: Facts | null = null): Promise<void> {
  const { ownerId, departmentId, stepId } = draft;
  const refuse = (field: string) => {
    throw new Refusal('invalid-input', { fields: [{ field, problem: 'unknown' }] });
  };
  if (ownerId && ownerId !== before?.ownerId && !(await activeStaffIds(tx)).has(ownerId)) refuse('/ownerId');
  if (departmentId && departmentId !== before?.departmentId) {
    const { departments } = await loadDirectory(tx, today);
    if (!departments.some(({ id }) => id === departmentId)) refuse('/departmentId');
  }
  if (stepId && stepId !== before?.stepId) {
    const named = JSON.stringify({ outputs: [{ steps: [{ id: stepId }] }] });
    const plan = await tx
      .selectFrom('plans.document')
      .select('id')
      .where('kind', '=', 'plan')
      .where(sql<boolean>`content @> ${named}::jsonb`)
      .limit(1)
      .executeTakeFirst();
    if (!plan) refuse('/stepId');
  }
}
