import type { ReadDocument } from './read-shape.ts';

/**
 * What the importer is not sure of. Each is shown to the person who accepts the draft, with the readings that are possible; the first
 * reading is the one that was taken.
 */
export const DOUBT_WORDS = {
  'arrow-past-last-month': 'ลูกศรอยู่เลยเดือนสุดท้ายของหัวตาราง ไม่ทราบว่าหมายถึงเดือนใด',
  'arrow-before-first-month': 'ลูกศรอยู่ก่อนเดือนแรกของหัวตาราง ไม่ทราบว่าหมายถึงเดือนใด',
  'no-arrow': 'ขั้นตอนนี้ไม่มีลูกศรหรือเครื่องหมายเดือน',
  'arrow-without-end': 'ลูกศรมีหัวซ้าย แต่ไม่พบหัวขวา',
  'arrow-without-start': 'ลูกศรมีหัวขวา แต่ไม่พบหัวซ้าย',
  'arrow-span-unclear': 'ลูกศรยาวอยู่ในช่องเดือนเดียว อาจหมายถึงทั้งไตรมาส',
  'arrow-drawn': 'ลูกศรเป็นรูปวาด อ่านเดือนจากตำแหน่งของรูป',
  'arrows-shared': 'หลายขั้นตอนอยู่ในช่องเดียวกัน ไม่ทราบว่าลูกศรเป็นของขั้นตอนใด',
  'mark-unclear': 'ข้อความในช่องเดือนไม่ใช่ลูกศรหรือเครื่องหมายที่รู้จัก',
  'months-missing': 'ตารางแผนไม่มีหัวเดือน',
  'month-head-missing': 'หัวเดือนว่างหรืออ่านไม่ออก จึงอนุมานจากเดือนข้างเคียง',
  'month-column-missing': 'ตารางไม่มีคอลัมน์ของบางเดือน',
  'month-head-twice': 'หัวเดือนซ้ำกัน',
  'months-not-fiscal': 'เดือนในตารางไม่ได้เริ่มที่ ต.ค.',
  'year-missing': 'ไม่พบปี พ.ศ. ของแผน',
  'year-from-title': 'หัวตารางไม่มีปี จึงใช้ปีจากข้อความในเอกสาร',
  'year-unclear': 'มีปีเดียวเหนือเดือนที่คร่อมสองปี จึงถือเป็นปีงบประมาณ',
  'year-short': 'ปีเขียนสองหลัก จึงเติม 25 ข้างหน้า',
  'year-western': 'ปีเป็นคริสต์ศักราช จึงแปลงเป็นพุทธศักราช',
  'year-conflict': 'ปีในหัวตารางไม่สอดคล้องกับลำดับเดือน',
  'title-missing': 'ไม่พบชื่อระบบเหนือตาราง',
  'sipoc-missing': 'ต้นฉบับไม่มีแผนผัง SIPOC ของระบบนี้',
  'plan-missing': 'ต้นฉบับไม่มีแผนปฏิบัติการของระบบนี้',
  'column-missing': 'ไม่พบคอลัมน์ที่ควรมี',
  'column-unknown': 'ไม่รู้จักหัวคอลัมน์ จึงไม่ได้นำเข้า',
  'text-not-placed': 'ข้อความนี้ไม่ได้เป็นส่วนของระบบใด จึงไม่ได้นำเข้า',
  'row-not-placed': 'แถวนี้ไม่ได้เป็นส่วนของขั้นตอนใด จึงไม่ได้นำเข้า',
  'space-removed': 'ต่อคำที่ขาดตรงปลายบรรทัดแล้ว แต่ช่องว่างนี้อาจตั้งใจเว้น',
  'lines-are-items': 'แต่ละบรรทัดในช่องนี้ถือเป็นหนึ่งรายการ เพราะไม่มีเลขหรือเครื่องหมายนำ',
  spelling: 'ตัวสะกดของต้นฉบับน่าจะพิมพ์ผิด เก็บตามต้นฉบับและเสนอคำแก้',
  'letters-damaged': 'มีตัวอักษรเสียที่อ่านไม่ออก',
  'number-out-of-order': 'เลขลำดับไม่ต่อเนื่อง',
  'budget-unclear': 'อ่านจำนวนเงินไม่ได้ จึงเก็บเป็นข้อความ',
  'nothing-found': 'ไม่พบตาราง SIPOC หรือแผนปฏิบัติการในเอกสารนี้',
} as const satisfies Record<string, string>;

export type DoubtCode = keyof typeof DOUBT_WORDS;
export type Doubt = ReadDocument['doubts'][number];
export type Where = Doubt['where'];

/** Takes doubts while a part is read. */
export type Doubts = {
  add(
    code: DoubtCode,
    line: number | null,
    raw: string,
    readings?: readonly string[],
    at?: Partial<Pick<Where, 'at' | 'col'>>,
  ): void;
};

/** A list that takes doubts of one part of the document; which system it is, is said when it is known. */
export function doubtList(part: Where['part'], system: number | null, list: Doubt[]): Doubts {
  return {
    add(code, line, raw, readings = [], at = {}) {
      const where = { line, system, part, at: null, col: null, ...at };
      list.push({ code, message: DOUBT_WORDS[code], where, raw: raw.trim(), readings: [...readings] });
    },
  };
}
