import { sayLapsed } from './say.ts';
import {
  type DialogueState,
  type Effect,
  type Facts,
  type Gathered,
  LAPSES_AFTER_MINUTES,
  type Turn,
} from './state.ts';
import { told } from './told.ts';
import { wordsOf } from './words.ts';

/**
 * Ends a conversation that was left lying: what was told so far is filed as it is. Null while it may still go on. A schedule calls it
 * for threads that stay silent (`threads whose dialogue was asked before now - LAPSES_AFTER_MINUTES`); `converse` calls it by itself.
 */
export function lapse(state: DialogueState, facts: Pick<Facts, 'now' | 'language'>): Turn | null {
  const silent = facts.now.getTime() - Date.parse(state.askedAt);
  if (!(silent > LAPSES_AFTER_MINUTES * 60_000)) return null;
  if (!('gathered' in state) || isEmpty(state.gathered)) return { state: null, say: [], effects: [] };
  return {
    state: null,
    say: sayLapsed(facts.language),
    effects: [filing(state.gathered, 'unfinished', facts.language)],
  };
}

export const isEmpty = (gathered: Gathered): boolean => gathered.length === 0;

/** What was gathered, as a report. Without words it says in words what there is. */
export function filing(
  gathered: Gathered,
  how: 'guided' | 'unfinished',
  language: 'th' | 'en',
): Extract<Effect, { kind: 'file' }> {
  const w = wordsOf(language);
  const { text, placeText, pin, media, incomingIds } = told(gathered);
  return {
    kind: 'file',
    how,
    text: text !== '' ? text : media > 0 ? w.picturesOnly(media) : w.placeOnly,
    placeText,
    pin,
    incomingIds,
  };
}
