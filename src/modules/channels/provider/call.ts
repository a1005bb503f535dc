import { parseExact } from '../../../platform/exact-json.ts';
import { secondsAsked } from '../../../platform/retry-after.ts';
import type { Reach } from '../adapter.ts';

/**
 * What became of a call. `unreached`: it never got there, so asking again is harmless. `lost`: it went out and no answer came back: the
 * provider may have done what was asked.
 */
export type Called =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: Headers; readonly body: unknown }
  | { readonly kind: 'unreached' | 'lost'; readonly why: string };

export type Call = {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as multipart/form-data, in place of JSON: files. */
  readonly form?: FormData;
};

/** Asks a provider. Never throws: an answer that is no JSON has `body` null, and what went wrong on the way is said in `why`. */
export async function call(
  reach: Pick<Reach, 'fetch'>,
  { method = 'GET', url, headers = {}, json, form }: Call,
): Promise<Called> {
  try {
    const response = await reach.fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...headers,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(form && { body: form }),
    });
    const text = await response.text();
    return { kind: 'answer', status: response.status, headers: response.headers, body: readBody(text) };
  } catch (error) {
    return { kind: neverLeft(error) ? 'unreached' : 'lost', why: why(error) };
  }
}

function readBody(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    return null;
  }
}

/** Ours: there was no time left to ask at all. */
export const OUT_OF_TIME = 'OUT_OF_TIME';

/** Faults that come before the first byte of a request is out (Node's and undici's names). */
const BEFORE = new Set([
  OUT_OF_TIME,
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  return [...own, ...inner, ...codesOf(error.cause)];
}

function neverLeft(error: unknown): boolean {
  const codes = codesOf(error);
  return codes.length > 0 && codes.every((code) => BEFORE.has(code));
}

/** A short word for the record, without the address that was asked: it may hold a key. */
function why(error: unknown): string {
  const [code] = codesOf(error);
  return code ?? (error instanceof Error ? error.name : 'unknown');
}

/** How long an answer asks to wait, in seconds; null when it does not say. */
export const retryAfter = (headers: Headers, now: Date): number | null => secondsAsked(headers.get('retry-after'), now);
