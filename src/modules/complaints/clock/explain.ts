import { type Day, dayOf, formatDay, formatInstant, type Language } from '../../../thai/index.ts';
import type { ExplanationLine, HolidayName } from './explanation.ts';

type Sentences = {
  [Code in ExplanationLine['code']]: (line: Extract<ExplanationLine, { code: Code }>) => string;
};

const full = (day: Day, lang: Language) => formatDay(day, { style: 'weekday', lang });
const moment = (iso: string, lang: Language) => formatInstant(new Date(iso), { style: 'weekday', lang });
const wasInTime = (at: string, dueOn: Day) => dayOf(new Date(at)) <= dueOn;
const inThai = (holiday: HolidayName | null) => (holiday === null ? '' : ` (${holiday.name})`);
const inEnglish = (holiday: HolidayName | null) => (holiday === null ? '' : ` (${holiday.nameEn ?? holiday.name})`);

/** Office time as hours and minutes, part minutes cut. */
function span(minutes: number, hourWord: string, minuteWord: string): string {
  const whole = Math.floor(minutes);
  const parts = [
    [Math.floor(whole / 60), hourWord],
    [whole % 60, minuteWord],
  ] as const;
  const shown = parts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  return shown.length === 0 ? `0 ${minuteWord}` : shown.join(' ');
}
const thaiSpan = (minutes: number) => span(minutes, 'ชั่วโมง', 'นาที');
const englishSpan = (minutes: number) => span(minutes, 'h', 'min');

const THAI: Sentences = {
  received: ({ at }) => `รับเรื่อง${moment(at, 'th')}`,
  'answered-first': ({ at, dueOn }) =>
    `ตอบครั้งแรก${moment(at, 'th')}${dueOn === null ? '' : ` กำหนดแรกคือ${full(dueOn, 'th')} คำตอบนั้น${wasInTime(at, dueOn) ? 'ทัน' : 'เกิน'}กำหนด`}`,
  reopened: ({ at }) => `เปิดเรื่องอีกครั้ง${moment(at, 'th')} เริ่มนับกำหนดใหม่จากวันนี้ ช่วงที่เรื่องสิ้นสุดแล้วไม่นับ`,
  'received-after-hours': ({ day }) =>
    `รับนอกเวลาราชการ ถือว่าได้รับในวันทำการถัดไป คือ${full(day, 'th')} (พ.ร.บ. การปฏิบัติราชการทางอิเล็กทรอนิกส์ พ.ศ. 2565)`,
  'first-day-excluded': () => 'ไม่นับวันแรก (พ.ร.บ. วิธีปฏิบัติราชการทางปกครอง พ.ศ. 2539 มาตรา 64)',
  'days-counted': ({ days, from, to }) =>
    days === 1
      ? `นับ 1 วัน คือวันที่ ${formatDay(to)}`
      : `นับ 1 ถึง ${days} ตั้งแต่วันที่ ${formatDay(from)} ครบวันที่ ${formatDay(to)}`,
  'last-day-counts-though-closed': ({ day, holiday, actBy }) =>
    `${full(day, 'th')} เป็นวันหยุด${inThai(holiday)} แต่ฝ่ายเจ้าหน้าที่นับวันสุดท้ายด้วย ${
      actBy === null ? 'และไม่มีวันทำการก่อนครบกำหนด' : `จึงควรตอบภายใน${full(actBy, 'th')}`
    }`,
  'last-day-moves': ({ day, holiday, to }) =>
    `${full(day, 'th')} เป็นวันหยุด${inThai(holiday)} ฝ่ายประชาชนจึงเลื่อนไปวันทำการถัดไป คือ${full(to, 'th')}`,
  'due-day': ({ day }) => `ครบกำหนดเมื่อสิ้น${full(day, 'th')}`,
  started: ({ at }) => `เริ่มนับ${moment(at, 'th')}`,
  'working-time': ({ minutes }) => `ให้เวลาทำการ ${thaiSpan(minutes)}`,
  'holidays-skipped': ({ holidays }) =>
    `ข้ามวันหยุดราชการ ${holidays.map((h) => `${formatDay(h.day)}${inThai(h)}`).join(', ')}`,
  'pauses-credited': ({ minutes }) => `คืนเวลาทำการที่หยุดนับระหว่างรอ ${thaiSpan(minutes)}`,
  paused: ({ since, minutes }) => `หยุดนับตั้งแต่${moment(since, 'th')} เหลือเวลาทำการ ${thaiSpan(minutes)}`,
  'due-at': ({ at }) => `ครบกำหนด${moment(at, 'th')}`,
  'by-rule': ({ legalSource }) => `ที่มาของกำหนดเวลา: ${legalSource}`,
  'holidays-unknown': ({ year }) => `ยังไม่มีรายการวันหยุดราชการของปี พ.ศ. ${year + 543} วันทำการที่นับไว้อาจเปลี่ยนแปลง`,
};

