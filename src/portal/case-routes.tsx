import { z } from 'zod';
import { LONGEST_TEXT, Verdict } from '../modules/complaints/contract.ts';
import {
  citizenMessage,
  citizenVerdict,
  emailToProve,
  type TrackedCase,
  trackCase,
} from '../modules/complaints/index.ts';
import { dropHeld } from '../modules/voices/index.ts';
import type { Tx } from '../platform/db/db.ts';
import type { App, Reply, Request } from '../platform/http.ts';
import { normalise } from '../thai/index.ts';
import type { AnswerForm, JudgeForm } from './case-data.ts';
import { CasePage } from './case-page.tsx';
import { formToken, readFormToken } from './form-guard.ts';
import type { FieldError } from './form-parts.tsx';
import { holdPhotos, keepPhotos, shownHeld } from './keep-photos.ts';
import { fileUrl, type ShownFile } from './photos.tsx';
import { inPortal, type Portal } from './portal.ts';
import { readForm, type SentForm, sentValue } from './read-form.ts';
import { caseToken, openCaseToken } from './receipt-link.ts';
import { sendPage } from './send-page.ts';
import { show as showTrackForm } from './track-routes.tsx';
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
      return show(asked, tx, view, tracked, notice ? { notice } : {});
    });
  });
  app.post('/case/message', { config, schema: { hide: true } }, async (request, reply) => {
    const asked = { portal, request, reply };
    const form = await readForm(request);
    return onCase(asked, sentValue(form, 't'), (tx, view, tracked) => receiveMessage(asked, tx, view, tracked, form));
  });
  app.post('/case/verdict', { config, schema: { hide: true } }, async (request, reply) => {
    const asked = { portal, request, reply };
    const form = await readForm(request);
    return onCase(asked, sentValue(form, 't'), (tx, view, tracked) => receiveVerdict(asked, tx, view, tracked, form));
  });
}

export type Asked = { portal: Portal; request: Request; reply: Reply };
/** What is answered once the transaction has committed, never before. */
export type Answer = () => Reply | Promise<Reply>;
type OnCase = (tx: Tx, view: View, tracked: TrackedCase) => Promise<Answer>;

/** The case a token proves; without one, the form that asks for number and code. */
export async function onCase({ portal, request, reply }: Asked, token: string, work: OnCase): Promise<Reply> {
  const proven = openCaseToken(portal, token);
  if (!proven) {
    const notice = viewOf(request, null, portal.assets).words.case.expired;
    return showTrackForm(portal, request, reply, { number: '', code: '', errors: [], notice }, 410);
  }
  const answer = await inPortal(portal, request, async (tx, view) =>
    work(tx, view, await trackCase(tx, proven, portal.parts.now())),
  );
  return answer();
}

type Typed = {
  notice?: string;
  answer?: Omit<AnswerForm, 'token' | 'held'> & { formKey: string };
  judge?: Omit<JudgeForm, 'token'>;
};
const NO_ANSWER = { text: '', errors: [] };
const NO_VERDICT = { verdict: '', stars: '', text: '', errors: [] };

async function show(
  { portal, request, reply }: Asked,
  tx: Tx,
  view: View,
  tracked: TrackedCase,
  typed: Typed,
  status = 200,
): Promise<Answer> {
  const { key, now } = portal.parts;
  const held = typed.answer ? await shownHeld(tx, portal, request, typed.answer.formKey) : [];
  const files = tracked.files.map(({ fileId, name, mediaType }): [string, ShownFile] => [
    fileId,
    { id: fileId, name, image: mediaType.startsWith('image/'), url: fileUrl(portal, request, fileId, 'page') },
  ]);
  const data = {
    tracked,
    files: new Map(files),
    caseToken: caseToken(portal, { number: tracked.number, code: tracked.trackingCode }),
    answer: { ...(typed.answer ?? NO_ANSWER), held, token: formToken(key, now(), typed.answer?.formKey) },
    judge: { ...(typed.judge ?? NO_VERDICT), token: formToken(key, now()) },
    mayProveEmail: tracked.identity === 'named' && (await emailToProve(tx, tracked.id))?.proven === false,
    notice: typed.notice,
    now: now(),
  };
  return () => sendPage(request, reply, <CasePage view={view} data={data} />, status);
}

async function receiveMessage(asked: Asked, tx: Tx, view: View, tracked: TrackedCase, form: SentForm): Promise<Answer> {
  const { portal, request } = asked;
  const { parts } = portal;
  const { formKey, fresh } = readFormToken(request, sentValue(form, 'form'), { ...parts, now: parts.now() });
  const text = normalise(sentValue(form, 'text')).trim();
  const photos = await keepPhotos(tx, portal, request, view, form, formKey);
  const errors = [...textErrors(view, text), ...photos.errors];
  if (text === '' && photos.fileIds.length === 0 && errors.length === 0)
    errors.push({ field: 'text', message: view.words.errors['message-empty'] });
  if (errors.length > 0 || !fresh) {
    await holdPhotos(tx, portal, formKey, photos);
    const typed: Typed = {
      answer: { text, errors, formKey },
      ...(fresh ? {} : { notice: view.words.faults.formExpired }),
    };
    return show(asked, tx, view, tracked, typed, fresh ? 400 : 403);
  }
  await citizenMessage(tx, tracked, { key: formKey, text, fileIds: photos.fileIds }, parts.now());
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
    ...textErrors(view, text),
  ];
  if (!verdict.success || errors.length > 0 || !fresh) {
    const typed: Typed = { judge: { verdict: verdict.data ?? '', stars, text, errors } };
    if (!fresh) typed.notice = view.words.faults.formExpired;
    return show(asked, tx, view, tracked, typed, fresh ? 400 : 403);
  }
  await citizenVerdict(
    tx,
    tracked,
    { key: formKey, verdict: verdict.data, stars: stars === '' ? null : Number(stars), text },
    parts.now(),
  );
  return backToCase(asked, view, tracked, 'verdict');
}

function textErrors(view: View, text: string): FieldError[] {
  if (text.length <= LONGEST_TEXT) return [];
  return [{ field: 'text', message: view.words.errors['text-too-long'](count(text.length), count(LONGEST_TEXT)) }];
}

function backToCase({ portal, reply }: Asked, view: View, tracked: TrackedCase, done: 'message' | 'verdict'): Answer {
  const token = caseToken(portal, { number: tracked.number, code: tracked.trackingCode });
  return () => reply.redirect(view.href(`/case?t=${token}&done=${done}`), 303);
}
