import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Reach } from '../adapter.ts';
import { type Call, call, retryAfter } from '../provider/call.ts';
import { setting } from '../provider/setting.ts';

const VERSION = 'v23.0';

const Failure = z.object({
  error: z.object({
    message: z.string().default(''),
    code: z.number().default(0),
    error_subcode: z.number().nullish(),
    is_transient: z.boolean().nullish(),
  }),
});
/** What the Graph API says when it does not do it (docs/graph-api/guides/error-handling). */
export type GraphFailure = {
  readonly status: number;
  readonly code: number;
  readonly subcode: number;
  readonly message: string;
  readonly transient: boolean;
  readonly retryAfterSeconds: number | null;
};

export type Graphed<T> =
  | { readonly kind: 'done'; readonly body: T }
  | { readonly kind: 'failed'; readonly failure: GraphFailure }
  | { readonly kind: 'unreached' | 'lost'; readonly why: string };

type Asked = Pick<Call, 'method' | 'json'> & {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
};

/**
 * Asks the Graph API as the Page. The token goes in a header, never in an address that a log may keep; `appsecret_proof` shows that we
 * also hold the app's secret (docs/graph-api/securing-requests).
 */
export async function graph<S extends z.ZodType>(
  reach: Reach,
  { method, path, query = {}, json }: Asked,
  schema: S,
): Promise<Graphed<z.output<S>>> {
  const token = setting(reach.settings, 'pageToken');
  const secret = setting(reach.settings, 'appSecret');
  const proof: Record<string, string> =
    secret === '' ? {} : { appsecret_proof: createHmac('sha256', secret).update(token).digest('hex') };
  const search = new URLSearchParams({ ...query, ...proof }).toString();
  const called = await call(reach, {
    ...(method && { method }),
    url: `${reach.bases.meta}/${VERSION}/${path}${search === '' ? '' : `?${search}`}`,
    headers: { authorization: `Bearer ${token}` },
    json,
  });
  if (called.kind !== 'answer') return called;
  const { status, headers, body } = called;
  if (status >= 200 && status < 300) {
    const read = schema.safeParse(body);
    // It said yes and we cannot read the rest: what was asked for is done, so it must not be asked for again.
    return read.success ? { kind: 'done', body: read.data } : { kind: 'lost', why: 'the answer cannot be read' };
  }
  const said = Failure.safeParse(body);
  const failure = said.data?.error;
  return {
    kind: 'failed',
    failure: {
      status,
      code: failure?.code ?? 0,
      subcode: failure?.error_subcode ?? 0,
      message: (failure?.message ?? `HTTP ${status}`).slice(0, 200),
      transient: failure?.is_transient === true,
      retryAfterSeconds: retryAfter(headers, reach.now()) ?? regained(headers),
    },
  };
}

const Usage = z.record(z.string(), z.array(z.object({ estimated_time_to_regain_access: z.number() })));

/** Business use case limits say in minutes when they end (docs/graph-api/overview/rate-limiting). */
function regained(headers: Headers): number | null {
  try {
    const usage = Usage.safeParse(JSON.parse(headers.get('x-business-use-case-usage') ?? 'null'));
    const minutes = Object.values(usage.data ?? {}).flatMap((each) =>
      each.map((one) => one.estimated_time_to_regain_access),
    );
    const most = Math.max(0, ...minutes);
    return most > 0 ? most * 60 : null;
  } catch {
    return null;
  }
}
