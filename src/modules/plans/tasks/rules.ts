import type { Actor } from '../../people/index.ts';

type Facts = {
  readonly owner_id: string | null;
  readonly department_id: string | null;
  readonly created_by: string;
};

const planner = (actor: Actor) => actor.may.has('plan.edit') || actor.may.has('meeting.edit');
const headOf = (actor: Actor, task: Facts) =>
  actor.roles.includes('department-head') && actor.departmentId !== null && actor.departmentId === task.department_id;

export const seesAllTasks = (actor: Actor): boolean => planner(actor) || actor.roles.includes('executive');

/** Who sees a task: whose it is, their department, whoever made it, and those who keep plans and meetings, and executives. */
export const maySeeTask = (actor: Actor, task: Facts): boolean =>
  task.owner_id === actor.id ||
  (actor.departmentId !== null && task.department_id === actor.departmentId) ||
  task.created_by === actor.id ||
  seesAllTasks(actor);

/** Who may say that it is done: whose it is; when it is a department's and nobody's, anybody of it; its head; planners. */
export const mayEnd = (actor: Actor, task: Facts): boolean =>
  task.owner_id === actor.id ||
  (task.owner_id === null && actor.departmentId !== null && task.department_id === actor.departmentId) ||
  headOf(actor, task) ||
  planner(actor);

/** Who may change or drop it: whoever made it, the department's head, planners. */
export const mayChange = (actor: Actor, task: Facts): boolean =>
  task.created_by === actor.id || headOf(actor, task) || planner(actor);
