import type { Part } from '../../channels/index.ts';
import type { Command } from './commands.ts';
import { filing, isEmpty } from './lapse.ts';
import { askConfirm, askPhoto, askWhat, askWhere, sayContact, sayMenu } from './say.ts';
import {
  type DialogueState,
  type Effect,
  type Facts,
  type Gathered,
  type Input,
  MOST_GATHERED,
  type Turn,
} from './state.ts';
import { told } from './told.ts';
import { wordsOf } from './words.ts';

export type ReportState = Extract<DialogueState, { gathered: Gathered }>;
type Said = Extract<Input, { kind: 'said' }>;
type Step = ReportState['at'];

const STEPS: readonly Step[] = ['what', 'where', 'photo', 'confirm'];
/** Longest place in words; more than that is the story, not the place. */
const LONGEST_PLACE = 500;
/** Most messages that one report gathers. */
const MOST_MESSAGES = 60;

/** A new report: its name is its moment, so that buttons of an older one are known. */
export function begin(facts: Facts): Turn {
  const draft = facts.now.getTime().toString(36);
  return at({ at: 'what', draft, gathered: [], askedAt: facts.now.toISOString() }, facts);
}

/** What a step asks. */
export function question(state: ReportState, { language }: Pick<Facts, 'language'>): Part[] {
  switch (state.at) {
    case 'what':
      return [askWhat(language, state.draft, state.gathered)];
    case 'where':
      return [askWhere(language, state.draft)];
    case 'photo':
      return [askPhoto(language, state.draft, told(state.gathered).media)];
    case 'confirm':
      return askConfirm(language, state.draft, state.gathered);
  }
}

/** Something was said while a report is told: a typed button, or a piece of the report, whichever step it fits. */
export function report(state: ReportState, input: Said, command: Command | null, facts: Facts): Turn {
  if (command) {
    const done = byCommand(state, command, facts);
    if (done) return { ...done, effects: [{ kind: 'keep' }, ...done.effects] };
  }
  if (input.gesture) return { state, say: question(state, facts), effects: [{ kind: 'keep' }] };
  if (full(state.gathered, input)) {
    return {
      state,
      say: [{ kind: 'text', text: wordsOf(facts.language).tooMuch }, ...question(state, facts)],
      effects: [{ kind: 'desk' }],
    };
  }
  const gathered = gather(state, input);
  return at({ ...state, at: following(state, input, gathered), gathered, askedAt: facts.now.toISOString() }, facts);
}

/** A button, or its word. Null when the word is no button of this step: then it is part of the report. */
export function byCommand(state: ReportState, command: Command, facts: Facts): Turn | null {
  const moved = (step: Step): Turn => at({ ...state, at: step, askedAt: facts.now.toISOString() }, facts);
  switch (command) {
    case 'cancel':
      return {
        state: null,
        say: [sayMenu(facts.language, wordsOf(facts.language).cancelled)],
        effects: [{ kind: 'cancel', incomingIds: told(state.gathered).incomingIds }],
      };
    case 'back':
      return moved(STEPS[STEPS.indexOf(state.at) - 1] ?? 'what');
    case 'restart':
    case 'report':
      return isEmpty(state.gathered) ? moved('what') : restarted(state, facts);
    case 'skip':
      if (state.at === 'where') return moved('photo');
      return state.at === 'photo' ? moved('confirm') : null;
    case 'confirm':
      if (state.at !== 'confirm') return null;
      return { state: null, say: [], effects: [filing(state.gathered, 'guided', facts.language)] };
    case 'cases':
      return { state, say: [], effects: [{ kind: 'list-cases' }] };
    case 'contact':
      return { state, say: [sayContact(facts), ...question(state, facts)], effects: [] };
    case 'menu':
    case 'greet':
      return { state, say: question(state, facts), effects: [] };
    case 'thai':
    case 'english':
      return null;
  }
}

/** Beginning anew drops what was told: the person said so, and the messages stay with the thread. */
function restarted(state: ReportState, facts: Facts): Turn {
  const anew = begin(facts);
  const dropped: Effect = { kind: 'cancel', incomingIds: told(state.gathered).incomingIds };
  return { ...anew, effects: [dropped, ...anew.effects] };
}

function gather({ at: step, gathered }: ReportState, input: Said): Gathered {
  const text = input.text.trim();
  const isPlace = step === 'where' && text.length <= LONGEST_PLACE && input.media === 0;
  const piece = {
    incomingId: input.incomingId,
    as: isPlace ? 'place' : 'words',
    text,
    pin: input.pin,
    media: input.media,
  } as const;
  return [...gathered.filter(({ incomingId }) => incomingId !== input.incomingId), piece];
}

/** Where a piece leads: on to the first thing that is still open, never back. */
function following({ at: step }: ReportState, input: Said, gathered: Gathered): Step {
  const { text, placeText, pin, media } = told(gathered);
  const afterPlace = media > 0 ? 'confirm' : 'photo';
  const hasPlace = pin !== null || placeText !== null;
  switch (step) {
    case 'what':
      if (text === '') return 'what';
      return hasPlace ? afterPlace : 'where';
    case 'where':
      return hasPlace ? afterPlace : 'where';
    case 'photo':
      return 'photo';
    case 'confirm':
      // One more picture may be the first of several: they are asked for again, words are shown again.
      return input.media > 0 ? 'photo' : 'confirm';
  }
}

function full(gathered: Gathered, input: Said): boolean {
  const length = gathered.reduce((sum, { text }) => sum + text.length + 1, input.text.length);
  return length > MOST_GATHERED || gathered.length >= MOST_MESSAGES;
}

const at = (state: ReportState, facts: Facts): Turn => ({ state, say: question(state, facts), effects: [] });
