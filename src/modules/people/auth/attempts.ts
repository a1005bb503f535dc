import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/db.ts';
import { limitRate, network } from '../../../platform/rate-limit.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { sha256 } from '../../../platform/token.ts';

const PER_ACCOUNT = { most: 10, seconds: 15 * 60 };
const PER_ADDRESS = { most: 30, seconds: 15 * 60 };

/** A try at something secret: against which account (null: none is named), and from which address. */
export type Attempt = {
  readonly purpose: 'sign-in' | 'code' | 'reset' | 'link';
  readonly account: string | null;
  readonly address: string;
};

/** Counts a try before it is made. @throws Refusal('too-many-requests') past 10 an account or 30 an address in 15 minutes */
export async function countAttempt(tx: Tx, attempt: Attempt, now: Date): Promise<void> {
  if (attempt.account) await limitRate(tx, accountBucket(attempt), PER_ACCOUNT, now);
  await limitRate(tx, addressBucket(attempt), PER_ADDRESS, now);
}

/** A try that was right is not held against anyone: a whole office signs in from one address in the morning. */
export async function forgiveAttempt(tx: Tx, attempt: Attempt): Promise<void> {
  await forget(tx, accountBucket(attempt));
  await tx
    .updateTable('platform.rate_limit')
    .set({ hits: sql<number>`greatest(hits - 1, 0)` })
    .where('bucket', '=', kept(addressBucket(attempt)))
    .execute();
}

async function forget(tx: Tx, bucket: string): Promise<void> {
  await tx.deleteFrom('platform.rate_limit').where('bucket', '=', kept(bucket)).execute();
}

const kept = (bucket: string) => sha256(bucket).toString('base64url').slice(0, 24);

/** A code of the authenticator is shown for half a minute and taken for one more on either side: afterwards it opens nothing by itself. */
const CODE_LASTS = { most: 1, seconds: 2 * 60 };
const codeBucket = (userId: string, code: string) => `code-used:${userId}:${code}`;

/**
 * Takes a code of the authenticator for one use (RFC 6238 §5.2: never a second time), before it is looked at: of two who give it at once
 * one goes on. @throws Refusal('wrong-credentials') for one that was used
 */
export async function useCode(tx: Tx, userId: string, code: string, now: Date): Promise<void> {
  try {
    await limitRate(tx, codeBucket(userId, code), CODE_LASTS, now);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'too-many-requests')
      throw new Refusal('wrong-credentials', { reason: 'code' });
    throw error;
  }
}

/** A code that opened nothing may be given again. */
export const freeCode = (tx: Tx, userId: string, code: string): Promise<void> => forget(tx, codeBucket(userId, code));

const accountBucket = ({ purpose, account }: Attempt) => `${purpose}:account:${account?.trim().toLowerCase() ?? ''}`;
const addressBucket = ({ purpose, address }: Attempt) => `${purpose}:address:${network(address)}`;
