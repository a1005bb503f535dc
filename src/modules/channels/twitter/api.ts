import { z } from 'zod';
import { sha256 } from '../../../platform/token.ts';
import type { Reach } from '../adapter.ts';
import { type Call, call, retryAfter } from '../provider/call.ts';
import { setting } from '../provider/setting.ts';
import { Id } from './envelope.ts';
import { oauthHeader } from './sign.ts';

/** How X says no: a problem of RFC 7807, or the older list of errors. */
const Problem = z.object({
  title: z.string().optional().catch(undefined),
  detail: z.string().optional().catch(undefined),
  type: z.string().optional().catch(undefined),
  reason: z.string().optional().catch(undefined),
  errors: z
    .array(z.object({ message: z.string().optional(), code: z.number().optional() }))
    .optional()
    .catch(undefined),
});
export type XFailure = {
  readonly status: number;
  readonly type: string;
  readonly words: string;
  readonly retryAfterSeconds: number | null;
};
export type Asked<T> =
  | { readonly kind: 'done'; readonly body: T; readonly headers: Headers }
  | { readonly kind: 'failed'; readonly failure: XFailure }
  | { readonly kind: 'unreached' | 'lost'; readonly why: string };

/** The header that says who asks: signed with the account's own keys when they are set, else the token. */
export function authorization(reach: Reach, method: string, url: string): string {
  const [consumerKey, consumerSecret, token, tokenSecret] = [
    'consumerKey',
    'consumerSecret',
    'accessToken',
    'accessTokenSecret',
  ].map((name) => setting(reach.settings, name));
  if (consumerKey && consumerSecret && token && tokenSecret) {
    return oauthHeader({ consumerKey, consumerSecret, token, tokenSecret }, method, url, reach.now());
  }
  return `Bearer ${setting(reach.settings, 'bearerToken')}`;
}

export async function askX<S extends z.ZodType>(
  reach: Reach,
  {
    method = 'GET',
    path,
    query = {},
    json,
    form,
  }: Pick<Call, 'method' | 'json' | 'form'> & { path: string; query?: Readonly<Record<string, string>> },
  schema: S,
): Promise<Asked<z.output<S>>> {
  const search = new URLSearchParams(query).toString();
  const url = `${reach.bases.x}/2/${path}${search === '' ? '' : `?${search}`}`;
  const called = await call(reach, {
    method,
    url,
    headers: { authorization: authorization(reach, method, url) },
    json,
    ...(form && { form }),
  });
  if (called.kind !== 'answer') return called;
  const { status, headers, body } = called;
  if (status >= 200 && status < 300) {
    const read = schema.safeParse(body);
    return read.success
      ? { kind: 'done', body: read.data, headers }
      : { kind: 'lost', why: 'the answer cannot be read' };
  }
  const problem = Problem.safeParse(body).data;
  const said = problem?.detail ?? problem?.errors?.[0]?.message ?? problem?.title ?? `HTTP ${status}`;
  return {
    kind: 'failed',
    failure: {
      status,
      type: problem?.type ?? '',
      words: `${status} ${said}`.slice(0, 200),
      retryAfterSeconds: resetIn(headers, reach.now()) ?? retryAfter(headers, reach.now()),
    },
  };
}

/** `x-rate-limit-reset` is the second at which the window ends; a day's limit has a header of its own. */
function resetIn(headers: Headers, now: Date): number | null {
  const names = ['x-user-limit-24hour', 'x-app-limit-24hour', 'x-rate-limit'];
  const spent = names.find((name) => headers.get(`${name}-remaining`) === '0') ?? 'x-rate-limit';
  const reset = Number(headers.get(`${spent}-reset`) ?? Number.NaN);
  return Number.isNaN(reset) ? null : Math.max(1, Math.ceil(reset - now.getTime() / 1000));
}

const Me = z.object({ data: z.object({ id: Id, username: z.string().default(''), name: z.string().default('') }) });
export type Me = z.infer<typeof Me>['data'];
const KNOWN_MOST = 1000;
const known = new Map<string, Me>();

/** Whose keys these are. It does not change with the keys, and asking costs: it is remembered in this process. */
export async function me(reach: Reach, fresh = false): Promise<Asked<Me>> {
  const { accessToken, bearerToken } = reach.settings;
  const key = sha256(`${reach.bases.x}\n${accessToken ?? ''}\n${bearerToken ?? ''}`).toString('hex');
  const there = known.get(key);
  if (there && !fresh) return { kind: 'done', body: there, headers: new Headers() };
  const asked = await askX(reach, { path: 'users/me' }, Me);
  if (asked.kind !== 'done') return asked;
  if (known.size >= KNOWN_MOST) known.clear();
  known.set(key, asked.body.data);
  return { ...asked, body: asked.body.data };
}
