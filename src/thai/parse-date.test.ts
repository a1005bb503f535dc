import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, partsOf } from './dates.ts';
import { toArabicDigits, toThaiDigits } from './digits.ts';
import { type DateStyle, formatDay, formatInstant } from './format-date.ts';
import { parseInstant, parseThaiDate } from './parse-date.ts';

const day = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('1957-01-01', n));
const DEC_9 = { day: '2024-12-09' };
const DEC_9_1405 = { day: '2024-12-09', time: '14:05' };

describe('formatting', () => {
  it('shows the Buddhist era in Thai and the Common Era in English', () => {
    expect(formatDay('2024-12-09')).toBe('9 ธ.ค. 2567');
    expect(formatDay('2024-12-09', { style: 'weekday' })).toBe('วันจันทร์ที่ 9 ธันวาคม 2567');
    expect(formatDay('2024-12-09', { lang: 'en' })).toBe('9 Dec 2024');
    expect(formatDay('2024-12-09', { style: 'weekday', lang: 'en' })).toBe('Monday 9 December 2024');
    expect(formatInstant(new Date('2024-12-09T07:05:59Z'))).toBe('9 ธ.ค. 2567 14:05 น.');
    expect(formatInstant(new Date('2024-12-31T17:00:00Z'), { lang: 'en' })).toBe('1 Jan 2025 00:00');
  });
});

