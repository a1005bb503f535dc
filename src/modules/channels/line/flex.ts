import type { Part } from '../outgoing.ts';
import { postback, shortened } from './limits.ts';

type Card = Extract<Part, { kind: 'card' }>;
type Box = Readonly<Record<string, unknown>>;
export type Bubble = { readonly type: 'bubble' } & Box;
export type Flex = {
  readonly type: 'flex';
  readonly altText: string;
  readonly contents: Bubble | { readonly type: 'carousel'; readonly contents: readonly Bubble[] };
};

/** Read aloud, and shown in the list of chats: LINE's first limit, so that older clients show all of it. */
export const ALT_MOST = 400;
export const BUBBLES_MOST = 12;
const BUBBLE_BYTES = 30_000;
const CAROUSEL_BYTES = 50_000;
const BUTTON_LABEL_MOST = 40;
const BUTTONS_MOST = 6;
const URI_MOST = 1_000;
/** The portal's colours (tokens.css): ink, softer ink, teal. */
const INK = '#1C2430';
const SOFT = '#5B6472';
const TEAL = '#0F5C63';

/** A card: heading, facts in rows, buttons. Letters follow the reader's own size (`scaling`). Null when LINE would find it too large. */
export function bubble(card: Card): Bubble | null {
  const rows = card.rows.map(({ label, value }) => ({
    type: 'box',
    layout: 'baseline',
    spacing: 'md',
    contents: [words(label, { color: SOFT, flex: 3, size: 'sm' }), words(value, { color: INK, flex: 6, size: 'sm' })],
  }));
  const buttons = card.buttons.slice(0, BUTTONS_MOST).flatMap((each, i) => {
    const action = actionOf(each);
    return action
      ? [{ type: 'button', style: i === 0 ? 'primary' : 'link', height: 'sm', color: TEAL, scaling: true, action }]
      : [];
  });
  const made: Bubble = {
    type: 'bubble',
    body: {
      type: 'box',
      layout: 'vertical',
      spacing: 'md',
      contents: [words(card.title, { color: TEAL, weight: 'bold', size: 'lg' }), ...rows],
    },
    ...(buttons.length > 0 && { footer: { type: 'box', layout: 'vertical', spacing: 'sm', contents: buttons } }),
  };
  return sizeOf(made) <= BUBBLE_BYTES ? made : null;
}

/** One bubble, or several side by side; null when there is none, or LINE would find them too large together. */
export function carousel(altText: string, bubbles: readonly (Bubble | null)[]): Flex | null {
  const whole = bubbles.filter((each) => each !== null);
  const [only] = whole;
  if (!only || whole.length < bubbles.length) return null;
  if (whole.length === 1) return { type: 'flex', altText, contents: only };
  const contents = { type: 'carousel', contents: whole } as const;
  return sizeOf(contents) <= CAROUSEL_BYTES ? { type: 'flex', altText, contents } : null;
}

/** LINE refuses a text without a letter. */
const words = (text: string, look: Box): Box => ({
  type: 'text',
  text: text.trim() === '' ? '-' : text,
  wrap: true,
  scaling: true,
  ...look,
});

function actionOf({ label, url, data }: Card['buttons'][number]): Box | null {
  const short = shortened(label, BUTTON_LABEL_MOST);
  if (url !== undefined) {
    return /^(https?|line|tel):/i.test(url) && url.length <= URI_MOST ? { type: 'uri', label: short, uri: url } : null;
  }
  return data === undefined ? null : postback(short, label, data);
}

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
