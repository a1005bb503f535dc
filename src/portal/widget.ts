import { z } from 'zod';
import { type App, type Request, securityHeaders } from '../platform/http.ts';
import type { Portal } from './portal.ts';

const HTML = /^text\/html/;
const USUAL = securityHeaders(['https:'])['content-security-policy'];
/** A municipality's site asks for it with each page: an hour old is new enough, and a corrected one is everywhere within it. */
const CACHE = 'public, max-age=3600, stale-while-revalidate=86400';

/**
 * The button for other sites at `/widget.js`, and who may show our pages in a frame: the sites that the municipality names, nobody else
 * (CSP frame-ancestors). Only citizens' pages: they know no session, so nothing can be done there in anybody's name.
 */
export function widgetRoutes(app: App, portal: Portal): void {
  app.addHook('onSend', async (request, reply) => {
    if (!HTML.test(String(reply.getHeader('content-type')))) return;
    // A page with a policy of its own (who is here, asked of LINE) is nobody else's frame, and keeps it.
    const policy = reply.getHeader('content-security-policy');
    if (policy !== undefined && policy !== USUAL) return;
    const sites = sitesOf(portal, request);
    if (sites.length === 0) return;
    const headers = securityHeaders(['https:'], ["'self'", ...sites]);
    void reply.header('content-security-policy', headers['content-security-policy'] ?? '');
  });
  const Look = z.object({
    lang: z.enum(['th', 'en']).catch('th'),
    side: z.enum(['left', 'right']).catch('right'),
    colour: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i)
      .catch('#0f5c63'),
  });
  // What the console shows of it: an empty page of somebody's site with the button on it.
  app.get(
    '/widget-preview',
    { config: { permission: 'public' }, schema: { hide: true, querystring: Look } },
    async (request, reply) => {
      const { lang, side, colour } = request.query;
      const attributes = `src="/widget.js" data-lang="${lang}" data-side="${side}" data-colour="${colour}"`;
      return reply
        .type('text/html; charset=utf-8')
        .send(
          `<!doctype html><html lang="${lang}"><title>widget</title><body><script ${attributes} async></script></body></html>`,
        );
    },
  );
  app.get('/widget.js', { config: { permission: 'public' }, schema: { hide: true } }, async (_request, reply) => {
    const script = portal.assets.get('widget.js');
    return reply
      .type(script?.type ?? '')
      .header('cache-control', CACHE)
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin')
      .send(script?.bytes);
  });
}

/** As the page's own transaction has just read them; a fault's page knows them as they were last. */
const sitesOf = ({ remembered }: Portal, { municipalityId }: Request): readonly string[] =>
  remembered.get(municipalityId)?.settings.embedSites ?? [];
