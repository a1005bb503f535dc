import { z } from 'zod';
import { inMunicipality } from '../../../platform/db/db.ts';
import type { Routes } from '../../../platform/http.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { dayOf } from '../../../thai/index.ts';
import { inScope, loadMunicipality, staffIdOf } from '../../people/index.ts';
import { calendarFeed, feedOwner, makeFeed } from './calendar.ts';
import { loadCommittees, saveCommittee } from './committees.ts';
import * as contract from './contract.ts';
import { inviteMembers } from './invite.ts';
import { cancelMeeting, listMeetings, loadMeeting, planMeeting } from './meetings.ts';
import { approveMinutes, writeMinutes } from './minutes.ts';
import { changeCommittee, moveMeeting } from './withdraw-invitations.ts';

const tags = ['meetings'];
const ById = z.object({ id: z.uuid() });
const Version = z.object({ version: z.int() });

/** Committees, their meetings and minutes. */
export const meetingRoutes: Routes = async (app, { db, now, publicUrl }) => {
  const read = { config: { permission: 'meeting.read' } };
  const edit = { config: { permission: 'meeting.edit' } };
  const scoped = inScope(db);

  app.get(
    '/committees',
    {
      ...read,
      schema: { tags, summary: 'Committees, those in office first', response: { 200: z.array(contract.Committee) } },
    },
    (request) => scoped(request, (tx) => loadCommittees(tx, dayOf(now()))),
  );
  app.post(
    '/committees',
    {
      ...edit,
      schema: {
        tags,
        summary: 'Make a committee',
        body: contract.SaveCommittee,
        response: { 201: contract.Committee },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await scoped(request, (tx, actor) => saveCommittee(tx, actor, null, request.body, now()))),
  );
  app.put(
    '/committees/:id',
    {
      ...edit,
      schema: {
        tags,
        summary: 'Change a committee',
        params: ById,
        body: contract.SaveCommittee,
        response: { 200: contract.Committee },
      },
    },
    (request) => scoped(request, (tx, actor) => changeCommittee(tx, actor, request.params.id, request.body, now())),
  );
  app.get(
    '/meetings',
    {
      ...read,
      schema: {
        tags,
        summary: 'Meetings from a day to a day',
        querystring: contract.MeetingQuery,
        response: { 200: z.array(contract.MeetingRow) },
      },
    },
    (request) => scoped(request, (tx) => listMeetings(tx, request.query)),
  );
  app.post(
    '/meetings',
    {
      ...edit,
      schema: { tags, summary: 'Call a meeting', body: contract.MeetingDraft, response: { 201: contract.Meeting } },
    },
    async (request, reply) =>
      reply.code(201).send(await scoped(request, (tx, actor) => planMeeting(tx, actor, request.body, now()))),
  );
  app.get(
    '/meetings/:id',
    { ...read, schema: { tags, summary: 'One meeting', params: ById, response: { 200: contract.Meeting } } },
    (request) => scoped(request, (tx) => loadMeeting(tx, request.params.id)),
  );
  app.put(
    '/meetings/:id',
    {
      ...edit,
      schema: {
        tags,
        summary: 'Change what is planned',
        params: ById,
        body: contract.SaveMeeting,
        response: { 200: contract.Meeting },
      },
    },
    (request) => scoped(request, (tx, actor) => moveMeeting(tx, actor, request.params.id, request.body, now())),
  );
  app.post(
    '/meetings/:id/cancel',
    {
      ...edit,
      schema: { tags, summary: 'Call it off', params: ById, body: Version, response: { 200: contract.Meeting } },
    },
    (request) =>
      scoped(request, (tx, actor) => cancelMeeting(tx, actor, request.params.id, request.body.version, now())),
  );
  app.post(
    '/meetings/:id/invite',
    {
      ...edit,
      schema: {
        tags,
        summary: 'Send the members an invitation for their calendars',
        params: ById,
        response: { 200: z.object({ invited: z.int(), without: z.array(z.string()) }) },
      },
    },
    (request) => scoped(request, (tx, actor) => inviteMembers(tx, actor, request.params.id, publicUrl, now())),
  );
  app.put(
    '/meetings/:id/minutes',
    {
      ...edit,
      schema: {
        tags,
        summary: 'Who came, what was said and resolved',
        params: ById,
        body: contract.MinutesDraft,
        response: { 200: contract.Meeting },
      },
    },
    (request) => scoped(request, (tx, actor) => writeMinutes(tx, actor, request.params.id, request.body, now())),
  );
  app.post(
    '/meetings/:id/minutes/approve',
    {
      config: { permission: 'meeting.approve' },
      schema: {
        tags,
        summary: 'Approve the minutes: they change no more',
        params: ById,
        body: Version,
        response: { 200: contract.Meeting },
      },
    },
    (request) =>
      scoped(request, (tx, actor) => approveMinutes(tx, actor, request.params.id, request.body.version, now())),
  );
  app.post(
    '/calendar-feed',
    {
      ...read,
      schema: {
        tags,
        summary: 'A secret address for one’s own calendar; the one before stops',
        response: { 201: contract.FeedMade },
      },
    },
    async (request, reply) => {
      const staffId = staffIdOf(request);
      const token = await scoped(request, (tx, actor) => makeFeed(tx, actor, staffId, now()));
      const origin = publicUrl ?? `${request.protocol}://${request.host}`;
      return reply.code(201).send({ url: `${origin}/api/v1/calendar/${token}.ics` });
    },
  );
  app.get(
    '/calendar/:file',
    {
      config: { permission: 'public' },
      schema: {
        tags,
        summary: 'The calendar that an address opens',
        params: z.object({
          file: z
            .string()
            .max(80)
            .regex(/^[\w-]+\.ics$/),
        }),
      },
    },
    async (request, reply) => {
      const text = await inMunicipality(db, request.municipalityId, async (tx) => {
        const owner = await feedOwner(tx, request.params.file.replace(/\.ics$/, ''));
        if (owner === null) throw new Refusal('not-found');
        return calendarFeed(tx, (await loadMunicipality(tx)).nameTh, now());
      });
      return reply.type('text/calendar; charset=utf-8').header('cache-control', 'private, max-age=300').send(text);
    },
  );
};
