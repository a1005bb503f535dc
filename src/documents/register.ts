import { Refusal } from '../platform/refusal.ts';
import { type Day, formatDay, formatInstant, toThaiDigits } from '../thai/index.ts';
import { printable } from './printable.ts';
import { typeset } from './typst.ts';

export type RegisterRow = {
  number: string;
  receivedOn: Day;
  /** Who it came from, without contact data: "ผู้ร้องไม่ประสงค์ออกนาม". */
  from: string;
  subject: string;
  department: string | null;
  dueOn: Day | null;
  /** Of the answer that stands: what is held against the day it was due. */
  answeredOn: Day | null;
  doneOn: Day | null;
};
export type RegisterData = {
  municipality: { nameTh: string };
  /** Which part of the register: "ปีงบประมาณ 2569", "1–31 พ.ค. 2569". */
  range: string;
  rows: readonly RegisterRow[];
  printedAt: Date;
  thaiDigits?: boolean;
};

const HEADS = [
  { th: 'เลขรับ', en: 'Number' },
  { th: 'วันที่รับ', en: 'Received' },
  { th: 'จาก', en: 'From' },
  { th: 'เรื่อง', en: 'Subject' },
  { th: 'กองที่รับผิดชอบ', en: 'Department' },
  { th: 'ครบกำหนด', en: 'Due' },
  { th: 'วันที่ตอบ', en: 'Answered' },
  { th: 'วันที่ปิด', en: 'Closed' },
];

/** Most rows in one PDF: what is more is an export for a spreadsheet. */
export const MOST_REGISTER_ROWS = 2000;

/** The register (ทะเบียนรับเรื่อง) as a PDF: A4 lying, its head on every page, pages numbered. Rows in the order given. @throws Refusal 'too-many-rows' past 2,000 rows */
export async function registerPdf(register: RegisterData): Promise<Buffer> {
  const { length } = register.rows;
  if (length > MOST_REGISTER_ROWS) throw new Refusal('too-many-rows', { most: MOST_REGISTER_ROWS });
  const digits = (text: string) => (register.thaiDigits ? toThaiDigits(text) : text);
  const day = (value: Day | null) => (value ? digits(formatDay(value)).replaceAll(' ', '\u00a0') : '–');
  return typeset('register', {
    title: 'ทะเบียนรับเรื่อง',
    municipalityTh: printable(register.municipality.nameTh, 120),
    range: digits(printable(register.range, 120)),
    thaiDigits: register.thaiDigits ?? false,
    digits: '๐๑๒๓๔๕๖๗๘๙'.split(''),
    heads: HEADS,
    rows: register.rows.map((row) => [
      digits(printable(row.number, 40)),
      day(row.receivedOn),
      printable(row.from, 80),
      printable(row.subject, 160),
      printable(row.department ?? 'ยังไม่มอบหมาย', 120),
      day(row.dueOn),
      day(row.answeredOn),
      day(row.doneOn),
    ]),
    total: `รวม ${digits(register.rows.length.toLocaleString('en-US'))} เรื่อง`,
    printed: `พิมพ์เมื่อ ${digits(formatInstant(register.printedAt))}`,
  });
}
