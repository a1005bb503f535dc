import type { Settings } from '../adapter.ts';
import type { Outgoing } from '../outgoing.ts';
import { isOn } from '../provider/setting.ts';

/** Hours after a person's last word in which anything may be said, and in which a person of ours may still answer. */
export const WINDOW_HOURS = 24;
export const HUMAN_HOURS = 7 * 24;
/** The setting that says that Meta gave the app the Human Agent permission. */
export const HUMAN_AGENT = 'humanAgent';

export type Way = 'response' | 'human-agent' | 'closed';

/**
 * How a private message may go (docs/messenger-platform/policy): anything within 24 hours; what a member of staff typed within seven
 * days, if the app holds the Human Agent permission and the settings say so; else not at all. The other tags are not ours to use.
 */
export function wayOf(message: Pick<Outgoing, 'byHuman' | 'hoursSinceHeard'>, settings: Settings): Way {
  const hours = message.hoursSinceHeard;
  if (hours === null) return 'closed';
  if (hours <= WINDOW_HOURS) return 'response';
  return message.byHuman && hours <= HUMAN_HOURS && isOn(settings, HUMAN_AGENT) ? 'human-agent' : 'closed';
}
