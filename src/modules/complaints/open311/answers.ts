import type { GeoError } from './fault.ts';
import type { Question } from './services.ts';
import { readW3cDate } from './w3c-date.ts';

/** What was sent for each attribute: `attribute[code]=value`, `attribute[code][]=value` as often as needed. */
export function attributesOf(fields: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [name, values] of fields) {
    const code = /^attribute\[([^\]]+)\](?:\[\d*\])?$/.exec(name)?.[1];
    if (code !== undefined) found.set(code, [...(found.get(code) ?? []), ...values]);
  }
  return found;
}

export type Answered = { question: Question; values: readonly string[] };

const LONGEST = 1000;

/**
 * Holds what was sent against what the service asks. What nobody asked for is not an error: clients send attributes of other
 * cities, and those are kept beside the request without being read.
 */
export function checkAnswers(
  questions: readonly Question[],
  sent: ReadonlyMap<string, readonly string[]>,
): { answered: readonly Answered[]; errors: readonly GeoError[] } {
  const answered: Answered[] = [];
  const errors: GeoError[] = [];
  for (const question of questions) {
    const values = (sent.get(question.code) ?? []).map((value) => value.trim()).filter((value) => value !== '');
    const problem = problemOf(question, values);
    if (problem) errors.push({ code: 400, description: `attribute[${question.code}] ${problem}` });
    else if (values.length > 0) answered.push({ question, values });
  }
  return { answered, errors };
}

function problemOf({ datatype, required, values: choices }: Question, values: readonly string[]): string | null {
  if (values.length === 0) return required ? 'is required' : null;
  if (values.length > 1 && datatype !== 'multivaluelist') return 'takes one value';
  if (values.some((value) => value.length > LONGEST)) return `is longer than ${LONGEST} characters`;
  switch (datatype) {
    case 'singlevaluelist':
    case 'multivaluelist':
      return values.every((value) => choices.some(({ key }) => key === value)) ? null : 'is not one of its values';
    case 'number':
      return Number.isFinite(Number(values[0])) ? null : 'is not a number';
    case 'datetime':
      return readW3cDate(values[0] ?? '') ? null : 'is not an ISO 8601 date';
    case 'string':
      return /[\r\n]/.test(values[0] ?? '') ? 'may not contain line breaks' : null;
    case 'text':
      return null;
  }
}

/** A value as a person reads it: the name of a choice, or what was written. */
export const readable = ({ question, values }: Answered): string =>
  values.map((value) => question.values.find(({ key }) => key === value)?.name ?? value).join(', ');
