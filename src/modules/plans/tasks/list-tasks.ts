import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { z } from 'zod';
import type { Tables, Tx } from '../../../platform/db/db.ts';
import type { Day } from '../../../thai/index.ts';
import { type Actor, staffNames } from '../../people/index.ts';
import type { TaskPage, TaskQuery, TaskView } from './contract.ts';
import { mayChange, mayEnd, seesAllTasks } from './rules.ts';

const MOST = 500;

/** Tasks as one may see them: mine, my department's, or all; with how many are open and overdue. */
export async function listTasks(tx: Tx, actor: Actor, query: TaskQuery, today: Day): Promise<z.infer<typeof TaskPage>> {
  let rows = tx.selectFrom('plans.task').selectAll().where(seenBy(actor)).limit(MOST);
  if (query.of === 'mine') rows = rows.where('owner_id', '=', actor.id);
  if (query.of === 'department') rows = rows.where('department_id', '=', actor.departmentId);
  if (query.state === 'ended') rows = rows.where('state', '!=', 'open').orderBy('ended_at', 'desc');
  else rows = rows.where('state', '=', 'open').orderBy('due_on').orderBy('id');
  if (query.state === 'overdue') rows = rows.where('due_on', '<', today);
  if (query.originId) rows = rows.where('origin_id', '=', query.originId);
  if (query.stepId) rows = rows.where('step_id', '=', query.stepId);
  const seen = await rows.execute();
  const names = await staffNames(tx, [...new Set(seen.flatMap((row) => row.owner_id ?? []))]);
  return {
    items: seen.map(
      (row): TaskView => ({
        id: row.id,
        title: row.title,
        detail: row.detail,
        origin: row.origin,
        originId: row.origin_id,
        stepId: row.step_id,
        ownerId: row.owner_id,
        ownerName: names.get(row.owner_id ?? '') ?? null,
        departmentId: row.department_id,
        dueOn: row.due_on,
        state: row.state,
        overdue: row.state === 'open' && row.due_on !== null && row.due_on < today,
        result: row.result,
        fileId: row.file_id,
        endedAt: row.ended_at?.toISOString() ?? null,
        endedBy: row.ended_by,
        version: row.version,
        mayEnd: row.state === 'open' && mayEnd(actor, row),
        mayChange: row.state === 'open' && mayChange(actor, row),
      }),
    ),
    counts: await counts(tx, actor, today),
  };
}

/** The same rule as `maySeeTask`, as a condition of a list. */
const seenBy =
  (actor: Actor) =>
  (eb: ExpressionBuilder<Tables, 'plans.task'>): Expression<SqlBool> =>
    seesAllTasks(actor)
      ? eb.lit(true)
      : eb.or([
          eb('owner_id', '=', actor.id),
          eb('department_id', '=', actor.departmentId),
          eb('created_by', '=', actor.id ?? ''),
        ]);

async function counts(tx: Tx, actor: Actor, today: Day) {
  const open = () => tx.selectFrom('plans.task').where('state', '=', 'open');
  const many = async (query: ReturnType<typeof open>): Promise<number> =>
    Number((await query.select((eb) => eb.fn.countAll<string>().as('n')).executeTakeFirst())?.n ?? 0);
  const mine = () => open().where('owner_id', '=', actor.id);
  return {
    mine: await many(mine()),
    department: await many(open().where('department_id', '=', actor.departmentId)),
    overdue: await many(mine().where('due_on', '<', today)),
  };
}
