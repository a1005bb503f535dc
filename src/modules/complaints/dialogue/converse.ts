import { type Command, toldAtOnce, typedCommand } from './commands.ts';
import { lapse } from './lapse.ts';
import { pressed } from './pressed.ts';
import { report } from './report.ts';
import { sayContact, sayMenu, sayWelcome } from './say.ts';
import type { DialogueState, Facts, Input, Turn } from './state.ts';
import { wordsOf } from './words.ts';

type Said = Extract<Input, { kind: 'said' }>;

/**
 * One turn of a conversation: what came in, where that leads, what is said, and what is to be done. Pure, for any channel that has
 * buttons (and for those that have none: every button can be typed). Nothing that is said is lost: it is gathered, or goes to the desk,
 * or is kept with the thread. A report that was left lying longer than `LAPSES_AFTER_MINUTES` goes to the desk as it is, first.
 */
export function converse(state: DialogueState | null, input: Input, facts: Facts): Turn {
  const lapsed = state && lapse(state, facts);
  if (!lapsed) return turn(state, input, facts);
  const fresh = turn(null, input, facts);
  return {
    state: fresh.state,
    say: [...lapsed.say, ...fresh.say],
    effects: [...lapsed.effects, ...fresh.effects],
  };
}

function turn(state: DialogueState | null, input: Input, facts: Facts): Turn {
  if (!facts.private) return inPublic(state, input, facts);
  switch (input.kind) {
    case 'followed':
      return welcome(state, facts);
    case 'chosen':
      return pressed(state, input.data, facts);
    case 'said':
      return said(state, input, facts);
  }
}

const welcome = (state: DialogueState | null, facts: Facts): Turn => ({
  state,
  say: [sayWelcome(facts)],
  effects: facts.municipality.privacyUrl === '' ? [] : [{ kind: 'notice-told' }],
});

/** In a group everybody's words go to the desk; nobody is led, and nothing personal is shown. */
function inPublic(state: DialogueState | null, input: Input, facts: Facts): Turn {
  if (input.kind === 'chosen') {
    return { state, say: [{ kind: 'text', text: wordsOf(facts.language).groupHint }], effects: [] };
  }
  if (input.kind === 'followed') return { state, say: [], effects: [] };
  return { state, say: [], effects: [{ kind: input.gesture ? 'keep' : 'desk' }] };
}

function said(state: DialogueState | null, input: Said, facts: Facts): Turn {
  const typed = wordsOnly(input) ? typedCommand(input.text) : null;
  // Whoever is led stops what they are doing; whoever is not, or is asked by us alone, what comes by itself.
  const command = typed === 'stop' ? (state === null || state.at === 'stars' ? 'quiet' : 'cancel') : typed;
  if (command === 'quiet' || command === 'loud') {
    const heard = hear(state, command === 'quiet', facts);
    // A bare "stop" may as well be the answer to what an officer asked: nobody can tell, and it is both.
    const isAnswer = typed === 'stop' && facts.openCase?.asked === true;
    return isAnswer ? { ...heard, effects: [{ kind: 'desk' }, ...heard.effects] } : kept(heard);
  }
  switch (state?.at) {
    case 'what':
    case 'where':
    case 'photo':
    case 'question':
    case 'confirm':
      return command === 'thai' || command === 'english'
        ? kept(inLanguage(state, command, facts))
        : report(state, input, command, facts);
    case 'stars':
      return stars(state, input, command, facts);
    case 'reason':
    case 'adding':
      return forCase(state, input, command, facts);
    case undefined:
      return outside(input, command, facts);
  }
}

/** No conversation is under way: a command, a greeting, or words for the desk. */
function outside(input: Said, command: Command | null, facts: Facts): Turn {
  const asked = command && ask(command, facts);
  if (asked) return kept(asked);
  const told = wordsOnly(input) ? toldAtOnce(input.text) : null;
  if (told) {
    const begun = pressed(null, 'report', facts);
    if (begun.state?.at === 'what') return report(begun.state, { ...input, text: told }, null, facts);
  }
  if (!input.gesture) return { state: null, say: [], effects: [{ kind: 'desk' }] };
  // While a case is spoken about, a sticker is a nod to the officer; a menu would talk between them.
  return { state: null, say: facts.openCase ? [] : [sayMenu(facts.language)], effects: [{ kind: 'keep' }] };
}

