import { z } from 'zod';
import { begin, byCommand, chose, question } from './report.ts';
import { askStars, sayContact, sayMenu } from './say.ts';
import type { DialogueState, Facts, Turn } from './state.ts';
import { wordsOf } from './words.ts';

const Step = z.enum(['skip', 'back', 'cancel', 'restart', 'confirm', 'conceal', 'drop']);
const Verdict = z.enum(['done', 'partly', 'not-done']);
const Id = z.uuid();
const Stars = z.enum(['1', '2', '3', '4', '5']).transform(Number);

/** A button was pressed. `data` may be anybody's invention: what it does not know is answered with the menu. */
export function pressed(state: DialogueState | null, data: string, facts: Facts): Turn {
  const [word = '', ...rest] = data.split(':');
  const step = Step.safeParse(word);
  if (step.success) return stepped(state, step.data, rest[0] ?? '', facts);
  switch (word) {
    case 'report':
      return state && 'gathered' in state ? { state, say: question(state, facts), effects: [] } : begin(facts);
    case 'cases':
      return { state, say: [], effects: [{ kind: 'list-cases' }] };
    case 'contact':
      return { state, say: [sayContact(facts)], effects: [] };
    case 'language':
      return spoken(state, rest[0] === 'en' ? 'en' : 'th', facts);
    case 'answer':
      return answer(state, rest, facts);
    case 'add':
      return adding(state, rest, facts);
    case 'apart':
      return apart(state, rest, facts);
    case 'verdict':
      return judged(state, rest, facts);
    case 'stars':
      return starred(state, rest, facts);
    default:
      return lost(state, facts);
  }
}

function stepped(state: DialogueState | null, step: z.infer<typeof Step>, draft: string, facts: Facts): Turn {
  const w = wordsOf(facts.language);
  if (!state || !('gathered' in state))
    return { state, say: [sayMenu(facts.language, w.nothingUnderWay)], effects: [] };
  const done = state.draft === draft ? byCommand(state, step, facts) : null;
  if (done) return done;
  const old = state.draft === draft ? [] : [{ kind: 'text', text: w.oldButton } as const];
  return { state, say: [...old, ...question(state, facts)], effects: [] };
}

/** A choice of a question: of this report and of what is asked now, or it is told to be old. */
function answer(state: DialogueState | null, [draft, code = '', ...key]: string[], facts: Facts): Turn {
  const w = wordsOf(facts.language);
  if (!state || !('gathered' in state))
    return { state, say: [sayMenu(facts.language, w.nothingUnderWay)], effects: [] };
  if (state.draft === draft) return chose(state, code, key.join(':'), facts);
  return { state, say: [{ kind: 'text', text: w.oldButton }, ...question(state, facts)], effects: [] };
}

function spoken(state: DialogueState | null, language: 'th' | 'en', { categories }: Facts): Turn {
  const said = { kind: 'text', text: wordsOf(language).languageSet } as const;
  const goesOn = state && 'gathered' in state;
  return {
    state,
    say: goesOn ? [said, ...question(state, { language, categories })] : [sayMenu(language, said.text)],
    effects: [{ kind: 'language', language }],
  };
}

function adding(state: DialogueState | null, [caseId, ...number]: string[], facts: Facts): Turn {
  const id = Id.safeParse(caseId);
  if (!id.success) return lost(state, facts);
  const kept = underWay(state, facts);
  if (kept) return kept;
  const name = nameOf(number);
  return {
    state: { at: 'adding', caseId: id.data, number: name, askedAt: facts.now.toISOString() },
    say: [{ kind: 'text', text: wordsOf(facts.language).askAdd(name) }],
    effects: [],
  };
}

/** A report that is being told goes on beside it. */
function apart(state: DialogueState | null, [incomingId]: string[], facts: Facts): Turn {
  const id = Id.safeParse(incomingId);
  return id.success ? { state, say: [], effects: [{ kind: 'apart', incomingId: id.data }] } : lost(state, facts);
}

function judged(state: DialogueState | null, [given, caseId, ...number]: string[], facts: Facts): Turn {
  const verdict = Verdict.safeParse(given);
  const id = Id.safeParse(caseId);
  if (!verdict.success || !id.success) return lost(state, facts);
  const effects = [{ kind: 'verdict', caseId: id.data, verdict: verdict.data, stars: null }] as const;
  // A report that is being told goes on: the verdict is kept, and no more is asked about it.
  if (state && 'gathered' in state) {
    return { state, say: [{ kind: 'text', text: wordsOf(facts.language).thanks }, ...question(state, facts)], effects };
  }
  const asked = { caseId: id.data, number: nameOf(number), askedAt: facts.now.toISOString() };
  return verdict.data === 'done'
    ? { state: { at: 'stars', verdict: 'done', ...asked }, say: [askStars(facts.language, id.data)], effects }
    : {
        state: { at: 'reason', ...asked },
        say: [{ kind: 'text', text: wordsOf(facts.language).askReason }],
        effects,
      };
}

function starred(state: DialogueState | null, [given, caseId]: string[], facts: Facts): Turn {
  const stars = Stars.safeParse(given);
  const id = Id.safeParse(caseId);
  if (!stars.success || !id.success) return lost(state, facts);
  const w = wordsOf(facts.language);
  const goesOn = state && 'gathered' in state;
  return {
    state: goesOn ? state : null,
    say: [{ kind: 'text', text: w.thanks }, ...(goesOn ? question(state, facts) : [])],
    effects: [{ kind: 'verdict', caseId: id.data, verdict: 'done', stars: stars.data }],
  };
}

/** Words for a case would land in the report that is being told: that is finished first. */
function underWay(state: DialogueState | null, facts: Facts): Turn | null {
  return state && 'gathered' in state && state.gathered.length > 0
    ? { state, say: question(state, facts), effects: [] }
    : null;
}

function lost(state: DialogueState | null, facts: Facts): Turn {
  const goesOn = state && 'gathered' in state;
  return {
    state: goesOn ? state : null,
    say: goesOn ? question(state, facts) : [sayMenu(facts.language)],
    effects: [],
  };
}

/** A case's number as the button gave it, short enough to be said. */
const nameOf = (number: string[]): string => number.join(':').slice(0, 40);
