import { inFours } from '../../platform/token.ts';
import { formatDay } from '../../thai/index.ts';
import type { ToldReason } from '../people/index.ts';

export type NoticeFacts = {
  event:
    | 'received'
    | 'assigned'
    | 'progress'
    | 'reply'
    | 'ask-citizen'
    | 'wait-agency'
    | 'transfer'
    | 'refuse'
    | 'close'
    | 'reopen'
    | 'contact-corrected'
    | 'name-shown';
  municipality: string;
  phone: string;
  number: string;
  trackingCode: string;
  department: string;
  /** It has its answer by now; then nothing is promised any more. */
  answered: boolean;
  /** 'YYYY-MM-DD' */
  dueOn: string | null;
  note: string;
  agency: string;
  /** Of a refusal, with its source; '' where none was chosen. */
  reason: string;
  trackUrl: string;
  /** Said in a conversation, where one may answer at once, rather than by mail. */
  inChat: boolean;
  /** An answer to this mail is read, and reaches the case. */
  mailIsRead: boolean;
};

type Words = { title: string; lines: string[] };

const promiseTh = ({ answered, dueOn }: NoticeFacts): string =>
  dueOn === null || answered ? '' : `เราจะตอบท่านภายใน${formatDay(dueOn, { style: 'weekday' })}`;
const promiseEn = ({ answered, dueOn }: NoticeFacts): string =>
  dueOn === null || answered ? '' : `You will have an answer by ${formatDay(dueOn, { style: 'weekday', lang: 'en' })}.`;

const TH: Record<NoticeFacts['event'], (f: NoticeFacts) => Words> = {
  received: (f) => ({
    title: `รับเรื่องแล้ว ${f.number}`,
    lines: [
      `${f.municipality}ได้รับเรื่องของท่านแล้ว เลขรับเรื่อง ${f.number}`,
      `รหัสติดตาม ${inFours(f.trackingCode)} โปรดเก็บไว้ ผู้ที่มีรหัสนี้ดูเรื่องของท่านได้`,
      f.answered ? `เรื่องนี้ตอบแล้ว อ่านคำตอบได้ที่หน้าติดตามเรื่อง` : promiseTh(f),
    ],
  }),
  assigned: (f) => ({
    title: `เรื่อง ${f.number} ส่งถึงผู้รับผิดชอบแล้ว`,
    lines: [`เรื่อง ${f.number} ของท่านอยู่ที่ ${f.department}`],
  }),
  progress: (f) => ({ title: `ความคืบหน้าเรื่อง ${f.number}`, lines: [`ความคืบหน้าของเรื่อง ${f.number}`, f.note] }),
  reply: (f) => ({
    title: `คำตอบเรื่อง ${f.number}`,
    lines: [
      `${f.municipality}ขอตอบเรื่อง ${f.number} ดังนี้`,
      f.note,
      f.inChat ? '' : 'โปรดบอกเราว่าเรื่องนี้เรียบร้อยหรือไม่ ที่หน้าติดตามเรื่อง',
    ],
  }),
  'ask-citizen': (f) => ({
    title: `ขอข้อมูลเพิ่มเรื่อง ${f.number}`,
    lines: [`เจ้าหน้าที่ขอข้อมูลเพิ่มเพื่อดำเนินเรื่อง ${f.number}`, f.note, f.inChat ? 'ตอบที่นี่ได้เลย' : 'ท่านตอบได้ที่หน้าติดตามเรื่อง'],
  }),
  'wait-agency': (f) => ({
    title: `เรื่อง ${f.number} รอหน่วยงานอื่น`,
    lines: [`เรื่อง ${f.number} รอการดำเนินการของ ${f.agency}`, f.note],
  }),
  transfer: (f) => ({
    title: `เรื่อง ${f.number} ส่งต่อหน่วยงานที่รับผิดชอบ`,
    lines: [`เรื่อง ${f.number} อยู่ในความรับผิดชอบของ ${f.agency} เราได้ส่งต่อแล้ว`, f.note],
  }),
  refuse: (f) => ({
    title: `ผลการพิจารณาเรื่อง ${f.number}`,
    lines: [
      `เทศบาลไม่อาจรับเรื่อง ${f.number} ไว้ดำเนินการ ด้วยเหตุผลดังนี้`,
      f.reason,
      f.note,
      `หากไม่เห็นด้วย ท่านตอบกลับได้${f.inChat ? 'ที่นี่' : 'ที่หน้าติดตามเรื่อง'} หรือร้องต่อศูนย์ดำรงธรรม โทร 1567`,
    ],
  }),
  close: (f) => ({
    title: `ปิดเรื่อง ${f.number}`,
    lines: [
      `${f.municipality}ปิดเรื่อง ${f.number} แล้ว`,
      f.note,
      f.inChat ? '' : 'หากยังไม่เรียบร้อย ท่านบอกเราได้ที่หน้าติดตามเรื่อง',
    ],
  }),
  reopen: (f) => ({
    title: `เปิดเรื่อง ${f.number} อีกครั้ง`,
    lines: [`เรากลับมาดำเนินเรื่อง ${f.number} ต่อ`, f.note, promiseTh(f)],
  }),
  'contact-corrected': (f) => ({
    title: `แก้ไขข้อมูลติดต่อเรื่อง ${f.number} แล้ว`,
    lines: [
      `${f.municipality}แก้ไขข้อมูลติดต่อของเรื่อง ${f.number} ตามที่ท่านแจ้งแล้ว`,
      `รหัสติดตาม ${inFours(f.trackingCode)} โปรดเก็บไว้ ผู้ที่มีรหัสนี้ดูเรื่องของท่านได้ รหัสอื่นที่เคยได้รับใช้ไม่ได้แล้ว`,
      f.answered ? 'เรื่องนี้ตอบแล้ว อ่านคำตอบได้ที่หน้าติดตามเรื่อง' : promiseTh(f),
    ],
  }),
  'name-shown': (f) => ({
    title: `เรื่อง ${f.number} ไม่ปกปิดตัวตนแล้ว`,
    lines: [
      `ผู้ดำเนินเรื่อง ${f.number} เห็นชื่อและข้อมูลติดต่อของท่านได้ตั้งแต่นี้ ตามที่ท่านแจ้ง หากท่านไม่ได้แจ้ง โปรดบอก${f.municipality}ทันที`,
      `รหัสติดตาม ${inFours(f.trackingCode)} โปรดเก็บไว้ ผู้ที่มีรหัสนี้ดูเรื่องของท่านได้`,
    ],
  }),
};

