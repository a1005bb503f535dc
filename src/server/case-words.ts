import type { VIEWS } from '../modules/complaints/contract.ts';
import type { RegisterEntry } from '../modules/complaints/index.ts';

/** The words of cases on papers and in exports, which are in Thai. */
export const CHANNEL: Readonly<Record<RegisterEntry['channel'], string>> = {
  website: 'เว็บไซต์',
  line: 'ไลน์',
  phone: 'โทรศัพท์',
  facebook: 'เฟซบุ๊ก',
  questionnaire: 'แบบสอบถาม',
  petition: 'คำร้อง',
  instagram: 'อินสตาแกรม',
  twitter: 'ทวิตเตอร์ (X)',
  'walk-in': 'มาติดต่อด้วยตนเอง',
  email: 'อีเมล',
  letter: 'จดหมาย',
  api: 'ระบบอื่น',
  traffy: 'Traffy Fondue',
};
export const KIND: Readonly<Record<RegisterEntry['kind'], string>> = {
  complaint: 'ร้องเรียน',
  grievance: 'ร้องทุกข์',
  incident: 'แจ้งเหตุ',
  suggestion: 'ข้อเสนอแนะ',
  compliment: 'คำชมเชย',
  question: 'สอบถาม',
  need: 'ความต้องการ',
  expectation: 'ความคาดหวัง',
  petition: 'คำร้อง',
  whistleblow: 'แจ้งเบาะแสทุจริต',
};
export const STATUS: Readonly<Record<RegisterEntry['status'], string>> = {
  new: 'ใหม่',
  assigned: 'มอบหมายแล้ว',
  'in-progress': 'กำลังดำเนินการ',
  'waiting-citizen': 'รอประชาชนตอบ',
  'waiting-agency': 'รอหน่วยงานอื่น',
  answered: 'ตอบแล้ว รอปิด',
  closed: 'ปิดเรื่องแล้ว',
  refused: 'ไม่รับดำเนินการ',
  transferred: 'ส่งต่อหน่วยงานอื่น',
};
export const VERDICT: Readonly<Record<NonNullable<RegisterEntry['verdict']>, string>> = {
  done: 'เรียบร้อยแล้ว',
  partly: 'เรียบร้อยบางส่วน',
  'not-done': 'ยังไม่เรียบร้อย',
  'not-municipality': 'ไม่ใช่งานของเทศบาล',
  'cannot-judge': 'ยังบอกไม่ได้',
};
export const IDENTITY: Readonly<Record<RegisterEntry['identity'], string>> = {
  named: 'ประชาชน',
  anonymous: 'ไม่ประสงค์ออกนาม',
  concealed: 'ขอปกปิดชื่อ',
};
/** What part of the register a view is; '' for the whole. */
export const VIEW: Readonly<Record<(typeof VIEWS)[number], string>> = {
  all: '',
  open: 'เรื่องที่เปิดอยู่',
  unassigned: 'รอมอบหมาย',
  mine: 'ของผู้พิมพ์',
  'my-department': 'กองของผู้พิมพ์',
  'due-today': 'ครบกำหนดวันนี้',
  'due-soon': 'ใกล้ครบกำหนด',
  overdue: 'เกินกำหนด',
  'citizen-spoke': 'ผู้แจ้งเขียนมา ยังไม่ตอบ',
  waiting: 'รอผู้อื่น',
  'to-close': 'ตอบแล้ว รอปิด',
  closed: 'ปิดแล้ว',
};
