import type { Part } from '../../channels/index.ts';
import type { Command } from './commands.ts';
import { filing, isEmpty } from './lapse.ts';
import { answered, onward, openQuestion, readAnswer, reopened } from './questions.ts';
import { askConfirm, askPhoto, askQuestion, askWhat, askWhere, sayContact, sayMenu } from './say.ts';
import {
  type Effect,
  type Facts,
  type Gathered,
  type Input,
  MOST_GATHERED,
  type ReportState,
  type Turn,
} from './state.ts';
import { told } from './told.ts';
import { wordsOf } from './words.ts';

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
  const nothing = { gathered: [], category: null, guessed: false, answers: [] };
  return at({ at: 'what', draft, ...nothing, askedAt: facts.now.toISOString() }, facts);
}

/** What a step asks. */
export function question(state: ReportState, { language, categories }: Pick<Facts, 'language' | 'categories'>): Part[] {
  switch (state.at) {
    case 'question': {
      const open = openQuestion(state, { categories });
      return open ? [askQuestion(language, state, open)] : askConfirm(language, state);
    }
    case 'what':
      return [askWhat(language, state.draft, state.gathered)];
    case 'where':
      return [askWhere(language, state.draft)];
    case 'photo':
      return [askPhoto(language, state.draft, told(state.gathered).media)];
    case 'confirm':
      return askConfirm(language, state);
  }
}

/** Something was said while a report is told: a typed button, or a piece of the report, whichever step it fits. */
export function report(state: ReportState, input: Said, command: Command | null, facts: Facts): Turn {
  const reply =
    state.at === 'question' && !full(state.gathered, input) ? answering(state, input, command, facts) : null;
  if (reply) return reply;
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

/** Words while a question is asked: its answer, or (null) what they are at any step. What is no answer is part of the report, and it is asked again. */
function answering(state: ReportState, input: Said, command: Command | null, facts: Facts): Turn | null {
  const open = openQuestion(state, facts);
  const text = input.text.trim();
  if (!open || input.gesture || input.pin || input.media > 0 || text === '') return null;
  const { question: asked } = open;
  const given = readAnswer(asked, text);
  const now = facts.now.toISOString();
  if (typeof given === 'string') {
    if (command) return null;
    const again = { ...state, gathered: gather(state, input), askedAt: now };
    const hint = { kind: 'text', text: wordsOf(facts.language).misfit[given] } as const;
    return { state: again, say: [hint, ...question(again, facts)], effects: [] };
  }
  // Where anything may be written, the words of buttons are buttons; a choice is a choice, also when it is called “none” or “yes”.
  const isButton = command !== null && asked.values.length === 0 && !(command === 'skip' && asked.required);
  if (isButton && command !== 'greet' && command !== 'confirm') return null;
  const piece = { incomingId: input.incomingId, as: 'answer', text, pin: null, media: 0 } as const;
  const gathered = [...state.gathered.filter(({ incomingId }) => incomingId !== input.incomingId), piece];
  return at(
    { ...answered({ ...state, gathered }, asked, given, { incomingId: input.incomingId }), askedAt: now },
    facts,
  );
}

/** A choice of the question that is asked was pressed; of another one, it is asked again. */
export function chose(state: ReportState, code: string, key: string, facts: Facts): Turn {
  const open = openQuestion(state, facts);
  const value = open?.question.values.find((each) => each.key === key);
  if (state.at !== 'question' || open?.question.code !== code || !value) return at(state, facts);
  const given = { values: [value.key], shown: value.name };
  const more = open.question.datatype === 'multivaluelist';
  const next = answered(state, open.question, given, { incomingId: null, more });
  return at({ ...next, askedAt: facts.now.toISOString() }, facts);
}

/** A question is passed over, or what was chosen is all. One that must be answered is asked again. */
function passed(state: ReportState, facts: Facts): Turn {
  const open = openQuestion(state, facts);
  if (!open) return at(state, facts);
  if (open.question.required && open.chosen.length === 0) {
    const must = { kind: 'text', text: wordsOf(facts.language).mustAnswer } as const;
    return { state, say: [must, ...question(state, facts)], effects: [] };
  }
  const next = answered(state, open.question, { values: [], shown: '' }, { incomingId: null });
  return at({ ...next, askedAt: facts.now.toISOString() }, facts);
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
    case 'back': {
      const again = state.at === 'question' || state.at === 'confirm' ? reopened(state) : null;
      if (again) return at({ ...again, askedAt: facts.now.toISOString() }, facts);
      if (state.at === 'question') return moved('photo');
      return moved(STEPS[STEPS.indexOf(state.at) - 1] ?? 'what');
    }
    case 'drop':
      if (state.category === null) return null;
      return at({ ...state, at: 'confirm', category: null, answers: [], askedAt: facts.now.toISOString() }, facts);
    case 'restart':
    case 'report':
      return isEmpty(state.gathered) ? moved('what') : restarted(state, facts);
    case 'skip':
      if (state.at === 'where') return moved('photo');
      if (state.at === 'question') return passed(state, facts);
      return state.at === 'photo' ? moved('confirm') : null;
    case 'confirm':
    case 'conceal': {
      if (state.at !== 'confirm') return null;
      const filed = filing(state, 'guided', facts.language);
      return { state: null, say: [], effects: [{ ...filed, concealed: command === 'conceal' }] };
    }
    case 'cases':
      return { state, say: [], effects: [{ kind: 'list-cases' }] };
    case 'contact':
      return { state, say: [sayContact(facts), ...question(state, facts)], effects: [] };
    case 'menu':
    case 'greet':
      return { state, say: question(state, facts), effects: [] };
    case 'thai':
    case 'english':
    case 'apart':
    case 'stop':
    case 'quiet':
    case 'loud':
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
    case 'question':
      return 'question';
    case 'confirm':
      // One more picture may be the first of several: they are asked for again, words are shown again.
      return input.media > 0 ? 'photo' : 'confirm';
  }
}

function full(gathered: Gathered, input: Said): boolean {
  const length = gathered.reduce((sum, { text }) => sum + text.length + 1, input.text.length);
  return length > MOST_GATHERED || gathered.length >= MOST_MESSAGES;
}

/** On the way to the look stands what the category asks. */
function at(given: ReportState, facts: Facts): Turn {
  const state = given.at === 'confirm' || given.at === 'question' ? onward(given, facts) : given;
  return { state, say: question(state, facts), effects: [] };
}
