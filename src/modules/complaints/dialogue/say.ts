import { inFours } from '../../../platform/token.ts';
import { formatDay } from '../../../thai/index.ts';
import type { Part } from '../../channels/index.ts';
import type { openQuestion } from './questions.ts';
import type { Answer, CaseForList, Facts, Gathered, ReportState } from './state.ts';
import { told } from './told.ts';
import { STATUS_WORDS, wordsOf } from './words.ts';

type Choice = Extract<Part, { kind: 'choices' }>['choices'][number];
type Button = Extract<Part, { kind: 'card' }>['buttons'][number];
type Language = 'th' | 'en';

/** Most cases that a list shows; the rest are on the web. */
export const MOST_LISTED = 10;
/** Longest words of a citizen that a card repeats. */
const LONGEST_SHOWN = 300;
const LONGEST_ROW = 80;

/** What stands behind our buttons. Short, and with the draft or case that each is for. */
export const DATA = {
  report: 'report',
  cases: 'cases',
  contact: 'contact',
  menu: 'menu',
  thai: 'language:th',
  english: 'language:en',
  step: (step: 'skip' | 'back' | 'cancel' | 'restart' | 'confirm' | 'conceal' | 'drop', draft: string) =>
    `${step}:${draft}`,
  answer: (draft: string, code: string, key: string) => `answer:${draft}:${code}:${key}`,
  add: (caseId: string, number: string) => `add:${caseId}:${number}`,
  apart: (incomingId: string) => `apart:${incomingId}`,
  verdict: (verdict: 'done' | 'partly' | 'not-done', caseId: string, number: string) =>
    `verdict:${verdict}:${caseId}:${number}`,
  stars: (stars: number, caseId: string) => `stars:${stars}:${caseId}`,
} as const;

/** The doors that are always open, as buttons. */
export function menuChoices(language: Language): Choice[] {
  const w = wordsOf(language);
  return [
    { label: w.report, data: DATA.report },
    { label: w.cases, data: DATA.cases },
    { label: w.contact, data: DATA.contact },
    { label: w.otherLanguage, data: language === 'th' ? DATA.english : DATA.thai },
  ];
}

export const sayMenu = (language: Language, text?: string): Part => ({
  kind: 'choices',
  text: text ?? wordsOf(language).menu,
  choices: menuChoices(language),
});

export const sayWelcome = ({ language, municipality }: Facts): Part =>
  sayMenu(language, withNotice(language, wordsOf(language).welcome(municipality.name), municipality.privacyUrl));

export function sayContact({ language, municipality }: Facts): Part {
  return sayMenu(language, wordsOf(language).contactUs(municipality.name, municipality.phone, municipality.hours));
}

export function askWhat(language: Language, draft: string, gathered: Gathered): Part {
  const w = wordsOf(language);
  const { media, pin, placeText } = told(gathered);
  const text = media > 0 ? w.askWhatAfterPicture : pin || placeText ? w.askWhatAfterPlace : w.askWhat;
  return {
    kind: 'choices',
    text,
    choices: [
      { label: w.takePhoto, data: '', ask: 'camera' },
      { label: w.choosePhoto, data: '', ask: 'album' },
      { label: w.cancel, data: DATA.step('cancel', draft) },
    ],
  };
}

export function askWhere(language: Language, draft: string): Part {
  const w = wordsOf(language);
  return {
    kind: 'choices',
    text: w.askWhere,
    choices: [{ label: w.sendLocation, data: '', ask: 'location' }, skip(language, draft), ...around(language, draft)],
  };
}

export function askPhoto(language: Language, draft: string, pictures: number): Part {
  const w = wordsOf(language);
  return {
    kind: 'choices',
    text: pictures > 0 ? w.anotherPhoto(pictures) : w.askPhoto,
    choices: [
      { label: w.takePhoto, data: '', ask: 'camera' },
      { label: w.choosePhoto, data: '', ask: 'album' },
      { label: pictures > 0 ? w.noMorePhotos : w.noPhoto, data: DATA.step('skip', draft) },
      ...around(language, draft),
    ],
  };
}

type Open = NonNullable<ReturnType<typeof openQuestion>>;
/** Buttons beside those of the choices: all, pass over, another category, cancel (LINE and Meta show thirteen at most). */
const MOST_CHOICES = 9;
const LONGEST_LABEL = 20;

