import { z } from 'zod';
import type { FiledCase } from '../../modules/complaints/index.ts';
import { linkToThread } from '../../modules/complaints/index.ts';
import type { Request } from '../../platform/http.ts';
import { inPortal, type Portal } from '../portal.ts';
import { EMPTY_REPORT, type ReportValues } from '../report-form.ts';
import { seal, unseal } from '../sealed.ts';

/** Whom LINE has proven the visitor to be. */
const Person = z.object({ id: z.string(), name: z.string() });
type Person = z.infer<typeof Person>;

const PURPOSE = 'line person';
const TWO_HOURS = 2 * 3_600_000;

export const personToken = ({ parts }: Pick<Portal, 'parts'>, person: Person): string =>
  seal(parts.key, PURPOSE, person, new Date(parts.now().getTime() + TWO_HOURS));

const personOf = ({ parts }: Portal, token: string): Person | null =>
  token === '' ? null : unseal(parts.key, PURPOSE, token, Person, parts.now());

/** An empty report, with the name that LINE says; it can be changed, or withheld. */
export function prefilled(portal: Portal, token: string): ReportValues {
  const person = personOf(portal, token);
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
  const person = identity === 'named' ? personOf(portal, token) : null;
  if (!person) return;
  await inPortal(portal, request, (tx) =>
    linkToThread(
      tx,
      { caseId: filed.id, channel: 'line', personId: person.id, proof: 'line-login' },
      portal.parts.now(),
    ),
  );
}
