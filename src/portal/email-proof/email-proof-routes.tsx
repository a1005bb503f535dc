import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { emailToProve, proveEmail, sendEmailCode, type TrackedCase } from '../../modules/complaints/index.ts';
import type { Tx } from '../../platform/db/db.ts';
import type { App } from '../../platform/http.ts';
import { limitRate, network } from '../../platform/rate-limit.ts';
import { Refusal } from '../../platform/refusal.ts';
import { sameSecret } from '../../platform/token.ts';
import { toArabicDigits } from '../../thai/index.ts';
import { onCase } from '../case-routes.tsx';
import { formToken, readFormToken } from '../form-guard.ts';
import type { Portal } from '../portal.ts';
import { readForm, type SentForm, sentValue } from '../read-form.ts';
import { caseToken } from '../receipt-link.ts';
import { seal, unseal } from '../sealed.ts';
import { sendPage } from '../send-page.ts';
import type { Answer, Asked } from '../show-case.tsx';
import type { View } from '../view.ts';
import { type EmailProof, EmailProofPage } from './email-proof-page.tsx';

const config = { permission: 'public' };
const PURPOSE = 'email code';
const Sent = z.object({ caseId: z.string(), email: z.string(), code: z.string() });
const QUARTER_HOUR_MS = 15 * 60_000;
const SENDINGS = { case: { most: 3, seconds: 3600 }, address: { most: 10, seconds: 3600 } };
/** A million codes and ten tries in a quarter of an hour, of which each takes a sending of its own. */
const TRIES = { most: 10, seconds: 900 };

/** `/case/email`: whoever holds a case's code proves that its e-mail address is theirs, by a code that is sent there and typed here. */
export function emailProofRoutes(app: App, portal: Portal): void {
  const schema = { querystring: z.object({ t: z.string().max(2000).default('') }), hide: true };
  app.get('/case/email', { config, schema }, (request, reply) => {
    const asked = { portal, request, reply };
    return onCase(asked, request.query.t, async (tx, view, tracked) =>
      withEmail(asked, tx, view, tracked, async () => ({ sent: null, errors: [] })),
    );
  });
  app.post('/case/email', { config, schema: { hide: true } }, async (request, reply) => {
    const asked = { portal, request, reply };
    const form = await readForm(request);
    return onCase(asked, sentValue(form, 't'), (tx, view, tracked) =>
      withEmail(asked, tx, view, tracked, (email) => sendCode(asked, tx, view, tracked, form, email)),
    );
  });
  app.post('/case/email/prove', { config, schema: { hide: true } }, async (request, reply) => {
    const asked = { portal, request, reply };
    const form = await readForm(request);
    return onCase(asked, sentValue(form, 't'), (tx, view, tracked) =>
      withEmail(asked, tx, view, tracked, (email) => readCode(asked, tx, view, tracked, form, email)),
    );
  });
}

type Outcome = Pick<EmailProof, 'sent' | 'errors' | 'notice'> & { status?: number };

/** The page with what came of it; null: it is proven, and leads back to the case. */
async function withEmail(
  { portal, request, reply }: Asked,
  tx: Tx,
  view: View,
  tracked: TrackedCase,
  work: (email: string) => Promise<Outcome | null>,
): Promise<Answer> {
  const token = caseToken(portal, { number: tracked.number, code: tracked.trackingCode });
  const asked = await emailToProve(tx, tracked.id);
  const outcome = asked && !asked.proven ? await work(asked.email) : null;
  if (!asked || !outcome) {
    const done = asked ? '&done=email' : '';
    return () => reply.redirect(view.href(`/case?t=${token}${done}`), 303);
  }
  const { status = 200, ...shown } = outcome;
  const proof = {
    ...shown,
    number: tracked.number,
    hidden: asked.email.replace(/^(.).*(?=@)/u, '$1•••'),
    caseToken: token,
    formToken: formToken(portal.parts.key, portal.parts.now()),
  };
  return () => sendPage(request, reply, <EmailProofPage view={view} proof={proof} />, status);
}

async function sendCode(
  { portal, request }: Asked,
  tx: Tx,
  view: View,
  tracked: TrackedCase,
  form: SentForm,
  email: string,
): Promise<Outcome> {
  const { key, now } = portal.parts;
  if (!isFresh(portal, request, form)) {
    return { sent: null, errors: [], notice: view.words.faults.formExpired, status: 403 };
  }
  const isFree =
    (await counted(tx, `email-code case ${tracked.id}`, SENDINGS.case, now())) &&
    (await counted(tx, `email-code address ${network(request.ip)}`, SENDINGS.address, now()));
  if (!isFree) return { sent: null, errors: [], notice: view.words.email.tooMany, status: 429 };
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await sendEmailCode(tx, { caseId: tracked.id, email, code, language: view.lang }, now());
  const until = new Date(now().getTime() + QUARTER_HOUR_MS);
  return { sent: seal(key, PURPOSE, { caseId: tracked.id, email, code }, until), errors: [] };
}

async function readCode(
  { portal, request }: Asked,
  tx: Tx,
  view: View,
  tracked: TrackedCase,
  form: SentForm,
  email: string,
): Promise<Outcome | null> {
  const { key, now } = portal.parts;
  const words = view.words.email;
  const token = sentValue(form, 'sent').slice(0, 2000);
  const sent = unseal(key, PURPOSE, token, Sent, now());
  if (!isFresh(portal, request, form) || sent?.caseId !== tracked.id || sent.email !== email) {
    return { sent: null, errors: [], notice: words.expired, status: 403 };
  }
  if (!(await counted(tx, `email-code try ${tracked.id}`, TRIES, now()))) {
    return { sent: null, errors: [], notice: words.tooMany, status: 429 };
  }
  const typed = toArabicDigits(sentValue(form, 'code')).replaceAll(/\D/g, '').slice(0, 20);
  if (!sameSecret(sent.code, typed)) {
    return { sent: token, errors: [{ field: 'code', message: words.wrong }], status: 400 };
  }
  await proveEmail(tx, tracked.id, email, now());
  return null;
}

const isFresh = ({ parts }: Portal, request: Asked['request'], form: SentForm): boolean =>
  readFormToken(request, sentValue(form, 'form'), { ...parts, now: parts.now() }).fresh;

/** Counts, and says whether it is still allowed; the count stays although the answer is no. */
async function counted(tx: Tx, bucket: string, limit: { most: number; seconds: number }, now: Date): Promise<boolean> {
  try {
    await limitRate(tx, bucket, limit, now);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'too-many-requests') return false;
    throw error;
  }
}
