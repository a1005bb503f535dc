import { v4 } from 'uuid';
import type { Request } from '../platform/http.ts';
import { signed, unsigned } from '../platform/token.ts';

const PURPOSE = 'portal-form';
const HOURS_12 = 12 * 3_600_000;
const LONG_AGO = new Date(0);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A form's own key, signed: proof that this server made the page, and the key that makes sending it twice one filing. */
export function formToken(key: string, now: Date, formKey: string = v4()): string {
  return signed(key, PURPOSE, formKey, new Date(now.getTime() + HOURS_12));
}

/**
 * Reads a form's token. `formKey` survives expiry (photos are held under it); `fresh` is false when the form has expired, was not
 * made here, or comes from another site: then the page is shown again with what was typed and a new token. `known`: it was made here once.
 */
export function readFormToken(
  request: Request,
  token: string,
  { key, now, publicUrl }: { key: string; now: Date; publicUrl: string | null },
): { formKey: string; fresh: boolean; known: boolean } {
  const ever = unsigned(key, PURPOSE, token, LONG_AGO);
  const formKey = ever !== null && UUID.test(ever) ? ever : null;
  const fresh = formKey !== null && unsigned(key, PURPOSE, token, now) !== null && fromHere(request, publicUrl);
  return { formKey: formKey ?? v4(), fresh, known: formKey !== null };
}

/** Whether a form with this token was ever made here: then its photos are worth opening and keeping. */
export function madeHere(token: string, key: string): boolean {
  const formKey = unsigned(key, PURPOSE, token, LONG_AGO);
  return formKey !== null && UUID.test(formKey);
}

/**
 * Browsers say where a form was sent from. Referrer-Policy no-referrer makes Origin "null" on our own forms (Fetch §3.2), so "null"
 * tells nothing and Sec-Fetch-Site decides; an in-app browser that sends neither is left to the token.
 */
export function fromHere(request: Request, publicUrl: string | null): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.origin;
  if (origin === undefined || origin === 'null') return true;
  const host = URL.canParse(origin) ? new URL(origin).host : '';
  return host === request.host || (publicUrl !== null && host === new URL(publicUrl).host);
}
