import { inMunicipality } from '../platform/db/db.ts';
import type { Request } from '../platform/http.ts';
import { limitRate, network } from '../platform/rate-limit.ts';
import type { Portal } from './portal.ts';

/** Generous: a whole village may file through one mobile mast, a school through one line. */
const MOST = { report: { hour: 30, day: 300 }, answer: { hour: 60, day: 600 } };
const [HOUR, DAY] = [3600, 24 * 3600];

const THIS_MACHINE = /^(?:127\.\d+\.\d+\.\d+|0:0:0:0)$/;

/**
 * Counts one sent report, or what is said on a case's page, by the address it comes from; not one from this machine, which is a proxy that
 * does not say for whom it asks: the limit would shut out everybody. @throws Refusal('too-many-requests') past 30 reports an hour or 300 a
 * day, and twice as many answers
 */
export async function limitFiling({ parts }: Portal, request: Request, what: keyof typeof MOST): Promise<void> {
  const from = network(request.ip);
  if (THIS_MACHINE.test(from)) return;
  await inMunicipality(parts.db, request.municipalityId, async (tx) => {
    await limitRate(tx, `${what} hour ${from}`, { most: MOST[what].hour, seconds: HOUR }, parts.now());
    await limitRate(tx, `${what} day ${from}`, { most: MOST[what].day, seconds: DAY }, parts.now());
  });
}
