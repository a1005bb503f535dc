import { z } from 'zod';
import type { Reach } from '../adapter.ts';
import { type Call, type Called, call, retryAfter } from '../provider/call.ts';
import { setting } from '../provider/setting.ts';

/** LINE's answer to what it does not do (messaging-api.yml `ErrorResponse`). */
const Failure = z
  .object({
    message: z.string().default(''),
    details: z.array(z.object({ message: z.string().default(''), property: z.string().default('') })).default([]),
    sentMessages: z
      .array(z.object({ id: z.string() }))
      .default([])
      .catch([]),
  })
  .catch({ message: '', details: [], sentMessages: [] });

export type LineFailure = {
  readonly status: number;
  readonly message: string;
  readonly details: readonly { readonly message: string; readonly property: string }[];
  readonly retryAfterSeconds: number | null;
  readonly headers: Headers;
  /** Of a request that was accepted before (409): what it had sent. */
  readonly sentIds: readonly string[];
};
export type Asked<T> =
  | { readonly kind: 'done'; readonly body: T; readonly headers: Headers }
  | { readonly kind: 'failed'; readonly failure: LineFailure }
  | { readonly kind: 'unreached' | 'lost'; readonly why: string };

type Path = Pick<Call, 'method' | 'json'> & {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const bearer = ({ settings }: Reach) => ({ authorization: `Bearer ${setting(settings, 'channelAccessToken')}` });

/** Asks the Messaging API as the channel. An answer of another shape than the documents say is a failure, never a guess. */
export async function line<S extends z.ZodType>(
  reach: Reach,
  { path, headers = {}, ...rest }: Path,
  schema: S,
): Promise<Asked<z.output<S>>> {
  const called = await call(reach, {
    ...rest,
    url: `${reach.bases.line}${path}`,
    headers: { ...bearer(reach), ...headers },
  });
  return readAnswer(called, reach, schema);
}

/** What LINE keeps: pictures, videos and rich menus lie at another address (messaging-api.yml, `servers`). */
export const contentUrl = (reach: Reach, messageId: string, what = ''): string =>
  `${reach.bases.lineData}/v2/bot/message/${encodeURIComponent(messageId)}/content${what}`;
export const lineHeaders = bearer;

/** The same at the address where content lies. */
export async function lineData<S extends z.ZodType>(reach: Reach, url: string, schema: S): Promise<Asked<z.output<S>>> {
  return readAnswer(await call(reach, { url, headers: bearer(reach) }), reach, schema);
}

function readAnswer<S extends z.ZodType>(called: Called, reach: Reach, schema: S): Asked<z.output<S>> {
  if (called.kind !== 'answer') return called;
  const { status, headers, body } = called;
  const read = status >= 200 && status < 300 ? schema.safeParse(body) : null;
  if (read?.success) return { kind: 'done', body: read.data, headers };
  const { message, details, sentMessages } = read
    ? { message: 'an answer of an unknown shape', details: [], sentMessages: [] }
    : Failure.parse(body);
  return {
    kind: 'failed',
    failure: {
      status,
      message,
      details,
      retryAfterSeconds: retryAfter(headers, reach.now()),
      headers,
      sentIds: sentMessages.map(({ id }) => id),
    },
  };
}

/** What LINE said, for the record: no secret stands in it. */
export function answerOf({ status, message, details }: LineFailure): string {
  const more = details.map((each) => [each.property, each.message].filter(Boolean).join(': ')).filter(Boolean);
  return [`${status} ${message}`.trim(), ...more].join('; ').slice(0, 500);
}
