import { answeredIn, answerLines } from './answered.ts';
import { sayLapsed } from './say.ts';
import {
  type DialogueState,
  type Effect,
  type Facts,
  type Gathered,
  LAPSES_AFTER_MINUTES,
  type ReportState,
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
    effects: [filing(state, 'unfinished', facts.language)],
  };
}

export const isEmpty = (gathered: Gathered): boolean => gathered.length === 0;

/** What was gathered, as a report. Without words it says in words what there is. Answers stand below the story, as from any other door. */
export function filing(
  { gathered, category, answers }: Pick<ReportState, 'gathered' | 'category' | 'answers'>,
  how: 'guided' | 'unfinished',
  language: 'th' | 'en',
): Extract<Effect, { kind: 'file' }> {
  const w = wordsOf(language);
  const { text, placeText, pin, media, incomingIds } = told(gathered);
  const below = answerLines(answers);
  const story = text !== '' ? text : media > 0 ? w.picturesOnly(media) : w.placeOnly;
  return {
    kind: 'file',
    how,
    concealed: false,
    text: [story, ...below].join('\n'),
    answered: answeredIn({ gathered, answers }),
    categoryId: how === 'guided' || below.length > 0 ? (category?.id ?? null) : null,
    placeText,
    pin,
    incomingIds,
  };
}
