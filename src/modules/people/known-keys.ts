import { sha256 } from '../../platform/token.ts';
import type { Actor } from './actor.ts';

/** How long a key that another process revoked may still open; one revoked by this process opens nothing once that is answered. */
const FRESH_MS = 2_000;
const MOST_KNOWN = 1_000;

let revocations = 0;
/** Every key that is known is asked of the database again. */
export function forgetKeys(): void {
  revocations += 1;
}

type Ask = (municipalityId: string, secret: string) => Promise<Actor | null>;

/**
 * `ask`, remembered: a program calls many times a second with one key, and whom it stands for is asked every two seconds. Those who
 * ask in the same moment share the answer. What was refused is asked anew each time.
 */
export function knownKeys(ask: Ask): Ask {
  const known = new Map<string, { actor: Promise<Actor | null>; at: number }>();
  return (municipalityId, secret) => {
    const id = `${revocations} ${municipalityId} ${sha256(secret).toString('base64')}`;
    const before = known.get(id);
    if (before && performance.now() - before.at < FRESH_MS) return before.actor;
    if (known.size >= MOST_KNOWN) known.clear();
    const entry = { actor: ask(municipalityId, secret), at: performance.now() };
    const forget = () => {
      if (known.get(id) === entry) known.delete(id);
    };
    known.set(id, entry);
    entry.actor.then((actor) => actor ?? forget(), forget);
    return entry.actor;
  };
}
