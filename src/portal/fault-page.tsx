import type { ReactNode } from 'react';
import type { App, Reply, Request } from '../platform/http.ts';
import { logRefusal } from '../platform/log-refusal.ts';
import { Refusal } from '../platform/refusal.ts';
import { REFUSAL_WORDS } from '../platform/refusal-words.ts';
import { Layout } from './layout.tsx';
import type { Portal } from './portal.ts';
import { sendPage } from './send-page.ts';
import { dialled, type View, viewOf } from './view.ts';

/** What happened, what to do, and whom to call. */
export function FaultPage({ view, refusal, children }: { view: View; refusal: Refusal; children?: ReactNode }) {
  const { faults } = view.words;
  const phone = view.municipality?.phone;
  return (
    <Layout view={view} title={titleOf(view, refusal)}>
      <h1>{titleOf(view, refusal)}</h1>
      <p className="lead">{refusal.code === 'not-found' ? faults.notFound : REFUSAL_WORDS[refusal.code][view.lang]}</p>
      {children}
      <p className="actions">
        <a className={children ? 'button quiet' : 'button'} href={view.href('/')}>
          {faults.back}
        </a>
        {phone ? (
          <a className="button quiet" href={dialled(phone)}>
            {faults.call} {phone}
          </a>
        ) : null}
      </p>
    </Layout>
  );
}

function titleOf({ words: { faults } }: View, { code, status }: Refusal): string {
  if (code === 'not-found') return faults.notFoundTitle;
  if (code === 'link-expired') return faults.linkTitle;
  if (status === 503 || status === 507) return faults.busyTitle;
  return status >= 500 ? faults.brokenTitle : faults.refusedTitle;
}

/**
 * A page's view although nothing can be read: with the municipality as it was last seen. Where it cannot be asked whose page it is, it is the only
 * one there is, or nobody's: another municipality's name and telephone would mislead.
 */
export function lastView(portal: Portal, request: Request): View {
  const { remembered } = portal;
  const only = request.municipalityId === '' && remembered.size === 1 ? remembered.values().next().value : undefined;
  return viewOf(request, remembered.get(request.municipalityId) ?? only ?? null, portal.assets);
}

/** Every error of the portal is a page; every address nobody knows, too. */
export function answerFaults(app: App, portal: Portal): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = portal.asRefusal(error);
    logRefusal(request, refusal, error);
    return sendFault(portal, request, reply, refusal);
  });
  app.get('/*', { config: { permission: 'public' }, schema: { hide: true } }, async (request, reply) => {
    if (/^\/(api|console)(\/|$)/.test(request.url)) return reply.callNotFound();
    throw new Refusal('not-found');
  });
}

function sendFault(portal: Portal, request: Request, reply: Reply, refusal: Refusal): Promise<Reply> {
  const { status, code } = refusal;
  if (code === 'too-many-requests') void reply.header('retry-after', '900');
  return sendPage(request, reply, <FaultPage view={lastView(portal, request)} refusal={refusal} />, status);
}
