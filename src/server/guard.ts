import { actorOf, mustHave, PERMISSIONS, type Permission } from '../modules/people/index.ts';
import type { App, Request } from '../platform/http.ts';
import { Refusal } from '../platform/refusal.ts';

export type DeclaredRoute = { readonly method: string; readonly url: string; readonly permission: string };

const OPEN = new Set(['public', 'health']);
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Every route declares who may call it (`config.permission`): one that does not stops the server from starting. A signed-in
 * browser's write must come from our own pages: a header that no foreign form can set.
 */
export function guardRoutes(app: App): readonly DeclaredRoute[] {
  const declared: DeclaredRoute[] = [];
  app.addHook('onRoute', (route) => {
    const permission = route.config?.permission;
    const known = PERMISSIONS.find((each) => each === permission);
    if (permission && (OPEN.has(permission) || known)) {
      if (known) route.preParsing = [guard(known), ...[route.preParsing ?? []].flat()];
      for (const method of [route.method].flat()) declared.push({ method, url: route.url, permission });
      return;
    }
    throw new Error(`${[route.method].flat().join(',')} ${route.url} does not declare a permission`);
  });
  return declared;
}

/** Before the body is read: who may not do it does not make us read what they sent. */
function guard(permission: Permission) {
  return async (request: Request): Promise<void> => {
    const actor = actorOf(request);
    if (actor.kind === 'staff' && !SAFE.has(request.method) && request.headers['x-requested-with'] !== 'fangsiang') {
      throw new Refusal('forged-form');
    }
    mustHave(actor, permission);
  };
}
