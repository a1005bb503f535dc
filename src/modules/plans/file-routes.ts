import { z } from 'zod';
import { inMunicipality, type Tx } from '../../platform/db/db.ts';
import { contentDisposition, openFile } from '../../platform/files/keep-file.ts';
import type { Routes } from '../../platform/http.ts';
import { Refusal } from '../../platform/refusal.ts';

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
        if (!(await isOurs(tx, request.params.id))) throw new Refusal('not-found', { what: 'file' });
        return openFile(tx, files, request.params.id);
      });
      return reply
        .type(file.mediaType)
        .header('content-disposition', contentDisposition(file))
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, max-age=3600')
        .send(file.stream);
    },
  );
};

async function isOurs(tx: Tx, fileId: string): Promise<boolean> {
  for (const table of ['plans.signed_evidence', 'plans.paper', 'plans.task'] as const) {
    const row = await tx.selectFrom(table).select('id').where('file_id', '=', fileId).executeTakeFirst();
    if (row) return true;
  }
  return false;
}
