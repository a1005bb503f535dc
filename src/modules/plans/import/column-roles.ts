import { bare } from './repair-letters.ts';

export type PlanRole =
  | 'no'
  | 'output'
  | 'activity'
  | 'step'
  | 'budget'
  | 'unit'
  | 'responsible'
  | 'target'
  | 'indicator'
  | 'risk'
  | 'period'
  | 'remark';
export type SipocRole = 'suppliers' | 'inputs' | 'process' | 'outputs' | 'customers';

/** In this order: a head may name two things, such as "ผู้รับผิดชอบโครงการ". */
const PLAN_HEADS: readonly (readonly [PlanRole, RegExp])[] = [
  ['no', /^(ลำดับ(ที่)?|ที่|ข้อ(ที่)?|no\.?|#|ลำดับ\/ที่|item|เลขที่)$/],
  ['remark', /หมายเหตุ|remark|^note/],
  ['risk', /ความเสี่ยง|risk/],
  ['indicator', /ตัวชี้วัด|indicator|kpi/],
  ['budget', /งบประมาณ|^งบ|วงเงิน|ค่าใช้จ่าย|budget/],
  ['responsible', /ผู้รับผิดชอบ|ผู้ดำเนินการ|ผู้ปฏิบัติ|responsib|owner|person/],
  ['period', /ระยะเวลา|ช่วงเวลา|กำหนดเวลา|ห้วงเวลา|แผนเวลา|period|duration|timeline/],
  ['unit', /พื้นที่|หน่วยดำเนิน|หน่วยงาน|สถานที่|รับผิดชอบ|unit|area|place/],
  ['target', /เป้าหมาย|target|goal/],
  ['step', /ขั้นตอน|วิธี(การ)?ดำเนิน|การดำเนินงาน$|กระบวนงาน|step/],
  ['output', /ผลผลิต|ผลลัพธ์|โครงการ|แผนงาน|output|project/],
  ['activity', /กิจกรรม|รายการ|งานที่ทำ|activit|task/],
];
const LONGEST_HEAD = 60;

/** What a plan's column holds, by its head. */
export function planRole(head: string): PlanRole | null {
  if (head.length > LONGEST_HEAD * 2) return null;
  const plain = bare(head).toLowerCase();
  if (plain === '' || plain.length > LONGEST_HEAD || /^\d+[.)]/.test(plain)) return null;
  return PLAN_HEADS.find(([, words]) => words.test(plain))?.[0] ?? null;
}

/** English, Thai, and the letter alone; a head may hold them together, such as "S (Suppliers) ผู้ส่งมอบ". */
const SIPOC_HEADS: readonly (readonly [SipocRole, RegExp, RegExp])[] = [
  ['suppliers', /^s$/, /suppliers?|ผู้ส่งมอบ|ผู้จัดหา|ผู้ป้อน|ซัพพลาย/],
  ['inputs', /^i$/, /inputs?|ปัจจัยนำเข้า|สิ่งนำเข้า|ปัจจัยป้อน|ปัจจัย|ข้อมูลนำเข้า/],
  ['outputs', /^o$/, /outputs?|ผลผลิต|ผลลัพธ์|ผลิตผล/],
  ['customers', /^c$/, /customers?|clients?|ผู้รับบริการ|ลูกค้า|ผู้รับผลงาน|ผู้ใช้บริการ|ผู้มีส่วนได้ส่วนเสีย/],
  ['process', /^p$/, /process(es)?|กระบวนการ|ขั้นตอน|กระบวนงาน/],
];

/** Which part of a SIPOC chart a head names. */
export function sipocRole(head: string): SipocRole | null {
  const plain = bare(head)
    .toLowerCase()
    .replaceAll(/[:：.]+$/g, '');
  if (plain === '' || plain.length > 45 || /^(\d|[-•])/.test(plain)) return null;
  const letter =
    plain
      .replaceAll(/[().:\-–=]/g, ' ')
      .trim()
      .split(' ')[0] ?? '';
  return (
    SIPOC_HEADS.find(([, one]) => one.test(plain))?.[0] ??
    SIPOC_HEADS.find(([, one, words]) => one.test(letter) && words.test(plain))?.[0] ??
    SIPOC_HEADS.find(([, , words]) => words.test(plain))?.[0] ??
    null
  );
}
