import { fold } from '../../../thai/index.ts';
import { ALSO_CALLED } from '../../channels/contract.ts';
import type { CHANNELS, KINDS, Status } from '../contract.ts';

const key = (word: string): string => fold(word).replaceAll(/[\s_\-./()]+/g, '');
const table = <T>(words: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
  new Map(Object.entries(words).map(([word, meaning]) => [key(word), meaning]));

/** Words for states, as Traffy, 311 systems and offices' own registers write them, and as our own leaves the office. */
const STATES = table<Status>({
  ใหม่: 'new',
  มอบหมายแล้ว: 'assigned',
  รอประชาชนตอบ: 'waiting-citizen',
  รอหน่วยงานอื่น: 'waiting-agency',
  'ตอบแล้ว รอปิด': 'answered',
  ปิดเรื่องแล้ว: 'closed',
  ไม่รับดำเนินการ: 'refused',
  รอรับเรื่อง: 'new',
  รับเรื่อง: 'new',
  รับเรื่องแล้ว: 'new',
  รับแจ้ง: 'new',
  รอดำเนินการ: 'new',
  ยังไม่ดำเนินการ: 'new',
  new: 'new',
  pending: 'new',
  waiting: 'new',
  start: 'new',
  กำลังดำเนินการ: 'in-progress',
  อยู่ระหว่างดำเนินการ: 'in-progress',
  ดำเนินการ: 'in-progress',
  ติดตาม: 'in-progress',
  ติดตามเรื่อง: 'in-progress',
  ศึกษาปัญหา: 'in-progress',
  ของบประมาณ: 'in-progress',
  จัดซื้อจัดจ้าง: 'in-progress',
  ขั้นตอนทางกฎหมาย: 'in-progress',
  จัดทำนโยบาย: 'in-progress',
  open: 'in-progress',
  assigned: 'in-progress',
  'in progress': 'in-progress',
  เสร็จสิ้น: 'closed',
  แล้วเสร็จ: 'closed',
  เสร็จ: 'closed',
  เสร็จแล้ว: 'closed',
  ดำเนินการแล้ว: 'closed',
  ดำเนินการแล้วเสร็จ: 'closed',
  ดำเนินการเสร็จสิ้น: 'closed',
  แก้ไขแล้ว: 'closed',
  ปิดเรื่อง: 'closed',
  ยุติเรื่อง: 'closed',
  closed: 'closed',
  finish: 'closed',
  finished: 'closed',
  resolved: 'closed',
  done: 'closed',
  ส่งต่อ: 'transferred',
  'ส่งต่อ(ใหม่)': 'transferred',
  ส่งต่อหน่วยงานอื่น: 'transferred',
  forward: 'transferred',
  forwarded: 'transferred',
  ไม่เกี่ยวข้อง: 'refused',
  ไม่รับเรื่อง: 'refused',
  ยกเลิก: 'refused',
  irrelevant: 'refused',
  cancelled: 'refused',
  canceled: 'refused',
});
export const stateOf = (word: string): Status | undefined => STATES.get(key(word));

/**
 * Traffy's words for what is the matter → our category's code. Those that say how and not what (ร้องเรียน, เสนอแนะ,
 * ความปลอดภัย) have none: the next word of the same ticket decides.
 */
const CATEGORY_WORDS = table<string>({
  ถนน: 'road',
  ทางเท้า: 'road',
  สะพาน: 'road',
  ความสะอาด: 'trash',
  ขยะ: 'trash',
  แสงสว่าง: 'light',
  กีดขวาง: 'order',
  จราจร: 'order',
  ท่อระบายน้ำ: 'drain',
  คลอง: 'drain',
  น้ำท่วม: 'flood',
  เสียงรบกวน: 'odor_noise',
  'PM2.5': 'odor_noise',
  ป้าย: 'sign',
  ป้ายจราจร: 'sign',
  ต้นไม้: 'tree',
  สายไฟ: 'other',
  การเดินทาง: 'other',
  สัตว์จรจัด: 'stray',
  คนจรจัด: 'welfare',
  ห้องน้ำ: 'food_market',
  สอบถาม: 'info',
  อื่นๆ: 'other',
});
export const categoryCodeOf = (word: string): string | undefined => CATEGORY_WORDS.get(key(word));

const KIND_WORDS = table<(typeof KINDS)[number]>({
  สอบถาม: 'question',
  เสนอแนะ: 'suggestion',
  ข้อเสนอแนะ: 'suggestion',
  ชมเชย: 'compliment',
  คำชมเชย: 'compliment',
});
/** What a column of kinds calls them; a category may be called so as well, and says nothing of the kind then. */
const KIND_NAMES = table<(typeof KINDS)[number]>({
  ร้องเรียน: 'complaint',
  ร้องทุกข์: 'grievance',
  แจ้งเหตุ: 'incident',
  สอบถาม: 'question',
  ข้อเสนอแนะ: 'suggestion',
  คำชมเชย: 'compliment',
  ความต้องการ: 'need',
  ความคาดหวัง: 'expectation',
  คำร้อง: 'petition',
  แจ้งเบาะแสทุจริต: 'whistleblow',
});
export const kindNamed = (word: string): (typeof KINDS)[number] | undefined => KIND_NAMES.get(key(word));
/** A kind of its own only when nothing else was said. */
export function kindOf(words: readonly string[]): (typeof KINDS)[number] {
  const kinds = words.map((word) => KIND_WORDS.get(key(word)));
  const [first] = kinds;
  return first && kinds.every((kind) => kind !== undefined) ? first : 'complaint';
}

/** That somebody does not want to be known, as a column of its own says it, or the one of their name. A plain yes stands under such a heading. */
const UNNAMED = table<'anonymous' | 'concealed'>({
  ขอปกปิดชื่อ: 'concealed',
  ปกปิดชื่อ: 'concealed',
  ขอปกปิดตัวตน: 'concealed',
  ปกปิดตัวตน: 'concealed',
  ปกปิด: 'concealed',
  ไม่เปิดเผยชื่อ: 'concealed',
  ไม่เปิดเผยตัวตน: 'concealed',
  ไม่เปิดเผย: 'concealed',
  concealed: 'concealed',
  confidential: 'concealed',
  ไม่ประสงค์ออกนาม: 'anonymous',
  ไม่บอกชื่อ: 'anonymous',
  ไม่ระบุชื่อ: 'anonymous',
  ไม่ออกนาม: 'anonymous',
  anonymous: 'anonymous',
});
const YES = new Set(['ใช่', 'yes', 'y', 'true', '1', 'x', '✓']);
export const unnamed = (word: string): 'anonymous' | 'concealed' | undefined => UNNAMED.get(key(word));
export const unnamedBy = (cell: string): 'anonymous' | 'concealed' | undefined =>
  YES.has(key(cell)) ? 'concealed' : unnamed(cell);

/** Words for what people carry; a channel that machines speak declares its own. */
const CHANNEL_WORDS = table<(typeof CHANNELS)[number]>({
  โทรศัพท์: 'phone',
  โทร: 'phone',
  phone: 'phone',
  telephone: 'phone',
  'constituent call': 'phone',
  เว็บไซต์: 'website',
  เว็บไซด์: 'website',
  website: 'website',
  web: 'website',
  online: 'website',
  'self service': 'website',
  มาด้วยตนเอง: 'walk-in',
  มาติดต่อด้วยตนเอง: 'walk-in',
  ด้วยตนเอง: 'walk-in',
  'walk-in': 'walk-in',
  หนังสือ: 'letter',
  จดหมาย: 'letter',
  letter: 'letter',
  คำร้อง: 'petition',
  ใบคำร้อง: 'petition',
  ระบบอื่น: 'api',
  กล่องรับความคิดเห็น: 'questionnaire',
  แบบสอบถาม: 'questionnaire',
  ...Object.fromEntries(ALSO_CALLED),
});
export const channelOf = (word: string): (typeof CHANNELS)[number] | undefined => CHANNEL_WORDS.get(key(word));
