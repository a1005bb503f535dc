import { v4, v7 } from 'uuid';
import { z } from 'zod';
import { citizenMessage, type Draft, newPhotos } from '../modules/complaints/index.ts';
import { CITIZEN, currentNotice, loadDirectory, newestNotice } from '../modules/people/index.ts';
import { dropHeld, holdFiles } from '../modules/voices/index.ts';
import type { App, Reply, Request } from '../platform/http.ts';
import { Refusal } from '../platform/refusal.ts';
import { sha256 } from '../platform/token.ts';
import { dayOf } from '../thai/index.ts';
import { formToken, fromHere, madeHere, readFormToken } from './form-guard.ts';
import type { FieldError } from './form-parts.tsx';
import { holdPhotos, keepPhotos, shownHeld } from './keep-photos.ts';
import { languageCookie } from './language.ts';
import { limitFiling } from './limit-filing.ts';
import { joinToLine, prefilled } from './line/line-person.ts';
import { inPortal, type Portal } from './portal.ts';
import { opensNone, readForm, type SentForm, sentValue } from './read-form.ts';
import { receiptPath } from './receipt-link.ts';
import {
  answerField,
  checkAnswers,
  checkReport,
  chosenCategory,
  type ReportValues,
  readPosition,
  reportValues,
} from './report-form.ts';
import { ReportPage } from './report-page.tsx';
import { sendRetry } from './retry-page.tsx';
import { sendPage } from './send-page.ts';
import { type View, viewOf } from './view.ts';

const config = { permission: 'public' };
const schema = { hide: true };
/** What the button beside the form asks for where a link would lose what was typed. */
const LANGUAGE = 'language';

export function reportRoutes(app: App, portal: Portal): void {
  const asked = { querystring: z.object({ line: z.string().max(2000).catch('').default('') }), hide: true };
  app.get('/report', { config, schema: asked }, async (request, reply) => {
    const { line } = request.query;
    const token = formToken(portal.parts.key, portal.parts.now());
    // The browser may keep the empty form, so that going back finds what was typed; not one that names a person.
    if (line === '') void reply.header('cache-control', 'private, no-cache');
    return showForm(portal, request, reply, {
      values: prefilled(portal, request, line),
      errors: [],
      token,
      formKey: null,
      line,
    });
  });
  app.post('/report', { config, schema }, async (request, reply) => {
    // Counted before it is read: what is too much is not opened. Another site's form files nothing, so it counts against nobody.
    const foreign = !fromHere(request, portal.parts.publicUrl);
    const hindrance = foreign ? null : await limitFiling(portal, request, 'report').then(() => null, portal.asRefusal);
    const worthIt = (sent: (field: string) => string) => madeHere(sent('form'), portal.parts.key);
    const form = await readForm(request, hindrance || foreign ? opensNone : worthIt);
    try {
      if (hindrance) throw hindrance;
      return await receive(portal, request, reply, form);
    } catch (error) {
      const refusal = portal.asRefusal(error);
      if (refusal.code === 'too-many-requests') return showTooMany(portal, request, reply, form, refusal);
      if (refusal.status < 500) throw error;
      request.log.error({ event: 'report-not-kept', id: request.id, code: refusal.code, err: error });
      return sendRetry(portal, request, reply, refusal, { form, kind: 'report' });
    }
  });
}

async function receive(portal: Portal, request: Request, reply: Reply, form: SentForm): Promise<Reply> {
  const { parts } = portal;
  const values = reportValues(form);
  const line = sentValue(form, 'line');
  const { formKey, fresh } = readFormToken(request, sentValue(form, 'form'), { ...parts, now: parts.now() });
  const ask = sentValue(form, 'ask');
  const asking = ask !== '';
  const checked = await check(portal, request, { form, values, formKey, fresh, ask });
  if (ask === LANGUAGE) void reply.header('set-cookie', languageCookie(checked.view.lang));
  if (checked.errors.length > 0 || !fresh || asking) {
    const notice = fresh ? checked.notice : checked.view.words.faults.formExpired;
    const token = formToken(parts.key, parts.now(), formKey);
    return showForm(
      portal,
      request,
      reply,
      { values, errors: checked.errors, token, formKey, notice, line },
      fresh ? (asking ? 200 : 400) : 403,
    );
  }
  try {
    const { fileIds, answers, noticeVersion } = checked;
    const draft = draftOf(portal, checked.view, { values, formKey, fileIds, answers, noticeVersion });
    const filed = await portal.desk.file(request.municipalityId, draft);
    await inPortal(portal, request, async (tx) => {
      const forgotten = filed.again ? await newPhotos(tx, filed.id, { key: formKey, fileIds }) : null;
      if (forgotten) await citizenMessage(tx, filed, forgotten, parts.now());
      await dropHeld(tx, formKey);
    });
    await joinToLine(portal, request, line, filed, values.identity);
    return await reply.redirect(checked.view.href(receiptPath(portal, filed)), 303);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'key-reused') throw error;
    // Sent before with other words: it may be meant as another report, so it is offered with a key of its own.
    const notice = checked.view.words.report.again;
    const anew = v4();
    await inPortal(portal, request, (tx) => holdFiles(tx, anew, checked.fileIds, parts.now()));
    const token = formToken(parts.key, parts.now(), anew);
    return showForm(portal, request, reply, { values, errors: [], token, formKey: anew, notice, line }, 409);
  }
}