const ENGLISH: Sentences = {
  received: ({ at }) => `Received ${moment(at, 'en')}`,
  'answered-first': ({ at, dueOn }) =>
    `First answered ${moment(at, 'en')}${dueOn === null ? '' : `; first due ${full(dueOn, 'en')}, so that answer was ${wasInTime(at, dueOn) ? 'in time' : 'late'}`}`,
  reopened: ({ at }) =>
    `Opened again ${moment(at, 'en')}: a new limit counts from this day; the time while the case was ended does not count`,
  'received-after-hours': ({ day }) =>
    `After office hours: counts as received on the next working day, ${full(day, 'en')} (Electronic Performance of Government Duties Act B.E. 2565)`,
  'first-day-excluded': () => 'The first day is not counted (Administrative Procedure Act B.E. 2539 s.64)',
  'days-counted': ({ days, from, to }) =>
    days === 1
      ? `Counting 1 day: ${formatDay(to, { lang: 'en' })}`
      : `Counting 1 to ${days} from ${formatDay(from, { lang: 'en' })} ends on ${formatDay(to, { lang: 'en' })}`,
  'last-day-counts-though-closed': ({ day, holiday, actBy }) =>
    `Offices are closed on ${full(day, 'en')}${inEnglish(holiday)}, but for the authority the last day counts, ${
      actBy === null ? 'and no working day comes before it' : `so answer by ${full(actBy, 'en')}`
    }`,
  'last-day-moves': ({ day, holiday, to }) =>
    `Offices are closed on ${full(day, 'en')}${inEnglish(holiday)}, so for a person it moves to the next working day, ${full(to, 'en')}`,
  'due-day': ({ day }) => `Due by the end of ${full(day, 'en')}`,
  started: ({ at }) => `Started ${moment(at, 'en')}`,
  'working-time': ({ minutes }) => `Office time allowed: ${englishSpan(minutes)}`,
  'holidays-skipped': ({ holidays }) =>
    `Skipping holidays: ${holidays.map((h) => `${formatDay(h.day, { lang: 'en' })}${inEnglish(h)}`).join(', ')}`,
  'pauses-credited': ({ minutes }) => `Office time given back for waiting: ${englishSpan(minutes)}`,
  paused: ({ since, minutes }) => `Paused since ${moment(since, 'en')}; office time left: ${englishSpan(minutes)}`,
  'due-at': ({ at }) => `Due ${moment(at, 'en')}`,
  'by-rule': ({ legalSource }) => `Source of the time limit: ${legalSource}`,
  'holidays-unknown': ({ year }) =>
    `The government holidays of ${year} are not known yet: working days counted in it may change`,
};

function sentence<Code extends ExplanationLine['code']>(
  words: { [C in Code]: (line: Extract<ExplanationLine, { code: C }>) => string },
  line: Extract<ExplanationLine, { code: Code }>,
): string {
  return words[line.code](line);
}

/** One sentence a line, in order, for a person; the Buddhist era in Thai, the Common Era in English. */
export function explainLines(lines: readonly ExplanationLine[], lang: Language): string[] {
  const words = lang === 'th' ? THAI : ENGLISH;
  return lines.map((line) => sentence(words, line));
}
