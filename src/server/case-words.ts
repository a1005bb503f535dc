import { declaredOf } from '../modules/channels/contract.ts';
import type { AdapterKind } from '../modules/channels/index.ts';
import type { VIEWS } from '../modules/complaints/contract.ts';
import type { RegisterEntry } from '../modules/complaints/index.ts';

/** The words of cases on papers and in exports, which are in Thai. What machines speak declares its own name. */
const SPOKEN: Readonly<Record<Exclude<RegisterEntry['channel'], AdapterKind>, string>> = {
  website: 'เว็บไซต์',
  phone: 'โทรศัพท์',
  questionnaire: 'แบบสอบถาม',
  petition: 'คำร้อง',
  'walk-in': 'มาติดต่อด้วยตนเอง',
  letter: 'จดหมาย',
  api: 'ระบบอื่น',
};
const isSpoken = (channel: string): channel is keyof typeof SPOKEN => channel in SPOKEN;
export const channelName = (channel: RegisterEntry['channel']): string =>
  isSpoken(channel) ? SPOKEN[channel] : (declaredOf(channel)?.names.th ?? channel);

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
  concealed: 'ขอปกปิดตัวตน',
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
