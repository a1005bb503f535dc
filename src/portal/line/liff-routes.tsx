import { z } from 'zod';
import { inMunicipality } from '../../platform/db/db.ts';
import { type App, securityHeaders } from '../../platform/http.ts';
import { limitRate, network } from '../../platform/rate-limit.ts';
import { fromHere } from '../form-guard.ts';
import { inPortal, type Portal } from '../portal.ts';
import { sendPage } from '../send-page.ts';
import { LiffPage } from './liff-page.tsx';
import { browserCookie, browserOf, personToken } from './line-person.ts';

const config = { permission: 'public' };
/** Where LINE's script comes from and speaks to; opened for this one page, and only where LINE Login is set up. */
const SDK = 'https://static.line-scdn.net';
const LINE = [SDK, 'https://liffsdk.line-scdn.net', 'https://api.line.me', 'https://access.line.me'].join(' ');
const PROOFS = { most: 60, seconds: 3600 };

/**
 * The report page opened inside LINE: `/liff` asks LINE's script for an ID token, has LINE itself say whose it is, and goes on to the report
 * page with the name filled in. Without script, outside LINE, or where nothing is set up it simply leads to the report page.
 */
export function liffRoutes(app: App, portal: Portal): void {
  const { lineLogin, parts } = portal;
  app.get('/liff', { config, schema: { hide: true } }, async (request, reply) => {
    const liffId = await lineLogin.liffId(request.municipalityId);
    if (liffId === null) return reply.redirect('/report', 303);
    const own = securityHeaders(['https:'])['content-security-policy'] ?? '';
    void reply.header('set-cookie', browserCookie(request));
    void reply.header('content-security-policy', `${own}; script-src 'self' ${SDK}; connect-src 'self' ${LINE}`);
    return inPortal(portal, request, (_tx, view) =>
      sendPage(request, reply, <LiffPage view={view} liffId={liffId} sdk={`${SDK}/liff/edge/2/sdk.js`} />),
    );
  });
  const schema = { body: z.object({ id_token: z.string().max(5_000).catch('').default('') }), hide: true };
  app.post('/liff', { config, schema }, async (request, reply) => {
    await inMunicipality(parts.db, request.municipalityId, (tx) =>
      limitRate(tx, `liff ${network(request.ip)}`, PROOFS, parts.now()),
    );
    // Another site's form would make somebody else of whoever sends a report next.
    const browser = fromHere(request, parts.publicUrl) ? browserOf(request) : '';
    const person = browser && (await lineLogin.prove(request.municipalityId, request.body.id_token));
    return reply.redirect(person ? `/report?line=${personToken(portal, { ...person, browser })}` : '/report', 303);
  });
}
