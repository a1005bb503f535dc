import { Refusal } from '../../../platform/refusal.ts';

/** Why a document cannot be read, in Thai, with what to do. */
const REASONS = {
  empty: 'ไฟล์ว่าง ไม่มีข้อความ',
  'too-large': 'ไฟล์ใหญ่เกิน 10 MB กรุณาแยกเอกสารแล้วนำเข้าทีละส่วน',
  'too-much-inside': 'ไฟล์นี้คลายออกแล้วใหญ่ผิดปกติ จึงไม่เปิด',
  'too-many-rows': 'เอกสารยาวเกิน 20,000 แถว หรือกว้างเกิน 500 คอลัมน์ กรุณาแยกแล้วนำเข้าทีละส่วน',
  pdf: 'เป็นไฟล์ PDF กรุณาเปิดแล้วคัดลอกข้อความในตารางมาวาง หรือบันทึกเป็น .docx หรือข้อความ (.txt) ก่อน',
  'old-office': 'เป็นไฟล์ .doc หรือ .xls รุ่นเก่า หรือไฟล์ที่ใส่รหัสผ่าน กรุณาบันทึกเป็น .docx หรือ .xlsx ที่ไม่มีรหัสผ่านก่อน',
  image: 'เป็นไฟล์ภาพ กรุณาพิมพ์หรือแปลงเป็นข้อความก่อน',
  'open-document': 'เป็นไฟล์ OpenDocument กรุณาบันทึกเป็น .docx หรือ .xlsx ก่อน',
  'other-archive': 'เป็นไฟล์ zip ที่ไม่ใช่ .docx หรือ .xlsx',
  'broken-archive': 'ไฟล์เสียหาย เปิดไม่ได้ กรุณาบันทึกใหม่แล้วลองอีกครั้ง',
  'broken-document': 'ข้อมูลภายในไฟล์เสียหาย อ่านไม่ได้ กรุณาบันทึกใหม่แล้วลองอีกครั้ง',
  'broken-table': 'ตารางอ่านไม่ได้ อาจเปิดเครื่องหมายอัญประกาศแล้วไม่ปิด',
  'not-text': 'ไม่ใช่ไฟล์ .docx .xlsx .csv หรือข้อความ',
  rtf: 'เป็นไฟล์ RTF กรุณาบันทึกเป็น .docx ก่อน',
} as const;

export type UnreadableReason = keyof typeof REASONS;

const CODES = {
  'too-large': 'file-too-large',
  'too-much-inside': 'file-too-large',
  'too-many-rows': 'file-too-large',
  pdf: 'file-type-refused',
  'old-office': 'file-type-refused',
  image: 'file-type-refused',
  'open-document': 'file-type-refused',
  'other-archive': 'file-type-refused',
  'not-text': 'file-type-refused',
  rtf: 'file-type-refused',
} as const satisfies Partial<Record<UnreadableReason, 'file-too-large' | 'file-type-refused'>>;

export const unreadable = (reason: UnreadableReason): Refusal =>
  new Refusal(
    reason in CODES
      ? (Object.entries(CODES).find(([key]) => key === reason)?.[1] ?? 'file-unreadable')
      : 'file-unreadable',
    { reason },
  );

/** Why a document was refused, in Thai; null for a refusal of another kind. */
export function unreadableWords(refusal: Refusal): string | null {
  const reason = refusal.detail['reason'];
  return Object.entries(REASONS).find(([key]) => key === reason)?.[1] ?? null;
}
