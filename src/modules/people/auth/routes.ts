import { audit } from '../../../platform/audit.ts';
import { inMunicipality, type Tx } from '../../../platform/db/db.ts';
import type { App, Request as Incoming, Parts, Reply } from '../../../platform/http.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { type Attempt, countAttempt, forgiveAttempt, freeCode, useCode } from './attempts.ts';
import { ADDRESS_HEADER } from './instance.ts';
import type { Auth } from './open-auth.ts';
import { mustBeGoodPassword } from './password.ts';
import { refusalFrom } from './refusal-from.ts';
import { SECOND_FACTOR_COOKIE, SESSION_COOKIE, signedCookie } from './session.ts';

type Json = Record<string, unknown>;
type Step = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly summary: string;
  /** What is tried here that could be guessed. */
  readonly tries?: 'sign-in' | 'code';
  /** The audit entry of a success. */
  readonly action?: string;
};

/** The paths of better-auth that are open; all others do not exist here. */
const STEPS: readonly Step[] = [
  {
    method: 'POST',
    path: '/sign-in/email',
    summary: 'Sign in with e-mail and password',
    tries: 'sign-in',
    action: 'sign-in',
  },
  { method: 'POST', path: '/sign-out', summary: 'Sign out' },
  { method: 'GET', path: '/get-session', summary: 'The current session' },
  { method: 'GET', path: '/list-sessions', summary: 'My sessions' },
  { method: 'POST', path: '/revoke-session', summary: 'End one of my sessions', action: 'session.revoke' },
  { method: 'POST', path: '/revoke-other-sessions', summary: 'End my other sessions', action: 'session.revoke' },
  { method: 'POST', path: '/change-password', summary: 'Change my password', tries: 'code', action: 'password.change' },
  { method: 'POST', path: '/two-factor/enable', summary: 'Begin with a second factor', tries: 'code' },
  {
    method: 'POST',
    path: '/two-factor/disable',
    summary: 'Drop the second factor',
    tries: 'code',
    action: 'two-factor.disable',
  },
  {
    method: 'POST',
    path: '/two-factor/verify-totp',
    summary: 'Give the code',
    tries: 'code',
    action: 'two-factor.verify',
  },
  {
    method: 'POST',
    path: '/two-factor/verify-backup-code',
    summary: 'Give a backup code',
    tries: 'code',
    action: 'two-factor.verify',
  },
  {
    method: 'POST',
    path: '/two-factor/generate-backup-codes',
    summary: 'New backup codes',
    tries: 'code',
    action: 'two-factor.backup-codes',
  },
];

/** Serves sign-in under `/api/auth`. better-auth answers; we count tries before it, and word its refusals like all others. */
export async function signInRoutes(app: App, { db, now }: Parts, auth: Auth): Promise<void> {
  // Only JSON comes in, as the text it was: no form of another site can send that.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: 10_000 },
    async (_request: Incoming, text: string) => text,
  );

  for (const step of STEPS) {
    const schema = { tags: ['sign-in'], summary: step.summary };
    app.route({
      method: step.method,
      url: `/api/auth${step.path}`,
      config: { permission: 'public' },
      schema,
      handler: async (request, reply) => {
        const scoped = <T>(work: (tx: Tx) => Promise<T>) => inMunicipality(db, request.municipalityId, work);
        const body = bodyFor(step, request.body);
        const signsIn = step.tries === 'sign-in';
        const secret = auth.secretOf(request.municipalityId);
        // Who signs in is not whom an older cookie names.
        const userId = signsIn ? null : await scoped((tx) => userBehind(tx, request, secret));
        const account = signsIn ? text(body['email']) : userId;
        const attempt: Attempt | null = step.tries ? { purpose: step.tries, account, address: request.ip } : null;
        if (attempt) await scoped((tx) => countAttempt(tx, attempt, now()));
        if (step.path === '/change-password')
          mustBeGoodPassword(text(body['newPassword']) ?? '', await scoped((tx) => emailOf(tx, userId)));
        const used =
          step.path === '/two-factor/verify-totp' && userId ? { userId, code: text(body['code']) ?? '' } : null;
        if (used) await scoped((tx) => useCode(tx, used.userId, used.code, now()));
        const instance = await auth.instanceFor(request);
        const answer = await instance.handler(fetchRequest(request, step.method, body));
        for (const cookie of answer.headers.getSetCookie()) void reply.header('set-cookie', withoutAge(cookie));
        const raw = parsed(await answer.text());
        const said = asObject(raw);
        if (!answer.ok) {
          if (used) await scoped((tx) => freeCode(tx, used.userId, used.code));
          const refusal = refusalFrom(answer.status, said, step.path);
          if (signsIn && refusal instanceof Refusal && refusal.code === 'wrong-credentials')
            await scoped((tx) => noteRefused(tx, account, now()));
          throw refusal;
        }
        const who = text(asObject(said['user'])['id']) ?? userId;
        await scoped(async (tx) => {
          if (attempt) await forgiveAttempt(tx, attempt);
          if (signsIn) await endSession(tx, signedCookie(request.headers.cookie, SESSION_COOKIE, secret));
          if (step.action && who) await noteSuccess(tx, step.action, who, now());
        });
        return finish(reply, raw);
      },
    });
  }
}

