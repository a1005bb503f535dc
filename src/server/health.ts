import { sql } from 'kysely';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { App, Parts } from '../platform/http.ts';
import { Refusal } from '../platform/refusal.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Alive: the process answers. Ready: it can also read the database and write a file. */
export async function healthRoutes(app: App, { db, files }: Parts): Promise<void> {
  const config = { permission: 'health' };
  app.get('/health/live', { config, schema: { hide: true } }, async () => ({ status: 'live' }));
  app.get('/health/ready', { config, schema: { hide: true } }, async () => {
    await sql`select 1`.execute(db);
    await files.check();
    return { status: 'ready' };
  });
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  app.addHook('onResponse', (request, reply, done) => {
    seconds.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode },
      reply.elapsedTime / 1000,
    );
    done();
  });
  // Figures of the whole installation are for whoever watches the machine: this machine itself, not a proxy on it.
  app.get('/metrics', { config, schema: { hide: true } }, async (request, reply) => {
    const proxied = 'x-forwarded-for' in request.headers || 'forwarded' in request.headers;
    if (proxied || !LOOPBACK.has(request.ip)) throw new Refusal('not-allowed');
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
