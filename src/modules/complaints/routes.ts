import { z } from 'zod';
import type { App, Routes } from '../../platform/http.ts';
import { sha256 } from '../../platform/token.ts';
import { dayOf } from '../../thai/index.ts';
import { actorOf, inScope, type Scoped } from '../people/index.ts';
import { callRoutes } from './calls/routes.ts';
import { clockRoutes } from './clock-routes.ts';
import * as contract from './contract.ts';
import { conversationRoutes } from './conversation/conversation-routes.ts';
import { dueDays } from './due-days.ts';
import { figureRoutes } from './figures/routes.ts';
import { fileRoutes } from './file-routes.ts';
import type { FilingDesk } from './filing-desk.ts';
import { draftOfApi, draftOfIntake } from './from-requests.ts';
import { homeView } from './home.ts';
import { registerIntake } from './intake.ts';
import { limitKeyFilings } from './key-limits.ts';
import { countViews, listComplaints } from './list-complaints.ts';
import { loadCase, revealContact } from './load-case.ts';
import { personRoutes } from './person/routes.ts';
import { questionnaireRoutes } from './questionnaire/routes.ts';
import { maySee } from './rules.ts';
import { takeStep } from './take-step.ts';
import { layoutRoutes } from './views/own-layout.ts';
import { viewRoutes } from './views/saved-views.ts';

const tags = ['complaints'];
const CaseId = z.object({ id: z.uuid() });
const IdempotencyKey = z.object({ 'idempotency-key': z.string().trim().min(1).max(200).optional() });

export function complaintRoutes(desk: FilingDesk): Routes {
  return async (app, parts) => {
    const { db, now } = parts;
    const scoped = inScope(db);

    filingRoutes(app, desk, scoped, now);

    app.get(
      '/complaints',
      {
        config: { permission: 'complaint.list' },
        schema: {
          tags,
          summary: 'The register, newest first; searched by any part of a word',
          querystring: contract.ListQuery,
          response: { 200: contract.ComplaintPage },
        },
      },
      (request) => scoped(request, (tx, actor) => listComplaints(tx, actor, request.query, now())),
    );
    app.get(
      '/complaints/counts',
      {
        config: { permission: 'complaint.list' },
        schema: { tags, summary: 'How many are in each view, up to 1,000', response: { 200: contract.Counts } },
      },
      (request) =>
        scoped(request, (tx, actor) => dueDays(tx, dayOf(now())).then((days) => countViews(tx, actor, days))),
    );
    app.get(
      '/complaints/:id',
      {
        config: { permission: 'complaint.list' },
        schema: {
          tags,
          summary: 'One case: words, history, clocks, and what may be done now',
          params: CaseId,
          response: { 200: contract.CaseView },
        },
      },
      (request) => scoped(request, (tx, actor) => loadCase(tx, actor, request.params.id, now())),
    );
    app.post(
      '/complaints/:id/steps',
      {
        config: { permission: 'complaint.list' },
        schema: {
          tags,
          summary: 'Take one step of the workflow',
          params: CaseId,
          body: contract.TakeStep,
          response: {
            200: contract.CaseView,
            204: z.null().describe('Taken; the case is confidential now and no longer yours to see'),
          },
        },
      },
      async (request, reply) => {
        const view = await scoped(request, async (tx, actor) => {
          const after = await takeStep(tx, actor, request.params.id, request.body, now());
          return maySee(after, actor) ? loadCase(tx, actor, request.params.id, now()) : null;
        });
        return view ? reply.send(view) : reply.code(204).send(null);
      },
    );
    app.post(
      '/complaints/:id/reveal',
      {
        config: { permission: 'complaint.list' },
        schema: {
          tags,
          summary: 'See the contact of a citizen, giving a reason that is logged',
          params: CaseId,
          body: contract.Reveal,
          response: { 200: contract.Revealed },
        },
      },
      (request) =>
        scoped(request, (tx, actor) => revealContact(tx, actor, request.params.id, request.body.reason, now())),
    );
    app.get(
      '/home',
      {
        config: { permission: 'home.read' },
        schema: { tags, summary: 'What is due, late and new, and the trend', response: { 200: contract.HomeView } },
      },
      (request) => scoped(request, (tx, actor) => homeView(tx, actor, now())),
    );
    await fileRoutes(app, parts);
    await conversationRoutes(app, parts);
    await personRoutes(app, parts);
    await figureRoutes(app, parts);
    await viewRoutes(app, parts);
    await layoutRoutes(app, parts);
    await clockRoutes(app, parts);
    await callRoutes(app, parts);
    await questionnaireRoutes(app, parts);
  };
}

function filingRoutes(app: App, desk: FilingDesk, scoped: Scoped, now: () => Date): void {
  app.post(
    '/complaints',
    {
      config: { permission: 'complaint.register' },
      schema: {
        tags,
        summary: 'File a complaint; the same Idempotency-Key again gives the same answer',
        headers: IdempotencyKey,
        body: contract.FileComplaint,
        response: { 201: contract.Filed },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const key = request.headers['idempotency-key'];
      const draft = await scoped(request, async (tx) => {
        await limitKeyFilings(tx, actor, now());
        return draftOfApi(tx, actor, request.body, now());
      });
      const idempotency = key
        ? { caller: `${actor.kind}:${actor.id}`, key, hash: sha256(JSON.stringify(request.body)) }
        : null;
      const { number, trackingCode } = await desk.file(request.municipalityId, { ...draft, idempotency });
      return reply.code(201).send({ number, trackingCode });
    },
  );
  app.post(
    '/intake',
    {
      config: { permission: 'complaint.register' },
      schema: {
        tags,
        summary: 'Register what a member of staff hears, by telephone, at the counter or on paper',
        body: contract.Intake,
        response: { 201: contract.IntakeDone },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const draft = await scoped(request, (tx) => draftOfIntake(tx, actor, request.body, now()));
      const filed = await desk.file(request.municipalityId, draft);
      const done = await scoped(request, (tx) => registerIntake(tx, actor, filed, request.body, now()));
      return reply.code(201).send(done);
    },
  );
}
