import { toArabicDigits } from '../../../thai/index.ts';
import { bare } from './repair-letters.ts';

/** Months as a plan's head writes them, January first: how each begins once dots, spaces and digits are left out. */
const MONTHS: readonly { short: string; name: string; known: RegExp }[] = [
  { short: 'ม.ค.', name: 'มกราคม', known: /^(มค|มกรา(คม)?|jan(uary)?)$/ },
  { short: 'ก.พ.', name: 'กุมภาพันธ์', known: /^(กพ|กุมภา(พันธ์?)?|feb(ruary)?)$/ },
  { short: 'มี.ค.', name: 'มีนาคม', known: /^(มีค|มีนา(คม)?|mar(ch)?)$/ },
  { short: 'เม.ย.', name: 'เมษายน', known: /^(เมย|เมษา(ยน)?|apr(il)?)$/ },
  { short: 'พ.ค.', name: 'พฤษภาคม', known: /^(พค|พฤษภา(คม)?|may)$/ },
  { short: 'มิ.ย.', name: 'มิถุนายน', known: /^(มิย|มิถุนา(ยน)?|june?)$/ },
  { short: 'ก.ค.', name: 'กรกฎาคม', known: /^(กค|กรก[ฎฏ]า(คม)?|july?)$/ },
  { short: 'ส.ค.', name: 'สิงหาคม', known: /^(สค|สิงหา(คม)?|aug(ust)?)$/ },
  { short: 'ก.ย.', name: 'กันยายน', known: /^(กย|กันยา(ยน)?|sept?(ember)?)$/ },
  { short: 'ต.ค.', name: 'ตุลาคม', known: /^(ตค|ตุลา(คม)?|oct(ober)?)$/ },
  { short: 'พ.ย.', name: 'พฤศจิกายน', known: /^(พย|พฤศจิกา(ยน)?|nov(ember)?)$/ },
  { short: 'ธ.ค.', name: 'ธันวาคม', known: /^(ธค|ธันวา(คม)?|dec(ember)?)$/ },
];
const BE = 543;
/** No head is longer: what is, need not be looked at. */
const LONGEST_HEAD = 48;

/** A year of a head in the Buddhist era, with how it was written. */
export type Year = {
  readonly be: number;
  readonly fiscal: boolean;
  readonly short: boolean;
  readonly western: boolean;
};
/** `month`: 1 = January. */
export type MonthHead = { readonly month: number; readonly year: Year | null };

export const shortName = (month: number): string => MONTHS[month - 1]?.short ?? '';
export const longName = (month: number): string => MONTHS[month - 1]?.name ?? '';

/** "2018-10" for ต.ค. 2561; "--10" while the year is not known. */
export const isoMonth = (month: number, yearBE: number | null): string =>
  `${yearBE === null ? '-' : yearBE - BE}-${String(month).padStart(2, '0')}`;
export const monthLabel = (month: number, yearBE: number | null): string =>
  yearBE === null ? shortName(month) : `${shortName(month)} ${yearBE}`;

const YEAR = /^(ปี)?(งบประมาณ)?(ประจำปี)?(พ\.?ศ\.?|ค\.?ศ\.?)?(\d{4}|\d{2})$/;

/** A cell that holds a year and nothing else, such as "พ.ศ. ๒๕๖๑", "ปีงบประมาณ 62" or "2018". */
export function parseYear(text: string): Year | null {
  if (text.length > LONGEST_HEAD) return null;
  const plain = toArabicDigits(bare(text)).replaceAll(/[:()]/g, '');
  const found = YEAR.exec(plain.replace(/^ประจำ/, ''));
  return found ? asYear(found[5] ?? '', plain.includes('งบประมาณ'), plain.startsWith('ค')) : null;
}

/** The fiscal year, else the year, that running text names. */
export function yearInText(text: string): Year | null {
  const plain = toArabicDigits(bare(text));
  const fiscal = /ปีงบประมาณ(?:ประจำปี)?(?:พ\.?ศ\.?)?(\d{4}|\d{2})(?!\d)/.exec(plain)?.[1];
  if (fiscal) return asYear(fiscal, true, false);
  const english = /(?:fiscalyear|fy)(\d{4}|\d{2})(?!\d)/i.exec(plain)?.[1];
  if (english) return asYear(english, true, false);
  const year = /(?:พ\.?ศ\.?|ประจำปี|ปี)(25\d\d)(?!\d)/.exec(plain)?.[1];
  return year ? asYear(year, false, false) : null;
}

function asYear(digits: string, fiscal: boolean, saidWestern: boolean): Year | null {
  const number = Number(digits);
  if (digits.length === 2) return number >= 30 ? { be: 2500 + number, fiscal, short: true, western: false } : null;
  if (number >= 2400 && number < 2700 && !saidWestern) return { be: number, fiscal, short: false, western: false };
  return number >= 1950 && number < 2150 ? { be: number + BE, fiscal, short: false, western: true } : null;
}

/** A cell that holds a month, with or without its year: "ต.ค.", "ตุลาคม 2568", "ต.ค. ๖๘", "Oct". */
export function parseMonth(text: string): MonthHead | null {
  if (text.length > LONGEST_HEAD || text.trim() === '') return null;
  const plain = toArabicDigits(bare(text)).toLowerCase();
  if (plain.length > 24) return null;
  const [, letters = '', digits = ''] = /^(\D+?)[-./'’]*(?:พ\.?ศ\.?)?(\d{4}|\d{2})?$/.exec(plain) ?? [];
  const name = letters.replaceAll(/[.\s,]/g, '').replace(/^เดือน/, '');
  const at = MONTHS.findIndex(({ known }) => known.test(name));
  return at === -1 ? null : { month: at + 1, year: digits === '' ? null : asYear(digits, false, false) };
}

/** The quarter of the fiscal year that a head names, 1 = ต.ค.–ธ.ค. */
export function parseQuarter(text: string): number | null {
  if (text.length > LONGEST_HEAD) return null;
  const plain = toArabicDigits(bare(text)).toLowerCase();
  const found = /^(?:ไตรมาส(?:ที่)?|q\.?|quarter)(\d)(?:\(.*\))?$/.exec(plain)?.[1];
  return found && Number(found) >= 1 && Number(found) <= 4 ? Number(found) : null;
}

/** Where a month stands in the fiscal year: ต.ค. = 1, ก.ย. = 12. */
export const fiscalMonth = (month: number): number => ((month + 2) % 12) + 1;
export const monthOfFiscal = (place: number): number => ((place + 8) % 12) + 1;
/** The month after: 12 is followed by 1. */
export const nextMonth = (month: number): number => (month % 12) + 1;
