import { describe, expect, it } from 'vitest';
import { joinWords, looksWrapped } from './join-words.ts';
import { parseMonth, parseYear } from './months.ts';
import { readMarks } from './read-marks.ts';
import { monthsInWords } from './read-period.ts';
import { repairLetters } from './repair-letters.ts';
import { splitItems } from './split-items.ts';

describe('broken Thai is put together', () => {
  it.each([
    ['ก าหนดช่องทาง', 'กำหนดช่องทาง'],
    ['ส านักงานเทศบาลต าบล', 'สำนักงานเทศบาลตำบล'],
    ['จ านวนค าร้อง', 'จำนวนคำร้อง'],
    ['สํ านักปลัด', 'สำนักปลัด'],
    ['สำานักปลัด', 'สำนักปลัด'],
    ['น ้าเสีย', 'น้ำเสีย'],
    ['ก ารบริก าร', 'การบริการ'],
    ['ท ี่ท างาน', 'ที่ทำงาน'],
    ['เเผนงาน', 'แผนงาน'],
    ['บา้นเรือน', 'บ้านเรือน'],
    ['ผู\uF70Bรับบริการ', 'ผู้รับบริการ'],
    ['พึงพอใจจ', 'พึงพอใจจ'],
    ['เ ทศบาล', 'เทศบาล'],
  ])('%s → %s', (broken, whole) => expect(repairLetters(broken)).toBe(whole));

  const wrapped = { wrapped: true, solid: '', glyphs: [] };
  it.each([
    ['กองวิชาการ และแผนงาน', 'กองวิชาการและแผนงาน'],
    ['ผู้มีส่วนได้ ส่วน เสีย', 'ผู้มีส่วนได้ส่วนเสีย'],
    ['ดำเนินการ เพื่อให้มีข้อร้องเรียน ลดลง และเป็นที่พึงพอใจ', 'ดำเนินการ เพื่อให้มีข้อร้องเรียนลดลง และเป็นที่พึงพอใจ'],
    ['รวบรวม วิเคราะห์ ความต้องการ', 'รวบรวม วิเคราะห์ ความต้องการ'],
    ['รับเรื่องผ่าน LINE OA ของ เทศบาล', 'รับเรื่องผ่าน LINE OA ของเทศบาล'],
  ])('lines that a PDF broke: %s', (raw, clean) => expect(joinWords(raw, wrapped).clean).toBe(clean));
  it('a text that stands in many rows tells but once how its lines ended', () => {
    const rows = Array.from({ length: 40 }, () => 'รายงานความต้องการของประชาชน ประจำปี');
    expect(looksWrapped(rows, true)).toBe(true);
    expect(looksWrapped(rows)).toBe(false);
  });
  it('a space that was typed stays, unless it stands inside a word', () => {
    const typed = { wrapped: false, solid: '', glyphs: [] };
    expect(joinWords('เก็บข้อมูล และสรุปผล', typed).clean).toBe('เก็บข้อมูล และสรุปผล');
    expect(joinWords('โครง การชุมชน', typed).clean).toBe('โครงการชุมชน');
  });
});

describe('heads, marks and numbers', () => {
  it.each([
    ['ต.ค.', 10],
    ['ต ค', 10],
    ['มิย.', 6],
    ['กรกฏาคม', 7],
    ['เดือนตุลาคม', 10],
    ['ก.พ. ๖๘', 2],
    ['Sept', 9],
  ])('the month of %s', (head, month) => expect(parseMonth(head)?.month).toBe(month));
  it.each(['กอง', 'พ.ศ.', 'ที่', 'ม.', 'งบประมาณ'])('%s is no month', (head) => expect(parseMonth(head)).toBeNull());
  it.each([
    ['พ.ศ. ๒๕๖๑', 2561],
    ['ปีงบประมาณ 62', 2562],
    ['2018', 2561],
    ['ค.ศ. 2025', 2568],
    ['ปี ๖๘', 2568],
  ])('the year of %s', (head, be) => expect(parseYear(head)?.be).toBe(be));
  it.each([
    ['↔', 'both'],
    ['<------>', 'both'],
    ['⟵ ⟶', 'both'],
    ['◄────►', 'both'],
    ['\uF0F3', 'both'],
    ['<---', 'left'],
    ['---->', 'right'],
    ['➔', 'right'],
    ['────', 'line'],
    ['x', 'mark'],
    ['✓', 'mark'],
    ['15 ม.ค.', 'unclear'],
  ])('%s is %s', (cell, kind) => expect(readMarks(cell).map((token) => token.kind)).toEqual([kind]));
  it('items by number, also of two levels, and by bullet; no number inside a text parts it', () => {
    expect(splitItems('1. ก 1.1 ข 1.2 ค 2. ง').map(({ no }) => no)).toEqual([1, '1.1', '1.2', 2]);
    expect(splitItems('๑) แจ้งผลภายใน ๑๕ วัน ๒) ปิดเรื่อง พ.ศ. ๒๕๖๒').map(({ raw }) => raw)).toEqual([
      'แจ้งผลภายใน ๑๕ วัน',
      'ปิดเรื่อง พ.ศ. ๒๕๖๒',
    ]);
    expect(splitItems('- ประชาชน - ผู้ประกอบการ').map(({ raw }) => raw)).toEqual(['ประชาชน', 'ผู้ประกอบการ']);
    expect(splitItems('งานทะเบียน\nและบัตร\nกองคลัง').map(({ raw }) => raw)).toEqual(['งานทะเบียน\nและบัตร', 'กองคลัง']);
  });
  it.each([
    ['ต.ค. 61 – มี.ค. 62', [[1, 6]]],
    [
      'ม.ค., เม.ย., ก.ค.',
      [
        [4, 4],
        [7, 7],
        [10, 10],
      ],
    ],
    ['ไตรมาสที่ ๔', [[10, 12]]],
    ['ตลอดปีงบประมาณ', [[1, 12]]],
    ['ตามความเหมาะสม', []],
  ])('the months of %s', (words, places) => expect(monthsInWords(words)).toEqual(places));
});
