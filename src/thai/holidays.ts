import type { Day } from './dates.ts';
import { readCsv } from './holiday-csv.ts';
import { parseThaiDate } from './parse-date.ts';

/**
 * regular: the yearly list · substitute: in lieu of one that fell on a weekend · cabinet: a special day by cabinet
 * resolution · government: closed for government offices only (the Royal Ploughing Ceremony).
 */
export type HolidayKind = 'regular' | 'substitute' | 'cabinet' | 'government';

/** A day on which Thai government offices are closed. `name` is Thai. */
export type Holiday = { day: Day; name: string; nameEn?: string; kind: HolidayKind };

/** The closed days, one entry a day: `has(day)` asks, `get(day)` tells why. Weekends are not in it. */
export type HolidayCalendar = ReadonlyMap<Day, Holiday>;

/** A row that was not taken; `line` counts from 1 in the file as the person sees it. */
export type HolidayProblem = {
  line: number;
  code: 'date-unreadable' | 'name-missing' | 'kind-unknown' | 'day-twice' | 'no-columns';
};

const KINDS: Readonly<Record<string, HolidayKind>> = {
  regular: 'regular',
  substitute: 'substitute',
  cabinet: 'cabinet',
  cabinet_special: 'cabinet',
  government: 'government',
  government_only: 'government',
};

/** Columns of a published list that is sorted by whom the day closes; only these close a municipality. */
const CLOSES_OFFICES = new Set(['public', 'government']);

function kindOf(cell: (name: string) => string): HolidayKind | 'open' | null {
  const categories = cell('categories');
  if (categories !== '') {
    const closing = categories.split('|').find((c) => CLOSES_OFFICES.has(c));
    if (closing === undefined) return 'open';
    if (cell('is_substitute') === '1') return 'substitute';
    if (cell('is_bridge') === '1') return 'cabinet';
    return closing === 'government' ? 'government' : 'regular';
  }
  const written = cell('kind');
  if (written !== '') return KINDS[written] ?? null;
  return cell('name').startsWith('ชดเชย') ? 'substitute' : 'regular';
}

/**
 * Reads a yearly list for import. Columns by their heading, in any order: date, then name or name_th, and if present
 * name_en, kind (or categories, is_substitute, is_bridge); or two columns without a heading. Dates as `parseThaiDate`
 * reads them. Lines beginning with # are comments. Bad rows are listed, good rows are kept; of a day that is named twice the first.
 */
export function parseHolidayCsv(text: string): { holidays: Holiday[]; problems: HolidayProblem[] } {
  const holidays: Holiday[] = [];
  const problems: HolidayProblem[] = [];
  const days = new Set<Day>();
  const rows = readCsv(text);
  const first = rows[0]?.cells.map((c) => c.trim().toLowerCase()) ?? [];
  const headed = first.includes('date');
  const columns = headed ? first.map((c) => (c === 'name_th' ? 'name' : c)) : ['date', 'name', 'kind'];
  if (headed && !columns.includes('name'))
    return { holidays, problems: [{ line: rows[0]?.line ?? 1, code: 'no-columns' }] };
  for (const { line, cells } of headed ? rows.slice(1) : rows) {
    const cell = (name: string) => cells[columns.indexOf(name)]?.trim() ?? '';
    const day = parseThaiDate(cell('date'))?.day;
    const kind = kindOf(cell);
    if (day === undefined) problems.push({ line, code: 'date-unreadable' });
    else if (cell('name') === '') problems.push({ line, code: 'name-missing' });
    else if (kind === null) problems.push({ line, code: 'kind-unknown' });
    else if (kind !== 'open' && days.has(day)) problems.push({ line, code: 'day-twice' });
    else if (kind !== 'open') {
      days.add(day);
      const nameEn = cell('name_en');
      holidays.push({ day, name: cell('name'), ...(nameEn === '' ? {} : { nameEn }), kind });
    }
  }
  return { holidays, problems };
}

/** Whether any holiday of that Common-Era year is known; false means the year's list has not been imported yet. */
export function coversYear(calendar: HolidayCalendar, year: number): boolean {
  const prefix = `${String(year).padStart(4, '0')}-`;
  for (const day of calendar.keys()) if (day.startsWith(prefix)) return true;
  return false;
}
