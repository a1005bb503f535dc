import { pieces } from '../in-public/contract.ts';
import type { Part } from '../outgoing.ts';
import { wordsOf } from '../provider/flatten.ts';
import { ALT_MOST, BUBBLES_MOST, bubble, carousel, type Flex } from './flex.ts';
import { postback, shortened } from './limits.ts';

/** Most characters (UTF-16 units) of a text message, most messages of one request, most quick replies (messaging-api.yml). */
export const TEXT_MOST = 5_000;
export const AT_ONCE_MOST = 5;
const QUICK_MOST = 13;
const QUICK_LABEL_MOST = 20;
const URL_MOST = 2_000;

type Action = Readonly<Record<string, string>>;
type QuickReply = { readonly items: readonly { readonly type: 'action'; readonly action: Action }[] };
export type LineOut = (
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly originalContentUrl: string; readonly previewImageUrl: string }
  | Flex
) & { readonly quickReply?: QuickReply };
type Choices = Extract<Part, { kind: 'choices' }>['choices'];

/**
 * What is said, as messages of LINE: never an empty one (one `null` has LINE refuse the whole request), cards side by side, buttons under
 * the last message (they are shown nowhere else) and those of the last question alone (an older one is no longer asked), texts cut at LINE's length, and as few messages as will hold it.
 */
export function compose(parts: readonly Part[]): LineOut[] {
  const messages = squeeze(grouped(parts).flatMap(toMessages));
  const asked = parts.findLast((part) => part.kind === 'choices');
  const last = messages.at(-1);
  if (!last || !asked) return messages;
  return [...messages.slice(0, -1), { ...last, quickReply: quickReply(asked.choices) }];
}

type Group = Part | { kind: 'cards'; cards: Extract<Part, { kind: 'card' }>[] };

/** Cards that follow each other stand side by side. */
function grouped(parts: readonly Part[]): Group[] {
  const groups: Group[] = [];
  for (const part of parts) {
    const before = groups.at(-1);
    if (part.kind !== 'card') groups.push(part);
    else if (before?.kind === 'cards' && before.cards.length < BUBBLES_MOST) before.cards.push(part);
    else groups.push({ kind: 'cards', cards: [part] });
  }
  return groups;
}

function toMessages(group: Group): LineOut[] {
  switch (group.kind) {
    case 'text':
    case 'choices':
      return texts(group.text);
    case 'link':
      return texts(wordsOf(group, true));
    case 'image':
      // LINE shows pictures from https alone; others are at least named.
      return group.url.startsWith('https://') && group.url.length <= URL_MOST
        ? [{ type: 'image', originalContentUrl: group.url, previewImageUrl: group.url }]
        : texts(wordsOf(group, true));
    case 'card':
      return cards([group]);
    case 'cards':
      return cards(group.cards);
  }
}

const texts = (text: string): LineOut[] =>
  pieces(text, TEXT_MOST, (each) => each.length).map((piece) => ({ type: 'text', text: piece }));

/** As bubbles where they fit; otherwise in words, so that nothing is left out. */
function cards(given: Extract<Part, { kind: 'card' }>[]): LineOut[] {
  const alt = shortened(given.map((card) => card.alt).join('\n'), ALT_MOST);
  const flex = carousel(alt, given.map(bubble));
  return flex ? [flex] : given.flatMap((card) => texts(wordsOf(card, true)));
}

/** More than five messages cost a second request: texts that follow each other become one first. */
function squeeze(messages: LineOut[]): LineOut[] {
  const fewer = [...messages];
  for (let i = fewer.length - 2; i >= 0 && fewer.length > AT_ONCE_MOST; i -= 1) {
    const [one, two] = [fewer[i], fewer[i + 1]];
    if (one?.type !== 'text' || two?.type !== 'text') continue;
    const text = `${one.text}\n\n${two.text}`;
    if (text.length <= TEXT_MOST) fewer.splice(i, 2, { type: 'text', text });
  }
  return fewer;
}

const ASKS = { location: 'location', camera: 'camera', album: 'cameraRoll' } as const;

function quickReply(choices: Choices): QuickReply {
  return {
    items: choices.slice(0, QUICK_MOST).map(({ label, data, ask }) => {
      const short = shortened(label, QUICK_LABEL_MOST);
      const action: Action = ask ? { type: ASKS[ask], label: short } : postback(short, label, data);
      return { type: 'action', action };
    }),
  };
}
