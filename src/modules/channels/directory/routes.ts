import { z } from 'zod';
import type { Request, Routes } from '../../../platform/http.ts';
import { dayOf } from '../../../thai/index.ts';
import { inScope } from '../../people/index.ts';
import { ChannelDirectory, Publication, SaveWay } from './contract.ts';
import { publishDirectory } from './publish.ts';
import { loadChannelDirectory, saveWay } from './ways.ts';

const tags = ['channels'];

/** The channel directory: kept by the planner and the desk's administrator, published for everybody. */
export const directoryRoutes: Routes = async (app, { db, now }) => {
  const read = { config: { permission: 'directory.read' } };
  const edit = { config: { permission: 'settings.edit' } };
  const scoped = inScope(db);
  const saved = (request: Request, id: string | null, body: z.output<typeof SaveWay>) =>
    scoped(request, async (tx, actor) => {
      await saveWay(tx, actor, id, body, now());
      return loadChannelDirectory(tx, dayOf(now()));
    });
  app.get(
    '/channel-directory',
    {
      ...read,
      schema: { tags, summary: 'The ways to speak, and what of them is public', response: { 200: ChannelDirectory } },
    },
    (request) => scoped(request, (tx) => loadChannelDirectory(tx, dayOf(now()))),
  );
  app.post(
    '/channel-directory',
    { ...edit, schema: { tags, summary: 'Add a way', body: SaveWay, response: { 201: ChannelDirectory } } },
    async (request, reply) => reply.code(201).send(await saved(request, null, request.body)),
  );
  app.put(
    '/channel-directory/:id',
    {
      ...edit,
      schema: {
        tags,
        summary: 'Change a way, or close it',
        params: z.object({ id: z.uuid() }),
        body: SaveWay,
        response: { 200: ChannelDirectory },
      },
    },
    (request) => saved(request, request.params.id, request.body),
  );
  app.post(
    '/channel-directory/publish',
    { ...edit, schema: { tags, summary: 'Publish what is open today', response: { 201: Publication } } },
    async (request, reply) =>
      reply.code(201).send(await scoped(request, (tx, actor) => publishDirectory(tx, actor, now()))),
  );
};
