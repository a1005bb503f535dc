import type { App, Parts } from '../../platform/http.ts';
import { auditRoutes } from './audit-routes.ts';
import { directoryRoutes } from './directory-routes.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { municipalityRoutes } from './municipality-routes.ts';
import { retentionRoutes } from './retention/routes.ts';
import type { SendLink, TellStaff } from './send-link.ts';
import { staffRoutes } from './staff-routes.ts';
import type { CasesByNumber } from './subject-names.ts';

/** What the modules above this one do for it. */
export type Above = {
  /** Null: links are shown to whoever makes them, and resets by e-mail send none. */
  readonly sendLink: SendLink | null;
  /** Left out: nobody is told by mail of what was done to their account. */
  readonly tellStaff?: TellStaff;
  /** Left out: the audit trail names cases by their id, and is not asked about them by number. */
  readonly cases?: CasesByNumber;
};

/** Everything of this module under `/api/v1`. */
export async function peopleRoutes(app: App, parts: Parts, above: Above): Promise<void> {
  const { sendLink, tellStaff = null, cases = null } = above;
  await municipalityRoutes(app, parts);
  await retentionRoutes(app, parts);
  await auditRoutes(app, parts, cases);
  await directoryRoutes(app, parts);
  await staffRoutes(app, parts, { sendLink, tellStaff });
  await invitationRoutes(app, parts, sendLink);
}
