import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, skeleton } from './fold.ts';
import { normalise } from './normalise.ts';
import { segments, words } from './words.ts';

/** Text thick with what goes wrong: stacked and stray Thai marks, invisibles, emoji parts, half surrogates, spaces. */
const roughText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...Array.from('กนทเแาำิีุู์่้๊็ํฺัๆฯ๎')),
      fc.constantFrom(' ', '\n', '\t', '\r\n', '\u00A0', '\u200B', '\u200D', '\uFEFF', '\u0000', '\u202E', '\u00AD'),
      fc.constantFrom('👍', '🏽', '👨‍👩‍👧', '❤️', '\uFE0F', '\uD83D', 'É', 'e\u0301', 'İ', 'ẞ', 'H\u0331', '๕', '5'),
      fc.string({ maxLength: 3 }),
      fc.constantFrom('\u0344', '\u0E48\u0E38').map((marks) => marks.repeat(20)),
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(''));

describe('normalise', () => {
  it.each([
    ['nikhahit, tone, sara aa', 'น\u0E4D\u0E49\u0E32', 'น้ำ'],
    ['tone, nikhahit, sara aa', 'น\u0E49\u0E4D\u0E32', 'น้ำ'],
    ['sara am, then the tone', 'น\u0E33\u0E49', 'น้ำ'],
    ['nikhahit, sara aa', 'ท\u0E4D\u0E32', 'ทำ'],
    ['two sara e', '\u0E40\u0E40ก', 'แก'],
    ['tone before the vowel', 'ท\u0E48\u0E35', 'ที่'],
    ['a doubled mark', 'ที\u0E48\u0E48', 'ที่'],
    ['thanthakhat before its vowel', 'สิทธ\u0E4C\u0E34', 'สิทธิ์'],
    ['invisible characters', '\uFEFFถ\u200Bน\u200Dน\u00AD\u202E', 'ถนน'],
    ['control characters, keeping line ends and tabs', 'ก\u0000\tข\r\nค\u0007', 'ก\tข\nค'],
    ['half a surrogate pair', 'ก\uD83D', 'ก\uFFFD'],
    ['decomposed Latin', 'cafe\u0301', 'café'],
  ])('%s', (_, typed, kept) => {
    expect(normalise(typed)).toBe(kept);
  });

  it.each(['ขอบคุณ 👍🏽 👨‍👩‍👧 ❤️ 🏳️‍🌈 🇹🇭', 'น้ำท่วมที่ถนน', 'พระปรเมนทรรามาธิบดีศรีสินทรมหาวชิราลงกรณ', '1 < 2 & "x"'])(
    'leaves %s alone',
    (text) => {
      expect(normalise(text)).toBe(text);
    },
  );

  it('is finished after one pass', () => {
    fc.assert(
      fc.property(roughText, (text) => {
        const once = normalise(text);
        expect(normalise(once)).toBe(once);
        expect(once.isWellFormed()).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '\u0E48\u0E35',
    '\u0E4D\u0E48',
    '\u0E33\u0E48',
    '\u0E4D',
    '\u200D',
    '\u0E40',
    '\u0E48\u0E38',
    '\u0301\u0327',
    '\u0344',
  ])('takes linear time on 200,000 characters of %j', (unit) => {
    const began = performance.now();
    normalise(unit.repeat(200_000 / unit.length));
    expect(performance.now() - began).toBeLessThan(4000);
  });

  it('leaves what is as kept at once, and never what is not: the long way gives the same', () => {
    const thai = fc.array(fc.constantFrom(...Array.from('กนทเแาำิีุู์่้๊็ํฺัๆฯ๎ะ๕ฤๅ'), ' ', '\n', 'a', '9', '’'), { maxLength: 9 });
    fc.assert(
      fc.property(thai, (letters) => {
        const text = letters.join('');
        expect(normalise(`${text}\n👍`)).toBe(`${normalise(text)}\n👍`);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('folding for search', () => {
  it('lowers, turns digits and closes up spaces', () => {
    expect(fold('  ซอย ๑๒\n\tLINE  ❤️ ')).toBe('ซอย 12 line ❤');
  });

  it('gives spellings that differ in tone marks one skeleton, and different words different ones', () => {
    expect(new Set(['น้ำ', 'น่ำ', 'นำ', 'น\u0E4D\u0E32', 'น\u0E33\u0E49'].map(skeleton)).size).toBe(1);
    expect(skeleton('สัตว์')).toBe(skeleton('สัตว'));
    expect(skeleton('ไฟดับ')).not.toBe(skeleton('ไฟดำ'));
  });

  it('is finished after one pass, and a skeleton is a skeleton of its own fold', () => {
    fc.assert(
      fc.property(roughText, (text) => {
        const folded = fold(text);
        const bare = skeleton(text);
        expect(fold(folded)).toBe(folded);
        expect(skeleton(bare)).toBe(bare);
        expect(skeleton(folded)).toBe(bare);
        expect(bare).not.toMatch(/[\u0E47-\u0E4E]/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('words', () => {
  it('splits Thai without spaces and leaves out what is not a word', () => {
    expect(words('ไฟฟ้าดับทั้งซอย 12, help! 👍')).toEqual(['ไฟฟ้า', 'ดับ', 'ทั้ง', 'ซอย', '12', 'help']);
    expect(words('')).toEqual([]);
  });

  it('gives back the text when its segments are joined, and takes its words from them in order', () => {
    fc.assert(
      fc.property(roughText, (text) => {
        const pieces = segments(text);
        expect(pieces.join('')).toBe(text);
        let from = 0;
        for (const word of words(text)) {
          const at = pieces.indexOf(word, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + 1;
        }
      }),
    );
  });
});
