import { segments } from '../../../thai/index.ts';
import { repairLetters } from './repair-letters.ts';
import {
  BEFORE_KARN,
  CLAUSE,
  CLAUSE_VERB,
  COMPOUNDS,
  HANGING,
  HANGING_AT_LINE_END,
  LEANING,
  PREFIX,
  VERBS,
} from './word-lists.ts';

/**
 * How a document's tables were written. `wrapped`: each line of a cell ended in a space, as the text of a PDF has them; else a space is
 * one that somebody typed. `solid`: all cells, to find the same words written together elsewhere. `glyphs`: its whole arrows of one letter.
 */
export type Writing = { readonly wrapped: boolean; readonly solid: string; readonly glyphs: readonly string[] };
/** `joined`: places where a space was taken out that might have been meant, as "before|after". */
export type Joined = { readonly clean: string; readonly joined: readonly string[] };

type Verdict = 'join' | 'keep' | 'likely-join';
type Gap = {
  readonly left: string;
  readonly right: string;
  /** The text since the last space that was kept, without the earlier part of the cell. */
  readonly phrase: string;
  readonly listed: boolean;
  readonly forced: boolean | null;
  readonly newline: boolean;
};

const THAI_END = /[\u0E01-\u0E3A\u0E40-\u0E4E]$/;
const THAI_START = /^[\u0E01-\u0E3A\u0E40-\u0E4E]/;
/** Of a line's width, how much a next word may fill and still surely have had room: letters are not all as wide. */
const ROOM = 0.65;
/** No list of verbs is longer. */
const LONGEST_PHRASE = 120;
/** No cell of a plan holds more pieces; one that does is not looked at word by word. */
const MOST_PIECES = 4000;
/** Of so few spaces none need stand inside a word: of those at line ends about every third does. */
const FEW = 12;
/** How much of a long line is cut into words at a gap. */
const NEAR = 24;

/** Letters that take room on a line: marks above and below do not. */
export const widthOf = (text: string): number => text.replaceAll(/[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]/g, '').length;

/**
 * A cell's text with the words put together again that its lines broke. `width`: the widest line seen in its column (letters), by which a
 * space that no line's end explains is known to be meant; 0 when nothing is known. White space alone is added or taken.
 */
export function joinWords(text: string, writing: Writing, width = 0, before = 0): Joined {
  const parts = repairLetters(text).trim().split(/(\s+)/);
  if (parts.length > MOST_PIECES) return { clean: parts.filter((_, i) => i % 2 === 0).join(' '), joined: [] };
  const joined: string[] = [];
  let clean = parts[0] ?? '';
  let [phrase, line, listed] = [clean, before + widthOf(clean), false];
  for (let i = 1; i + 1 < parts.length; i += 2) {
    const right = parts[i + 1] ?? '';
    const room = line + 1 + widthOf(firstWord(right)) <= width * ROOM;
    const gap = {
      left: clean,
      right,
      phrase,
      listed,
      forced: width === 0 ? null : !room,
      newline: /\n/.test(parts[i] ?? ''),
    };
    const verdict = judge(gap, writing);
    if (verdict === 'keep') {
      listed ||= isVerbs(phrase);
      clean += ` ${right}`;
      phrase = right;
      line += 1 + widthOf(right);
    } else {
      if (verdict === 'likely-join') joined.push(`${lastOf(clean)}|${firstWord(right)}`);
      clean += right;
      phrase += right;
      line = widthOf(right);
    }
  }
  return { clean, joined };
}

/**
 * Whether the text's spaces are those of line ends: so many of them stand inside words that they cannot have been typed. `likely`: the
 * document is of a kind that mostly is, so that only many spaces with none of them inside a word say otherwise. A text that stands there
 * several times says so once.
 */
export function looksWrapped(texts: readonly string[], likely = false): boolean {
  let [inside, all] = [0, 0];
  for (const text of new Set(texts)) {
    const parts = repairLetters(text).trim().split(/[ ]+/);
    for (let i = 1; i < parts.length; i += 1) {
      const [left, right] = [parts[i - 1] ?? '', parts[i] ?? ''];
      if (!THAI_END.test(left) || !THAI_START.test(right)) continue;
      all += 1;
      if (mustJoin(left, right) || (likely && hangs(left, right, HANGING_AT_LINE_END))) inside += 1;
    }
  }
  return likely ? all <= FEW || inside / all >= 0.05 : inside >= 2 && inside / all >= 0.12;
}

