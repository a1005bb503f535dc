/** What can be wrong with a row. Those marked `refused` keep it out; the others are mended or left out, and told. */
const WORDS = {
  'text-missing': ['refused', 'ไม่มีข้อความเรื่อง'],
  'text-too-long': ['refused', 'ข้อความยาวเกิน 20,000 ตัวอักษร'],
  'date-missing': ['refused', 'ไม่มีวันที่รับเรื่อง'],
  'date-unreadable': ['refused', 'อ่านวันที่รับเรื่องไม่ได้'],
  'time-unreadable': ['refused', 'อ่านเวลาที่รับเรื่องไม่ได้'],
  'date-month-first': ['warning', 'วันกับเดือนสลับกัน อ่านตัวแรกเป็นเดือน ควรตรวจ'],
  'date-in-future': ['refused', 'วันที่รับเรื่องอยู่ในอนาคต'],
  'date-too-old': ['refused', 'วันที่รับเรื่องเก่าเกินไป (ก่อน พ.ศ. 2533)'],
  'ref-missing': ['warning', 'ไม่มีเลขอ้างอิง จึงใช้เนื้อหาของแถวเป็นตัวอ้างอิง'],
  'ref-too-long': ['refused', 'เลขอ้างอิงยาวเกิน 200 ตัวอักษร'],
  'too-many-cells': ['refused', 'จำนวนช่องเกินหัวตาราง (อาจมีเครื่องหมายคั่นหรืออัญประกาศผิดที่)'],
  'not-json': ['refused', 'บรรทัดนี้ไม่ใช่ JSON'],
  'not-an-object': ['refused', 'รายการนี้ไม่ใช่ระเบียนข้อมูล'],
  'quote-not-closed': ['refused', 'เครื่องหมายอัญประกาศเปิดแล้วไม่ปิด จึงข้ามบรรทัดนี้ แล้วอ่านบรรทัดถัดไป'],
  'row-too-long': ['refused', 'แถวยาวเกิน 1 ล้านตัวอักษร จึงข้ามไป'],
  'file-broken': ['refused', 'แถวเสียมากเกินไป หยุดอ่านตั้งแต่บรรทัดนี้'],
  'not-stored': ['refused', 'ฐานข้อมูลไม่รับรายการนี้'],
  'text-from-category': ['warning', 'ไม่มีข้อความ จึงใช้หมวดเรื่องและสถานที่แทน'],
  'coordinates-swapped': ['warning', 'ละติจูดกับลองจิจูดสลับกัน แก้ให้แล้ว'],
  'coordinates-outside': ['warning', 'พิกัดอยู่นอกประเทศไทย จึงไม่นำพิกัดเข้า'],
  'coordinates-foreign': ['warning', 'พิกัดอยู่นอกประเทศไทย เก็บไว้ตามไฟล์'],
  'coordinates-unreadable': ['warning', 'อ่านพิกัดไม่ได้ จึงไม่นำพิกัดเข้า'],
  'status-unknown': ['warning', 'ไม่รู้จักสถานะนี้'],
  'closed-unreadable': ['warning', 'อ่านวันที่แล้วเสร็จไม่ได้'],
  'closed-impossible': ['warning', 'วันที่แล้วเสร็จอยู่ก่อนวันที่รับหรือในอนาคต จึงใช้วันที่รับหรือวันนี้แทน'],
  'stars-unreadable': ['warning', 'คะแนนไม่ใช่ 1–5 จึงไม่นำคะแนนเข้า'],
  'email-unreadable': ['warning', 'อีเมลไม่ถูกต้อง จึงไม่นำอีเมลเข้า'],
  'letters-damaged': ['warning', 'มีตัวอักษรเสียจากไฟล์ต้นทาง'],
} as const satisfies Record<string, readonly ['refused' | 'warning', string]>;

export type ProblemCode = keyof typeof WORDS;
export type Problem = { readonly code: ProblemCode; readonly value: string };
/** `line`: of the file, the first is 1; of a workbook, the row's number. */
export type ProblemAt = Problem & { readonly line: number };

export const refuses = ({ code }: Problem): boolean => WORDS[code][0] === 'refused';

/** The problem in Thai, with what the file says. */
export function problemWords({ code, value }: Problem): string {
  return value === '' ? WORDS[code][1] : `${WORDS[code][1]}: “${value.length > 60 ? `${value.slice(0, 60)}…` : value}”`;
}
