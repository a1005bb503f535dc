import type { ComplaintRow } from '../../modules/complaints/contract.ts';
import { dayOf, formatDay, timeOfDay } from '../../thai/index.ts';
import { defineWords, language } from './i18n.ts';
import { today } from './today.ts';

/** The words of the register that lists, case and home share. */
export const caseWords = defineWords({
  th: {
    'status-new': 'ใหม่',
    'status-assigned': 'มอบหมายแล้ว',
    'status-in-progress': 'กำลังดำเนินการ',
    'status-waiting-citizen': 'รอประชาชนตอบ',
    'status-waiting-agency': 'รอหน่วยงานอื่น',
    'status-answered': 'ตอบแล้ว รอปิด',
    'status-closed': 'ปิดเรื่องแล้ว',
    'status-refused': 'ไม่รับดำเนินการ',
    'status-transferred': 'ส่งต่อหน่วยงานอื่น',
    'kind-complaint': 'ร้องเรียน',
    'kind-grievance': 'ร้องทุกข์',
    'kind-incident': 'แจ้งเหตุ',
    'kind-suggestion': 'ข้อเสนอแนะ',
    'kind-compliment': 'คำชมเชย',
    'kind-question': 'สอบถาม',
    'kind-need': 'ความต้องการ',
    'kind-expectation': 'ความคาดหวัง',
    'kind-petition': 'คำร้อง',
    'kind-whistleblow': 'แจ้งเบาะแสทุจริต',
    'verdict-done': 'เรียบร้อยแล้ว',
    'verdict-partly': 'เรียบร้อยบางส่วน',
    'verdict-not-done': 'ยังไม่เรียบร้อย',
    'verdict-not-municipality': 'ไม่ใช่งานของเทศบาล',
    'verdict-cannot-judge': 'ยังบอกไม่ได้',
    citizenSpoke: 'ผู้แจ้งเขียนมา {at}',
    atTime: '{time} น.',
    urgent: 'ด่วน',
    restricted: 'จำกัดผู้เห็น',
    corruption: 'ลับ: ทุจริต',
    daysLeft: 'เหลือ {n} วัน',
    dueToday: 'ครบวันนี้',
    answerToday: 'ต้องตอบวันนี้',
    daysLate: 'เกิน {n} วัน',
    closedOn: 'ปิด {day}',
    noCategory: 'ยังไม่จัดหมวด',
    noPlace: 'ไม่ระบุสถานที่',
    hidden: 'ปิดไว้',
    itemsUnit: '{n} เรื่อง',
  },
  en: {
    'status-new': 'New',
    'status-assigned': 'Assigned',
    'status-in-progress': 'In progress',
    'status-waiting-citizen': 'Waiting for citizen',
    'status-waiting-agency': 'Waiting for agency',
    'status-answered': 'Answered, to close',
    'status-closed': 'Closed',
    'status-refused': 'Not taken up',
    'status-transferred': 'Transferred',
    'kind-complaint': 'Complaint',
    'kind-grievance': 'Grievance',
    'kind-incident': 'Incident',
    'kind-suggestion': 'Suggestion',
    'kind-compliment': 'Compliment',
    'kind-question': 'Question',
    'kind-need': 'Need',
    'kind-expectation': 'Expectation',
    'kind-petition': 'Petition',
    'kind-whistleblow': 'Corruption report',
    'verdict-done': 'Done',
    'verdict-partly': 'Partly done',
    'verdict-not-done': 'Not done',
    'verdict-not-municipality': 'Not the municipality’s',
    'verdict-cannot-judge': 'Cannot judge',
    citizenSpoke: 'Citizen wrote {at}',
    atTime: '{time}',
    urgent: 'Urgent',
    restricted: 'Restricted',
    corruption: 'Confidential: corruption',
    daysLeft: '{n|day|days} left',
    dueToday: 'Due today',
    answerToday: 'Answer today',
    daysLate: '{n|day|days} late',
    closedOn: 'Closed {day}',
    noCategory: 'No category yet',
    noPlace: 'No place given',
    hidden: 'hidden',
    itemsUnit: '{n|case|cases}',
  },
});

/** "ผู้แจ้งเขียนมา 10:24 น.", "ผู้แจ้งเขียนมา 4 พ.ค.": since when their word waits; '' where none does. */
export function spokeWords({ citizenSpokeAt }: Pick<ComplaintRow, 'citizenSpokeAt'>): string {
  if (citizenSpokeAt === null) return '';
  const at = new Date(citizenSpokeAt);
  const [day, now] = [dayOf(at), today()];
  if (day === now) return caseWords('citizenSpoke', { at: caseWords('atTime', { time: timeOfDay(at) }) });
  const words = formatDay(day, { lang: language() });
  // Of this year, the year goes without saying.
  const isThisYear = day.slice(0, 4) === now.slice(0, 4);
  return caseWords('citizenSpoke', { at: isThisYear ? words.split(' ').slice(0, 2).join(' ') : words });
}

/** The clock in two words: "เหลือ 3 วัน", "ครบวันนี้", "ต้องตอบวันนี้" before a closed last day, "เกิน 2 วัน"; a case that has ended says when; else its status. */
export function clockWords(row: Pick<ComplaintRow, 'daysLeft' | 'answerToday' | 'closedAt' | 'status'>): string {
  if (row.closedAt !== null) {
    return caseWords('closedOn', { day: formatDay(dayOf(new Date(row.closedAt)), { lang: language() }) });
  }
  if (row.daysLeft === null) return caseWords(`status-${row.status}`);
  if (row.daysLeft === 0) return caseWords('dueToday');
  if (row.answerToday) return caseWords('answerToday');
  return row.daysLeft > 0 ? caseWords('daysLeft', { n: row.daysLeft }) : caseWords('daysLate', { n: -row.daysLeft });
}
