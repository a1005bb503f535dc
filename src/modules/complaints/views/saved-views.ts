import { v7 } from 'uuid';
import { z } from 'zod';
import { audit } from '../../../platform/audit.ts';
import { inMunicipality, type Tx } from '../../../platform/db/db.ts';
import type { App, Parts } from '../../../platform/http.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { type Actor, actorOf, staffIdOf } from '../../people/index.ts';
import { ListFilter, NewSavedView, SavedView } from '../contract.ts';
import { masked } from '../deidentified/masked.ts';
import { storedLayout } from './own-layout.ts';

const tags = ['views'];

/** Whoever looks after the register tidies what is shared in it: its maker may have left. */
const mayRemove = (actor: Actor, view: { readonly owner_id: string; readonly shared: boolean }): boolean =>
  view.owner_id === actor.id || (view.shared && actor.may.has('complaint.read.all'));

/** What others see is in the trail; what one keeps for oneself is not. */
const noteShared = (tx: Tx, actor: Actor, action: 'view.share' | 'view.remove', subjectId: string, at: Date) =>
  audit(tx, [{ at, actorKind: actor.kind, actorId: actor.id, action, subjectKind: 'view', subjectId }]);

/** One's own, and those that are shared; a colleague's may be named after somebody, or look for their number. */
async function viewsOf(tx: Tx, actor: Actor): Promise<SavedView[]> {
  const hides = actor.may.has('complaint.read.deidentified') && !actor.may.has('complaint.read.all');
  const rows = await tx
    .selectFrom('complaints.saved_view')
    .selectAll()
    .where((eb) => eb.or([eb('owner_id', '=', actor.id), eb('shared', '=', true)]))
    // However many colleagues share, one's own are among them.
    .orderBy((eb) => eb('owner_id', '=', actor.id), 'desc')
    .orderBy('name')
    .limit(200)
    .execute();
  return rows.map((row) => {
    const mine = row.owner_id === actor.id;
    const words = (text: string) => (mine || !hides ? text : masked(text, []));
    const filter = ListFilter.parse(row.filter);
    return {
      id: row.id,
      name: words(row.name),
      shared: row.shared,
      mine,
      removable: mayRemove(actor, row),
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
    (request) => inMunicipality(db, request.municipalityId, (tx) => viewsOf(tx, actorOf(request))),
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
      await inMunicipality(db, request.municipalityId, async (tx) => {
        await tx.insertInto('complaints.saved_view').values(row).execute();
        if (view.shared) await noteShared(tx, actorOf(request), 'view.share', view.id, row.created_at);
      });
      return reply.code(201).send({ ...view, mine: true, removable: true });
    },
  );
  app.delete(
    '/views/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Remove a view of your own, or one that is shared where you look after the register',
        params: z.object({ id: z.uuid() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      await inMunicipality(db, request.municipalityId, async (tx) => {
        const id = request.params.id;
        const row = await tx
          .selectFrom('complaints.saved_view')
          .select(['owner_id', 'shared'])
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst();
        if (!row || !mayRemove(actor, row)) throw new Refusal('not-found');
        await tx.deleteFrom('complaints.saved_view').where('id', '=', id).execute();
        if (row.shared) await noteShared(tx, actor, 'view.remove', id, now());
      });
      return reply.code(204).send(null);
    },
  );
}
