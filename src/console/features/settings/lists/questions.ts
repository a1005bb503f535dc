import type { CategoryQuestion } from '../../../../modules/people/contract.ts';

type Value = CategoryQuestion['values'][number];
const LONGEST_KEY = 60;

/** Choices as an officer types them: one a line, Thai = English. */
export const linesOf = (values: readonly Value[]): string =>
  values.map(({ nameTh, nameEn }) => (nameTh === nameEn ? nameTh : `${nameTh} = ${nameEn}`)).join('\n');

/** The same read: a choice that is there already keeps its key, by which other programs name it; without English the Thai stands in. */
export function valuesIn(text: string, before: readonly Value[]): Value[] {
  const found = new Map<string, Value>();
  for (const line of text.split('\n')) {
    const [nameTh = '', ...rest] = line.split('=').map((part) => part.trim());
    if (nameTh === '') continue;
    const nameEn = rest.join('=') || nameTh;
    const known = before.find((each) => each.nameTh === nameTh)?.key;
    const key = known ?? nameEn.slice(0, LONGEST_KEY);
    if (!found.has(key)) found.set(key, { key, nameTh, nameEn });
  }
  return [...found.values()];
}

/** A question to fill in, with a code that no other one has. */
export function emptyQuestion(others: readonly CategoryQuestion[]): CategoryQuestion {
  const taken = new Set(others.map(({ code }) => code));
  const at = Array.from({ length: others.length + 1 }, (_, i) => i + 1).find((n) => !taken.has(`q${n}`));
  return { code: `q${at}`, datatype: 'string', required: false, nameTh: '', nameEn: '', values: [] };
}

export const isList = ({ datatype }: CategoryQuestion): boolean =>
  datatype === 'singlevaluelist' || datatype === 'multivaluelist';

export type QuestionFault = 'questionName' | 'questionValues';
/** What is missing, as an officer is told; null when it can be asked. */
export function faultOf(question: CategoryQuestion): QuestionFault | null {
  if (question.nameTh.trim() === '' || question.nameEn.trim() === '') return 'questionName';
  return isList(question) && question.values.length < 2 ? 'questionValues' : null;
}
