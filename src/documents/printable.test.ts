import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printable } from './printable.ts';

const shown = (text: string) => text.replaceAll('\u200b', '');
const letters = (text: string) => [...new Intl.Segmenter('th').segment(text)].length;

it('keeps Thai with its marks, and what typesetting would read as markup, letter for letter', () => {
  for (const text of [
    'ที่นี่น้ำป่าไหลเข้าปู่ฟื้น',
    '#set page(width: 1pt) $x$ @foo \\ *b* _i_ `c` <tag> // c /* */ "q"',
    '๒๕๖๙',
  ]) {
    expect(printable(text, 100)).toBe(text);
  }
});

it('cuts by letters as a person counts them, never between a letter and its marks', () => {
  expect(printable('ที่'.repeat(30), 10)).toBe(`${'ที่'.repeat(10)}…`);
  expect(printable('abc', 3)).toBe('abc');
  expect(printable('abc  ', 3)).toBe('abc');
  expect(printable('abcd', 3)).toBe('abc…');
  expect(letters(shown(printable('ก'.repeat(20_000), 600)))).toBe(601);
});

it('leaves out what cannot be seen, and of an emoji made of several keeps one', () => {
  expect(printable('a\u0000b\n\n\tc\u202e\u200bd', 20)).toBe('ab cd');
  expect(printable('👨‍👩‍👧 👍🏽 ❤️', 20)).toBe('👨 👍 ❤');
  expect(printable(`ก${'\u0e49'.repeat(500)}`, 50)).toBe(`ก${'\u0e49'.repeat(7)}`);
});

it('lets long runs break, so that nothing leaves the paper', () => {
  expect(
    printable('W'.repeat(60), 100)
      .split('\u200b')
      .map((part) => part.length),
  ).toEqual([24, 24, 12]);
  expect(printable('ก'.repeat(60), 100)).toContain('\u200b');
  const prose = 'ไฟทางดับมาสามคืนแล้วตั้งแต่หน้าโรงเรียนถึงปากซอยเด็กกลับบ้านค่ำเดินกลัวมาก';
  expect(printable(prose, 100)).toBe(prose);
});

it('holds for any text: well formed, one line, no longer than asked for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 1, max: 50 }), (text, most) => {
      const result = shown(printable(text, most));
      expect(result.isWellFormed()).toBe(true);
      expect(result).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(letters(result)).toBeLessThanOrEqual(most + 1);
    }),
  );
});
