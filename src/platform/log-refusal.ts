import type { Request } from './http.ts';
import type { Refusal } from './refusal.ts';

/** A fault of ours is written down with the request it met; what somebody may not do is no fault. */
export function logRefusal(request: Request, { code, status }: Refusal, error: unknown): void {
  if (status < 500) return;
  request.log.error({ event: 'refused', id: request.id, code, err: error, route: request.routeOptions.url });
}
