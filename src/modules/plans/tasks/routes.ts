import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import type { Routes } from '../../../platform/http.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { dayOf } from '../../../thai/index.ts';
import { type Actor, inScope, mustHave } from '../../people/index.ts';
import { note } from '../note.ts';
import { loadPaper } from '../papers/papers.ts';
import { changeTask, endTask, makeTask } from './change-task.ts';
import { ChangeTask, EndTask, NewTask, TaskPage, TaskQuery } from './contract.ts';
import { listTasks } from './list-tasks.ts';
import { maySeeTask } from './rules.ts';

const tags = ['tasks'];
const ById = z.object({ id: z.uuid() });
const Made = z.object({ id: z.uuid() });
const Done = z.object({ done: z.literal(true) });

/** Tasks of the whole product: from resolutions, plan steps and orders, and one's own. */
export const taskRoutes: Routes = async (app, { db, now }) => {
  const config = { permission: 'task.read' };
  const scoped = inScope(db);
  /** What one may not see is not there. */
  const mustSee = async (tx: Tx, actor: Actor, id: string) => {
    const row = await tx.selectFrom('plans.task').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row || !maySeeTask(actor, row)) throw new Refusal('not-found', { what: 'task' });
  };

  app.get(
    '/tasks',
    {
      config,
      schema: {
        tags,
        summary: 'Mine, my department’s, or all that I may see',
        querystring: TaskQuery,
        response: { 200: TaskPage },
      },
    },
    (request) => scoped(request, (tx, actor) => listTasks(tx, actor, request.query, dayOf(now()))),
  );
  app.post(
    '/tasks',
    { config, schema: { tags, summary: 'Add a task', body: NewTask, response: { 201: Made } } },
    async (request, reply) => {
      const { paperId, ...draft } = request.body;
      const id = await scoped(request, async (tx, actor) => {
        // Who gives out what an order asks for reads orders.
        if (paperId !== null) mustHave(actor, 'meeting.read');
        const paper = paperId === null ? null : await loadPaper(tx, paperId);
        const origin = paper ? 'paper' : draft.stepId ? 'step' : 'own';
        const made = await makeTask(tx, actor, draft, { origin, originId: paper?.id ?? null }, now());
        const { ownerId, departmentId, dueOn } = draft;
        await note(tx, actor, 'task.make', { kind: 'task', id: made }, now(), { origin, ownerId, departmentId, dueOn });
        return made;
      });
      return reply.code(201).send({ id });
    },
  );
  app.put(
    '/tasks/:id',
    {
      config,
      schema: { tags, summary: 'Change an open task', params: ById, body: ChangeTask, response: { 200: Done } },
    },
    async (request) => {
      const { version, task } = request.body;
      await scoped(request, async (tx, actor) => {
        await mustSee(tx, actor, request.params.id);
        await changeTask(tx, actor, request.params.id, version, task, now());
      });
      return { done: true } as const;
    },
  );
  app.post(
    '/tasks/:id/end',
    {
      config,
      schema: {
        tags,
        summary: 'Done, or dropped with the reason',
        params: ById,
        body: EndTask,
        response: { 200: Done },
      },
    },
    async (request) => {
      await scoped(request, async (tx, actor) => {
        await mustSee(tx, actor, request.params.id);
        await endTask(tx, actor, request.params.id, request.body, now());
      });
      return { done: true } as const;
    },
  );
};
