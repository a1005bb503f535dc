import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from './db/db.ts';
import type { Job } from './jobs.ts';
import { Refusal } from './refusal.ts';
import { sha256 } from './token.ts';

declare module './db/db.ts' {
  interface Tables {
    'platform.rate_limit': Scoped & { bucket: string; window_start: Date; hits: number };
  }
}

/**
 * Counts one hit on `bucket` (an account, an address) and refuses past `most` within `seconds`. The bucket is kept as a hash: an
 * address is personal data. What was counted while the machine's clock ran ahead is counted no more once it is set right: it would shut people
 * out until then.
 */
export async function limitRate(
  tx: Tx,
  bucket: string,
  limit: { most: number; seconds: number },
  now: Date,
): Promise<void> {
  const key = keyOf(bucket);
  const oldest = new Date(now.getTime() - limit.seconds * 1000);
  const newest = new Date(now.getTime() + limit.seconds * 1000);
  const isOver = sql<boolean>`rate_limit.window_start not between ${oldest} and ${newest}`;
  const { hits } = await tx
    .insertInto('platform.rate_limit')
    .values({ bucket: key, window_start: now, hits: 1 })
    .onConflict((row) =>
      row.columns(['municipality_id', 'bucket']).doUpdateSet({
        hits: sql<number>`case when ${isOver} then 1 else rate_limit.hits + 1 end`,
        window_start: sql<Date>`case when ${isOver} then ${now} else rate_limit.window_start end`,
      }),
    )
    .returning('hits')
    .executeTakeFirstOrThrow();
  if (hits > limit.most) throw new Refusal('too-many-requests', { retryAfterSeconds: limit.seconds });
}

/** Refuses while a bucket is over its limit, without counting: for what is counted only when it turns out to be wrong. */
export async function refuseOverLimit(
  tx: Tx,
  bucket: string,
  limit: { most: number; seconds: number },
  now: Date,
): Promise<void> {
  const counted = await tx
    .selectFrom('platform.rate_limit')
    .select(['hits', 'window_start'])
    .where('bucket', '=', keyOf(bucket))
    .executeTakeFirst();
  if (!counted || counted.hits < limit.most) return;
  const left = limit.seconds - (now.getTime() - counted.window_start.getTime()) / 1000;
  if (left > 0 && left <= 2 * limit.seconds)
    throw new Refusal('too-many-requests', { retryAfterSeconds: Math.ceil(left) });
}

const keyOf = (bucket: string): string => sha256(bucket).toString('base64url').slice(0, 24);

/** Longest that any limit counts, and a day over, in milliseconds. */
const OVER_AFTER_MS = 2 * 86_400_000;
const Nothing = z.object({});

/** Removes what no limit counts any more: it is about people, and would grow for ever. */
export const sweepRates: Job<typeof Nothing> = {
  id: 'platform.sweep-rates',
  schema: Nothing,
  handle: ({ scoped, now }) =>
    scoped(async (tx) => {
      const [before, after] = [-OVER_AFTER_MS, OVER_AFTER_MS].map((ms) => new Date(now().getTime() + ms));
      await sql`delete from platform.rate_limit where window_start not between ${before} and ${after}`.execute(tx);
    }),
};

/** One household or office: an IPv4 address, or the first 64 bits of an IPv6 one. */
export function network(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address.replace(/^::ffff:/i, '');
  const [head = '', tail] = address.split('::');
  const before = head ? head.split(':') : [];
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}
