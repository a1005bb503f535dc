import { z } from 'zod';

/** What may be wrong with one field, by our own code of it; a test finds every code in the sources here. */
export const PROBLEM_WORDS: Readonly<Record<string, readonly [th: string, en: string]>> = {
  unknown: ['รายการที่เลือกไม่มีหรือเลิกใช้แล้ว เลือกใหม่', 'What was chosen does not exist or is retired; choose again.'],
  unchanged: ['ยังไม่ได้แก้ไขสิ่งใด', 'Nothing was changed.'],
  missing: ['ยังไม่ได้กรอกข้อมูลที่จำเป็น', 'Something that is needed is missing.'],
  'out-of-range': ['วันเวลานี้อยู่นอกช่วงที่ใช้ได้', 'This time is outside what can be used.'],
  'in-the-past': [
    'เลือกวันนี้หรือวันหลังจากนี้ ย้อนเปลี่ยนสิ่งที่ใช้ไปแล้วไม่ได้',
    'Choose today or later; what was in use is not changed.',
  ],
  'subject-kind-missing': [
    'ระบุด้วยว่าเป็นเลขของอะไร เช่น เรื่อง บัญชี หรือแผน',
    'Say also what it is the number of: a case, an account, a plan.',
  ],
  'in-force': ['รายการนี้เริ่มใช้แล้ว เลือกวันเริ่มใช้ที่ยังไม่ถึง', 'This is in force already; choose a day that is still to come.'],
  overlapping: ['ช่วงเวลาซ้อนกันหรือเรียงผิด แก้ให้ช่วงไม่ทับกัน', 'The times overlap or are out of order.'],
  'never-open': ['ต้องเปิดทำการอย่างน้อยหนึ่งช่วง', 'At least one time must be open.'],
  'not-of-department': ['ผู้รับผิดชอบไม่ได้อยู่ในกองที่เลือก', 'The officer is not of the chosen department.'],
  'below-category': [
    'หมวดหรือชนิดเรื่องที่เลือกเป็นความลับกว่านี้ แก้หมวดหรือชนิดก่อน หรือคงผู้เห็นไว้',
    'The chosen category or kind is more confidential than that: choose another, or leave who sees the case as it is.',
  ],
  'not-a-department': ['กองที่เลือกไม่มีในวันนั้น', 'There is no such department on that day.'],
  'not-its-noun': ['รายการนี้เป็นคนละชนิดกัน โหลดหน้าใหม่', 'This is another kind of entry; reload the page.'],
  'not-after-start': ['วันเลิกใช้ต้องหลังวันเริ่มใช้', 'It must end after the day it began.'],
  'not-a-page-key': ['รายการเปลี่ยนไปแล้ว โหลดหน้าใหม่', 'The list has changed; reload the page.'],
  'not-json': ['ข้อมูลที่ส่งมาอ่านไม่ได้ โหลดหน้าใหม่แล้วลองอีกครั้ง', 'What was sent cannot be read; reload and try again.'],
  'not-a-host': ['ที่อยู่เว็บที่เปิดอยู่ใช้ไม่ได้', 'The address of this site cannot be used.'],
  'too-many': ['มีจำนวนมากเกินกำหนดแล้ว', 'There are too many.'],
  'too-few': ['น้อยกว่าที่กำหนดไว้ต่ำสุด', 'That is fewer than the least.'],
  'too-short': ['สั้นเกินไป', 'It is too short.'],
  'too-long': ['ยาวเกินไป', 'It is too long.'],
  'too-common': ['คนจำนวนมากใช้รหัสนี้ ตั้งใหม่ให้เดายากขึ้น', 'Many people use it; choose one that is harder to guess.'],
  'same-as-email': ['รหัสผ่านต้องไม่ใช่อีเมลหรือชื่อในอีเมล', 'The password may not be the e-mail or its name.'],
  'title-missing': ['กรอกชื่อเรื่อง', 'Give it a title.'],
  'text-missing': ['กรอกข้อความ', 'Write something.'],
  'text-too-long': ['ข้อความยาวเกินกำหนด', 'The text is too long.'],
  'latitude-and-longitude': ['ใส่ละติจูดและลองจิจูดให้ครบทั้งคู่', 'Give both latitude and longitude.'],
  twice: ['มีรายการเดียวกันซ้ำกัน โหลดหน้าใหม่แล้วลองอีกครั้ง', 'The same entry is in it twice; reload and try again.'],
  'before-start': ['เวลาสิ้นสุดต้องไม่ก่อนเวลาเริ่ม', 'It may not end before it begins.'],
  'no-member': ['มีชื่อที่ไม่ได้อยู่ในคณะกรรมการ', 'Someone named is no member of the committee.'],
  'one-chair': ['คณะกรรมการต้องมีประธานหนึ่งคน', 'A committee has exactly one chair.'],
  'latitude-swapped': [
    'ละติจูดกับลองจิจูดสลับกัน ประเทศไทยอยู่ที่ละติจูด 5–21 ลองจิจูด 97–106',
    'Latitude and longitude are swapped: Thailand lies at latitudes 5–21 and longitudes 97–106.',
  ],
  'not-utf8': ['ตัวอักษรที่ส่งมาไม่ใช่ UTF-8', 'The letters are not UTF-8.'],
};

