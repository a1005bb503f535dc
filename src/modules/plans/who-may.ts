import { Refusal } from '../../platform/refusal.ts';
import type { Actor } from '../people/index.ts';

/** A department's head approves plans; what is said for the whole municipality is the executive's. @throws Refusal('not-allowed') */
export function mustSpeakForAll(actor: Actor): void {
  if (!actor.roles.includes('executive')) throw new Refusal('not-allowed', { role: 'executive' });
}

/** A year that is over is closed by the planner who opens the next one, or by the executive. @throws Refusal('not-allowed') */
export function mustCloseYears(actor: Actor): void {
  if (!actor.roles.includes('planner')) mustSpeakForAll(actor);
}
