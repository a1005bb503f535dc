import { z } from 'zod';
import type { Routes } from '../../../platform/http.ts';
import { inScope } from '../../people/index.ts';
import { FiscalYear } from '../contract.ts';
import type { Catalogue } from '../evidence/catalogue.ts';
import { Acknowledge, MakeReport, Report, ReportRow } from './contract.ts';
import { acknowledge, listReports, loadReport, makeReport } from './reports.ts';

const tags = ['reports'];
const ById = z.object({ id: z.uuid() });

/** Progress reports, kept as they were made, and who acknowledged them. */
export function reportRoutes(catalogue: Catalogue): Routes {
  return async (app, { db, now }) => {
    const read = { config: { permission: 'plan.read' } };
    const scoped = inScope(db);
    app.get(
      '/plans/reports',
      {
        ...read,
        schema: {
          tags,
          summary: 'Reports of a year, newest first',
          querystring: z.object({ year: z.coerce.number().pipe(FiscalYear) }),
          response: { 200: z.array(ReportRow) },
        },
      },
      (request) => scoped(request, (tx) => listReports(tx, request.query.year)),
    );
    app.post(
      '/plans/reports',
      {
        config: { permission: 'plan.edit' },
        schema: {
          tags,
          summary: 'Make the report of 3, 6, 9 or 12 months',
          body: MakeReport,
          response: { 201: Report },
        },
      },
      async (request, reply) =>
        reply
          .code(201)
          .send(await scoped(request, (tx, actor) => makeReport(tx, actor, catalogue, request.body, now()))),
    );
    app.get(
      '/plans/reports/:id',
      { ...read, schema: { tags, summary: 'One report', params: ById, response: { 200: Report } } },
      (request) => scoped(request, (tx) => loadReport(tx, request.params.id)),
    );
    app.post(
      '/plans/reports/:id/acknowledge',
      {
        config: { permission: 'plan.approve' },
        schema: {
          tags,
          summary: 'An executive has seen it',
          params: ById,
          body: Acknowledge,
          response: { 200: Report },
        },
      },
      (request) =>
        scoped(request, (tx, actor) => acknowledge(tx, actor, request.params.id, request.body.direction, now())),
    );
  };
}
