import { z } from 'zod';
import { seal as lock, unseal as unlock } from '../platform/seal.ts';

const Sealed = z.object({ value: z.unknown(), until: z.number() });
const placeOf = (purpose: string): string => `portal ${purpose}`;

/**
 * A token that its holder cannot read or change, for one purpose and until a time: an address may carry it although it stands for a
 * tracking code, which must not be in an address (history, logs, shared links).
 */
export const seal = (key: string, purpose: string, value: unknown, until: Date): string =>
  lock(key, placeOf(purpose), JSON.stringify({ value, until: until.getTime() })).toString('base64url');

/** What was sealed, or null when the token is not ours, was changed, or its time is over. */
export function unseal<T>(key: string, purpose: string, token: string, shape: z.ZodType<T>, now: Date): T | null {
  const text = unlock(key, placeOf(purpose), Buffer.from(token, 'base64url'));
  if (text === null) return null;
  const { value, until } = Sealed.parse(JSON.parse(text));
  return until < now.getTime() ? null : (shape.safeParse(value).data ?? null);
}
