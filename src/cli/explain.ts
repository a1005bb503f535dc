import { ZodError } from 'zod';
import type { Refusal } from '../platform/refusal.ts';
import { REFUSAL_WORDS } from '../platform/refusal-words.ts';

const REASONS: Readonly<Record<string, string>> = {
  empty: 'ไฟล์ว่าง · the file is empty',
  'old-xls': 'ไฟล์ .xls รุ่นเก่า กรุณาบันทึกเป็น .xlsx หรือ CSV ก่อน · an old .xls; save it as .xlsx or CSV',
  'not-a-table': 'ไม่ใช่ไฟล์ CSV, XLSX หรือ JSON · neither CSV, XLSX nor JSON',
  'broken-workbook': 'ไฟล์ XLSX เสียหายหรือมีรหัสผ่าน · a broken or protected workbook',
  truncated: 'ไฟล์สั้นกว่าที่ควร · it ends too early',
  altered: 'มีข้อมูลไม่ตรงกับที่เขียนไว้ · something in it is not as it was written',
  needed: 'ยังไม่ได้ระบุ · it was not named',
  wrong: 'รหัสผ่านไม่ตรง · it does not open the file',
  'no-rows': 'ไม่พบหัวตารางหรือข้อมูล · no header or rows found',
};
const FIELD: Readonly<Record<string, string>> = {
  received: 'วันที่รับเรื่อง (received)',
  text: 'รายละเอียดเรื่อง (text)',
  ref: 'เลขอ้างอิง (ref)',
};

/** A refusal or a wrong setting, in Thai, with what to do. */
export function explain(error: Refusal | ZodError): string {
  if (error instanceof ZodError) {
    return error.issues.map(({ path, message }) => `${path.join('.') || 'ค่าที่กำหนด'}: ${message}`).join('\n');
  }
  const { reason, missing, headers, name, migration, table } = error.detail;
  if (reason === 'columns-missing' && Array.isArray(missing) && Array.isArray(headers)) {
    return [
      `ไม่พบคอลัมน์ที่จำเป็น · columns missing: ${missing.map((field) => FIELD[String(field)] ?? String(field)).join(', ')}`,
      `คอลัมน์ในไฟล์ · the file has: ${headers.join(' | ')}`,
      'กำหนดเองได้ด้วย --mapping-file เช่น · name them in a mapping file, such as: {"columns":{"received":"วันที่แจ้ง","text":"รายละเอียด"}}',
    ].join('\n');
  }
  const why = typeof reason === 'string' ? [REASONS[reason] ?? reason] : [];
  const more = [...why, ...[name, migration, table].filter((each) => typeof each === 'string')].join(' · ');
  return `${REFUSAL_WORDS[error.code].th}${more === '' ? '' : ` — ${more}`} (${error.code})`;
}