/** What a typed command does when no step takes it for its own; null when it is words after all. */
function ask(command: Command, facts: Facts): Turn | null {
  switch (command) {
    case 'report':
      return pressed(null, 'report', facts);
    case 'apart':
      // Nothing was asked that it answers: a new matter is told from its beginning, and beside an open case it is words.
      return facts.openCase ? null : pressed(null, 'report', facts);
    case 'cases':
      return { state: null, say: [], effects: [{ kind: 'list-cases' }] };
    case 'contact':
      return { state: null, say: [sayContact(facts)], effects: [] };
    case 'menu':
      return { state: null, say: [sayMenu(facts.language)], effects: [] };
    case 'greet':
      // To somebody whose case is being spoken about, thanks and yes are part of that.
      return facts.openCase ? null : welcome(null, facts);
    case 'thai':
    case 'english':
      return inLanguage(null, command, facts);
    case 'cancel':
      return facts.openCase
        ? null
        : { state: null, say: [sayMenu(facts.language, wordsOf(facts.language).nothingUnderWay)], effects: [] };
    case 'back':
    case 'confirm':
    case 'conceal':
    case 'stop':
    case 'quiet':
    case 'loud':
    case 'restart':
    case 'skip':
    case 'drop':
      return null;
  }
}

/** An easy way out of what is said by itself, and back in, at any moment. */
const hear = (state: DialogueState | null, quiet: boolean, { language }: Facts): Turn => ({
  state,
  say: [{ kind: 'text', text: wordsOf(language)[quiet ? 'quiet' : 'loud'] }],
  effects: [{ kind: 'hear', quiet }],
});

/** Stars may be typed as a digit; anything else is no star, and is taken for what it is. */
function stars(
  state: Extract<DialogueState, { at: 'stars' }>,
  input: Said,
  command: Command | null,
  facts: Facts,
): Turn {
  const digit = wordsOnly(input) ? /^[1-5๑-๕]$/u.exec(input.text.trim())?.[0] : undefined;
  if (digit) {
    return kept(pressed(state, `stars:${'๑๒๓๔๕'.indexOf(digit) + 1 || Number(digit)}:${state.caseId}`, facts));
  }
  if (input.gesture || command === 'skip' || command === 'greet') {
    return { state: null, say: [{ kind: 'text', text: wordsOf(facts.language).thanks }], effects: [{ kind: 'keep' }] };
  }
  return outside(input, command, facts);
}

/** What may as well be an answer to whoever asked about a case. */
const ANSWERS: ReadonlySet<Command> = new Set(['greet', 'confirm', 'conceal']);

/** The next words belong to a case that was named. */
function forCase(
  state: Extract<DialogueState, { at: 'reason' | 'adding' }>,
  input: Said,
  command: Command | null,
  facts: Facts,
): Turn {
  if (input.gesture) return { state, say: [], effects: [{ kind: 'keep' }] };
  if (command === 'cancel' || command === 'skip' || command === 'back') {
    return { state: null, say: [sayMenu(facts.language)], effects: [{ kind: 'keep' }] };
  }
  if (command && !ANSWERS.has(command)) return outside(input, command, facts);
  const place = input.pin
    ? `${input.pin.text ?? ''} (${input.pin.latitude.toFixed(6)}, ${input.pin.longitude.toFixed(6)})`.trim()
    : '';
  return {
    state: { ...state, at: 'adding', askedAt: facts.now.toISOString() },
    say: [],
    effects: [
      {
        kind: 'add',
        caseId: state.caseId,
        text: [input.text.trim(), place].filter((each) => each !== '').join('\n'),
        incomingIds: [input.incomingId],
      },
    ],
  };
}

const inLanguage = (state: DialogueState | null, command: 'thai' | 'english', facts: Facts): Turn =>
  pressed(state, `language:${command === 'thai' ? 'th' : 'en'}`, facts);

/** The same, and the message that caused it is kept with the thread. */
const kept = (turn: Turn): Turn => ({ ...turn, effects: [{ kind: 'keep' }, ...turn.effects] });

const wordsOnly = (input: Said): boolean => input.pin === null && input.media === 0 && input.text.trim() !== '';
