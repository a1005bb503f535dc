import { type App, type Parts, securityHeaders } from '../platform/http.ts';

/** Headers and one log line for every answer; neither carries an address, a query or a name. */
export async function secureAnswers(app: App, { log, publicUrl }: Parts): Promise<void> {
  const headers = securityHeaders(['https:']);
  const secure = publicUrl?.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {};
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries({ ...headers, ...secure }))
      if (!reply.hasHeader(name)) void reply.header(name, value);
  });
  app.addHook('onResponse', async (request, reply) => {
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
  });
}
