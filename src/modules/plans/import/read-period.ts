import { toArabicDigits } from '../../../thai/index.ts';
import { isoMonth, monthLabel, monthOfFiscal, parseMonth, shortName } from './months.ts';
import type { MonthColumn } from './plan-columns.ts';
import type { MonthArea, Span } from './read-arrows.ts';

const NAME =
  /(ม\.?\s?ค\.?|ก\.?\s?พ\.?|มี\.?\s?ค\.?|เม\.?\s?ย\.?|พ\.?\s?ค\.?|มิ\.?\s?ย\.?|ก\.?\s?ค\.?|ส\.?\s?ค\.?|ก\.?\s?ย\.?|ต\.?\s?ค\.?|พ\.?\s?ย\.?|ธ\.?\s?ค\.?|มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม)(?![ก-ฮ])/g;
const RANGE = /^[\s\d./พศ]*(-|–|—|ถึง|~|→|↔)\s*(?:เดือน|สิ้น)?\s*$/;

/** Places in the fiscal year, 1 = ต.ค., that a period in words covers: "ต.ค. 61 – มี.ค. 62", "ไตรมาส 1-2", "ตลอดปี". */
export function monthsInWords(text: string): [number, number][] {
  const plain = toArabicDigits(text);
  if (/ตลอดปี|ทั้งปี|ทุกเดือน|ตลอดทั้งปี/.test(plain)) return [[1, 12]];
  const quarters = /ไตรมาส(?:ที่)?\s*(\d)(?:\s*[-–]\s*(\d))?/.exec(plain);
  if (quarters) {
    const [from, to] = [Number(quarters[1]), Number(quarters[2] ?? quarters[1])];
    return from >= 1 && to <= 4 && from <= to ? [[from * 3 - 2, to * 3]] : [];
  }
  const found = [...plain.matchAll(NAME)].flatMap((match) => {
    const month = parseMonth(match[0])?.month;
    return month ? [{ place: ((month + 2) % 12) + 1, from: match.index, to: match.index + match[0].length }] : [];
  });
  const ranges: [number, number][] = [];
  for (const [i, each] of found.entries()) {
    const before = found[i - 1];
    const last = ranges.at(-1);
    if (before && last && last[0] === last[1] && RANGE.test(plain.slice(before.to, each.from)) && each.place >= last[0])
      last[1] = each.place;
    else ranges.push([each.place, each.place]);
  }
  return ranges;
}

/** Twelve months in place of a table's, and the arrows that the words draw over them. */
export function periodArea(text: string, fiscalYear: number | null): { area: MonthArea; spans: Span[] } {
  const months = Array.from({ length: 12 }, (_, i): MonthColumn => {
    const month = monthOfFiscal(i + 1);
    const be = fiscalYear === null ? null : month >= 10 ? fiscalYear - 1 : fiscalYear;
    return {
      col: i,
      isos: [isoMonth(month, be)],
      labels: [monthLabel(month, be)],
      months: [{ month, be }],
      heads: shortName(month),
      fiscal: i + 1,
    };
  });
  const spans = monthsInWords(text).map(
    ([from, to]): Span => ({
      glyph: text.trim(),
      from: from - 1,
      to: to - 1,
      open: null,
      unclear: false,
      drawn: false,
      known: true,
    }),
  );
  return { area: { months, before: new Set(), after: new Set(), glyphs: [] }, spans };
}
