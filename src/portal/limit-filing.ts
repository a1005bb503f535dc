import { inMunicipality } from '../platform/db/db.ts';
import type { Request } from '../platform/http.ts';
import { limitRate, network } from '../platform/rate-limit.ts';
import type { Portal } from './portal.ts';

/** Generous: a whole village may file through one mobile mast, a school through one line. */
const FILINGS = { hour: { most: 30, seconds: 3600 }, day: { most: 300, seconds: 24 * 3600 } };

const THIS_MACHINE = /^(?:127\.\d+\.\d+\.\d+|0:0:0:0)$/;

/**
 * Counts one sent report by the address it comes from; not one from this machine, which is a proxy that does not say for whom it asks:
 * the limit would shut out everybody. @throws Refusal('too-many-requests') past 30 an hour or 300 a day
 */
export async function limitFiling({ parts }: Portal, request: Request): Promise<void> {
  const from = network(request.ip);
  if (THIS_MACHINE.test(from)) return;
  await inMunicipality(parts.db, request.municipalityId, async (tx) => {
    await limitRate(tx, `report hour ${from}`, FILINGS.hour, parts.now());
    await limitRate(tx, `report day ${from}`, FILINGS.day, parts.now());
  });
}