const EN: Record<NoticeFacts['event'], (f: NoticeFacts) => Words> = {
  received: (f) => ({
    title: `Received: ${f.number}`,
    lines: [
      `${f.municipality} has received your report, number ${f.number}.`,
      `Tracking code ${inFours(f.trackingCode)}. Keep it: whoever has it can see your case.`,
      f.answered ? 'It is answered: read the answer on the tracking page.' : promiseEn(f),
    ],
  }),
  assigned: (f) => ({
    title: `${f.number} is with the department`,
    lines: [`Your case ${f.number} is with ${f.department}.`],
  }),
  progress: (f) => ({ title: `Progress on ${f.number}`, lines: [`Progress on your case ${f.number}:`, f.note] }),
  reply: (f) => ({
    title: `Answer to ${f.number}`,
    lines: [
      `${f.municipality} answers your case ${f.number}:`,
      f.note,
      f.inChat ? '' : 'Please tell us on the tracking page whether it is done.',
    ],
  }),
  'ask-citizen': (f) => ({
    title: `A question about ${f.number}`,
    lines: [
      `We need to know more about your case ${f.number}:`,
      f.note,
      f.inChat ? 'You can answer here.' : 'You can answer on the tracking page.',
    ],
  }),
  'wait-agency': (f) => ({
    title: `${f.number} waits for another agency`,
    lines: [`Your case ${f.number} waits for ${f.agency}.`, f.note],
  }),
  transfer: (f) => ({
    title: `${f.number} was passed on`,
    lines: [`Your case ${f.number} is for ${f.agency}; we passed it on.`, f.note],
  }),
  refuse: (f) => ({
    title: `Decision on ${f.number}`,
    lines: [
      `The municipality cannot take up case ${f.number}, because:`,
      f.reason,
      f.note,
      `If you disagree, answer ${f.inChat ? 'here' : 'on the tracking page'}, or call the Damrongtham centre, 1567.`,
    ],
  }),
  close: (f) => ({
    title: `${f.number} is closed`,
    lines: [
      `${f.municipality} has closed your case ${f.number}.`,
      f.note,
      f.inChat ? '' : 'If it is not done, tell us on the tracking page.',
    ],
  }),
  reopen: (f) => ({
    title: `${f.number} is open again`,
    lines: [`We are working on your case ${f.number} again.`, f.note, promiseEn(f)],
  }),
  'contact-corrected': (f) => ({
    title: `Contact corrected: ${f.number}`,
    lines: [
      `${f.municipality} has corrected how you are reached about your case ${f.number}, as you asked.`,
      `Tracking code ${inFours(f.trackingCode)}. Keep it: whoever has it can see your case. Any other code that you were given no longer works.`,
      f.answered ? 'It is answered: read the answer on the tracking page.' : promiseEn(f),
    ],
  }),
  'name-shown': (f) => ({
    title: `${f.number} is no longer concealed`,
    lines: [
      `Whoever handles your case ${f.number} can see your name and contact from now on, as you asked. If you did not ask, tell ${f.municipality} at once.`,
      `Tracking code ${inFours(f.trackingCode)}. Keep it: whoever has it can see your case.`,
    ],
  }),
};

