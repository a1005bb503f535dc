import { v7 } from 'uuid';
import { z } from 'zod';
import { inMunicipality, type Tx } from '../../../platform/db/db.ts';
import type { App, Parts } from '../../../platform/http.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { type Actor, actorOf, staffIdOf } from '../../people/index.ts';
import { ListFilter, NewSavedView, SavedView } from '../contract.ts';
import { masked } from '../deidentified/masked.ts';
import { storedLayout } from './own-layout.ts';

const tags = ['views'];

/** One's own, and those that are shared; a colleague's may be named after somebody, or look for their number. */
async function viewsOf(tx: Tx, actor: Actor, ownerId: string): Promise<SavedView[]> {
  const hides = actor.may.has('complaint.read.deidentified') && !actor.may.has('complaint.read.all');
  const rows = await tx
    .selectFrom('complaints.saved_view')
    .selectAll()
    .where((eb) => eb.or([eb('owner_id', '=', ownerId), eb('shared', '=', true)]))
    .orderBy('name')
    .limit(100)
    .execute();
  return rows.map((row) => {
    const mine = row.owner_id === ownerId;
    const words = (text: string) => (mine || !hides ? text : masked(text, []));
    const filter = ListFilter.parse(row.filter);
    return {
      id: row.id,
      name: words(row.name),
      shared: row.shared,
      mine,
      filter: { ...filter, ...(filter.search !== undefined && { search: words(filter.search) }) },
      layout: storedLayout(row.layout),
    };
  });
}

/** Named filters of the inbox: one's own, and those that colleagues share. */
export async function viewRoutes(app: App, { db, now }: Parts): Promise<void> {
  const config = { permission: 'view.keep' };
  app.get(
    '/views',
    { config, schema: { tags, summary: 'Saved views', response: { 200: z.array(SavedView) } } },
    (request) => inMunicipality(db, request.municipalityId, (tx) => viewsOf(tx, actorOf(request), staffIdOf(request))),
  );
  app.post(
    '/views',
    { config, schema: { tags, summary: 'Save a view', body: NewSavedView, response: { 201: SavedView } } },
    async (request, reply) => {
      const view = { ...request.body, id: v7() };
      const row = {
        id: view.id,
        owner_id: staffIdOf(request),
        name: view.name,
        shared: view.shared,
        filter: JSON.stringify(view.filter),
        layout: view.layout && JSON.stringify(view.layout),
        created_at: now(),
      };
      await inMunicipality(db, request.municipalityId, (tx) =>
        tx.insertInto('complaints.saved_view').values(row).execute(),
      );
      return reply.code(201).send({ ...view, mine: true });
    },
  );
  app.delete(
    '/views/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Remove one of your own views',
        params: z.object({ id: z.uuid() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { numDeletedRows } = await inMunicipality(db, request.municipalityId, (tx) =>
        tx
          .deleteFrom('complaints.saved_view')
          .where('id', '=', request.params.id)
          .where('owner_id', '=', staffIdOf(request))
          .executeTakeFirstOrThrow(),
      );
      if (numDeletedRows === 0n) throw new Refusal('not-found');
      return reply.code(204).send(null);
    },
  );
}
