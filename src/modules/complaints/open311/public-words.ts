import type { Language } from '../../../thai/index.ts';
import type { Status } from '../contract.ts';

type Words = {
  status: Record<Status, string>;
  dueBy: string;
  unclassified: string;
  unclassifiedHelp: string;
  general: string;
  handledBy: string;
  community: string;
  chooseOne: string;
  choose: Record<'string' | 'number' | 'datetime' | 'text' | 'singlevaluelist' | 'multivaluelist', string>;
  noDescription: string;
  contact: string;
  phone: string;
  keyService: string;
};

/**
 * What anybody may read of a case's state. An answer to a citizen can hold their name or their affairs, so it is never repeated here: the
 * state's standard words are.
 */
export const PUBLIC_WORDS: Readonly<Record<Language, Words>> = {
  th: {
    status: {
      new: 'รับเรื่องแล้ว',
      assigned: 'มอบหมายกองที่รับผิดชอบแล้ว',
      'in-progress': 'กำลังดำเนินการ',
      'waiting-citizen': 'รอข้อมูลเพิ่มเติมจากผู้แจ้ง',
      'waiting-agency': 'รอหน่วยงานอื่น',
      answered: 'ตอบผู้แจ้งแล้ว',
      closed: 'ปิดเรื่องแล้ว',
      refused: 'ไม่รับดำเนินการ แจ้งเหตุผลแก่ผู้แจ้งแล้ว',
      transferred: 'ส่งต่อหน่วยงานที่มีอำนาจแล้ว',
    },
    dueBy: 'จะตอบภายในวันที่ {day}',
    unclassified: 'เรื่องที่ยังไม่จัดหมวด',
    unclassifiedHelp: 'เลือกเมื่อไม่แน่ใจว่าเป็นหมวดใด เจ้าหน้าที่จะจัดหมวดให้',
    general: 'ทั่วไป',
    handledBy: '{service} ดูแลโดย{department}',
    community: 'ชุมชนหรือหมู่บ้านที่เกิดเรื่อง',
    chooseOne: 'เลือกหนึ่งรายการ',
    choose: {
      string: 'ข้อความหนึ่งบรรทัด',
      number: 'ตัวเลข',
      datetime: 'วันเวลา ISO 8601',
      text: 'ข้อความ',
      singlevaluelist: 'เลือกหนึ่งรายการ',
      multivaluelist: 'เลือกได้หลายรายการ',
    },
    noDescription: '{service} (ผู้แจ้งไม่ได้เขียนคำอธิบาย)',
    contact: '{name} {reached}',
    phone: 'โทร. {phone}',
    keyService: 'ขอกุญแจ (api_key) จาก{name} ผู้ดูแลระบบออกให้ที่หน้าตั้งค่า กุญแจ API {reached}',
  },
  en: {
    status: {
      new: 'Received',
      assigned: 'Assigned to a department',
      'in-progress': 'Being worked on',
      'waiting-citizen': 'Waiting for the reporter',
      'waiting-agency': 'Waiting for another agency',
      answered: 'The reporter has been answered',
      closed: 'Closed',
      refused: 'Not taken up; the reporter was told why',
      transferred: 'Passed to the agency in charge',
    },
    dueBy: 'An answer is due by {day}',
    unclassified: 'Not classified yet',
    unclassifiedHelp: 'For those who are not sure of the category; the desk will choose one',
    general: 'General',
    handledBy: '{service}, handled by {department}',
    community: 'Community or village where it is',
    chooseOne: 'Choose one',
    choose: {
      string: 'One line of text',
      number: 'A number',
      datetime: 'An ISO 8601 date and time',
      text: 'Text',
      singlevaluelist: 'Choose one',
      multivaluelist: 'Choose any number',
    },
    noDescription: '{service} (the reporter gave no description)',
    contact: '{name} {reached}',
    phone: 'telephone {phone}',
    keyService: 'Ask {name} for an api_key; its administrator makes one under Settings, API keys. {reached}',
  },
};

export const say = (pattern: string, values: Readonly<Record<string, string>>): string =>
  pattern
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim();
