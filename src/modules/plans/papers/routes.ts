import { z } from 'zod';
import type { Routes } from '../../../platform/http.ts';
import { inScope } from '../../people/index.ts';
import { DraftPaper, NumberPaper, Paper, SavePaper, SignPaper } from './contract.ts';
import { draftPaper } from './draft-paper.ts';
import { listPapers, loadPaper, numberPaper, savePaper, signPaper } from './papers.ts';

const tags = ['papers'];
const ById = z.object({ id: z.uuid() });

/** Orders that appoint and memos that invite: drafted, numbered, signed. */
export const paperRoutes: Routes = async (app, { db, now }) => {
  const read = { config: { permission: 'meeting.read' } };
  const edit = { config: { permission: 'meeting.edit' } };
  const scoped = inScope(db);

  app.get(
    '/papers',
    {
      ...read,
      schema: {
        tags,
        summary: 'Orders and memos, newest first',
        querystring: z.object({ committeeId: z.uuid().optional(), meetingId: z.uuid().optional() }),
        response: { 200: z.array(Paper) },
      },
    },
    (request) => scoped(request, (tx) => listPapers(tx, request.query)),
  );
  app.post(
    '/papers',
    {
      ...edit,
      schema: { tags, summary: 'Draft one from a committee or a meeting', body: DraftPaper, response: { 201: Paper } },
    },
    async (request, reply) =>
      reply.code(201).send(await scoped(request, (tx, actor) => draftPaper(tx, actor, request.body, now()))),
  );
  app.get(
    '/papers/:id',
    { ...read, schema: { tags, summary: 'One paper', params: ById, response: { 200: Paper } } },
    (request) => scoped(request, (tx) => loadPaper(tx, request.params.id)),
  );
  app.put(
    '/papers/:id',
    { ...edit, schema: { tags, summary: 'Change a draft', params: ById, body: SavePaper, response: { 200: Paper } } },
    (request) => scoped(request, (tx, actor) => savePaper(tx, actor, request.params.id, request.body, now())),
  );
  app.post(
    '/papers/:id/number',
    {
      ...edit,
      schema: {
        tags,
        summary: 'Give it its number and date',
        params: ById,
        body: NumberPaper,
        response: { 200: Paper },
      },
    },
    (request) => scoped(request, (tx, actor) => numberPaper(tx, actor, request.params.id, request.body, now())),
  );
  app.post(
    '/papers/:id/sign',
    {
      ...edit,
      schema: { tags, summary: 'Attach the signed scan', params: ById, body: SignPaper, response: { 200: Paper } },
    },
    (request) => scoped(request, (tx, actor) => signPaper(tx, actor, request.params.id, request.body, now())),
  );
};
