import { z } from 'zod';

const id = z.uuid();
const Day = z.iso.date();

export const TaskDraft = z
  .object({
    title: z.string().trim().min(1).max(500),
    detail: z.string().trim().max(4000).default(''),
    ownerId: id.nullable().default(null),
    departmentId: id.nullable().default(null),
    dueOn: Day.nullable().default(null),
    /** The plan step it serves. */
    stepId: id.nullable().default(null),
  })
  .refine((task) => task.ownerId !== null || task.departmentId !== null, { path: ['ownerId'], message: 'missing' });
export type TaskDraft = z.infer<typeof TaskDraft>;
/** `paperId`: the order or memo that it carries out. Where a task came from never changes. */
export const NewTask = TaskDraft.safeExtend({ paperId: id.nullable().default(null) });
export const TaskView = z.object({
  id,
  title: z.string(),
  detail: z.string(),
  origin: z.enum(['resolution', 'step', 'paper', 'own']),
  originId: id.nullable(),
  stepId: id.nullable(),
  ownerId: id.nullable(),
  ownerName: z.string().nullable(),
  departmentId: id.nullable(),
  dueOn: Day.nullable(),
  state: z.enum(['open', 'done', 'dropped']),
  overdue: z.boolean(),
  result: z.string(),
  fileId: id.nullable(),
  endedAt: z.iso.datetime().nullable(),
  endedBy: z.string().nullable(),
  version: z.int(),
  /** Whether whoever asks may end or change it. */
  mayEnd: z.boolean(),
  mayChange: z.boolean(),
});
export type TaskView = z.infer<typeof TaskView>;
/** Whose tasks, and which. Newest ended first; open ones by their day. */
export const TaskQuery = z.object({
  of: z.enum(['mine', 'department', 'all']).default('mine'),
  state: z.enum(['open', 'overdue', 'ended']).default('open'),
  originId: id.optional(),
  stepId: id.optional(),
});
export type TaskQuery = z.infer<typeof TaskQuery>;
export const TaskPage = z.object({
  items: z.array(TaskView),
  counts: z.object({ mine: z.int(), department: z.int(), overdue: z.int() }),
});
export const ChangeTask = z.object({ version: z.int(), task: TaskDraft });
export const EndTask = z.object({
  version: z.int(),
  outcome: z.enum(['done', 'dropped']),
  result: z.string().trim().max(4000),
  fileId: id.nullable().default(null),
});
export type EndTask = z.infer<typeof EndTask>;
