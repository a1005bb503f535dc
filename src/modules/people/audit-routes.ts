import { firstBrokenAudit } from '../../platform/audit.ts';
import { inMunicipality } from '../../platform/db/db.ts';
import type { App, Parts } from '../../platform/http.ts';
import { AuditCheck, AuditPage, AuditQuery } from './contract.ts';
import { readAudit } from './read-audit.ts';
import type { CaseNumbers } from './subject-names.ts';

/** The audit trail and its check. */
export async function auditRoutes(app: App, { db, now }: Parts, caseNumbers: CaseNumbers | null): Promise<void> {
  const config = { permission: 'audit.read' };
  app.get(
    '/audit',
    {
      config,
      schema: {
        tags: ['audit'],
        summary: 'The audit trail, newest first',
        querystring: AuditQuery,
        response: { 200: AuditPage },
      },
    },
    (request) => inMunicipality(db, request.municipalityId, (tx) => readAudit(tx, request.query, now(), caseNumbers)),
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
