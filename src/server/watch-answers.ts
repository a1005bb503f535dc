import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { App } from '../platform/http.ts';
import type { Logger } from '../platform/log.ts';

/** `ms`: from request to answer. `route`: as declared, never what was asked, which may hold a name or a code. */
export type Answered = {
  readonly id: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  readonly machine: boolean;
};
export type Watch = { readonly registry: Registry; saw(answered: Answered): void };

/** Counts every answer, and writes one line of it; neither carries an address, a query or a name. */
export function watchAnswers(app: App, log: Logger): Watch {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  /** By its labels; there are as many as declared routes and statuses. */
  const series = new Map<string, ReturnType<typeof seconds.labels>>();
  const saw = ({ id, method, route, status, ms, machine }: Answered): void => {
    const name = `${method} ${route} ${status}`;
    const each = series.get(name) ?? seconds.labels(method, route, String(status));
    series.set(name, each);
    each.observe(ms / 1000);
    // Machines call by the thousand: their calls are counted (`/metrics`), and written down only for whoever looks for a fault.
    log[machine ? 'debug' : 'info']({ event: 'request', id, method, route, status, ms: Math.round(ms) });
  };
  app.addHook('onResponse', (request, reply, done) => {
    const { url, config } = request.routeOptions;
    const { id, method } = request;
    const machine = config.machine === true;
    saw({ id, method, route: url ?? 'none', status: reply.statusCode, ms: reply.elapsedTime, machine });
    done();
  });
  return { registry, saw };
}
