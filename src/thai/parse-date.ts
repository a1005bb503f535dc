import { type Day, makeDay } from './dates.ts';
import { toArabicDigits } from './digits.ts';
import { BE_OFFSET } from './fiscal-year.ts';
import { MONTHS, WEEKDAY_NAMES } from './month-names.ts';
import { normalise } from './normalise.ts';
import { cutTime } from './parse-time.ts';

/** How a date in figures is ordered. `auto`: a four-digit first part is the year; else D/M/Y, or M/D/Y when only that exists. */
export type DateOrder = 'DMY' | 'MDY' | 'YMD' | 'auto';

/**
 * `shortYear` says what a two-digit year is. `BE` (default): always 25yy, so 67 is 2567 = 2024; the window is fixed
 * at 2500–2599 and does not move with today. `CE`: 70–99 are 19yy, 00–69 are 20yy.
 */
export type DateReading = { order?: DateOrder; shortYear?: 'BE' | 'CE' };

/** `time` is 'HH:mm', 'HH:mm:ss' or 'HH:mm:ss.sss'; `offset` is '+HH:mm'. Each is present only when it was written. */
export type WrittenDate = { day: Day; time?: string; offset?: string };

/** Years above this are in the Buddhist era when the text does not say which era. */
const BE_FROM = 2400;
const YEARS = { first: 1800, last: 2200 };

type Era = 'BE' | 'CE' | null;

function commonEraYear(digits: string, era: Era, shortYear: 'BE' | 'CE'): number | null {
  if (digits.length !== 2 && digits.length !== 4) return null;
  const written = Number(digits);
  let year: number;
  if (digits.length === 4) {
    year = (era ?? (written > BE_FROM ? 'BE' : 'CE')) === 'BE' ? written - BE_OFFSET : written;
  } else if ((era ?? shortYear) === 'BE') {
    year = 2500 + written - BE_OFFSET;
  } else {
    year = written >= 70 ? 1900 + written : 2000 + written;
  }
  return year >= YEARS.first && year <= YEARS.last ? year : null;
}

/** Month names without dots and spaces, lower case: "ธ.ค.", "ธค", "ธันวาคม", "ธันวา", "Dec", "Sept." */
const MONTH_NUMBER = new Map<string, number>();
for (const { long, short } of [MONTHS.th, MONTHS.en]) {
  for (const [i, name] of long.entries()) {
    MONTH_NUMBER.set(name.toLowerCase(), i + 1);
    MONTH_NUMBER.set(name.replace(/(คม|ยน|พันธ์)$/, ''), i + 1);
  }
  for (const [i, name] of short.entries()) MONTH_NUMBER.set(name.replaceAll('.', '').toLowerCase(), i + 1);
}
MONTH_NUMBER.set('sept', 9);

const WEEKDAY = new RegExp(
  `^(?:วัน)?(?:${[...WEEKDAY_NAMES.th, 'พฤหัสฯ?'].join('|')}|(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?\\.?)(?=[\\s,ที0-9]|$),?\\s*(?:ที่)?\\s*`,
  'i',
);

/** [year, month, day of month] candidates, most likely first. */
function inFigures(parts: readonly [string, string, string], order: DateOrder): [string, string, string][] {
  const [a, b, c] = parts;
  if (a.length === 4) return [[a, b, c]];
  if (order === 'YMD') return [[a, b, c]];
  if (order === 'MDY') return [[c, a, b]];
  return order === 'DMY'
    ? [[c, b, a]]
    : [
        [c, b, a],
        [c, a, b],
      ];
}

function candidates(text: string, order: DateOrder): [string, string | number, string][] {
  const figures = /^(\d{1,4})\s?[/\-. ]\s?(\d{1,2})\s?[/\-. ]\s?(\d{1,4})$/.exec(text);
  if (figures) return inFigures([figures[1] ?? '', figures[2] ?? '', figures[3] ?? ''], order);
  const named = /^(\d{1,2})[\s/-]*(\p{L}[\p{L}\p{M}.\s]*?)[\s,/-]*(\d{2,4})$/u.exec(text);
  const monthFirst = /^([a-z]{3,9})\.?\s*(\d{1,2})(?:\s*,\s*|\s+)(\d{2,4})$/i.exec(text);
  const [day, name, year] = named
    ? [named[1], named[2], named[3]]
    : monthFirst
      ? [monthFirst[2], monthFirst[1], monthFirst[3]]
      : [];
  const month = MONTH_NUMBER.get((name ?? '').replace(/[.\s]/g, '').toLowerCase());
  return day && year && month ? [[year, month, day]] : [];
}

/**
 * Reads a date as Thai offices, spreadsheets and systems write it: "9 ธ.ค. 67", "วันจันทร์ที่ ๙ ธันวาคม พ.ศ. ๒๕๖๗ เวลา
 * ๑๔.๐๕ น.", "9/12/2567 14:05", "9-12-2024", "Dec 9, 2024", "2023-05-13 06:43:11.875931+00". A four-digit year above
 * 2400 is Buddhist unless the text says ค.ศ.; two-digit years: see `DateReading`. Returns null for anything else and
 * for dates that do not exist (31/02) or lie outside 1800–2200: it refuses, it never corrects.
 */
export function parseThaiDate(
  text: string,
  { order = 'auto', shortYear = 'BE' }: DateReading = {},
): WrittenDate | null {
  if (text.length > 200) return null;
  const cut = cutTime(toArabicDigits(normalise(text)).replace(/\s+/g, ' ').trim());
  if (cut === null) return null;
  let era: Era = null;
  const bare = cut.rest
    .replace(WEEKDAY, '')
    .replace(/^(?:เมื่อ)?\s*วันที่\s*/, '')
    .replace(/\s*(พ\.?ศ\.?|B\.?E\.?)(?=[\s\d]|$)\s*/i, () => {
      era = 'BE';
      return ' ';
    })
    .replace(/\s*(ค\.?ศ\.?|A\.?D\.?|C\.?E\.?)(?=[\s\d]|$)\s*/i, () => {
      era = 'CE';
      return ' ';
    })
    .trim();
  for (const [y, m, d] of candidates(bare, order)) {
    const year = commonEraYear(y, era, shortYear);
    const day = year === null || d.length > 2 ? null : makeDay(year, Number(m), Number(d));
    if (day === null) continue;
    return {
      day,
      ...(cut.time === undefined ? {} : { time: cut.time }),
      ...(cut.offset === undefined ? {} : { offset: cut.offset }),
    };
  }
  return null;
}

/**
 * The instant that a written date means: without a time 00:00, without an offset Bangkok (+07:00).
 * Null as in `parseThaiDate`.
 */
export function parseInstant(text: string, reading: DateReading = {}): Date | null {
  const written = parseThaiDate(text, reading);
  return written && new Date(`${written.day}T${written.time ?? '00:00'}${written.offset ?? '+07:00'}`);
}
