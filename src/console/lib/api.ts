import { z } from 'zod';
import { language } from './i18n.ts';
import { problemSentences } from './problem-words.ts';
import { t } from './words/t.ts';

const refusal = z.object({ code: z.string(), message: z.string(), detail: z.unknown().optional() });

/** A refusal of the server, or `network` / `unknown-answer` when there was none to read. `message` is for people. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: unknown;

  constructor(status: number, code: string, message: string, detail?: unknown) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}

export type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>;
type Options = { query?: Query; signal?: AbortSignal; headers?: Record<string, string> };
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

let signedOut: () => void = () => undefined;
/** What to do when the server says that nobody is signed in; set once by the app. */
export function onSignedOut(handler: () => void): void {
  signedOut = handler;
}

function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failure(response: Response, body: unknown): ApiError {
  const parsed = refusal.safeParse(body);
  if (!parsed.success) return new ApiError(response.status, `http-${response.status}`, t('errorUnknown'));
  const { code, message, detail } = parsed.data;
  const found = code === 'invalid-input' ? problemSentences(detail) : [];
  return new ApiError(response.status, code, found.length === 0 ? message : found.join(' · '), detail);
}

/** What the server answered, when it did not refuse. */
async function ask(
  method: Method,
  path: string,
  body: unknown,
  { query, signal, headers = {} }: Options = {},
): Promise<Response> {
  const form = body instanceof FormData;
  let response: Response;
  try {
    response = await fetch(address(path, query), {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        'accept-language': language(),
        // A page of another site cannot set this header, so a forged form is refused.
        ...(method === 'GET' ? {} : { 'x-requested-with': 'fangsiang' }),
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(0, 'network', t('errorNetwork'), cause);
  }
  if (response.ok) return response;
  const error = failure(response, await bodyOf(response));
  if (response.status === 401 && error.code === 'not-signed-in') signedOut();
  throw error;
}

async function send<Contract extends z.ZodType>(
  method: Method,
  path: string,
  contract: Contract,
  body: unknown,
  options?: Options,
): Promise<z.output<Contract>> {
  const response = await ask(method, path, body, options);
  const parsed = contract.safeParse(await bodyOf(response));
  if (!parsed.success) throw new ApiError(response.status, 'unknown-answer', t('errorAnswer'), parsed.error.issues);
  return parsed.data;
}

/** Same-origin calls. Every answer is parsed by its zod contract; use `nothing` where there is none. Errors: `ApiError`. */
export const api = {
  get: <C extends z.ZodType>(path: string, contract: C, options?: Options) =>
    send('GET', path, contract, undefined, options),
  post: <C extends z.ZodType>(path: string, body: unknown, contract: C, options?: Options) =>
    send('POST', path, contract, body, options),
  put: <C extends z.ZodType>(path: string, body: unknown, contract: C, options?: Options) =>
    send('PUT', path, contract, body, options),
  patch: <C extends z.ZodType>(path: string, body: unknown, contract: C, options?: Options) =>
    send('PATCH', path, contract, body, options),
  remove: <C extends z.ZodType>(path: string, contract: C, options?: Options) =>
    send('DELETE', path, contract, undefined, options),
  /** A file, with the name the server gives it; '' where it gives none. */
  file: async (path: string, options?: Options): Promise<{ file: Blob; name: string }> => {
    const response = await ask('GET', path, undefined, options);
    const [, name = ''] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
    return { file: await response.blob(), name };
  },
};

/** The contract of an answer whose body does not matter (204, or `{ok: true}`). */
export const nothing = z.unknown().transform(() => undefined);