/** A listed reason in one line, with the law it stands on. */
export function writeReason({ nameTh, nameEn, source }: ToldReason, language: 'th' | 'en'): string {
  const name = language === 'en' ? nameEn : nameTh;
  return source === '' ? name : `${name} (${source})`;
}

const CLOSING = {
  th: { read: 'ท่านตอบกลับอีเมลนี้ได้ เจ้าหน้าที่จะได้อ่าน', unread: 'ระบบส่งอีเมลนี้โดยอัตโนมัติ หากตอบกลับจะไม่มีผู้อ่าน' },
  en: { read: 'You can reply to this mail; the officers read it.', unread: 'This mailbox is not read.' },
} as const;

/** What a mail says, without what is true of its mailbox alone: for whoever reads it elsewhere. */
export function withoutClosing(body: string): string {
  const closings: readonly string[] = Object.values(CLOSING).flatMap(({ read, unread }) => [read, unread]);
  return body
    .split('\n\n')
    .filter((paragraph) => !closings.includes(paragraph))
    .join('\n\n');
}

/** A citizen's notice in their language, as plain text. */
export function noticeWords(language: 'th' | 'en', facts: NoticeFacts): { title: string; body: string } {
  const english = language === 'en';
  const { title, lines } = (english ? EN : TH)[facts.event](facts);
  const track = facts.trackUrl
    ? [english ? `Follow your case: ${facts.trackUrl}` : `ติดตามเรื่อง: ${facts.trackUrl}`]
    : [];
  const notice =
    facts.event === 'received' && facts.trackUrl
      ? [
          `${english ? 'What we keep and who sees it' : 'เราเก็บข้อมูลอะไร ใครเห็นบ้าง'}: ${new URL('/privacy', facts.trackUrl).href}`,
        ]
      : [];
  const phone = facts.phone ? [english ? `Telephone ${facts.phone}` : `โทร ${facts.phone}`] : [];
  const said = lines.filter((line) => line !== '');
  if (facts.inChat) return { title, body: [...said, ...track].join('\n\n') };
  const closing = CLOSING[language][facts.mailIsRead ? 'read' : 'unread'];
  return {
    title,
    body: [...said, ...track, ...notice, facts.municipality, ...phone, closing].join('\n\n'),
  };
}

/** A notice to staff: which case and by when; what it is about and what a citizen wrote stays in the register. */
export function staffWords(facts: {
  event: 'assigned' | 'citizen-spoke' | 'citizen-disputes' | 'due-soon' | 'due-today' | 'overdue';
  /** Neither the officer nor the department could be told, so the desk is. */
  standIn: boolean;
  number: string;
  /** An answer is still owed. */
  waits: boolean;
  dueOn: string | null;
  today: string;
  link: string;
}): { title: string; body: string } {
  const { event, standIn, number, waits, dueOn, today } = facts;
  const due = dueOn ? formatDay(dueOn, { style: 'weekday' }) : 'ไม่มีกำหนด';
  const title = {
    assigned: standIn ? `เรื่อง ${number} มอบหมายแล้ว แต่ยังไม่มีผู้รับ` : `ท่านได้รับมอบหมายเรื่อง ${number}`,
    'citizen-spoke': `ผู้แจ้งตอบกลับเรื่อง ${number}`,
    'citizen-disputes': `ผู้แจ้งเห็นว่าเรื่อง ${number} ยังไม่เรียบร้อย`,
    'due-soon': `เรื่อง ${number} ใกล้ครบกำหนดตอบ`,
    'due-today': `เรื่อง ${number} ต้องตอบวันนี้`,
    overdue: `เรื่อง ${number} เกินกำหนดตอบแล้ว`,
  }[event];
  const lines = [
    title,
    ...(event === 'citizen-disputes'
      ? ['เรื่องนี้สิ้นสุดไปแล้ว เพราะไม่รับดำเนินการหรือส่งต่อหน่วยงานอื่น หากเห็นควร โปรดเปิดเรื่องอีกครั้ง หากไม่ โปรดชี้แจงผู้แจ้ง']
      : [waits ? `กำหนดตอบ: ${due}` : 'เรื่องนี้ตอบแล้วหรือสิ้นสุดแล้ว']),
    ...(event === 'due-today' && dueOn !== today ? ['วันครบกำหนดเป็นวันหยุด วันนี้เป็นวันทำการสุดท้ายก่อนครบกำหนด'] : []),
    ...(standIn ? ['กองที่รับผิดชอบไม่มีเจ้าหน้าที่ที่รับแจ้งเรื่องนี้ได้ โปรดมอบหมายใหม่หรือแจ้งกองโดยตรง'] : []),
    ...(facts.link ? [facts.link] : []),
  ];
  return { title, body: lines.join('\n\n') };
}
