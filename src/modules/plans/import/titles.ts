import { segments, toArabicDigits } from '../../../thai/index.ts';
import { joinWords } from './join-words.ts';
import { isPageNumber } from './plan-rows.ts';
import { bare, repairLetters } from './repair-letters.ts';
import type { Row } from './sheet.ts';
import { HANGING } from './word-lists.ts';

/**
 * What a line of text between tables is: a system's title (or a part of one), the words "Action Plan" or the like, the unit that owns it,
 * or nothing of a system.
 */
export type LineKind = 'title' | 'marker' | 'owner' | 'category' | 'document' | 'other';
export type TextLine = {
  readonly line: number;
  readonly raw: string;
  readonly clean: string;
  /** The title alone: without numbers, markers, years and the owner behind it. */
  readonly title: string;
  readonly kind: LineKind;
  /** The number that the line gives the system. */
  readonly no: number | null;
  /** Whether the line says by its form that it is a heading. */
  readonly strong: boolean;
  /** Whether a year stands behind it, as behind the title of a whole document. */
  readonly dated: boolean;
  readonly breaks: boolean;
};

const MARKER =
  /^(action\s*plans?|sipoc(\s*(model|diagram|chart|analysis))?|แผนปฏิบัติ(การ|งาน)|แผนดำเนินงาน|แผน(ภูมิ|ผัง|ภาพ)\s*sipoc|ตารางแผน[ก-๙]*|แผนการดำเนินงาน)/i;
const YEAR_TAIL = /\s*(ประจำ)?(ปี)?(งบประมาณ)?\s*(พ\.?\s?ศ\.?)?\s*[0-9๐-๙]{4}\s*$|\s*ประจำปีงบประมาณ.*$/;
const UNIT = /^(กอง(?!ทุน)|สำนัก|ฝ่าย|งาน(?!ที่)|ส่วนราชการ|หน่วยตรวจสอบ|ศูนย์|กลุ่มงาน|หน่วยงาน|ผู้รับผิดชอบ)/;
const OFFICE = /^(เทศบาล|องค์การบริหารส่วน|อบต|สำนักงานเทศบาล|อำเภอ|จังหวัด|ตำบล)/;
const OTHER =
  /^(หมายเหตุ|ที่มา|ผู้จัดทำ|ผู้เสนอ|ผู้อนุมัติ|ผู้ตรวจ|ลงชื่อ|\(|ตำแหน่ง|วันที่|ข้อมูล ณ|อ้างอิง|สัญลักษณ์|คำอธิบาย|วัตถุประสงค์|เป้าหมาย|ตัวชี้วัด|สารบัญ|คำนำ|คู่มือ|รายงาน|หน้า|เอกสาร|หลักการ|\*)/;
const NUMBERED = /^(?:ระบบ|กระบวนการ|กระบวนงาน|เรื่อง|ประเด็น)(?:ที่|งานที่)?\s*([0-9๐-๙]{1,2})\s*[:.)-]?\s*/;
const LIST = /^\(?([0-9๐-๙]{1,2})(?:\.[0-9๐-๙]{1,2})*[.)]+\s*(?=\S)/;
const LABEL = /^(?:ชื่อ)?(?:ระบบ|กระบวนการ|กระบวนงาน)\s*[:：]\s*/;
const LONGEST_TITLE = 220;

/** What one line says. */
export function readLine(row: Row): TextLine {
  const raw = row.raw;
  const strong = /^\s*#/.test(raw);
  const clean = joinWords(raw.replace(/^\s*#+\s*/, '').replaceAll(/\*\*/g, ''), {
    wrapped: false,
    solid: '',
    glyphs: [],
  }).clean;
  const line = {
    line: row.line,
    raw,
    clean,
    breaks: / {2}$/.test(raw),
    dated: /ปี(งบประมาณ)?\s*(พ\.?\s?ศ\.?)?\s*[0-9๐-๙]{2,4}\s*$/.test(clean),
  };
  const as = (kind: LineKind, title = '', no: number | null = null, sure = strong): TextLine => ({
    ...line,
    kind,
    title,
    no,
    strong: sure,
  });
  if (isPageNumber(raw)) return as('other');
  if (/^หมวด(ที่)?\s*[0-9๐-๙]/.test(clean))
    return as('category', '', Number(toArabicDigits(/[0-9๐-๙]+/.exec(clean)?.[0] ?? '0')));
  const numbered = NUMBERED.exec(clean) ?? LIST.exec(clean);
  const no = numbered ? Number(toArabicDigits(numbered[1] ?? '')) : null;
  const plain = (numbered ? clean.slice(numbered[0].length) : clean).replace(LABEL, '').trim();
  const labelled = numbered !== null || LABEL.test(clean);
  const marker = MARKER.exec(plain);
  const rest = marker
    ? plain
        .slice(marker[0].length)
        .replace(/^\s*(\([^)]*\)|ประจำปี.*|[:：–-]|(ของ|ด้าน|ระบบ|เรื่อง)(?=\S))\s*/, '')
        .replace(YEAR_TAIL, '')
        .trim()
    : plain;
  if (marker && (bare(rest).length < 10 || OFFICE.test(rest) || /^ประจำปี|^ปี/.test(rest) || UNIT.test(rest)))
    return as('marker');
  const title = (marker ? readTitle(rest) : readTitle(plain)).trim();
  if (UNIT.test(plain) && plain.length <= 60 && !/\d\s*$/.test(plain)) return as('owner');
  if (OFFICE.test(plain) || /^(ประจำ)?ปี(งบประมาณ)?\s*(พ\.?ศ)?/.test(plain)) return as('document');
  if (
    OTHER.test(plain) ||
    title.length > LONGEST_TITLE ||
    !/[ก-๙a-z]{3}/i.test(title) ||
    row.cells.filter((cell) => cell.trim() !== '').length > 1
  )
    return as('other');
  return as('title', title, no, strong || labelled);
}

