import type { Actor } from '../../people/index.ts';
import { type CaseFacts, maySee } from '../rules.ts';

type Facts = CaseFacts & { readonly identity: 'named' | 'anonymous' | 'concealed' };

/**
 * Whether a case may stand beside others of its person. What is about corruption never does, nor what somebody asked to be concealed
 * in. Where no name was given it does only if it was told in the person's own thread, whose words everybody at the desk reads there.
 */
export function mayBeJoined(facts: Facts, ownThread: boolean): boolean {
  if (facts.visibility === 'corruption' || facts.identity === 'concealed') return false;
  return facts.identity === 'named' || ownThread;
}

export const shownTo = (facts: Facts, actor: Actor, ownThread: boolean): boolean =>
  mayBeJoined(facts, ownThread) && maySee(facts, actor);

/** Who belongs together is settled by those who see contacts anyway. */
export const mayJoin = (actor: Actor): boolean => actor.kind === 'staff' && actor.may.has('contact.read');
