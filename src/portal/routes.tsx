import { z } from 'zod';
import { recentlyDone } from '../modules/complaints/index.ts';
import { currentNotice } from '../modules/people/index.ts';
import type { App, Routes } from '../platform/http.ts';
import { dayOf } from '../thai/index.ts';
import { assetRoutes, loadAssets } from './assets.ts';
import { caseRoutes } from './case-routes.tsx';
import { channelsRoutes } from './channels-routes.tsx';
import { emailProofRoutes } from './email-proof/email-proof-routes.tsx';
import { answerFaults } from './fault-page.tsx';
import { HomePage } from './home-page.tsx';
import { languageCookie, localPath } from './language.ts';
import { liffRoutes } from './line/liff-routes.tsx';
import { photoRoutes } from './photos.tsx';
import { plansRoutes } from './plans-routes.tsx';
import { inPortal, type Portal, type PortalDeps } from './portal.ts';
import { PrivacyPage } from './privacy-page.tsx';
import { questionRoutes } from './question-routes.tsx';
import { receiptRoutes } from './receipt-routes.tsx';
import { reportRoutes } from './report-routes.tsx';
import { sendPage } from './send-page.ts';
import { trackRoutes } from './track-routes.tsx';
import { widgetRoutes } from './widget.ts';

const config = { permission: 'public' };
const RECENT = 5;

/** The citizens' portal: pages that need no script, on the prefix ''. */
export function portalRoutes(deps: PortalDeps): Routes {
  return async (app, parts) => {
    const portal: Portal = { ...deps, parts, assets: await loadAssets(), remembered: new Map() };
    answerFaults(app, portal);
    widgetRoutes(app, portal);
    assetRoutes(app, portal.assets);
    homeRoutes(app, portal);
    channelsRoutes(app, portal);
    plansRoutes(app, portal);
    reportRoutes(app, portal);
    questionRoutes(app, portal);
    receiptRoutes(app, portal);
    trackRoutes(app, portal);
    caseRoutes(app, portal);
    emailProofRoutes(app, portal);
    photoRoutes(app, portal);
    liffRoutes(app, portal);
  };
}

function homeRoutes(app: App, portal: Portal): void {
  const { now } = portal.parts;
  app.get('/', { config, schema: { hide: true } }, (request, reply) =>
    inPortal(portal, request, async (tx, view) => {
      const recent = await recentlyDone(tx, RECENT);
      return sendPage(request, reply, <HomePage view={view} recent={recent} />);
    }),
  );
  app.get('/privacy', { config, schema: { hide: true } }, (request, reply) =>
    inPortal(portal, request, async (tx, view) => {
      const notice = (await currentNotice(tx, dayOf(now()))) ?? null;
      return sendPage(request, reply, <PrivacyPage view={view} notice={notice} />);
    }),
  );
  const schema = {
    querystring: z.object({ to: z.enum(['th', 'en']).catch('th'), back: z.string().max(2000).catch('/').default('/') }),
    hide: true,
  };
  app.get('/lang', { config, schema }, (request, reply) => {
    const { to, back } = request.query;
    // The address says it as well as the cookie: some in-app browsers keep none.
    const path = localPath(back, { lang: to === 'th' ? null : to });
    return reply.header('set-cookie', languageCookie(to)).redirect(path, 303);
  });
}
