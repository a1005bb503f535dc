import type { Tx } from '../../platform/db/db.ts';
import { limitRate } from '../../platform/rate-limit.ts';
import type { Actor } from '../people/index.ts';

/** A stolen key drowns neither the register nor the desk's telephones: far above what a busy city sends, far below what a program can. */
const FILINGS = { most: 300, seconds: 60 };
const UPLOADS = { minute: { most: 60, seconds: 60 }, day: { most: 5_000, seconds: 86_400 } };
const CALLS = { minute: { most: 120, seconds: 60 }, hour: { most: 2_000, seconds: 3600 } };

/** Counts a filing of a machine. A key that was made to take over registers is not counted. @throws Refusal('too-many-requests') */
export async function limitKeyFilings(tx: Tx, { kind, id, withoutLimit }: Actor, now: Date): Promise<void> {
  if (kind !== 'api' || withoutLimit) return;
  await limitRate(tx, `key filings ${id}`, FILINGS, now);
}

/** Counts a call that a machine tells of, whatever key: no exchange has more. @throws Refusal('too-many-requests') */
export async function limitKeyCalls(tx: Tx, { kind, id }: Actor, now: Date): Promise<void> {
  if (kind !== 'api') return;
  await limitRate(tx, `key calls minute ${id}`, CALLS.minute, now);
  await limitRate(tx, `key calls hour ${id}`, CALLS.hour, now);
}

/**
 * Counts a file of a machine before it is read, whatever key: one that is never attached is kept for days, and a stolen key could fill the
 * disk. @throws Refusal('too-many-requests')
 */
export async function limitKeyUploads(tx: Tx, { kind, id }: Actor, now: Date): Promise<void> {
  if (kind !== 'api') return;
  await limitRate(tx, `key uploads minute ${id}`, UPLOADS.minute, now);
  await limitRate(tx, `key uploads day ${id}`, UPLOADS.day, now);
}
