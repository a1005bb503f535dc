import { v4 } from 'uuid';
import { z } from 'zod';
import type { FiledCase } from '../../modules/complaints/index.ts';
import { linkToThread } from '../../modules/complaints/index.ts';
import type { Request } from '../../platform/http.ts';
import { sameSecret } from '../../platform/token.ts';
import { inPortal, type Portal } from '../portal.ts';
import { EMPTY_REPORT, type ReportValues } from '../report-form.ts';
import { seal, unseal } from '../sealed.ts';

/** Whom LINE has proven the visitor to be, in the browser that asked. */
const Person = z.object({ id: z.string(), name: z.string(), browser: z.string().min(1) });
type Person = z.infer<typeof Person>;

const PURPOSE = 'line person';
const TWO_HOURS = 2 * 3_600_000;

/**
 * The cookie that ties a proof to the browser which was asked for it. An address with somebody's proof can be sent to another person, whose
 * report would then stand among the sender's: without the cookie it says nothing.
 */
const COOKIE = 'liff';
export const browserOf = (request: Request): string => request.cookies[COOKIE] ?? '';

/** Not sent along with a form of another site (SameSite). */
export function browserCookie(request: Request): string {
  const secure = request.protocol === 'https' ? '; Secure' : '';
  return `${COOKIE}=${browserOf(request) || v4()}; Path=/; Max-Age=${TWO_HOURS / 1000}; HttpOnly; SameSite=Lax${secure}`;
}

export const personToken = ({ parts }: Pick<Portal, 'parts'>, person: Person): string =>
  seal(parts.key, PURPOSE, person, new Date(parts.now().getTime() + TWO_HOURS));

function personOf({ parts }: Portal, request: Request, token: string): Person | null {
  const person = token === '' ? null : unseal(parts.key, PURPOSE, token, Person, parts.now());
  return person && sameSecret(person.browser, browserOf(request)) ? person : null;
}

/** An empty report, with the name that LINE says; it can be changed, or withheld. */
export function prefilled(portal: Portal, request: Request, token: string): ReportValues {
  const person = personOf(portal, request, token);
  return person?.name ? { ...EMPTY_REPORT, identity: 'named', name: person.name } : EMPTY_REPORT;
}

/** Joins what was filed to the person's LINE thread. Who withheld their name has not asked for that. */
export async function joinToLine(
  portal: Portal,
  request: Request,
  token: string,
  filed: FiledCase,
  identity: ReportValues['identity'],
): Promise<void> {
  const person = identity === 'named' ? personOf(portal, request, token) : null;
  if (!person) return;
  await inPortal(portal, request, (tx) =>
    linkToThread(
      tx,
      { caseId: filed.id, channel: 'line', personId: person.id, proof: 'line-login' },
      portal.parts.now(),
    ),
  );
}
