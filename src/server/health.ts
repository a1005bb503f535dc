import { sql } from 'kysely';
import type { Registry } from 'prom-client';
import type { App, Parts } from '../platform/http.ts';
import { Refusal } from '../platform/refusal.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Alive: the process answers. Ready: it can also read the database and write a file. */
export async function healthRoutes(app: App, { db, files }: Parts, registry: Registry): Promise<void> {
  const config = { permission: 'health' };
  app.get('/health/live', { config, schema: { hide: true } }, async () => ({ status: 'live' }));
  app.get('/health/ready', { config, schema: { hide: true } }, async () => {
    await sql`select 1`.execute(db);
    await files.check();
    return { status: 'ready' };
  });
  // Figures of the whole installation are for whoever watches the machine: this machine itself, not a proxy on it.
  app.get('/metrics', { config, schema: { hide: true } }, async (request, reply) => {
    const proxied = 'x-forwarded-for' in request.headers || 'forwarded' in request.headers;
    if (proxied || !LOOPBACK.has(request.ip)) throw new Refusal('not-allowed');
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
