import type { CategoryQuestion } from '../../../../modules/people/contract.ts';

type Value = CategoryQuestion['values'][number];
const LONGEST_KEY = 60;

/** Choices as an officer types them: one a line, Thai = English. */
export const linesOf = (values: readonly Value[]): string =>
  values.map(({ nameTh, nameEn }) => (nameTh === nameEn ? nameTh : `${nameTh} = ${nameEn}`)).join('\n');

/**
 * The same read. A choice that was loaded keeps its key, by which other programs name it, also while its name is typed anew: a line
 * that names none of the loaded is the loaded one after that of the line above, unless another line names that. Without English the
 * Thai stands in; of a new choice the English is the key.
 */
export function valuesIn(text: string, loaded: readonly Value[]): Value[] {
  const lines = text.split('\n').flatMap((line) => {
    const [nameTh = '', ...rest] = line.split('=').map((part) => part.trim());
    return nameTh === '' ? [] : [{ nameTh, nameEn: rest.join('=') || nameTh }];
  });
  const placed = lines.map(({ nameTh }) => loaded.findIndex((each) => each.nameTh === nameTh));
  let above = -1;
  return lines.map((line, i) => {
    const named = placed[i] ?? -1;
    const at = named === -1 && !placed.includes(above + 1) ? above + 1 : named;
    const known = loaded[at];
    if (known !== undefined) above = at;
    return { key: known?.key ?? line.nameEn.slice(0, LONGEST_KEY), ...line };
  });
}

/** The choice that another program could not tell from one above it; null when each has a key of its own. */
export const repeatedIn = (values: readonly Value[]): Value | null =>
  values.find(({ key }, i) => values.findIndex((each) => each.key === key) < i) ?? null;

/** A question to fill in, with a code that no other one has. */
export function emptyQuestion(others: readonly CategoryQuestion[]): CategoryQuestion {
  const taken = new Set(others.map(({ code }) => code));
  const at = Array.from({ length: others.length + 1 }, (_, i) => i + 1).find((n) => !taken.has(`q${n}`));
  return { code: `q${at}`, datatype: 'string', required: false, nameTh: '', nameEn: '', values: [] };
}

export const isList = ({ datatype }: CategoryQuestion): boolean =>
  datatype === 'singlevaluelist' || datatype === 'multivaluelist';

export type QuestionFault = 'questionName' | 'questionValues' | 'questionTwice';
/** What is missing, as an officer is told; null when it can be asked. */
export function faultOf(question: CategoryQuestion): QuestionFault | null {
  if (question.nameTh.trim() === '' || question.nameEn.trim() === '') return 'questionName';
  if (!isList(question)) return null;
  if (repeatedIn(question.values) !== null) return 'questionTwice';
  return question.values.length < 2 ? 'questionValues' : null;
}
