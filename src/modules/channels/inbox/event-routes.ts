import { z } from 'zod';
import { inMunicipality } from '../../../platform/db/db.ts';
import type { App, Parts } from '../../../platform/http.ts';
import { actorOf } from '../../people/index.ts';
import { ChannelEvent, EventCounts, EventPage, EventQuery, WholeEvent } from '../contract.ts';
import { countEvents, listEvents, loadEvent, type MayReadRaw, readEvent } from './list-events.ts';
import { runAgain } from './run-again.ts';

const tags = ['channels'];
const read = { permission: 'channel.read' };
const params = z.object({ id: z.uuid() });

/** What arrived as it came, and what became of it. */
export async function eventRoutes(app: App, { db, now }: Parts, mayReadRaw: MayReadRaw): Promise<void> {
  app.get(
    '/channel-events',
    {
      config: read,
      schema: {
        tags,
        summary: 'What arrived, newest first, without the words themselves',
        querystring: EventQuery,
        response: { 200: EventPage },
      },
    },
    (request) => inMunicipality(db, request.municipalityId, (tx) => listEvents(tx, actorOf(request), request.query)),
  );
  app.get(
    '/channel-events/counts',
    {
      config: read,
      schema: { tags, summary: 'How many, by channel and state', response: { 200: EventCounts } },
    },
    (request) => inMunicipality(db, request.municipalityId, (tx) => countEvents(tx, now())),
  );
  app.get(
    '/channel-events/:id',
    {
      config: read,
      schema: {
        tags,
        summary: 'One event, whole for who manages channels; that it was read is in the audit trail',
        params,
        response: { 200: WholeEvent },
      },
    },
    (request) =>
      inMunicipality(db, request.municipalityId, (tx) =>
        readEvent(tx, actorOf(request), request.params.id, mayReadRaw, now()),
      ),
  );
  app.post(
    '/channel-events/:id/run',
    {
      config: { permission: 'channel.manage' },
      schema: {
        tags,
        summary: 'Read it once more; what it caused before is not caused again',
        params,
        response: { 200: ChannelEvent },
      },
    },
    (request) =>
      inMunicipality(db, request.municipalityId, async (tx) => {
        const actor = actorOf(request);
        await runAgain(tx, actor, request.params.id, now());
        return loadEvent(tx, actor, request.params.id);
      }),
  );
}
