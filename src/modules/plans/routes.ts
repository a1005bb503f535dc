import { z } from 'zod';
import type { App, Routes } from '../../platform/http.ts';
import { inScope } from '../people/index.ts';
import { loadBoard, loadYears } from './board.ts';
import * as contract from './contract.ts';
import { loadVersion, versionsOf } from './document-versions.ts';
import { loadDocument } from './documents.ts';
import type { Catalogue } from './evidence/catalogue.ts';
import { recordsBehind } from './evidence/records.ts';
import { signEvidence, signedIn, takeBackEvidence } from './evidence/signatures.ts';
import { approveDocument, type PointsAt, saveDocument } from './save-document.ts';
import { freezeYear, openYear, publishYear } from './years.ts';

const tags = ['plans'];
const ById = z.object({ id: z.uuid() });
const ByYear = z.object({ year: z.coerce.number().pipe(contract.FiscalYear) });
const Done = z.object({ done: z.literal(true) });
const done = { done: true } as const;

/** Charts, plans, their months and years. `pointsAt`: what else of the product points at a step. */
export function planRoutes({ catalogue, pointsAt }: { catalogue: Catalogue; pointsAt: PointsAt }): Routes {
  return async (app, { db, now }) => {
    const scoped = inScope(db);
    const read = { config: { permission: 'plan.read' } };
    const edit = { config: { permission: 'plan.edit' } };
    const approve = { config: { permission: 'plan.approve' } };

    yearRoutes(app);
    documentRoutes(app);
    evidenceRoutes(app);

    function yearRoutes(on: App) {
      on.get(
        '/plans/years',
        {
          ...read,
          schema: { tags, summary: 'Fiscal years with plans, newest first', response: { 200: z.array(contract.Year) } },
        },
        (request) => scoped(request, (tx) => loadYears(tx)),
      );
      on.post(
        '/plans/years',
        {
          ...edit,
          schema: {
            tags,
            summary: 'Open a year, from another',
            body: contract.OpenYear,
            response: { 201: contract.YearOpened },
          },
        },
        async (request, reply) =>
          reply
            .code(201)
            .send(await scoped(request, (tx, actor) => openYear(tx, actor, catalogue, request.body, now()))),
      );
      on.post(
        '/plans/years/:year/freeze',
        {
          ...approve,
          schema: { tags, summary: 'Close a year: what it shows stays', params: ByYear, response: { 200: Done } },
        },
        async (request) => {
          await scoped(request, (tx, actor) => freezeYear(tx, actor, catalogue, request.params.year, now()));
          return done;
        },
      );
      on.post(
        '/plans/years/:year/publish',
        {
          ...approve,
          schema: {
            tags,
            summary: 'Show the year on the public page, or not',
            params: ByYear,
            body: z.object({ published: z.boolean() }),
            response: { 200: Done },
          },
        },
        async (request) => {
          const { published } = request.body;
          await scoped(request, (tx, actor) => publishYear(tx, actor, request.params.year, published, now()));
          return done;
        },
      );
      on.get(
        '/plans/years/:year',
        {
          ...read,
          schema: {
            tags,
            summary: 'The board: plan and actual of a year',
            params: ByYear,
            response: { 200: contract.Board },
          },
        },
        (request) => scoped(request, (tx) => loadBoard(tx, catalogue, request.params.year, now())),
      );
    }

    function documentRoutes(on: App) {
      on.get(
        '/plans/documents/:id',
        {
          ...read,
          schema: { tags, summary: 'One chart or plan', params: ById, response: { 200: contract.PlansDocument } },
        },
        (request) => scoped(request, (tx) => loadDocument(tx, request.params.id)),
      );
      on.put(
        '/plans/documents/:id',
        {
          ...edit,
          schema: {
            tags,
            summary: 'Save the next version',
            params: ById,
            body: contract.SaveDocument,
            response: { 200: contract.PlansDocument },
          },
        },
        (request) =>
          scoped(request, (tx, actor) => saveDocument(tx, actor, request.params.id, request.body, pointsAt, now())),
      );
      on.post(
        '/plans/documents/:id/approve',
        {
          ...approve,
          schema: {
            tags,
            summary: 'Approve a version',
            params: ById,
            body: z.object({ version: z.int() }),
            response: { 200: Done },
          },
        },
        async (request) => {
          await scoped(request, (tx, actor) =>
            approveDocument(tx, actor, request.params.id, request.body.version, now()),
          );
          return done;
        },
      );
      on.get(
        '/plans/documents/:id/versions',
        {
          ...read,
          schema: {
            tags,
            summary: 'Who changed it, when and why, newest first',
            params: ById,
            response: { 200: z.array(contract.DocumentVersion) },
          },
        },
        (request) => scoped(request, (tx) => versionsOf(tx, request.params.id)),
      );
      on.get(
        '/plans/documents/:id/versions/:version',
        {
          ...read,
          schema: {
            tags,
            summary: 'What a version was',
            params: ById.extend({ version: z.coerce.number().int().min(1) }),
            response: { 200: contract.VersionContent },
          },
        },
        (request) => scoped(request, (tx) => loadVersion(tx, request.params.id, request.params.version)),
      );
    }

    function evidenceRoutes(on: App) {
      on.get(
        '/plans/measures',
        {
          ...read,
          schema: {
            tags,
            summary: 'Evidence rules to choose from',
            querystring: z.object({ language: z.enum(['th', 'en']).default('th') }),
            response: { 200: z.array(contract.MeasureView) },
          },
        },
        async (request) =>
          [...catalogue.values()].map(({ id, cadence, words, settings }) => ({
            id,
            cadence,
            ...words[request.query.language],
            settings: z.toJSONSchema(settings, { io: 'input' }),
          })),
      );
      on.get(
        '/plans/years/:year/evidence',
        {
          ...read,
          schema: {
            tags,
            summary: 'What people signed for in a year, and what was taken back',
            params: ByYear,
            response: { 200: z.array(contract.SignedEvidence) },
          },
        },
        (request) => scoped(request, (tx) => signedIn(tx, request.params.year)),
      );
      on.get(
        '/plans/documents/:id/steps/:stepId/months/:month',
        {
          ...read,
          schema: {
            tags,
            summary: 'The records behind one month of a step',
            params: ById.extend({ stepId: z.uuid(), month: z.coerce.number().pipe(contract.FiscalMonth) }),
            response: { 200: z.array(contract.RecordView) },
          },
        },
        (request) =>
          scoped(request, async (tx) => {
            const { id, stepId, month } = request.params;
            return recordsBehind(tx, catalogue, await loadDocument(tx, id, 'plan'), stepId, month, now());
          }),
      );
      on.post(
        '/plans/documents/:id/evidence',
        {
          ...read,
          schema: {
            tags,
            summary: 'Sign that a step was done',
            params: ById,
            body: contract.SignEvidence,
            response: { 201: Done },
          },
        },
        async (request, reply) => {
          await scoped(request, (tx, actor) => signEvidence(tx, actor, request.params.id, request.body, now()));
          return reply.code(201).send(done);
        },
      );
      on.post(
        '/plans/evidence/:id/take-back',
        {
          ...edit,
          schema: {
            tags,
            summary: 'Take a signature back, with the reason',
            params: ById,
            body: z.object({ why: z.string().trim().min(1).max(500) }),
            response: { 200: Done },
          },
        },
        async (request) => {
          await scoped(request, (tx, actor) => takeBackEvidence(tx, actor, request.params.id, request.body.why, now()));
          return done;
        },
      );
    }
  };
}