function judge(gap: Gap, { wrapped, solid }: Writing): Verdict {
  const { left, right, phrase, listed, forced, newline } = gap;
  if (!THAI_END.test(left) || !THAI_START.test(right)) return wrapped && /\/$/.test(left) ? 'join' : 'keep';
  if (mustJoin(left, right) || (wrapped && hangs(left, right, HANGING_AT_LINE_END))) return 'join';
  const [last, first] = [lastOf(left), firstOf(right)];
  if (CLAUSE.has(first)) return 'keep';
  if (first === 'และ' || first === 'หรือ') {
    if (CLAUSE_VERB.has(firstOf(right.slice(first.length)))) return 'keep';
    if (listed && VERBS.has(firstOf(right.slice(first.length)))) return 'keep';
  }
  if (!wrapped && !newline) return 'keep';
  if (LEANING.has(first)) return 'join';
  const verbs = isVerbs(phrase);
  if (verbs && VERBS.has(first)) return COMPOUNDS.has(last + first) && forced !== false ? 'likely-join' : 'keep';
  if (verbs) return listed || phrase.includes('/') ? 'keep' : 'join';
  if (listed && isNoun(phrase) && isNoun(right)) return 'keep';
  if (listed === false && phrase !== left && /^การ|^ความ/.test(phrase) && isNoun(right) && left.includes('/'))
    return 'keep';
  if (solid.includes(last + first)) return 'join';
  if (forced === null) return 'likely-join';
  return forced ? 'join' : 'keep';
}

/** No Thai is written with a space here: inside a word, before a trailing vowel, behind a word that needs another. */
function mustJoin(left: string, right: string): boolean {
  if (!THAI_END.test(left) || !THAI_START.test(right)) return false;
  if (/^(?:[\u0E30-\u0E3A]|\u0E45|[\u0E47-\u0E4E])/.test(right) || /[เแโใไ]$/.test(left)) return true;
  if (hangs(left, right, HANGING)) return true;
  const [a, b] = [left.slice(-NEAR), right.slice(0, NEAR)];
  const together = segments(a + b);
  // Words that are cut elsewhere once they stand together are none the fewer: "บริการ ณ" is no "บริ|การณ".
  if (together.length >= segments(a).length + segments(b).length) return false;
  let at = 0;
  for (const segment of together) {
    at += segment.length;
    if (at >= a.length) break;
  }
  return at !== a.length;
}

/** Whether a line's end cuts a phrase in two: no item ends there. */
export function cutsPhrase(left: string, right: string): boolean {
  const [a, b] = [repairLetters(left).trim(), repairLetters(right).trim()];
  const first = firstOf(b);
  return mustJoin(a, b) || hangs(a, b, HANGING_AT_LINE_END) || LEANING.has(first) || first === 'และ' || first === 'หรือ';
}

function hangs(left: string, right: string, words: ReadonlySet<string>): boolean {
  const [before = '', last = ''] = segments(left.slice(-NEAR)).slice(-2);
  const word = last === '' ? before : last;
  const first = firstOf(right);
  return (
    words.has(word) &&
    !CLAUSE.has(first) &&
    first !== 'และ' &&
    first !== 'หรือ' &&
    !(word === 'การ' && BEFORE_KARN.has(before))
  );
}

const lastOf = (text: string): string => segments(text.slice(-NEAR)).at(-1) ?? '';
const firstOf = (text: string): string => segments(text.slice(0, NEAR))[0] ?? '';
/** What a line takes whole: a word, with the one that makes it a noun. */
function firstWord(text: string): string {
  const [first = '', second = '', third = ''] = segments(text.slice(0, NEAR));
  if (!PREFIX.has(first)) return first;
  return second === 'ไม่' || second === 'ให้' ? first + second + third : first + second;
}
const isVerbs = (phrase: string): boolean =>
  phrase.length <= LONGEST_PHRASE &&
  segments(phrase.replace(/^การ(?!$)/, '')).every(
    (word) => VERBS.has(word) || word === '/' || word === 'ผล' || word === 'การ',
  );
const isNoun = (phrase: string): boolean => /^(การ|ความ|กระบวนการ|ขั้นตอน|ระบบ|ข้อมูล)/.test(phrase);
