import { v4 } from 'uuid';
import { z } from 'zod';
import { LONGEST_TEXT, Verdict } from '../modules/complaints/contract.ts';
import {
  citizenMessage,
  citizenVerdict,
  newInMessage,
  newVerdict,
  type TrackedCase,
  trackCase,
} from '../modules/complaints/index.ts';
import { dropHeld } from '../modules/voices/index.ts';
import type { Tx } from '../platform/db/db.ts';
import type { App, Reply } from '../platform/http.ts';
import { logRefusal } from '../platform/log-refusal.ts';
import { Refusal } from '../platform/refusal.ts';
import { normalise } from '../thai/index.ts';
import { fromHere, madeHere, readFormToken } from './form-guard.ts';
import type { FieldError } from './form-parts.tsx';
import { holdPhotos, keepPhotos } from './keep-photos.ts';
import { limitFiling } from './limit-filing.ts';
import { inPortal, type Portal } from './portal.ts';
import { readForm, type SentForm, sentValue } from './read-form.ts';
import { caseToken, openCaseToken } from './receipt-link.ts';
import { sendRetry } from './retry-page.tsx';
import { type Answer, type Asked, showCase, type Typed } from './show-case.tsx';
import { showTrackForm } from './track-routes.tsx';
import { keepTyped } from './typed-before.ts';
import { count, type View, viewOf } from './view.ts';

const config = { permission: 'public' };
const Done = z.enum(['message', 'verdict', 'email']).optional().catch(undefined);

export function caseRoutes(app: App, portal: Portal): void {
  const schema = { querystring: z.object({ t: z.string().max(2000).default(''), done: Done }), hide: true };
  app.get('/case', { config, schema }, async (request, reply) => {
    const asked = { portal, request, reply };
    const { t, done } = request.query;
    return onCase(asked, t, async (tx, view, tracked) => {
      const words = view.words.case;
      const said = { message: words.added, verdict: words.judged, email: view.words.email.proven };
      const notice = done && said[done];
      return showCase(asked, tx, view, tracked, notice ? { notice } : {});
    });
  });
  const receivers = { message: receiveMessage, verdict: receiveVerdict };
  for (const kind of ['message', 'verdict'] as const) {
    app.post(`/case/${kind}`, { config, schema: { hide: true } }, async (request, reply) => {
      const asked = { portal, request, reply };
      // As reports are: counted before it is read, and opened only where it is a form of ours.
      const foreign = !fromHere(request, portal.parts.publicUrl);
      const hindrance = foreign
        ? null
        : await limitFiling(portal, request, 'answer').then(() => null, portal.asRefusal);
      const opened = kind === 'message' && !foreign && hindrance === null;
      const form = await readForm(request, (sent) => opened && madeHere(sent('form'), portal.parts.key));
      try {
        if (hindrance) throw hindrance;
        return await onCase(
          asked,
          sentValue(form, 't'),
          (tx, view, tracked) => receivers[kind](asked, tx, view, tracked, form),
          form,
        );
      } catch (error) {
        const refusal = portal.asRefusal(error);
        if (refusal.status < 500 && refusal.code !== 'too-many-requests') throw error;
        logRefusal(request, refusal, error);
        return sendRetry(portal, request, reply, refusal, { form, kind });
      }
    });
  }
}

type OnCase = (tx: Tx, view: View, tracked: TrackedCase) => Promise<Answer>;

/** The case a token proves; without one, the form that asks for number and code, which brings along what was typed into `form`. */
export async function onCase(
  { portal, request, reply }: Asked,
  token: string,
  work: OnCase,
  form: SentForm | null = null,
): Promise<Reply> {
  const proven = openCaseToken(portal, token);
  if (!proven) {
    const notice = viewOf(request, null, portal.assets).words.case.expired;
    const kept = form && (await keepTyped(portal, request, form));
    return showTrackForm(portal, request, reply, { number: '', code: '', errors: [], notice, kept }, 410);
  }
  const answer = await inPortal(portal, request, async (tx, view) =>
    work(tx, view, await trackCase(tx, proven, portal.parts.now())),
  );
  return answer();
}

