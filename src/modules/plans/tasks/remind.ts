import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import type { Job } from '../../../platform/jobs.ts';
import { type Day, dayOf, formatDay } from '../../../thai/index.ts';
import { queueMessage } from '../../channels/index.ts';
import { dueDays, isOfficeHour } from '../../complaints/index.ts';
import { staffAddresses } from '../../people/index.ts';
import { REMINDER_WORDS } from './words.ts';

const Nothing = z.object({});
const MOST_A_RUN = 500;
type Kind = keyof typeof REMINDER_WORDS;

/** Reminds whoever holds tasks that are due soon, today or late: each once for each day, in office hours only. */
export function remindTasksJob(publicUrl: string | null): Job<typeof Nothing> {
  return {
    id: 'plans.remind-tasks',
    schema: Nothing,
    handle: ({ scoped, now }) => scoped((tx) => remind(tx, now(), publicUrl)),
  };
}

async function remind(tx: Tx, now: Date, publicUrl: string | null): Promise<void> {
  const { today, lastToday, lastSoon } = await dueDays(tx, dayOf(now));
  const kindOf = sql<Kind>`case when t.due_on < ${today} then 'overdue' when t.due_on <= ${lastToday} then 'due-today' else 'due-soon' end`;
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
    .select(['t.id', 't.title', 't.due_on', 't.owner_id', 't.department_id', 't.created_by', kindOf.as('kind')])
    .where('t.state', '=', 'open')
    .where('t.due_on', '<=', lastSoon)
    .where('r.task_id', 'is', null)
    .orderBy('t.due_on')
    .execute();
  if (due.length === 0 || !(await isOfficeHour(tx, now))) return;
  const holdersOf = holders(tx);
  let told = 0;
  for (const task of due) {
    if (told === MOST_A_RUN) return;
    if (task.due_on === null) continue;
    const { kind } = task;
    const staff = await holdersOf(task);
    // Whoever is given it later still is told.
    if (staff.length === 0) continue;
    const fresh = await tx
      .insertInto('plans.task_reminder')
      .values({ task_id: task.id, kind, due_on: task.due_on, sent_at: now })
      .onConflict((row) => row.doNothing())
      .returning('task_id')
      .executeTakeFirst();
    if (!fresh) continue;
    told += 1;
    await tell(tx, { ...task, dueOn: task.due_on, staff }, kind, publicUrl, now);
  }
}

type Staff = Awaited<ReturnType<typeof staffAddresses>>;

type Held = { readonly owner_id: string | null; readonly department_id: string | null; readonly created_by: string };

/** Whose a task is today, asked once each: its owner while they are on the staff, else whoever is in its department, else whoever gave it. */
function holders(tx: Tx): (task: Held) => Promise<Staff> {
  const seen = new Map<string, Promise<Staff>>();
  const asked = (whose: string, to: Parameters<typeof staffAddresses>[1]): Promise<Staff> => {
    const found = seen.get(whose) ?? staffAddresses(tx, to);
    seen.set(whose, found);
    return found;
  };
  return async ({ owner_id: userId, department_id: departmentId, created_by: giver }) => {
    const owner = userId === null ? [] : await asked(userId, { userId });
    if (owner.length > 0) return owner;
    const department = departmentId === null ? [] : await asked(departmentId, { departmentId });
    return department.length > 0 ? department : asked(giver, { userId: giver });
  };
}

async function tell(
  tx: Tx,
  task: { id: string; title: string; dueOn: Day; staff: Staff },
  kind: Kind,
  publicUrl: string | null,
  now: Date,
): Promise<void> {
  const link = publicUrl ? `\n\n${publicUrl}/console/tasks` : '';
  for (const staff of task.staff) {
    await queueMessage(tx, {
      channel: 'email',
      recipient: staff.email,
      subjectKind: 'task',
      subjectId: task.id,
      template: `task-${kind}`,
      title: `${REMINDER_WORDS[kind]}: ${task.title.slice(0, 120)}`,
      body: `${REMINDER_WORDS[kind]} (${formatDay(task.dueOn, { style: 'long' })})\n\n${task.title}${link}`,
      dedupeKey: `task:${task.id}:${kind}:${task.dueOn}:${staff.userId}`,
      now,
    });
  }
}