describe('reading a written date', () => {
  it.each([
    ['9 ธ.ค. 67', DEC_9],
    ['9 ธันวาคม 2567', DEC_9],
    ['9ธค67', DEC_9],
    ['๙ ธันวาคม พ.ศ. ๒๕๖๗', DEC_9],
    ['วันจันทร์ที่ 9 ธันวาคม พ.ศ. 2567 เวลา 14.05 น.', DEC_9_1405],
    ['9 ธ.ค. 67, 14:05 น.', DEC_9_1405],
    ['14:05 น. 9 ธ.ค. 67', DEC_9_1405],
    ['๙/๑๒/๒๕๖๗ ๑๔.๐๕ น.', DEC_9_1405],
    ['9/12/2567', DEC_9],
    ['9/12/67', DEC_9],
    ['9.12.67', DEC_9],
    ['9-12-2024', DEC_9],
    ['9 ธ.ค. ค.ศ. 2024', DEC_9],
    ['Mon, 9 Dec 2024 2:05 PM', DEC_9_1405],
    ['9 Dec 2024 12:30 a.m.', { ...DEC_9, time: '00:30' }],
    ['9 Dec 2024 12:30 PM', { ...DEC_9, time: '12:30' }],
    ['Dec 9, 2024', DEC_9],
    ['2567-12-09', DEC_9],
    ['\uFEFF 9\u200B/12/2567 ', DEC_9],
    ['12/31/2024', { day: '2024-12-31' }],
    ['29/2/2567', { day: '2024-02-29' }],
    ['2024-12-09T14:05+07:00', { ...DEC_9_1405, offset: '+07:00' }],
    ['2023-05-13 06:43:11.875931+00', { day: '2023-05-13', time: '06:43:11.875', offset: '+00:00' }],
    ['2023-05-13T06:43:11Z', { day: '2023-05-13', time: '06:43:11', offset: '+00:00' }],
  ])('%s', (text, expected) => {
    expect(parseThaiDate(text)).toEqual(expected);
  });

  it.each([
    '',
    '14:05 น.',
    '31/02/2567',
    '29/2/2566',
    '32 ธ.ค. 67',
    '9 ธ.ค. 2567 25:00',
    '9 ธ.ค. 2567 12:61',
    '9/12/2567 13:05 PM',
    '9/12/567',
    '9/12/12345',
    '9/12/0067',
    '9 ธ.ว. 67',
    'ไม่ทราบ',
    '45635',
    '2024-12-09T14:05+99:00',
    `${'9 '.repeat(5000)}ธ.ค. 67`,
  ])('refuses %j', (text) => {
    expect(parseThaiDate(text)).toBeNull();
    expect(parseInstant(text)).toBeNull();
  });

  it('keeps to the order it is told, and never turns an impossible date round', () => {
    expect(parseThaiDate('03/04/2024', { order: 'DMY' })?.day).toBe('2024-04-03');
    expect(parseThaiDate('03/04/2024', { order: 'MDY' })?.day).toBe('2024-03-04');
    expect(parseThaiDate('67/04/03', { order: 'YMD' })?.day).toBe('2024-04-03');
    expect(parseThaiDate('12/31/2024', { order: 'DMY' })).toBeNull();
    expect(parseThaiDate('31/12/2024', { order: 'MDY' })).toBeNull();
  });

  it('takes two-digit years as 25yy, or of the Common Era when told', () => {
    expect(parseThaiDate('1/1/00')?.day).toBe('1957-01-01');
    expect(parseThaiDate('1/1/99')?.day).toBe('2056-01-01');
    expect(parseThaiDate('9-Dec-24', { shortYear: 'CE' })?.day).toBe('2024-12-09');
    expect(parseThaiDate('9-Dec-70', { shortYear: 'CE' })?.day).toBe('1970-12-09');
  });

  it('takes Bangkok when no offset is written', () => {
    expect(parseInstant('9 ธ.ค. 67 14:05 น.')?.toISOString()).toBe('2024-12-09T07:05:00.000Z');
    expect(parseInstant('9 ธ.ค. 67')?.toISOString()).toBe('2024-12-08T17:00:00.000Z');
    expect(parseInstant('2023-05-13 06:43:11.875931+00')?.toISOString()).toBe('2023-05-13T06:43:11.875Z');
  });

  it('reads back every date that it writes, in every style and in Thai digits', () => {
    fc.assert(
      fc.property(
        day,
        fc.constantFrom<DateStyle>('long', 'short', 'weekday'),
        fc.constantFrom('th', 'en'),
        (d, style, lang) => {
          const text = formatDay(d, { style, lang });
          expect(parseThaiDate(text)).toEqual({ day: d });
          expect(parseThaiDate(toThaiDigits(text))).toEqual({ day: d });
        },
      ),
    );
  });

  it('reads back every instant that it writes, to the minute', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 1439 }), fc.constantFrom('th', 'en'), (d, minute, lang) => {
        const instant = new Date(Date.parse(`${d}T00:00:00+07:00`) + minute * 60_000);
        expect(parseInstant(formatInstant(instant, { lang }))).toEqual(instant);
        expect(parseInstant(instant.toISOString())).toEqual(instant);
      }),
    );
  });

  it('reads figures in both eras and lengths of year alike', () => {
    fc.assert(
      fc.property(day, (d) => {
        const { year, month, dayOfMonth } = partsOf(d);
        const be = year + 543;
        for (const text of [
          `${dayOfMonth}/${month}/${be}`,
          `${dayOfMonth}-${month}-${year}`,
          `${year}-${d.slice(5)}`,
        ]) {
          expect(parseThaiDate(text)?.day).toBe(d);
        }
        if (be < 2600) expect(parseThaiDate(`${dayOfMonth}/${month}/${String(be).slice(2)}`)?.day).toBe(d);
      }),
    );
  });

  it('answers any text without throwing', () => {
    const noise = fc.array(
      fc.constantFrom('9', '12', '67', '๒', '/', '.', ':', ' ', 'ธ.ค.', 'น.', 'T', 'z', '+07', 'พ.ศ.', 'วันที่', 'PM'),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(noise, (parts) => {
        const found = parseInstant(parts.join(''));
        expect(found === null || !Number.isNaN(found.getTime())).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

it('turns digits both ways', () => {
  fc.assert(fc.property(fc.nat(), (n) => toArabicDigits(toThaiDigits(n)) === String(n)));
  expect(toThaiDigits('ร.0012/2569')).toBe('ร.๐๐๑๒/๒๕๖๙');
});
