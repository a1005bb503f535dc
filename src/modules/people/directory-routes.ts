import { z } from 'zod';
import { inMunicipality } from '../../platform/db/db.ts';
import type { App, Parts } from '../../platform/http.ts';
import { Refusal } from '../../platform/refusal.ts';
import { dayOf } from '../../thai/index.ts';
import { actorOf } from './actor.ts';
import { addEntry, changeEntry, retireEntry } from './change-directory.ts';
import { Day, Directory, Entry, EntryDraft, EntryRead, NewEntry, RetireEntry } from './contract.ts';
import { entryHistory, loadDirectoryWithHistory } from './load-directory.ts';

const params = z.object({ id: z.uuid() });
const tags = ['directory'];

/** Departments, categories, groups, communities and refusal reasons, by date. */
export async function directoryRoutes(app: App, { db, now }: Parts): Promise<void> {
  const read = { config: { permission: 'directory.read' } };
  const edit = { config: { permission: 'settings.edit' } };

  app.get(
    '/directory',
    {
      ...read,
      schema: {
        tags,
        summary: 'Everything in force on a day, and the names that are not',
        querystring: z.object({ on: Day.optional() }),
        response: { 200: Directory },
      },
    },
    (request) =>
      inMunicipality(db, request.municipalityId, (tx) =>
        loadDirectoryWithHistory(tx, request.query.on ?? dayOf(now())),
      ),
  );
  app.get(
    '/directory/:id/history',
    {
      ...read,
      schema: { tags, summary: 'Every version of one entry, oldest first', params, response: { 200: z.array(Entry) } },
    },
    async (request) => {
      const versions = await inMunicipality(db, request.municipalityId, (tx) => entryHistory(tx, request.params.id));
      if (versions.length === 0) throw new Refusal('not-found');
      return [...versions];
    },
  );
  app.post(
    '/directory',
    { ...edit, schema: { tags, summary: 'Add an entry', body: NewEntry, response: { 201: Entry } } },
    async (request, reply) => {
      const by = { actor: actorOf(request), now: now() };
      const { code, entry } = request.body;
      return reply
        .code(201)
        .send(await inMunicipality(db, request.municipalityId, (tx) => addEntry(tx, by, code, entry)));
    },
  );
  app.put(
    '/directory/:id',
    {
      ...edit,
      schema: {
        tags,
        summary: 'A new version of an entry from a day on',
        params,
        querystring: EntryRead,
        body: EntryDraft,
        response: { 200: Entry },
      },
    },
    (request) => {
      const by = { actor: actorOf(request), now: now() };
      return inMunicipality(db, request.municipalityId, (tx) =>
        changeEntry(tx, by, { ...request.params, ...request.query }, request.body),
      );
    },
  );
  app.delete(
    '/directory/:id',
    {
      ...edit,
      schema: {
        tags,
        summary: 'Retire an entry from a day on',
        params,
        querystring: RetireEntry,
        response: { 200: Entry },
      },
    },
    (request) => {
      const by = { actor: actorOf(request), now: now() };
      return inMunicipality(db, request.municipalityId, (tx) =>
        retireEntry(tx, by, { ...request.params, ...request.query }, request.query.from),
      );
    },
  );
}
