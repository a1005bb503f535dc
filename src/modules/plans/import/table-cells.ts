import { toArabicDigits } from '../../../thai/index.ts';
import type { Doubts } from './doubts.ts';
import { joinWords, type Writing, widthOf } from './join-words.ts';
import type { ReadBudget, ReadText } from './read-shape.ts';
import { lettersDamaged, repairLetters } from './repair-letters.ts';

/** The widest line that a column's cells hold (letters): no line of a cell is narrower than its longest unbroken part. */
export const columnWidth = (cells: readonly string[]): number =>
  Math.max(0, ...cells.flatMap((cell) => repairLetters(cell).split(/\s+/).map(widthOf)));

/** A cell's words put together; what may have been meant otherwise is doubted. `before`: letters of the number that stood before it. */
export function cleanText(
  raw: string,
  writing: Writing,
  doubts: Doubts,
  at: { line: number; at: string | null; width: number; before?: number },
): string {
  const { clean, joined } = joinWords(raw, writing, at.width, at.before ?? 0);
  for (const place of joined)
    doubts.add('space-removed', at.line, place.replace('|', ' '), [place.replace('|', ''), place.replace('|', ' ')], {
      at: at.at,
    });
  if (lettersDamaged(raw)) doubts.add('letters-damaged', at.line, raw, [], { at: at.at });
  return clean;
}

export const textOf = (
  raw: string,
  writing: Writing,
  doubts: Doubts,
  line: number,
  width: number,
  at: string,
): ReadText => ({
  raw: raw.trim(),
  clean: cleanText(raw, writing, doubts, { line, at, width }),
});

const NOT_STATED = 'ไม่ระบุ/ไม่ใช้งบประมาณ — not the same as 0 บาท';
const MILLION = 1_000_000;

/** What a budget's cell says in baht. "-", "ไม่ใช้งบประมาณ" and a blank are no amount; "0" is one. */
export function readBudget(raw: string, doubts: Doubts, line: number): ReadBudget {
  const text = { raw: raw.trim(), clean: repairLetters(raw).trim().replaceAll(/\s+/g, ' ') };
  const plain = toArabicDigits(text.clean)
    .replaceAll(/\s/g, '')
    .replace(/^฿|^งบประมาณ/, '');
  if (plain === '') return { ...text, amount: null, meaning: 'ต้นฉบับเว้นว่าง — not the same as 0 บาท' };
  if (/^[-–—─.]+$/.test(plain) || /^ไม่(มี|ใช้|ระบุ|ได้)/.test(plain)) return { ...text, amount: null, meaning: NOT_STATED };
  const found =
    /^(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?(?:\.-|\.–|-)?(ล้าน|แสน|หมื่น|พัน)?(?:บาท)?(?:\/-|\.-)?(?:ต่อปี|\/ปี)?$/.exec(plain);
  if (!found) {
    doubts.add('budget-unclear', line, text.raw, ['เก็บเป็นข้อความ']);
    return { ...text, amount: null, meaning: 'อ่านเป็นจำนวนเงินไม่ได้' };
  }
  const [, whole = '', part = '', unit = ''] = found;
  const times = { ล้าน: MILLION, แสน: 100_000, หมื่น: 10_000, พัน: 1000 }[unit] ?? 1;
  const amount = Math.round(Number(whole.replaceAll(',', '') + part) * times * 100) / 100;
  return { ...text, amount, meaning: 'บาท' };
}