function showTooMany(portal: Portal, request: Request, reply: Reply, form: SentForm, refusal: Refusal): Promise<Reply> {
  const { parts, assets } = portal;
  const { formKey } = readFormToken(request, sentValue(form, 'form'), { ...parts, now: parts.now() });
  const token = formToken(parts.key, parts.now(), formKey);
  const notice = viewOf(request, null, assets).words.report.tooMany;
  void reply.header('retry-after', Number(refusal.detail['retryAfterSeconds'] ?? 3600));
  return showForm(
    portal,
    request,
    reply,
    { values: reportValues(form), errors: [], token, formKey, notice, line: sentValue(form, 'line') },
    refusal.status,
  );
}

/** `ask`: it was sent to see what its category asks, or to go on in the other language, and not to be filed; '' when it is. */
type Sent = { form: SentForm; values: ReportValues; formKey: string; fresh: boolean; ask: string };
type Checked = {
  view: View;
  errors: readonly FieldError[];
  notice?: string | undefined;
  fileIds: readonly string[];
  /** What was answered to the category's questions, as lines below the story. */
  answers: readonly string[];
  noticeVersion: number | null;
};

/** The privacy notice that stood on the page; null when the form names one that was never published. */
function versionShown(form: SentForm, newest: number): number | null {
  const version = Number(sentValue(form, 'notice'));
  return Number.isInteger(version) && version > 0 && version <= newest ? version : null;
}

/** Checks what was sent. A form that has to come back has its photos held for it; one that goes through attaches them itself. */
function check(portal: Portal, request: Request, { form, values, formKey, fresh, ask }: Sent): Promise<Checked> {
  const asking = ask !== '';
  return inPortal(portal, request, async (tx, view) => {
    const directory = await loadDirectory(tx, dayOf(portal.parts.now()));
    const photos = await keepPhotos(tx, portal, request, view, form, formKey);
    const answers = checkAnswers(view, values, directory);
    const found = asking ? [] : [...checkReport(view, values, directory), ...answers.errors];
    const errors = inPageOrder([...found, ...photos.errors]);
    if (errors.length > 0 || !fresh || asking) await holdPhotos(tx, portal, formKey, photos);
    const { report } = view.words;
    const unseen = answers.errors.length > 0 && sentValue(form, 'asked') !== values.category;
    const asks = (chosenCategory(values, directory)?.data.questions ?? []).length > 0;
    const { swapped } = readPosition(values.latitude, values.longitude);
    const notice =
      ask === LANGUAGE
        ? undefined
        : asking
          ? report[asks ? 'questionsShown' : 'questionsNone']
          : unseen
            ? report.questionsShown
            : swapped
              ? report.swapped
              : undefined;
    const noticeVersion = versionShown(form, await newestNotice(tx));
    return { view, errors, fileIds: photos.fileIds, answers: answers.lines, notice, noticeVersion };
  });
}

const ORDER = ['text', 'category', 'answer', 'place', 'community', 'photos', 'identity', 'name', 'phone', 'email'];
const placeOf = ({ field }: FieldError) => ORDER.indexOf(field.startsWith(answerField('')) ? 'answer' : field);
const inPageOrder = (errors: readonly FieldError[]) => errors.toSorted((a, b) => placeOf(a) - placeOf(b));

type Shown = {
  values: ReportValues;
  errors: readonly FieldError[];
  token: string;
  formKey: string | null;
  notice?: string | undefined;
  /** Whom LINE has proven the visitor to be, sealed; '' when nobody. */
  line: string;
};

function showForm(portal: Portal, request: Request, reply: Reply, shown: Shown, status = 200): Promise<Reply> {
  return inPortal(portal, request, async (tx, view) => {
    const today = dayOf(portal.parts.now());
    const directory = await loadDirectory(tx, today);
    const notice = await currentNotice(tx, today);
    const held = shown.formKey === null ? [] : await shownHeld(tx, portal, request, shown.formKey);
    const data = { ...shown, held, directory, noticeVersion: notice?.version ?? null };
    return sendPage(request, reply, <ReportPage view={view} data={data} />, status);
  });
}

type Filing = Pick<Checked, 'fileIds' | 'answers' | 'noticeVersion'> & { values: ReportValues; formKey: string };

function draftOf({ parts }: Portal, view: View, { values, formKey, fileIds, answers, noticeVersion }: Filing): Draft {
  const { at } = readPosition(values.latitude, values.longitude);
  const identity = values.identity === '' ? 'anonymous' : values.identity;
  return {
    id: v7(),
    actor: CITIZEN,
    // What was typed, not the photos: the second of two hurried taps stores its photos anew but is the same report.
    idempotency: { caller: 'portal', key: formKey, hash: sha256(JSON.stringify(values)) },
    kind: 'complaint',
    channel: 'website',
    text: [values.text, ...answers].join('\n'),
    placeText: values.place || null,
    latitude: at?.latitude ?? null,
    longitude: at?.longitude ?? null,
    categoryId: values.category || null,
    communityId: values.community || null,
    groupId: null,
    stakeholderKind: null,
    identity,
    contact:
      identity === 'anonymous'
        ? { name: '', phone: '', email: '' }
        : { name: values.name, phone: values.phone, email: values.email },
    language: view.lang,
    noticeVersion,
    severity: 'normal',
    receivedAt: parts.now(),
    fileIds,
    source: null,
    sourceRef: null,
  };
}
