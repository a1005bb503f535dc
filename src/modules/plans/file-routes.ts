import { z } from 'zod';
import { inMunicipality, type Tx } from '../../platform/db/db.ts';
import { openFile, sendKept } from '../../platform/files/keep-file.ts';
import type { Routes } from '../../platform/http.ts';
import { Refusal } from '../../platform/refusal.ts';
import { type Actor, actorOf } from '../people/index.ts';
import { maySeeTask } from './tasks/rules.ts';

/** The files behind plans: evidence that was signed, signed orders, results of tasks. */
export const planFileRoutes: Routes = async (app, { db, files }) => {
  app.get(
    '/plans/files/:id',
    {
      config: { permission: 'plan.read' },
      schema: { tags: ['plans'], summary: 'A file that is evidence of a plan', params: z.object({ id: z.uuid() }) },
    },
    async (request, reply) => {
      const file = await inMunicipality(db, request.municipalityId, async (tx) => {
        if (!(await isOurs(tx, actorOf(request), request.params.id))) throw new Refusal('not-found', { what: 'file' });
        return openFile(tx, files, request.params.id);
      });
      return sendKept(reply, file, { seconds: 0 });
    },
  );
};

/** Evidence and signed papers are for whoever reads plans; what a task ended with, for whoever sees the task. */
async function isOurs(tx: Tx, actor: Actor, fileId: string): Promise<boolean> {
  for (const table of ['plans.signed_evidence', 'plans.paper'] as const) {
    const row = await tx.selectFrom(table).select('id').where('file_id', '=', fileId).executeTakeFirst();
    if (row) return true;
  }
  const task = await tx.selectFrom('plans.task').selectAll().where('file_id', '=', fileId).executeTakeFirst();
  return task !== undefined && maySeeTask(actor, task);
}
