import { pieces } from '../in-public/contract.ts';
import type { Part } from '../outgoing.ts';
import { wordsOf } from '../provider/flatten.ts';

/** What a provider's message may hold at most (docs/messenger-platform/reference/send-api, …/instagram/features/send-message). */
export type Limits = {
  readonly text: number;
  readonly measure: (text: string) => number;
  /** Buttons under words: Messenger's button template; on Instagram the generic template, whose words are short. */
  readonly template: 'button' | 'generic';
};
export const MESSENGER: Limits = { text: 2000, measure: (text) => text.length, template: 'button' };
/** 1,000 bytes: a Thai letter has three. */
export const INSTAGRAM: Limits = { text: 1000, measure: (text) => Buffer.byteLength(text), template: 'generic' };

const BUTTON_TEXT = 640;
const GENERIC_TEXT = 80;
const LABEL = 20;
const MOST_BUTTONS = 3;

/** One message as the Send API takes it, and the words in it, by which it is found again when the answer was lost. */
export type Composed = { readonly message: Readonly<Record<string, unknown>>; readonly words: string };

/** The messages that say these parts, in order: words that follow each other are one message. */
export function compose(parts: readonly Part[], limits: Limits): Composed[] {
  const messages: Composed[] = [];
  let words: string[] = [];
  const say = () => {
    for (const text of pieces(words.join('\n\n'), limits.text, limits.measure))
      messages.push({ message: { text }, words: text });
    words = [];
  };
  for (const part of parts) {
    if (part.kind === 'image') {
      say();
      messages.push({
        message: { attachment: { type: 'image', payload: { url: part.url, is_reusable: false } } },
        words: '',
      });
    } else if (part.kind === 'choices') {
      const [last = '', ...before] = pieces([...words, part.text].join('\n\n'), limits.text, limits.measure).reverse();
      words = before.reverse();
      say();
      messages.push({ message: { text: last, quick_replies: part.choices.map(quickReply) }, words: last });
    } else if (part.kind === 'card') {
      const card = cardOf(part, limits);
      if (card === null) words.push(wordsOf(part, true));
      else {
        say();
        messages.push(card);
      }
    } else {
      words.push(wordsOf(part, true));
    }
  }
  say();
  return messages;
}

/** Messenger asks for no place and no picture by a button: the person sends one as they are used to. */
const quickReply = ({ label, data }: { label: string; data: string }) => ({
  content_type: 'text',
  title: short(label, LABEL),
  payload: data === '' ? label : data,
});

function cardOf(part: Extract<Part, { kind: 'card' }>, limits: Limits): Composed | null {
  const buttons = part.buttons.slice(0, MOST_BUTTONS).flatMap(({ label, url, data }): Record<string, string>[] => {
    const title = short(label, LABEL);
    if (url) return [{ type: 'web_url', title, url }];
    return data ? [{ type: 'postback', title, payload: data }] : [];
  });
  if (buttons.length === 0) return null;
  const rows = part.rows.map(({ label, value }) => `${label}: ${value}`).join('\n');
  const all = [part.title, rows].filter((each) => each !== '').join('\n');
  if (limits.template === 'button' && all.length <= BUTTON_TEXT) {
    return template({ template_type: 'button', text: all, buttons }, all);
  }
  if (part.title.length > GENERIC_TEXT || rows.length > GENERIC_TEXT) return null;
  const element = { title: part.title, ...(rows === '' ? {} : { subtitle: rows }), buttons };
  return template({ template_type: 'generic', elements: [element] }, part.title);
}

const template = (payload: Readonly<Record<string, unknown>>, words: string): Composed => ({
  message: { attachment: { type: 'template', payload } },
  words,
});

function short(text: string, most: number): string {
  const [first = '', ...rest] = pieces(text, most, (piece) => piece.length);
  if (rest.length === 0) return first;
  const [cut = ''] = pieces(text, most - 1, (piece) => piece.length);
  return `${cut}…`;
}
