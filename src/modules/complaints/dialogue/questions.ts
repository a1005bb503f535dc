import { fold, parseInstant, suggest, toArabicDigits } from '../../../thai/index.ts';
import type { Question } from '../open311/services.ts';
import type { Answer, Facts, ReportState } from './state.ts';
import { told } from './told.ts';

const LONGEST = 1000;

/** What kept words from being an answer. */
export type Misfit = 'not-in-list' | 'not-a-number' | 'not-a-date' | 'too-long';
type Given = { readonly values: readonly string[]; readonly shown: string };

/**
 * Where a report goes when all else is told: to what its category asks, one question after the other, then to the look. The category is
 * guessed once, from the words; when one without questions fits better nothing is asked.
 */
export function onward(state: ReportState, facts: Pick<Facts, 'categories'>): ReportState {
  const known = state.guessed ? state : { ...state, guessed: true, category: guess(state, facts) };
  return { ...known, at: openQuestion(known, facts) ? 'question' : 'confirm' };
}

function guess({ gathered }: ReportState, { categories }: Pick<Facts, 'categories'>): ReportState['category'] {
  const [best] = suggest(told(gathered).text, categories, ({ words }) => words, 1);
  return best && best.questions.length > 0 ? { id: best.id, name: best.name } : null;
}

/** Which question is asked now, and how many there are; null when none is open, or the category is not offered any more. */
export function openQuestion(
  { category, answers }: Pick<ReportState, 'category' | 'answers'>,
  { categories }: Pick<Facts, 'categories'>,
): { question: Question; place: number; of: number; chosen: readonly string[] } | null {
  const questions = categories.find(({ id }) => id === category?.id)?.questions ?? [];
  const closed = new Set(answers.filter(({ open }) => !open).map(({ code }) => code));
  const question = questions.find(({ code }) => !closed.has(code));
  if (!question) return null;
  const chosen = answers.find(({ code }) => code === question.code)?.values ?? [];
  return { question, place: questions.indexOf(question) + 1, of: questions.length, chosen };
}

/** Words as an answer to a question. */
export function readAnswer({ datatype, values }: Question, text: string): Given | Misfit {
  const said = text.trim();
  if (said.length > LONGEST) return 'too-long';
  switch (datatype) {
    case 'string':
    case 'text':
      return { values: [said], shown: said };
    case 'number': {
      // "3 จุด" is three.
      const [, number] = /^(-?\d+(?:\.\d+)?)\D*$/.exec(toArabicDigits(said).replaceAll(/(?<=\d),(?=\d{3})/g, '')) ?? [];
      return number === undefined ? 'not-a-number' : { values: [number], shown: said };
    }
    case 'datetime':
      return parseInstant(said) ? { values: [said], shown: said } : 'not-a-date';
    case 'singlevaluelist':
    case 'multivaluelist': {
      const whole = choiceOf(values, said);
      // "1, 3" as well as "1,3" and "1 3".
      const parts = datatype === 'multivaluelist' && !whole ? said.split(/[,;\n]|\s(?=[\d๐-๙])/) : [said];
      const named = parts.filter((part) => part.trim() !== '');
      const found = whole ? [whole] : named.map((part) => choiceOf(values, part));
      if (found.length === 0 || found.some((each) => each === null)) return 'not-in-list';
      const chosen = [...new Set(found)].filter((each) => each !== null);
      return { values: chosen.map(({ key }) => key), shown: chosen.map(({ name }) => name).join(', ') };
    }
  }
}

type Choice = Question['values'][number];

/** By its number in the list, its name or its key. */
function choiceOf(choices: readonly Choice[], said: string): Choice | null {
  const folded = fold(said);
  const place = /^\d+\.?$/.test(folded) ? Number.parseInt(folded, 10) : 0;
  const named = choices.find(({ key, name }) => fold(name) === folded || fold(key) === folded);
  return named ?? choices[place - 1] ?? null;
}

/** Keeps an answer; of a list with several choices, beside those that were chosen before, until it is said to be all. */
export function answered(
  state: ReportState,
  question: Question,
  given: Given,
  { incomingId, more = false }: { incomingId: string | null; more?: boolean },
): ReportState {
  const before = state.answers.find(({ code }) => code === question.code);
  const values = [...new Set([...(before?.values ?? []), ...given.values])];
  const names = values.map((value) => question.values.find(({ key }) => key === value)?.name ?? value);
  const answer: Answer = {
    code: question.code,
    name: question.name,
    shown: question.values.length > 0 ? names.join(', ') : given.shown,
    values,
    open: more && values.length < question.values.length,
    incomingId,
  };
  return { ...state, answers: [...state.answers.filter(({ code }) => code !== question.code), answer] };
}

/** The last answer is taken back, to be asked for again; null when there is none. */
export function reopened(state: ReportState): ReportState | null {
  return state.answers.length === 0 ? null : { ...state, at: 'question', answers: state.answers.slice(0, -1) };
}
