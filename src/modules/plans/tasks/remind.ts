import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import type { Job } from '../../../platform/jobs.ts';
import { addDays, type Day, dayOf, formatDay } from '../../../thai/index.ts';
import { queueMessage } from '../../channels/index.ts';
import { isOfficeHour } from '../../complaints/index.ts';
import { staffAddresses } from '../../people/index.ts';

const Nothing = z.object({});
const SOON_DAYS = 3;
const MOST_A_RUN = 500;
type Kind = 'due-soon' | 'due-today' | 'overdue';

/** Reminds whoever holds tasks that are due soon, today or late: each once for each day, in office hours only. */
export function remindTasksJob(publicUrl: string | null): Job<typeof Nothing> {
  return {
    id: 'plans.remind-tasks',
    schema: Nothing,
    handle: ({ scoped, now }) => scoped((tx) => remind(tx, now(), publicUrl)),
  };
}

async function remind(tx: Tx, now: Date, publicUrl: string | null): Promise<void> {
  const today = dayOf(now);
  const kindOf = sql<Kind>`case when t.due_on < ${today} then 'overdue' when t.due_on = ${today} then 'due-today' else 'due-soon' end`;
  // Those that were told already are left out here, or hundreds of old ones would keep the new from their turn.
  const due = await tx
    .selectFrom('plans.task as t')
    .leftJoin('plans.task_reminder as r', (on) =>
      on
        .onRef('r.municipality_id', '=', 't.municipality_id')
        .onRef('r.task_id', '=', 't.id')
        .onRef('r.due_on', '=', 't.due_on')
        .on('r.kind', '=', kindOf),
    )
    .select(['t.id', 't.title', 't.due_on', 't.owner_id', 't.department_id', kindOf.as('kind')])
    .where('t.state', '=', 'open')
    .where('t.due_on', '<=', addDays(today, SOON_DAYS))
    .where('r.task_id', 'is', null)
    .orderBy('t.due_on')
    .limit(MOST_A_RUN)
    .execute();
  if (due.length === 0 || !(await isOfficeHour(tx, now))) return;
  for (const task of due) {
    if (task.due_on === null) continue;
    const { kind } = task;
    const fresh = await tx
      .insertInto('plans.task_reminder')
      .values({ task_id: task.id, kind, due_on: task.due_on, sent_at: now })
      .onConflict((row) => row.doNothing())
      .returning('task_id')
      .executeTakeFirst();
    if (fresh) await tell(tx, { ...task, dueOn: task.due_on }, kind, publicUrl, now);
  }
}

const SUBJECT: Readonly<Record<Kind, string>> = {
  'due-soon': 'งานใกล้ครบกำหนด',
  'due-today': 'งานครบกำหนดวันนี้',
  overdue: 'งานเกินกำหนด',
};

async function tell(
  tx: Tx,
  task: { id: string; title: string; dueOn: Day; owner_id: string | null; department_id: string | null },
  kind: Kind,
  publicUrl: string | null,
  now: Date,
): Promise<void> {
  const to = task.owner_id
    ? { userId: task.owner_id }
    : task.department_id
      ? { departmentId: task.department_id }
      : null;
  if (!to) return;
  const link = publicUrl ? `\n\n${publicUrl.replace(/\/$/, '')}/console/tasks` : '';
  for (const staff of await staffAddresses(tx, to)) {
    await queueMessage(tx, {
      channel: 'email',
      recipient: staff.email,
      subjectKind: 'task',
      subjectId: task.id,
      template: `task-${kind}`,
      title: `${SUBJECT[kind]}: ${task.title.slice(0, 120)}`,
      body: `${SUBJECT[kind]} (${formatDay(task.dueOn, { style: 'long' })})\n\n${task.title}${link}`,
      dedupeKey: `task:${task.id}:${kind}:${task.dueOn}:${staff.userId}`,
      now,
    });
  }
}