/** A title without "(ต่อ)", the year and the unit that owns it. */
function readTitle(text: string): string {
  const plain = text.replace(/\s*\(ต่อ\)\s*$/, '').replace(YEAR_TAIL, '');
  return plain.replace(/\s+(กอง(?!ทุน)|สำนัก(?!งาน)|ฝ่าย|งาน)[ก-๙]+(\s*เทศบาล[ก-๙]*)?$/, '');
}

/** Whether a name is that of a unit of the office. */
export const isUnit = (name: string): boolean => UNIT.test(name);

export const ownerOf = (line: TextLine): string =>
  line.clean.replace(/^(หน่วยงาน|ผู้|ส่วนราชการ)(ที่)?(รับผิดชอบ|เจ้าของ[ก-๙]*)?\s*[:：]\s*/, '').trim();

/** Whether a line goes on with the title above it, rather than beginning another. */
export function goesOn(before: TextLine, line: TextLine): boolean {
  if (line.strong || line.no !== null) return false;
  if (before.breaks || /^(ของ|กับ|ที่|ใน|ต่อ|และ|หรือ|แก่|เพื่อ|โดย|ให้|สำหรับ|ตาม)/.test(line.title)) return true;
  return HANGING.has(segments(before.title).at(-1) ?? '') || !/^(การ|ระบบ|กระบวนการ|แผน|โครงการ|ความ)/.test(line.title);
}

/** Two lines of a title as one: no space where the second goes on with the phrase. */
export function joinTitle(first: string, second: string): string {
  const close = /^(ของ|กับ|แก่|ต่อ|ใน)/.test(second) || HANGING.has(segments(first).at(-1) ?? '');
  return close ? first + second : `${first} ${second}`;
}

/** Whether two titles name the same system: equal but for spaces, the beginning of one another, or a letter or two apart. */
export function sameTitle(a: string, b: string): boolean {
  const [x, y] = [bare(a), bare(b)];
  if (x === y) return true;
  if (x === '' || y === '' || count(x, 'ไม่') !== count(y, 'ไม่')) return false;
  const [short, long] = x.length < y.length ? [x, y] : [y, x];
  if (short.length >= 12 && (long.startsWith(short) || (short.length >= 20 && long.endsWith(short)))) return true;
  return short.length >= 12 && likeness(x, y) >= 0.95;
}

const count = (text: string, part: string): number => text.split(part).length - 1;

/** Dice's coefficient of pairs of letters. */
function likeness(a: string, b: string): number {
  const pairs = (text: string) => Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2));
  const left = new Map<string, number>();
  for (const pair of pairs(a)) left.set(pair, (left.get(pair) ?? 0) + 1);
  let both = 0;
  for (const pair of pairs(b)) {
    const times = left.get(pair) ?? 0;
    if (times > 0) {
      both += 1;
      left.set(pair, times - 1);
    }
  }
  return (2 * both) / (a.length + b.length - 2);
}

/** A short name of the system by what it is about; `system-3` when it is none of the five of PMQA's third category. */
export function slugOf(title: string, no: number, taken: ReadonlySet<string>): string {
  const plain = repairLetters(title);
  const found = SLUGS.find(([, words]) => words.test(plain))?.[0] ?? `system-${no}`;
  return taken.has(found) ? `${found}-${no}` : found;
}

const SLUGS: readonly (readonly [string, RegExp])[] = [
  ['dissatisfaction-factors', /ไม่\s*พึง\s*พอใจ/],
  ['satisfaction', /พึง\s*พอใจ|ความผูกพัน/],
  ['complaints', /ร้องเรียน|ร้องทุกข์/],
  ['relationship', /สัมพันธ์|สื่อสาร/],
  ['needs-information', /ความต้องการ|สารสนเทศ|รวบรวมข้อมูล|รับฟัง/],
];
