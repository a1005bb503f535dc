import { z } from 'zod';
import { LONGEST_TEXT } from '../modules/complaints/contract.ts';
import { type FormAnswers, ownQuestions, readFormAnswers, type WrongAnswer } from '../modules/complaints/index.ts';
import type { Category, Directory } from '../modules/people/contract.ts';
import { phoneValue } from '../modules/people/index.ts';
import { normalise, toArabicDigits } from '../thai/index.ts';
import type { FieldError } from './form-parts.tsx';
import { type PhotoProblem, type SentForm, sentValue } from './read-form.ts';
import { count, lengthOf, type View } from './view.ts';

export const IDENTITIES = ['named', 'concealed', 'anonymous'] as const;
type Identity = (typeof IDENTITIES)[number];

/** What a person typed, as the form shows it again. */
export type ReportValues = {
  text: string;
  category: string;
  /** What was answered to the category's questions, by their codes: what was written, or the keys that were chosen. */
  answers: FormAnswers;
  place: string;
  community: string;
  latitude: string;
  longitude: string;
  identity: Identity | '';
  name: string;
  phone: string;
  email: string;
};
export const EMPTY_REPORT: ReportValues = {
  text: '',
  category: '',
  answers: {},
  place: '',
  community: '',
  latitude: '',
  longitude: '',
  identity: '',
  name: '',
  phone: '',
  email: '',
};

/** What was sent, without control characters and invisible marks; emoji and line breaks stay. */
export function reportValues(form: SentForm): ReportValues {
  const clean = (field: string) => normalise(sentValue(form, field)).trim();
  const asked = clean('identity');
  const values = { ...EMPTY_REPORT };
  for (const field of [
    'text',
    'category',
    'place',
    'community',
    'latitude',
    'longitude',
    'name',
    'phone',
    'email',
  ] as const) {
    values[field] = clean(field);
  }
  // Answers to another category's questions answer none of this one's.
  if (values.category !== '' && clean('asked') === values.category) values.answers = answersOf(form);
  // Someone who gave a name has said who they are, whether or not the choice was touched.
  const gave = values.name !== '' || values.phone !== '' || values.email !== '';
  values.identity = IDENTITIES.find((identity) => identity === asked) ?? (gave ? 'named' : '');
  return values;
}

const ANSWER = 'answer-';
/** The field of a question's answer, by the question's code. */
export const answerField = (code: string): string => `${ANSWER}${code}`;

const answersOf = ({ fields }: SentForm): FormAnswers =>
  Object.fromEntries(
    [...fields].flatMap(([name, sent]) => {
      const values = sent.map((value) => normalise(value).trim()).filter((value) => value !== '');
      return name.startsWith(ANSWER) && values.length > 0 ? [[name.slice(ANSWER.length), values]] : [];
    }),
  );

/** The category that was chosen, of those that the form offers. */
export const chosenCategory = ({ category }: ReportValues, { categories }: Directory): Category | undefined =>
  categories.find(({ id, data }) => id === category && data.offered);

/** The answers as they stand below the story, and what is wrong with the others. */
export function checkAnswers(
  { lang, words }: View,
  values: ReportValues,
  directory: Directory,
): { lines: readonly string[]; errors: readonly FieldError[] } {
  const category = chosenCategory(values, directory);
  if (!category) return { lines: [], errors: [] };
  const { lines, wrong } = readFormAnswers(ownQuestions(category, lang), values.answers);
  const say = ({ question, why }: WrongAnswer) => ({
    field: answerField(question.code),
    message: words.errors[`answer-${why}`](question.name),
  });
  return { lines, errors: wrong.map(say) };
}

export type Position = { latitude: number; longitude: number };
/** Where the pin is; `swapped` when the two were given in the wrong order and only the other order is in Thailand. */
export function readPosition(
  latitude: string,
  longitude: string,
): { at: Position | null; swapped: boolean; wrong: boolean } {
  if (latitude === '' && longitude === '') return { at: null, swapped: false, wrong: false };
  const [a, b] = [latitude, longitude].map((text) => (text === '' ? Number.NaN : Number(toArabicDigits(text))));
  if (a === undefined || b === undefined || !Number.isFinite(a) || !Number.isFinite(b))
    return { at: null, swapped: false, wrong: true };
  if (!inThailand(a, b) && inThailand(b, a)) return { at: { latitude: b, longitude: a }, swapped: true, wrong: false };
  if (Math.abs(a) > 90 || Math.abs(b) > 180) return { at: null, swapped: false, wrong: true };
  return { at: { latitude: a, longitude: b }, swapped: false, wrong: false };
}

/** The kingdom's bounds, a little widened: 5.6°–20.5° N, 97.3°–105.7° E. */
const inThailand = (latitude: number, longitude: number) =>
  latitude > 5.5 && latitude < 20.6 && longitude > 97.2 && longitude < 105.8;

/** Everything that stops this report from being filed, in the order of the page. */
export function checkReport(view: View, values: ReportValues, directory: Directory): FieldError[] {
  const { errors: say } = view.words;
  const found: FieldError[] = [];
  const wrong = (field: string, message: string) => found.push({ field, message });
  const length = lengthOf(values.text);
  if (values.text === '') wrong('text', say['text-missing']);
  else if (length > LONGEST_TEXT) wrong('text', say['text-too-long'](count(length), count(LONGEST_TEXT)));
  if (values.category !== '' && !chosenCategory(values, directory)) wrong('category', say['category-unknown']);
  if (values.place.length > 1000) wrong('place', say['place-too-long']);
  if (values.community !== '' && !directory.communities.some(({ id }) => id === values.community)) {
    wrong('community', say['community-unknown']);
  }
  if (readPosition(values.latitude, values.longitude).wrong) wrong('place', say['position-outside']);
  if (values.identity === '') wrong('identity', say['identity-missing']);
  if (values.identity === 'named' || values.identity === 'concealed') found.push(...checkContact(view, values));
  return found;
}

function checkContact(view: View, { name, phone, email }: ReportValues): FieldError[] {
  const { errors: say } = view.words;
  const found: FieldError[] = [];
  if (name === '') found.push({ field: 'name', message: say['name-missing'] });
  if (name.length > 200) found.push({ field: 'name', message: say['name-too-long'] });
  if (phone !== '' && !isPhone(phone)) found.push({ field: 'phone', message: say['phone-invalid'] });
  if (email !== '' && !z.email().max(254).safeParse(email).success)
    found.push({ field: 'email', message: say['email-invalid'] });
  return found;
}

/** A Thai number of 9 or 10 digits, with an extension if it has one, or an international one; spaces, dashes and Thai digits are fine. */
const isPhone = (typed: string): boolean => typed.length <= 40 && phoneValue(typed) !== null;

/** What was wrong with the photos that came, in words. */
export function photoErrors(view: View, problems: readonly PhotoProblem[]): FieldError[] {
  const { errors: say } = view.words;
  const messages = problems.map(({ code, name }) => {
    const said = say[code];
    return typeof said === 'function' ? said(shortened(name)) : said;
  });
  return [...new Set(messages)].map((message) => ({ field: 'photos', message }));
}

const shortened = (name: string) => (name.length > 60 ? `${name.slice(0, 57)}…` : name);