type Said = readonly [th: string, en: string];

const TYPES: Readonly<Record<string, Said>> = {
  string: ['ข้อความ', 'a text'],
  number: ['ตัวเลข', 'a number'],
  int: ['เลขจำนวนเต็ม', 'a whole number'],
  boolean: ['true หรือ false', 'true or false'],
  array: ['รายการ', 'a list'],
  object: ['ชุดข้อมูล', 'an object'],
  record: ['ชุดข้อมูล', 'an object'],
  date: ['วันที่', 'a date'],
};
const FORMATS: Readonly<Record<string, Said>> = {
  email: ['อีเมล เช่น name@example.org', 'an e-mail address such as name@example.org'],
  url: ['ที่อยู่เว็บ เช่น https://example.org', 'an address such as https://example.org'],
  uuid: ['รหัสแบบ UUID', 'a UUID'],
  date: ['วันที่แบบ 2026-12-31 (ค.ศ.)', 'a date such as 2026-12-31'],
  datetime: ['วันเวลาแบบ 2026-12-31T09:00:00Z', 'a time such as 2026-12-31T09:00:00Z'],
};
/** Of what a size is counted. */
const COUNTED: Readonly<Record<string, Said>> = {
  string: [' ตัวอักษร', ' characters'],
  array: [' รายการ', ' entries'],
  set: [' รายการ', ' entries'],
};
const OTHER: Said = ['ไม่อยู่ในรูปแบบที่รับได้', 'is not of a form that is taken'];

/** What a schema found wrong, for people: whoever sets the program up, and whoever writes another that calls it. */
function saidOf(issue: z.core.$ZodRawIssue): Said {
  const both = (th: string, en: string): Said => [th, en];
  switch (issue.code) {
    case 'invalid_type': {
      if (issue.input === undefined) return both('ต้องมีค่า', 'is required');
      const [th, en] = TYPES[issue.expected] ?? OTHER;
      return both(`ต้องเป็น${th}`, `must be ${en}`);
    }
    case 'too_small':
    case 'too_big': {
      const [th, en] = COUNTED[issue.origin] ?? ['', ''];
      return issue.code === 'too_small'
        ? both(`ต้องไม่น้อยกว่า ${issue.minimum}${th}`, `must be at least ${issue.minimum}${en}`)
        : both(`ต้องไม่เกิน ${issue.maximum}${th}`, `must be at most ${issue.maximum}${en}`);
    }
    case 'invalid_format': {
      const [th, en] = FORMATS[issue.format] ?? OTHER;
      return FORMATS[issue.format] ? both(`ต้องเป็น${th}`, `must be ${en}`) : OTHER;
    }
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return both(`ต้องเป็นค่าใดค่าหนึ่งใน ${values}`, `must be one of ${values}`);
    }
    case 'unrecognized_keys':
      return both(`มีช่องที่ไม่รู้จัก ${issue.keys.join(', ')}`, `has unknown fields ${issue.keys.join(', ')}`);
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
      return OTHER;
  }
}

const BETWEEN = ' · ';

/** From here on schemas speak Thai, and English behind it, wherever they have no message of their own. */
export function speakThai(): void {
  z.config({ localeError: (issue) => saidOf(issue).join(BETWEEN) });
}

/** Whether these are a schema's words rather than a code. */
export const isSaid = (problem: string): boolean => problem.includes(BETWEEN);

/** What is wrong with a field, in one language: by our own code, or by what a schema said; null when it is neither. */
export function problemWords(problem: string, language: 'th' | 'en'): string | null {
  const own: Said | undefined = PROBLEM_WORDS[problem];
  const [th, en] = own ?? problem.split(BETWEEN);
  if (th === undefined || en === undefined) return null;
  return language === 'en' ? en : th;
}
