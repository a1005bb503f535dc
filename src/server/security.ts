import { type App, type Parts, securityHeaders } from '../platform/http.ts';

/** Headers and one log line for every answer; neither carries an address, a query or a name. */
export async function secureAnswers(app: App, { log, publicUrl }: Parts): Promise<void> {
  const headers = securityHeaders(['https:']);
  const secure = publicUrl?.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {};
  const all = Object.entries({ ...headers, ...secure });
  app.addHook('onSend', (request, reply, _payload, done) => {
    // No page is shown from what a machine is answered.
    if (!request.routeOptions.config.machine)
      for (const [name, value] of all) if (!reply.hasHeader(name)) void reply.header(name, value);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { url, config } = request.routeOptions;
    // Machines call by the thousand: their calls are counted (`/metrics`), and written down only for whoever looks for a fault.
    log[config.machine ? 'debug' : 'info']({
      event: 'request',
      id: request.id,
      method: request.method,
      route: url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
    done();
  });
}
