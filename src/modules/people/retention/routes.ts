import { z } from 'zod';
import { inMunicipality } from '../../../platform/db/db.ts';
import type { App, Parts } from '../../../platform/http.ts';
import { actorOf } from '../actor.ts';
import { RetentionDraft, RetentionView } from './contract.ts';
import { listRetention, setRetention, withdrawRetention } from './periods.ts';

const tags = ['municipality'];
const response = z.array(RetentionView);

/** How long what lies beside the cases is kept: dated, with its legal source. */
export async function retentionRoutes(app: App, { db, now }: Parts): Promise<void> {
  app.get(
    '/retention',
    {
      config: { permission: 'settings.read' },
      schema: {
        tags,
        summary: 'How long what lies beside the cases is kept, and by which law',
        response: { 200: response },
      },
    },
    (request) => inMunicipality(db, request.municipalityId, (tx) => listRetention(tx, now())),
  );
  app.post(
    '/retention',
    {
      config: { permission: 'settings.edit' },
      schema: {
        tags,
        summary: 'Another period from a day on; what is over by then is removed the night after',
        body: RetentionDraft,
        response: { 201: response },
      },
    },
    async (request, reply) =>
      reply.code(201).send(
        await inMunicipality(db, request.municipalityId, async (tx) => {
          await setRetention(tx, actorOf(request), request.body, now());
          return listRetention(tx, now());
        }),
      ),
  );
  app.delete(
    '/retention/:id',
    {
      config: { permission: 'settings.edit' },
      schema: {
        tags,
        summary: 'Withdraw a period that has not begun',
        params: z.object({ id: z.uuid() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await inMunicipality(db, request.municipalityId, (tx) =>
        withdrawRetention(tx, actorOf(request), request.params.id, now()),
      );
      return reply.code(204).send(null);
    },
  );
}
