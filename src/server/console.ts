import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { z } from 'zod';
import type { Routes } from '../platform/http.ts';
import { Refusal } from '../platform/refusal.ts';

const BUILT = fileURLToPath(new URL('../../dist/console/', import.meta.url));
const config = { permission: 'public' };

export const consoleIsBuilt = (): boolean => existsSync(`${BUILT}index.html`);

/** The staff application: files with a hash in their name are kept for a year, the page itself is asked for each time. */
export const consoleRoutes: Routes = async (app) => {
  if (!consoleIsBuilt()) return;
  await app.register(fastifyStatic, { root: BUILT, serve: false, preCompressed: true, cacheControl: false });
  const schema = { hide: true };
  app.get(
    '/console/assets/*',
    { config, schema: { ...schema, params: z.object({ '*': z.string().max(200) }) } },
    (request, reply) => {
      const path = request.params['*'];
      if (!/^[\w.-]+(\/[\w.-]+)*$/.test(path)) throw new Refusal('not-found');
      return reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(`assets/${path}`);
    },
  );
  for (const name of ['icon.svg', 'not-opened.js']) {
    app.get(`/console/${name}`, { config, schema }, (_request, reply) =>
      reply.header('cache-control', 'no-cache').sendFile(name),
    );
  }
  for (const url of ['/console', '/console/', '/console/*']) {
    app.get(url, { config, schema }, async (_request, reply) =>
      // Read anew: a build beside a running server names other files.
      reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-cache')
        .send(await readFile(`${BUILT}index.html`, 'utf8')),
    );
  }
};
