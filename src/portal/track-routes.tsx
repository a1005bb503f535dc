import { z } from 'zod';
import type { App, Reply, Request } from '../platform/http.ts';
import { Refusal } from '../platform/refusal.ts';
import { normalise } from '../thai/index.ts';
import type { FieldError } from './form-parts.tsx';
import { inPortal, type Portal } from './portal.ts';
import { prove } from './prove.ts';
import { readForm, sentValue } from './read-form.ts';
import { caseToken, type Proven } from './receipt-link.ts';
import { sendPage } from './send-page.ts';
import { showCase } from './show-case.tsx';
import { type TrackForm, TrackPage } from './track-page.tsx';
import { typedBefore } from './typed-before.ts';
import { viewOf } from './view.ts';

const config = { permission: 'public' };
const text = z.string().max(200).catch('').default('');

export function trackRoutes(app: App, portal: Portal): void {
  const schema = { querystring: z.object({ n: text, c: text }), hide: true };
  app.get('/track', { config, schema }, async (request, reply) => {
    const { n: number, c: code } = request.query;
    if (number !== '' && code !== '') return open(portal, request, reply, { number, code });
    return showTrackForm(portal, request, reply, { number, code, errors: [] });
  });
  app.post('/track', { config, schema: { hide: true } }, async (request, reply) => {
    const form = await readForm(request);
    const typed = (field: string) => normalise(sentValue(form, field)).trim().slice(0, 200);
    return open(
      portal,
      request,
      reply,
      { number: typed('number'), code: typed('code') },
      typedBefore(portal, request, form),
    );
  });
}

/** Leads to the case by an address that holds neither number nor code, so that reloading and going back are harmless. */
async function open(
  portal: Portal,
  request: Request,
  reply: Reply,
  given: Proven,
  kept: ReturnType<typeof typedBefore> = null,
): Promise<Reply> {
  const view = viewOf(request, null, portal.assets);
  const { errors: say, track } = view.words;
  const errors: FieldError[] = [];
  if (given.number === '') errors.push({ field: 'number', message: say['number-missing'] });
  if (given.code === '') errors.push({ field: 'code', message: say['code-missing'] });
  if (errors.length > 0) return showTrackForm(portal, request, reply, { ...given, errors, kept }, 400);
  try {
    const tracked = await prove(portal, request, given);
    const { number, trackingCode } = tracked;
    if (kept) {
      const { text, formKey } = kept;
      const typed = { notice: track.keptHere, answer: { text, errors: [], formKey } };
      const answer = await inPortal(portal, request, (tx, its) =>
        showCase({ portal, request, reply }, tx, its, tracked, typed),
      );
      return await answer();
    }
    return await reply.redirect(view.href(`/case?t=${caseToken(portal, { number, code: trackingCode })}`), 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'wrong-tracking-code') {
      const wrong = [{ field: 'number', message: track.wrong }];
      return showTrackForm(portal, request, reply, { ...given, errors: wrong, kept }, 404);
    }
    if (error.code !== 'too-many-requests') throw error;
    void reply.header('retry-after', '900');
    return showTrackForm(portal, request, reply, { ...given, errors: [], notice: track.tooMany, kept }, 429);
  }
}

export function showTrackForm(
  portal: Portal,
  request: Request,
  reply: Reply,
  form: TrackForm,
  status = 200,
): Promise<Reply> {
  return inPortal(portal, request, async (_tx, view) =>
    sendPage(request, reply, <TrackPage view={view} form={form} />, status),
  );
}
