import { z } from 'zod';
import { sha256 } from '../../../platform/token.ts';
import type { Reach } from '../adapter.ts';
import { type Call, call, retryAfter } from '../provider/call.ts';
import { setting } from '../provider/setting.ts';
import { traffyTime } from './time.ts';

/** Every answer's cover. A failure is `status: "fail"` inside a 200; its words are English, or English and Thai with a bar between. */
const Cover = z.object({
  status: z.string(),
  message: z.string().nullish(),
  credit_balance: z.number().nullish().catch(null),
  quota_limit: z.number().nullish().catch(null),
  results: z.unknown().optional(),
});
export type Answered = { readonly results: unknown; readonly credit: number | null };
export type Asked =
  | { readonly kind: 'done'; readonly answer: Answered }
  /** It says no, and why. */
  | { readonly kind: 'failed'; readonly words: string }
  /** The month's credits are used up. */
  | { readonly kind: 'quota'; readonly words: string }
  /** User or password are wrong, or not set. */
  | { readonly kind: 'wrong-key'; readonly words: string }
  | { readonly kind: 'later'; readonly words: string; readonly retryAfterSeconds: number | null }
  | { readonly kind: 'unreached' | 'lost'; readonly why: string };

const STALE = /token has expired|invalid token/i;
const Token = z.object({ token: z.string().min(1), expire_timestamp: z.string().nullish() });
export type Auth = {
  readonly token: string;
  readonly until: Date;
  readonly credit: number | null;
  /** When the credit was told. */
  readonly toldAt: Date;
  readonly limit: number | null;
};

const MARGIN_MS = 60_000;
const USUAL_LIFE_MS = 30 * 60_000;
const KNOWN_MOST = 1000;
/** Tokens live for days and each one asked for may cost a credit: they are remembered in this process, and asked for again when refused. */
const tokens = new Map<string, Auth>();

const keyOf = ({ settings, bases }: Reach): string =>
  sha256(`${bases.traffy}\n${setting(settings, 'user')}\n${setting(settings, 'password')}`).toString('hex');

/** Whether an account of the exchange API is set, so that tickets can be read at their source. */
export const hasAccount = ({ settings }: Pick<Reach, 'settings'>): boolean =>
  setting(settings, 'user') !== '' && setting(settings, 'password') !== '';

/** docs/authentication.md */
export async function getAuth(
  reach: Reach,
  fresh: boolean,
): Promise<{ kind: 'auth'; auth: Auth } | Exclude<Asked, { kind: 'done' }>> {
  if (!hasAccount(reach)) return { kind: 'wrong-key', words: 'no account of the exchange API is set' };
  const key = keyOf(reach);
  const known = tokens.get(key);
  if (known && !fresh && known.until.getTime() - MARGIN_MS > reach.now().getTime())
    return { kind: 'auth', auth: known };
  const json = { user: setting(reach.settings, 'user'), pass: setting(reach.settings, 'password') };
  const asked = await covered(reach, { method: 'POST', url: `${reach.bases.traffy}/get-auth/v1`, json });
  if (asked.kind !== 'done') return asked.kind === 'failed' ? { kind: 'wrong-key', words: asked.words } : asked;
  const read = Token.safeParse(asked.answer.results);
  if (!read.success) return { kind: 'failed', words: 'get-auth gave no token' };
  const until = traffyTime(read.data.expire_timestamp) ?? new Date(reach.now().getTime() + USUAL_LIFE_MS);
  const { credit } = asked.answer;
  const auth: Auth = { token: read.data.token, until, credit, toldAt: reach.now(), limit: asked.limit };
  if (tokens.size >= KNOWN_MOST) tokens.clear();
  tokens.set(key, auth);
  return { kind: 'auth', auth };
}

/** Asks the exchange API with a token; a token that is refused is asked for anew, once. */
export async function askTraffy(
  reach: Reach,
  {
    method = 'GET',
    path,
    query = {},
    json,
  }: Pick<Call, 'method' | 'json'> & { path: string; query?: Record<string, string> },
): Promise<Asked> {
  const search = new URLSearchParams(query).toString();
  const url = `${reach.bases.traffy}/${path}${search === '' ? '' : `?${search}`}`;
  for (const fresh of [false, true]) {
    const auth = await getAuth(reach, fresh);
    if (auth.kind !== 'auth') return auth;
    const asked = await covered(reach, { method, url, json, headers: { authorization: `Bearer ${auth.auth.token}` } });
    if (asked.kind === 'done') noteCredit(reach, asked.answer.credit);
    if (asked.kind === 'quota') noteCredit(reach, 0);
    if (asked.kind !== 'failed' || !STALE.test(asked.words)) return asked;
  }
  return { kind: 'wrong-key', words: 'a fresh token is refused too' };
}

/** How many credits a month has, as far as it was ever told to this process; null when it was not. */
export const monthsCredits = (reach: Reach): number | null => tokens.get(keyOf(reach))?.limit ?? null;

/** Each answer says what is left of the month: nobody has to ask for that alone, which may cost a credit itself. */
function noteCredit(reach: Reach, credit: number | null): void {
  const auth = tokens.get(keyOf(reach));
  if (auth && credit !== null) tokens.set(keyOf(reach), { ...auth, credit, toldAt: reach.now() });
}

type Covered = Exclude<Asked, { kind: 'done' }> | { kind: 'done'; answer: Answered; limit: number | null };

async function covered(reach: Reach, request: Call): Promise<Covered> {
  const called = await call(reach, request);
  if (called.kind !== 'answer') return called;
  const { status: http, headers, body } = called;
  const cover = Cover.safeParse(body);
  const words = (cover.data?.message || `HTTP ${http}`).slice(0, 200);
  if (/running out of api usage quota/i.test(words) && cover.data?.status !== 'warning' && !/almost/i.test(words)) {
    return { kind: 'quota', words };
  }
  if (http === 429) return { kind: 'later', words, retryAfterSeconds: retryAfter(headers, reach.now()) };
  // What stands between us and the API says so when it has waited too long: the API may have done what was asked.
  if (http >= 500) return { kind: 'lost', why: words };
  if (http === 401) return { kind: 'failed', words: STALE.test(words) ? words : `Invalid token (${words})` };
  if (!cover.success) return { kind: 'lost', why: `HTTP ${http}, not an answer of the API` };
  // A warning (the month's credits are nearly used up) is a yes.
  if (cover.data.status !== 'success' && cover.data.status !== 'warning') return { kind: 'failed', words };
  return {
    kind: 'done',
    answer: { results: cover.data.results, credit: cover.data.credit_balance ?? null },
    limit: cover.data.quota_limit ?? null,
  };
}
