import { type App, type Parts, securityHeaders } from '../platform/http.ts';

/** Headers for every answer that does not bring its own: what is about people is kept by no browser and by nothing on the way. */
export function secureAnswers(app: App, { publicUrl }: Parts): void {
  const secure = publicUrl?.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {};
  const unkept = { 'cache-control': 'private, no-store' };
  const all = Object.entries({ ...securityHeaders(['https:']), ...secure, ...unkept });
  app.addHook('onSend', (request, reply, _payload, done) => {
    // No page is shown from what a machine is answered.
    if (!request.routeOptions.config.machine)
      for (const [name, value] of all) if (!reply.hasHeader(name)) void reply.header(name, value);
    done();
  });
}