async function receiveMessage(asked: Asked, tx: Tx, view: View, tracked: TrackedCase, form: SentForm): Promise<Answer> {
  const { portal, request } = asked;
  const { parts } = portal;
  const { formKey, fresh } = readFormToken(request, sentValue(form, 'form'), { ...parts, now: parts.now() });
  const text = normalise(sentValue(form, 'text')).trim();
  const photos = await keepPhotos(tx, portal, request, view, form, formKey);
  const errors = [...textErrors(view, 'text', text), ...photos.errors];
  if (text === '' && photos.fileIds.length === 0 && errors.length === 0)
    errors.push({ field: 'text', message: view.words.errors['message-empty'] });
  if (errors.length > 0 || !fresh) {
    await holdPhotos(tx, portal, formKey, photos);
    const typed: Typed = {
      answer: { text, errors, formKey },
      ...(fresh ? {} : { notice: view.words.faults.formExpired }),
    };
    return showCase(asked, tx, view, tracked, typed, fresh ? 400 : 403);
  }
  const said = await newInMessage(tx, tracked.id, { key: formKey, text, fileIds: photos.fileIds });
  if (said) await citizenMessage(tx, tracked, said, parts.now());
  await dropHeld(tx, formKey);
  return backToCase(asked, view, tracked, 'message');
}

async function receiveVerdict(asked: Asked, tx: Tx, view: View, tracked: TrackedCase, form: SentForm): Promise<Answer> {
  const { portal, request } = asked;
  const { parts } = portal;
  const { formKey, fresh } = readFormToken(request, sentValue(form, 'form'), { ...parts, now: parts.now() });
  const verdict = Verdict.safeParse(sentValue(form, 'verdict'));
  const stars = /^[1-5]$/.test(sentValue(form, 'stars')) ? sentValue(form, 'stars') : '';
  const text = normalise(sentValue(form, 'reason')).trim();
  const errors = [
    ...(verdict.success ? [] : [{ field: 'verdict', message: view.words.errors['verdict-missing'] }]),
    ...textErrors(view, 'reason', text),
  ];
  if (!verdict.success || errors.length > 0 || !fresh) {
    const typed: Typed = { judge: { verdict: verdict.data ?? '', stars, text, errors } };
    if (!fresh) typed.notice = view.words.faults.formExpired;
    return showCase(asked, tx, view, tracked, typed, fresh ? 400 : 403);
  }
  const said = { key: formKey, verdict: verdict.data, stars: stars === '' ? null : Number(stars), text };
  const judged = await newVerdict(tx, tracked.id, said);
  try {
    if (judged) await citizenVerdict(tx, tracked, judged, parts.now());
  } catch (error) {
    // The case is worked on again since the page was made: there is nothing to judge, but the reason may be worth sending.
    if (!(error instanceof Refusal) || error.code !== 'wrong-state') throw error;
    const typed = { notice: view.words.case.notJudgedNow, answer: { text, errors: [], formKey: v4() } };
    return showCase(asked, tx, view, tracked, typed, error.status);
  }
  return backToCase(asked, view, tracked, 'verdict');
}

function textErrors(view: View, field: 'text' | 'reason', text: string): FieldError[] {
  if (text.length <= LONGEST_TEXT) return [];
  return [{ field, message: view.words.errors['text-too-long'](count(text.length), count(LONGEST_TEXT)) }];
}

function backToCase({ portal, reply }: Asked, view: View, tracked: TrackedCase, done: 'message' | 'verdict'): Answer {
  const token = caseToken(portal, { number: tracked.number, code: tracked.trackingCode });
  return () => reply.redirect(view.href(`/case?t=${token}&done=${done}`), 303);
}
