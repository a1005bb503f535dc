import type { App, Parts } from '../../platform/http.ts';
import { directoryRoutes } from './directory-routes.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { municipalityRoutes } from './municipality-routes.ts';
import type { SendLink } from './send-link.ts';
import { staffRoutes } from './staff-routes.ts';

/** Everything of this module under `/api/v1`. Without `sendLink`, links are shown to whoever makes them and resets by e-mail send none. */
export async function peopleRoutes(app: App, parts: Parts, { sendLink }: { sendLink: SendLink | null }): Promise<void> {
  await municipalityRoutes(app, parts);
  await directoryRoutes(app, parts);
  await staffRoutes(app, parts, sendLink);
  await invitationRoutes(app, parts, sendLink);
}
