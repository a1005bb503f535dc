import { answerLines } from './dialogue/answered.ts';
import { type Misfit, readAnswer } from './dialogue/questions.ts';
import type { Question } from './open311/services.ts';

/** What a form holds for each question: of a list the keys of its choices, otherwise what was written, by the question's code. */
export type FormAnswers = Readonly<Record<string, readonly string[]>>;
export type WrongAnswer = { readonly question: Question; readonly why: Misfit | 'missing' };

/**
 * Holds a form's answers against what a category asks. `lines`: the answers as they stand below the story, as from every other door;
 * `wrong`: those that have to be put right, in the order of the questions.
 */
export function readFormAnswers(
  questions: readonly Question[],
  answers: FormAnswers,
): { lines: string[]; wrong: WrongAnswer[] } {
  const wrong: WrongAnswer[] = [];
  const read = questions.flatMap((question) => {
    const values = (answers[question.code] ?? []).filter((value) => value.trim() !== '');
    const given = values.length === 0 ? (question.required ? 'missing' : null) : answerOf(question, values);
    if (typeof given === 'string') wrong.push({ question, why: given });
    return given === null || typeof given === 'string' ? [] : [{ name: question.name, incomingId: null, ...given }];
  });
  return { lines: answerLines(read), wrong };
}

function answerOf(question: Question, values: readonly string[]): ReturnType<typeof readAnswer> {
  const { datatype } = question;
  if (datatype !== 'singlevaluelist' && datatype !== 'multivaluelist') {
    const said = values[0] ?? '';
    return readAnswer(question, datatype === 'string' ? said.replaceAll(/\s+/g, ' ') : said);
  }
  const chosen = question.values.filter(({ key }) => values.includes(key));
  const known = chosen.length === new Set(values).size;
  if (!known || (datatype === 'singlevaluelist' && chosen.length > 1)) return 'not-in-list';
  return { values: chosen.map(({ key }) => key), shown: chosen.map(({ name }) => name).join(', ') };
}
