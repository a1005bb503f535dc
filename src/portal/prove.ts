import { type TrackedCase, trackCase } from '../modules/complaints/index.ts';
import { inMunicipality, type Tx } from '../platform/db/db.ts';
import type { Request } from '../platform/http.ts';
import { limitRate } from '../platform/rate-limit.ts';
import { Refusal } from '../platform/refusal.ts';
import { toArabicDigits } from '../thai/index.ts';
import type { Portal } from './portal.ts';
import type { Proven } from './receipt-link.ts';

const QUARTER_HOUR = 15 * 60;
const WRONG_TRIES = { address: { most: 20, seconds: QUARTER_HOUR }, number: { most: 10, seconds: QUARTER_HOUR } };

/** Carries the case out of a transaction that must leave no trace. */
class Right extends Error {
  readonly tracked: TrackedCase;
  constructor(tracked: TrackedCase) {
    super('right');
    this.tracked = tracked;
  }
}

/**
 * The case of a number and a code. Wrong tries are counted by address and by number; a right one is not: its count is rolled back
 * with its transaction, which is also why a try beyond the limit is refused although it were right.
 * @throws Refusal 'wrong-tracking-code', 'too-many-requests'
 */
export async function prove(portal: Portal, request: Request, given: Proven): Promise<TrackedCase> {
  const now = portal.parts.now();
  try {
    await inMunicipality(portal.parts.db, request.municipalityId, async (tx) => {
      await limitRate(tx, `track address ${request.ip}`, WRONG_TRIES.address, now);
      await limitRate(tx, `track number ${oneWay(given.number)}`, WRONG_TRIES.number, now);
      const tracked = await orNull(tx, given, now);
      if (tracked) throw new Right(tracked);
    });
  } catch (error) {
    if (error instanceof Right) return error.tracked;
    throw error;
  }
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
