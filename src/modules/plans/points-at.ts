import type { Tx } from '../../platform/db/db.ts';
import { formatInstant } from '../../thai/index.ts';
import type { PointsAt } from './save-document.ts';

/** The meetings, resolutions and tasks that name these steps. */
export const meetingsAndTasksPointAt: PointsAt = async (tx, stepIds) => {
  const wanted = new Set(stepIds);
  const mine = (ids: readonly string[]) => ids.filter((id) => wanted.has(id));
  const meetings = await overlapping(tx, stepIds);
  const resolutions = await tx
    .selectFrom('plans.resolution')
    .select(['no', 'text', 'step_ids'])
    .where((eb) => eb('step_ids', '&&', eb.val([...stepIds])))
    .limit(50)
    .execute();
  const tasks = await tx
    .selectFrom('plans.task')
    .select(['title', 'step_id'])
    .where('step_id', 'in', [...stepIds])
    .limit(50)
    .execute();
  return [
    ...meetings.flatMap((row) =>
      mine(row.step_ids).map((stepId) => ({
        stepId,
        what: 'meeting',
        label: `${row.title} · ${formatInstant(row.starts_at)}`,
      })),
    ),
    ...resolutions.flatMap((row) =>
      mine(row.step_ids).map((stepId) => ({
        stepId,
        what: 'resolution',
        label: `${row.no} ${row.text.slice(0, 80)}`,
      })),
    ),
    ...tasks.flatMap((row) => (row.step_id ? [{ stepId: row.step_id, what: 'task', label: row.title }] : [])),
  ];
};

const overlapping = (tx: Tx, stepIds: readonly string[]) =>
  tx
    .selectFrom('plans.meeting')
    .select(['title', 'starts_at', 'step_ids'])
    .where((eb) => eb('step_ids', '&&', eb.val([...stepIds])))
    .where('state', '!=', 'cancelled')
    .limit(50)
    .execute();
