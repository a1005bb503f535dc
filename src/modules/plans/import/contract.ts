/** Why a document cannot be read, and what to do: the `reason` of the refusal. */
export const UNREADABLE = {
  empty: { th: 'ไฟล์ว่าง ไม่มีข้อความ', en: 'The file is empty.' },
  'too-large': {
    th: 'ไฟล์ใหญ่เกิน 10 MB กรุณาแยกเอกสารแล้วนำเข้าทีละส่วน',
    en: 'The file is larger than 10 MB. Split the document and bring it in part by part.',
  },
  'too-much-inside': {
    th: 'ไฟล์นี้คลายออกแล้วใหญ่ผิดปกติ จึงไม่เปิด',
    en: 'What is packed in this file is far too large; it is not opened.',
  },
  'too-many-rows': {
    th: 'เอกสารยาวเกิน 20,000 แถว หรือกว้างเกิน 500 คอลัมน์ กรุณาแยกแล้วนำเข้าทีละส่วน',
    en: 'The document has more than 20,000 rows or 500 columns. Split it and bring it in part by part.',
  },
  'too-much-to-read': {
    th: 'เอกสารใหญ่หรือซับซ้อนจนอ่านไม่จบ กรุณาแยกแล้วนำเข้าทีละส่วน',
    en: 'The document is too large or too involved to be read to its end. Split it and bring it in part by part.',
  },
  'reader-busy': {
    th: 'มีเอกสารอื่นกำลังอ่านอยู่ กรุณารอสักครู่แล้วลองใหม่',
    en: 'Other documents are being read. Please try again in a while.',
  },
  pdf: {
    th: 'เป็นไฟล์ PDF กรุณาเปิดแล้วคัดลอกข้อความในตารางมาวาง หรือบันทึกเป็น .docx หรือข้อความ (.txt) ก่อน',
    en: 'This is a PDF. Open it and paste the text of its tables, or save it as .docx or text (.txt) first.',
  },
  'old-office': {
    th: 'เป็นไฟล์ .doc หรือ .xls รุ่นเก่า หรือไฟล์ที่ใส่รหัสผ่าน กรุณาบันทึกเป็น .docx หรือ .xlsx ที่ไม่มีรหัสผ่านก่อน',
    en: 'This is an old .doc or .xls, or has a password. Save it as .docx or .xlsx without one first.',
  },
  image: {
    th: 'เป็นไฟล์ภาพ กรุณาพิมพ์หรือแปลงเป็นข้อความก่อน',
    en: 'This is a picture. Type its text, or have it made into text first.',
  },
  'open-document': {
    th: 'เป็นไฟล์ OpenDocument กรุณาบันทึกเป็น .docx หรือ .xlsx ก่อน',
    en: 'This is an OpenDocument file. Save it as .docx or .xlsx first.',
  },
  'other-archive': {
    th: 'เป็นไฟล์ zip ที่ไม่ใช่ .docx หรือ .xlsx',
    en: 'This is a zip that is neither .docx nor .xlsx.',
  },
  'broken-archive': {
    th: 'ไฟล์เสียหาย เปิดไม่ได้ กรุณาบันทึกใหม่แล้วลองอีกครั้ง',
    en: 'The file is damaged. Save it anew and try again.',
  },
  'broken-document': {
    th: 'ข้อมูลภายในไฟล์เสียหาย อ่านไม่ได้ กรุณาบันทึกใหม่แล้วลองอีกครั้ง',
    en: 'What is inside of the file is damaged. Save it anew and try again.',
  },
  'broken-table': {
    th: 'ตารางอ่านไม่ได้ อาจเปิดเครื่องหมายอัญประกาศแล้วไม่ปิด',
    en: 'The table cannot be read: a quotation mark may have been opened and not closed.',
  },
  'not-text': {
    th: 'ไม่ใช่ไฟล์ .docx .xlsx .csv หรือข้อความ',
    en: 'This is neither .docx, .xlsx, .csv nor text.',
  },
  rtf: { th: 'เป็นไฟล์ RTF กรุณาบันทึกเป็น .docx ก่อน', en: 'This is an RTF file. Save it as .docx first.' },
} as const satisfies Record<string, { readonly th: string; readonly en: string }>;

export type UnreadableReason = keyof typeof UNREADABLE;

/** In words of a language why a document was refused; null when `detail` tells no such reason. */
export function unreadableWords(detail: unknown, language: 'th' | 'en'): string | null {
  const reason = typeof detail === 'object' && detail !== null && 'reason' in detail ? detail.reason : null;
  return Object.entries(UNREADABLE).find(([key]) => key === reason)?.[1][language] ?? null;
}
