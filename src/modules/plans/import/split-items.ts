import { toArabicDigits } from '../../../thai/index.ts';
import { cutsPhrase } from './join-words.ts';

/** `no`: as numbered ("2", or "2.1"), null behind a bullet or nothing. `raw` without the number, `whole` with it. */
export type Item = { readonly no: number | string | null; readonly raw: string; readonly whole: string };

const BULLET = '[-–—•●○▪■◦‣·*✓➢➤\\uF0B7\\uF0A7\\uF0D8]';
const NUMBER =
  /^\(?([0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2}){0,2})\s?[.)]+\s*(?![0-9๐-๙])|^([0-9๐-๙]{1,2}\.[0-9๐-๙]{1,2})\s+(?=\S)/;
const NUMBER_INSIDE = /(?<=\s)\(?[0-9๐-๙]{1,2}(?:(?:\.[0-9๐-๙]{1,2}){0,2}\s?[.)]+(?![0-9๐-๙])|\.[0-9๐-๙]{1,2}\s)/g;

/** The number that a text begins with, and the text behind it. */
export function takeNumber(text: string): { no: number | string | null; rest: string } {
  const trimmed = text.trim();
  const found = NUMBER.exec(trimmed);
  if (found) {
    const no = toArabicDigits(found[1] ?? found[2] ?? '');
    return { no: no.includes('.') ? no : Number(no), rest: trimmed.slice(found[0].length).trim() };
  }
  const bullet = new RegExp(`^${BULLET}+\\s*(?=\\S)`).exec(trimmed);
  return { no: null, rest: bullet ? trimmed.slice(bullet[0].length).trim() : trimmed };
}

/** Whether a text begins with a number or a bullet. */
export const startsItem = (text: string): boolean =>
  NUMBER.test(text.trim()) || new RegExp(`^${BULLET}+\\s*\\S`).test(text.trim());

/**
 * The items of a cell. Numbers count where they go on from the one before, at a line's start or behind a space; bullets count where the
 * cell begins with one; where nothing else parts them, line ends do.
 */
export function splitItems(text: string): Item[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  const pieces = NUMBER.test(trimmed)
    ? byNumbers(trimmed)
    : startsItem(trimmed)
      ? byBullets(trimmed)
      : byLines(trimmed);
  return pieces.flatMap((piece) => {
    const { no, rest } = takeNumber(piece);
    return rest === '' ? [] : [{ no, raw: rest, whole: piece.trim() }];
  });
}

function byNumbers(text: string): string[] {
  const starts = [0];
  let last = NUMBER.exec(text)?.[1] ?? NUMBER.exec(text)?.[2] ?? '';
  for (const found of text.matchAll(NUMBER_INSIDE)) {
    const number = toArabicDigits(found[0])
      .replaceAll(/[^\d.]/g, '')
      .replace(/\.+$/, '');
    if (!follows(toArabicDigits(last), number)) continue;
    starts.push(found.index);
    last = number;
  }
  return starts.map((start, i) => text.slice(start, starts[i + 1] ?? text.length));
}

/** 1 → 2, 1 → 1.1, 1.1 → 1.2, 1.2 → 2. */
function follows(last: string, next: string): boolean {
  const [a, b] = [last.split('.').map(Number), next.split('.').map(Number)];
  const deepest = b.length - 1;
  const same = (count: number) => b.slice(0, count).every((part, i) => part === a[i]);
  if (b.length > a.length) return b.length === a.length + 1 && same(a.length) && b[deepest] === 1;
  return same(deepest) && b[deepest] === (a[deepest] ?? 0) + 1;
}

const byBullets = (text: string): string[] => {
  const bullet = new RegExp(BULLET).exec(text)?.[0] ?? '-';
  const mark = bullet.replaceAll(/[-*]/g, '\\$&');
  return text.split(new RegExp(`(?:^|\\s)(?=${mark}\\s*\\S)`)).filter((piece) => piece.trim() !== '');
};

/** Lines; one that begins in the middle of a phrase, or behind a word that needs another, goes on from the one before. */
function byLines(text: string): string[] {
  const found: string[] = [];
  for (const line of text.split(/\n+/)) {
    if (line.trim() === '') continue;
    const last = found.at(-1);
    if (last !== undefined && !startsItem(line) && cutsPhrase(last, line)) found[found.length - 1] = `${last}\n${line}`;
    else found.push(line);
  }
  return found;
}
