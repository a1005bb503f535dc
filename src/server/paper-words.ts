import { type Board, READING_REASONS, type StepDoubt } from '../modules/plans/index.ts';

type State = NonNullable<Board['systems'][number]['plan']>['steps'][number]['state'];

/** The words of printed plans and reports: official papers are in Thai. */
export const PAPER_WORDS = {
  draft: 'ร่าง ยังไม่ได้รับความเห็นชอบ',
  or: ' หรือ ',
  step: (no: string): string => `ขั้นตอนที่ ${no}`,
  system: (no: number): string => `ระบบที่ ${no}`,
  progress: (months: number, year: number): string =>
    `รายงานความก้าวหน้าแผนปฏิบัติการ รอบ ${months} เดือน ปีงบประมาณ พ.ศ. ${year}`,
  planned: 'ขั้นตอนที่ถึงกำหนดในรอบนี้',
  done: 'ดำเนินการแล้วตามกำหนด',
  late: 'ดำเนินการแล้วแต่ล่าช้า',
  missed: 'เลยกำหนดหรือทำได้บางส่วน',
  unproven: 'ยังไม่มีหลักฐาน',
  more: (steps: number): string => `และอีก ${steps} ขั้นตอน ดูในตารางของแต่ละระบบ`,
  direction: (words: string): string => `สั่งการ: ${words}`,
} as const;

/** What a state is called, and the letter that stands for it in a narrow cell. */
export const STATE_WORDS: Readonly<Record<State, { word: string; mark: string }>> = {
  none: { word: 'ไม่มีแผน', mark: '' },
  planned: { word: 'ตามแผน ยังไม่ถึงกำหนด', mark: '–' },
  done: { word: 'ดำเนินการแล้ว', mark: 'ส' },
  early: { word: 'ก่อนกำหนด', mark: 'ก' },
  late: { word: 'ล่าช้า', mark: 'ช' },
  missed: { word: 'เลยกำหนด ยังไม่ดำเนินการ', mark: 'ข' },
  partly: { word: 'ดำเนินการบางส่วน', mark: 'บ' },
  unproven: { word: 'ยังไม่มีหลักฐาน', mark: '?' },
};

export const NOT_CARRIED_WORDS: Readonly<Record<StepDoubt['code'], string>> = {
  'committee-ended': 'คณะกรรมการหมดวาระแล้ว',
  'owner-left': 'ผู้รับผิดชอบไม่อยู่แล้ว',
  'department-retired': 'กองนี้ยกเลิกแล้ว',
};

const READINGS: Readonly<Record<(typeof READING_REASONS)[number], string>> = {
  'past-last-month': 'ลูกศรพิมพ์เลยคอลัมน์เดือนสุดท้าย อ่านเป็นถึงเดือนสุดท้ายของปีงบประมาณ',
  'starting-month': 'เฉพาะเดือนที่ลูกศรเริ่ม ปลายลูกศรเป็นช่องหมายเหตุ',
  'one-cell': 'ตามช่องที่พิมพ์ เดือนเดียว',
  'whole-quarter': 'อาจเป็นลูกศรยาวทั้งไตรมาส',
};

/** Why an arrow may be read so; what is no reason of ours was written in words. */
export function readingWords(why: string): string {
  const known = READING_REASONS.find((reason) => reason === why);
  return known === undefined ? why : READINGS[known];
}
