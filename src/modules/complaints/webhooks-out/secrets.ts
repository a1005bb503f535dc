import { seal, unseal } from '../../../platform/seal.ts';
import type { Endpoint } from './tables.ts';

const purposeOf = (endpointId: string): string => `webhook endpoint ${endpointId}`;

export const sealSecret = (key: string, endpointId: string, secret: string): Buffer =>
  seal(key, purposeOf(endpointId), secret);

/** The secrets that sign now, the newest first; empty when they cannot be opened (the installation's key was changed). */
export function secretsOf(key: string, endpoint: Endpoint, now: Date): string[] {
  const { id, secret, previous_secret: previous, previous_until: until } = endpoint;
  const current = unseal(key, purposeOf(id), secret);
  const before = previous && until && until > now ? unseal(key, purposeOf(id), previous) : null;
  return [current, before].filter((each) => each !== null);
}
