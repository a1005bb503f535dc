import { type TrackedCase, trackCase } from '../modules/complaints/index.ts';
import { inMunicipality, type Tx } from '../platform/db/db.ts';
import type { Request } from '../platform/http.ts';
import { limitRate, network } from '../platform/rate-limit.ts';
import { Refusal } from '../platform/refusal.ts';
import { toArabicDigits } from '../thai/index.ts';
import type { Portal } from './portal.ts';
import type { Proven } from './receipt-link.ts';

const QUARTER_HOUR = 15 * 60;
const WRONG_TRIES = { address: { most: 20, seconds: QUARTER_HOUR }, number: { most: 10, seconds: QUARTER_HOUR } };

/**
 * The case of a number and a code. Only wrong tries are counted, by address and by number, and only they are refused past the limit:
 * the wrong tries of others (at the number, or behind the same address) never shut out who holds the code, and 58 bits are not guessed.
 * @throws Refusal 'wrong-tracking-code', 'too-many-requests'
 */
export async function prove(portal: Portal, request: Request, given: Proven): Promise<TrackedCase> {
  const now = portal.parts.now();
  const scoped = <T>(work: (tx: Tx) => Promise<T>) => inMunicipality(portal.parts.db, request.municipalityId, work);
  const tracked = await scoped((tx) => orNull(tx, given, now));
  if (tracked) return tracked;
  await scoped(async (tx) => {
    await limitRate(tx, `track address ${network(request.ip)}`, WRONG_TRIES.address, now);
    await limitRate(tx, `track number ${oneWay(given.number)}`, WRONG_TRIES.number, now);
  });
  throw new Refusal('wrong-tracking-code');
}

async function orNull(tx: Tx, given: Proven, now: Date): Promise<TrackedCase | null> {
  try {
    return await trackCase(tx, given, now);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'wrong-tracking-code') return null;
    throw error;
  }
}

/** A number typed in any way counts as the same number: digits only, no leading zeros, the year in full. */
function oneWay(typed: string): string {
  const [sequence = '', year = ''] = toArabicDigits(typed)
    .replaceAll(/[^\d/]/g, '')
    .split('/');
  return `${sequence.replace(/^0+/, '')}/${year.length === 2 ? `25${year}` : year}`;
}