/** What is handed on: only what we know, so no option of the library is reached that was not meant to be. */
function bodyFor({ path }: Step, raw: unknown): Json {
  const given = parsed(typeof raw === 'string' && raw.trim() ? raw : '{}');
  if (given === undefined) throw new Refusal('invalid-input', { fields: [{ field: '', problem: 'not-json' }] });
  const body = asObject(given);
  if (path === '/sign-in/email') return { email: body['email'], password: body['password'] };
  if (path === '/change-password') {
    return { currentPassword: body['currentPassword'], newPassword: body['newPassword'], revokeOtherSessions: true };
  }
  return { code: body['code'], password: body['password'], token: body['token'] };
}

/** Whose session this is, or whose half-done sign-in; null when neither. */
async function userBehind(tx: Tx, request: Incoming, secret: string): Promise<string | null> {
  const token = signedCookie(request.headers.cookie, SESSION_COOKIE, secret);
  if (token) {
    const session = await tx.selectFrom('auth.session').select('userId').where('token', '=', token).executeTakeFirst();
    if (session) return session.userId;
  }
  const identifier = signedCookie(request.headers.cookie, SECOND_FACTOR_COOKIE, secret);
  if (!identifier) return null;
  const begun = await tx
    .selectFrom('auth.verification')
    .select('value')
    .where('identifier', '=', identifier)
    .executeTakeFirst();
  return begun?.value ?? null;
}

async function emailOf(tx: Tx, userId: string | null): Promise<string> {
  const user = await tx.selectFrom('auth.user').select('email').where('id', '=', userId).executeTakeFirst();
  return user?.email ?? '';
}

/** The session that a new sign-in takes the place of, in the same browser. */
async function endSession(tx: Tx, token: string | null): Promise<void> {
  if (token) await tx.deleteFrom('auth.session').where('token', '=', token).execute();
}

/** A wrong try is about an account, or about none that exists; what was typed is not kept: people type passwords there. */
async function noteRefused(tx: Tx, email: string | null, at: Date): Promise<void> {
  const typed = email?.trim().toLowerCase() ?? '';
  const user = await tx.selectFrom('auth.user').select('id').where('email', '=', typed).executeTakeFirst();
  const about = { subjectKind: 'staff', subjectId: user?.id ?? 'unknown' };
  await audit(tx, [{ at, actorKind: 'system', actorId: null, action: 'sign-in.refused', ...about }]);
}

const noteSuccess = (tx: Tx, action: string, userId: string, at: Date) =>
  audit(tx, [{ at, actorKind: 'staff', actorId: userId, action, subjectKind: 'staff', subjectId: userId }]);

const PASSED_ON = [
  'cookie',
  'origin',
  'referer',
  'user-agent',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
] as const;

function fetchRequest(request: Incoming, method: Step['method'], body: Json): Request {
  const headers = new Headers({ [ADDRESS_HEADER]: request.ip });
  for (const name of PASSED_ON) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  if (method === 'POST') headers.set('content-type', 'application/json');
  const path = request.url.split('?')[0] ?? '';
  const url = URL.parse(`${request.protocol}://${request.host}${path}`);
  if (!url) throw new Refusal('invalid-input', { fields: [{ field: 'host', problem: 'not-a-host' }] });
  return new Request(url, { method, headers, ...(method === 'POST' && { body: JSON.stringify(body) }) });
}

/** The session's cookie ends with the browser; how long the session lasts is kept on our side, where every use prolongs it. */
function withoutAge(cookie: string): string {
  return cookie.startsWith(`${SESSION_COOKIE}=`) && !/Max-Age=0/i.test(cookie)
    ? cookie.replace(/; ?Max-Age=\d+/i, '')
    : cookie;
}

/** The session's token stays in its cookie: no script needs it. */
function finish(reply: Reply, answer: unknown) {
  const shown = answer !== null && !Array.isArray(answer) ? { ...asObject(answer), token: undefined } : answer;
  return reply.header('cache-control', 'no-store').type('application/json').send(JSON.stringify(shown));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const asObject = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
const text = (value: unknown): string | null => (typeof value === 'string' && value.length <= 320 ? value : null);