/** A question of the category. Choices are buttons where they fit; otherwise they stand numbered in the words, and a number is written. */
export function askQuestion(
  language: Language,
  { draft, category }: Pick<ReportState, 'draft' | 'category'>,
  { question, place, of, chosen }: Open,
): Part {
  const w = wordsOf(language);
  const left = question.values.filter(({ key }) => !chosen.includes(key));
  const inWords = left.length > MOST_CHOICES || left.some(({ name }) => name.length > LONGEST_LABEL);
  const listed = inWords ? question.values.map(({ name }, i) => `${i + 1}. ${name}`) : [];
  const picked = question.values.filter(({ key }) => chosen.includes(key)).map(({ name }) => name);
  return {
    kind: 'choices',
    text: [
      ...(place === 1 && chosen.length === 0 ? [w.askCategory(category?.name ?? '', of)] : []),
      w.askQuestion(place, of, question.name),
      ...(picked.length > 0 ? [w.chosen(picked.join(', '))] : []),
      ...listed,
      ...(inWords ? [question.datatype === 'multivaluelist' ? w.writeNumbers : w.writeNumber] : []),
    ].join('\n'),
    choices: [
      ...(inWords ? [] : left.map(({ key, name }) => ({ label: name, data: DATA.answer(draft, question.code, key) }))),
      ...(chosen.length > 0
        ? [{ label: w.noMorePhotos, data: DATA.step('skip', draft) }]
        : question.required
          ? []
          : [skip(language, draft)]),
      { label: w.otherCategory, data: DATA.step('drop', draft) },
      ...around(language, draft),
    ],
  };
}

/** What was gathered, to be looked at before it is sent. */
export function askConfirm(
  language: Language,
  { draft, gathered, category, answers }: Pick<ReportState, 'draft' | 'gathered' | 'category' | 'answers'>,
): Part[] {
  const w = wordsOf(language);
  const { text, placeText, pin, media } = told(gathered);
  const place = [placeText, pin && (pin.text ?? w.pinned)].filter(Boolean).join('\n');
  const rows = [
    { label: w.what, value: shorten(text) || w.notSaid },
    { label: w.where, value: shorten(place) || w.notSaid },
    { label: w.photos, value: w.photoCount(media) },
    ...(category ? [{ label: w.category, value: category.name }] : []),
    ...answers.flatMap((answer) => (answer.shown === '' ? [] : [answerRow(answer)])),
  ];
  return [
    {
      kind: 'card',
      title: w.confirmTitle,
      rows,
      buttons: [
        { label: w.confirm, data: DATA.step('confirm', draft) },
        { label: w.conceal, data: DATA.step('conceal', draft) },
        { label: w.restart, data: DATA.step('restart', draft) },
      ],
      alt: [w.confirmTitle, ...rows.map(({ label, value }) => `${label}: ${value}`)].join('\n'),
    },
    {
      kind: 'choices',
      text: w.askConfirm,
      choices: [
        { label: w.confirm, data: DATA.step('confirm', draft) },
        { label: w.conceal, data: DATA.step('conceal', draft) },
        ...(category ? [{ label: w.otherCategory, data: DATA.step('drop', draft) }] : []),
        ...around(language, draft),
        { label: w.restart, data: DATA.step('restart', draft) },
      ],
    },
  ];
}

/** An answer as the look shows it. */
export const answerRow = ({ name, shown }: Pick<Answer, 'name' | 'shown'>): { label: string; value: string } => ({
  label: shorten(name, LONGEST_ROW),
  value: shorten(shown, LONGEST_ROW),
});

/** After a report was filed: number, code, day of the answer, and what to do with them. `how` as its effect said. */
export function sayFiled(
  language: Language,
  filed: {
    id: string;
    number: string;
    trackingCode: string;
    citizenDueOn: string | null;
    trackUrl: string;
    concealed?: boolean;
    /** The privacy notice, for whoever was not told of it yet; '' for whoever was. */
    privacyUrl: string;
  },
  how: 'guided' | 'unfinished' | 'words' = 'guided',
): Part[] {
  const w = wordsOf(language);
  const code = inFours(filed.trackingCode);
  const due = filed.citizenDueOn ? formatDay(filed.citizenDueOn, { style: 'long', lang: language }) : '';
  return [
    {
      kind: 'card',
      title: how === 'unfinished' ? w.unfinishedTitle : w.filedTitle,
      rows: [
        { label: w.number, value: filed.number },
        { label: w.code, value: code },
        ...(due ? [{ label: w.due, value: due }] : []),
        ...(filed.concealed ? [{ label: w.reporter, value: w.isConcealed }] : []),
      ],
      buttons: [...track(w.track, filed.trackUrl), { label: w.addMore, data: DATA.add(filed.id, filed.number) }],
      alt: w.filedAlt(filed.number, code, due),
    },
    { kind: 'text', text: withNotice(language, w.keepCode, filed.privacyUrl) },
  ];
}

