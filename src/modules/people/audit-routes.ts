import { z } from 'zod';
import { firstBrokenAudit } from '../../platform/audit.ts';
import { inMunicipality } from '../../platform/db/db.ts';
import type { App, Parts } from '../../platform/http.ts';
import { AuditActor, AuditCheck, AuditPage, AuditQuery } from './contract.ts';
import { auditActors, readAudit } from './read-audit.ts';
import type { CasesByNumber } from './subject-names.ts';

/** The audit trail and its check. */
export async function auditRoutes(app: App, { db, now }: Parts, cases: CasesByNumber | null): Promise<void> {
  const config = { permission: 'audit.read' };
  app.get(
    '/audit',
    {
      config,
      schema: {
        tags: ['audit'],
        summary: 'The audit trail, newest first: of a thing or a case, of whom, what was done, on which days',
        querystring: AuditQuery,
        response: { 200: AuditPage },
      },
    },
    (request) => inMunicipality(db, request.municipalityId, (tx) => readAudit(tx, request.query, now(), cases)),
  );
  app.get(
    '/audit/actors',
    {
      config,
      schema: {
        tags: ['audit'],
        summary: 'Whom the audit trail can be asked about',
        response: { 200: z.array(AuditActor) },
      },
    },
    (request) => inMunicipality(db, request.municipalityId, auditActors),
  );
  app.get(
    '/audit/check',
    { config, schema: { tags: ['audit'], summary: 'Recompute the whole hash chain', response: { 200: AuditCheck } } },
    async (request) => {
      const firstBroken = await inMunicipality(db, request.municipalityId, firstBrokenAudit);
      return { whole: firstBroken === null, firstBroken };
    },
  );
}
