import { z } from 'zod';
import { openPublicPlans } from '../modules/plans/index.ts';
import type { App } from '../platform/http.ts';
import { PlansPage } from './plans-page.tsx';
import { inPortal, type Portal } from './portal.ts';
import { sendPage } from './send-page.ts';

const config = { permission: 'public' };
const params = z.object({ year: z.coerce.number().int() });

/** The plans that the municipality published, with what was done of them. */
export function plansRoutes(app: App, portal: Portal): void {
  const { now } = portal.parts;
  const published = openPublicPlans(portal.catalogue);
  app.get('/plans', { config, schema: { hide: true } }, (request, reply) =>
    inPortal(portal, request, async (tx, view) => {
      const plan = await published(tx, request.municipalityId, null, now());
      return sendPage(request, reply, <PlansPage view={view} plan={plan} />);
    }),
  );
  app.get('/plans/:year', { config, schema: { params, hide: true } }, (request, reply) =>
    inPortal(portal, request, async (tx, view) => {
      const plan = await published(tx, request.municipalityId, request.params.year, now());
      return sendPage(request, reply, <PlansPage view={view} plan={plan} />);
    }),
  );
}