/** A person's cases, newest first as given: a card each, with what may be done. */
export function sayCases(language: Language, cases: readonly CaseForList[]): Part[] {
  const w = wordsOf(language);
  if (cases.length === 0) return [sayMenu(language, w.noCases)];
  const shown = cases.slice(0, MOST_LISTED);
  const cards = shown.map((each): Part => {
    const status = STATUS_WORDS[language][each.status];
    const due = each.dueOn ? formatDay(each.dueOn, { lang: language }) : '';
    return {
      kind: 'card',
      title: each.number,
      rows: [
        { label: w.what, value: shorten(each.summary, 90) || w.notSaid },
        { label: w.status, value: status },
        ...(each.department ? [{ label: w.department, value: each.department }] : []),
        ...(due ? [{ label: w.due, value: due }] : []),
      ],
      buttons: [
        ...track(w.track, each.trackUrl),
        ...(each.mayJudge ? judge(language, each) : []),
        ...(each.mayAnswer ? [{ label: w.addMore, data: DATA.add(each.id, each.number) }] : []),
      ],
      alt: w.casesAlt(each.number, status),
    };
  });
  return cases.length > shown.length ? [{ kind: 'text', text: w.moreCases(shown.length) }, ...cards] : cards;
}

/** Asks whether an answered or closed case is done; goes out with or after its answer. */
export function askVerdict(language: Language, subject: { id: string; number: string }): Part {
  const w = wordsOf(language);
  return { kind: 'choices', text: w.askVerdict(subject.number), choices: judge(language, subject) };
}

/** After words were added to a case. */
export const sayAdded = (language: Language, number: string): Part[] => [
  { kind: 'text', text: wordsOf(language).added(number) },
];

/** After words were added that may be another matter: the button makes a case of that message. */
export const askApart = (language: Language, { number, incomingId }: { number: string; incomingId: string }): Part => ({
  kind: 'choices',
  text: wordsOf(language).askApart(number),
  choices: [{ label: wordsOf(language).apart, data: DATA.apart(incomingId) }],
});

/** The case behind a button is not this person's, or is gone. */
export const sayNotYours = (language: Language): Part[] => [sayMenu(language, wordsOf(language).notYours)];

/** An effect was refused: the words stay with the thread, where staff see them. */
export const sayNotFiled = (language: Language): Part[] => [sayMenu(language, wordsOf(language).notFiled)];

/** What silence did: said together with `sayFiled(…, 'unfinished')`. */
export const sayLapsed = (language: Language): Part[] => [{ kind: 'text', text: wordsOf(language).lapsed }];

function judge(language: Language, { id, number }: { id: string; number: string }) {
  const w = wordsOf(language);
  return [
    { label: w.yes, data: DATA.verdict('done', id, number) },
    { label: w.partly, data: DATA.verdict('partly', id, number) },
    { label: w.no, data: DATA.verdict('not-done', id, number) },
  ];
}

export function askStars(language: Language, caseId: string): Part {
  const w = wordsOf(language);
  return {
    kind: 'choices',
    text: w.askStars,
    choices: [
      ...[5, 4, 3, 2, 1].map((n) => ({ label: w.star(n), data: DATA.stars(n, caseId) })),
      { label: w.later, data: DATA.menu },
    ],
  };
}

/** Words, and under them where the privacy notice is, when that is to be told. */
const withNotice = (language: Language, text: string, privacyUrl: string): string =>
  privacyUrl === '' ? text : `${text}\n${wordsOf(language).privacy(privacyUrl)}`;

const track = (label: string, url: string): Button[] => (url ? [{ label, url }] : []);
const skip = (language: Language, draft: string): Choice => ({
  label: wordsOf(language).skip,
  data: DATA.step('skip', draft),
});
const around = (language: Language, draft: string): Choice[] => [
  { label: wordsOf(language).back, data: DATA.step('back', draft) },
  { label: wordsOf(language).cancel, data: DATA.step('cancel', draft) },
];

/** Shortened by whole characters, so that no letter loses its marks. */
function shorten(text: string, most = LONGEST_SHOWN): string {
  const said = text.trim();
  let kept = '';
  let letters = 0;
  for (const { segment } of new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(said)) {
    letters += 1;
    if (letters === most && kept.length + segment.length < said.length) return `${kept}…`;
    kept += segment;
  }
  return kept;
}
