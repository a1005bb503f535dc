/** What a cell under a month says: an arrow whole, one end of it, a line between the ends, a mark, or something else. */
export type Token =
  | { readonly kind: 'both' | 'left' | 'right' | 'line' | 'mark'; readonly glyph: string }
  | { readonly kind: 'unclear'; readonly glyph: string };

/** Arrow heads in the fonts and in the keyboards that offices have; the private ones are Symbol's and Wingdings's in Word. */
const LEFT = '←⟵⇐⟸◄◀◁⬅⇦↤⇽⭠〈‹«\uF0DF\uF0AC\uF0E7';
const RIGHT = '→⟶⇒⟹►▶▷➔➜➝➞➡⇨↦⇾⭢〉›»\uF0E0\uF0AE\uF0E8';
const BOTH = '↔⟷⇔⟺⬌⬄⇄⇆⇿⭤↹\uF0F3\uF0AB';
const LINE = '\\-–—―‒─━═=_~…⋯.·•┄┈╌⎯￣';
const MARK = /^(x+|\/+|p|ü|[✓✔☑☒✗✘×✕√●⚫■█▓▬◆★☆◉⬤▪⬛✱*#\uF0FC\uF0FB\uF06E\uF052]+)$/iu;

const ASCII_LEFT = /^<+[-=–—─_~.]*$/;
const ASCII_RIGHT = /^[-=–—─_~.]*>+$/;
const ASCII_BOTH = /^<+[-=–—─_~.\s]*>+$/;
const one = (set: string) => new RegExp(`^[${LINE}\\s]*[${set}]+[${LINE}\\s]*$`, 'u');
const [ONE_LEFT, ONE_RIGHT, ONE_BOTH] = [one(LEFT), one(RIGHT), one(BOTH)];
const PAIR = new RegExp(`^[${LEFT}<]+[${LINE}\\s]*[${RIGHT}>]+$`, 'u');
const ONLY_LINE = new RegExp(`^[${LINE}\\s]+$`, 'u');

/**
 * A cell's text as tokens. A single hyphen, dash or dot says "none" unless an arrow runs through it (kind `line`); `glyph` is what is
 * written.
 */
export function readMarks(cell: string): Token[] {
  // U+FE0E and U+FE0F only choose how an arrow looks.
  const text = cell.replaceAll(/\uFE0E|\uFE0F|[\u200B-\u200F]/g, '').trim();
  if (text === '') return [];
  const whole = token(text);
  if (whole) return [whole];
  const parts = text.split(/\s+/).map((part) => token(part) ?? { kind: 'unclear' as const, glyph: part });
  return parts.some(({ kind }) => kind === 'unclear') ? [{ kind: 'unclear', glyph: text }] : parts;
}

function token(text: string): Token | null {
  if (ONE_BOTH.test(text) || PAIR.test(text) || ASCII_BOTH.test(text)) return { kind: 'both', glyph: text };
  if (ONE_LEFT.test(text) || ASCII_LEFT.test(text)) return { kind: 'left', glyph: text };
  if (ONE_RIGHT.test(text) || ASCII_RIGHT.test(text)) return { kind: 'right', glyph: text };
  if (ONLY_LINE.test(text)) return { kind: 'line', glyph: text };
  return MARK.test(text) ? { kind: 'mark', glyph: text } : null;
}

/** Whether an arrow is written with two letters or more, as one that is drawn long. */
export const isLong = (glyph: string): boolean => Array.from(glyph.replaceAll(/\s/g, '')).length > 1;
