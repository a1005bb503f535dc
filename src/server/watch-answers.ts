import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { App } from '../platform/http.ts';
import type { Logger } from '../platform/log.ts';

/** Counts every answer, and writes one line of it; neither carries an address, a query or a name. Gives what `/metrics` shows. */
export function watchAnswers(app: App, log: Logger): Registry {
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
    const { url, config } = request.routeOptions;
    const answered = { method: request.method, route: url ?? 'none', status: reply.statusCode };
    seconds.observe(answered, reply.elapsedTime / 1000);
    // Machines call by the thousand: their calls are counted (`/metrics`), and written down only for whoever looks for a fault.
    const level = config.machine ? 'debug' : 'info';
    log[level]({ event: 'request', id: request.id, ...answered, ms: Math.round(reply.elapsedTime) });
    done();
  });
  return registry;
}
