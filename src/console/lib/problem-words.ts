import { z } from 'zod';
import { language } from './i18n.ts';

/** What the server may find wrong with one field, by its code; a test finds every code in the sources here. */
export const PROBLEM_WORDS: Readonly<Record<string, readonly [th: string, en: string]>> = {
  unknown: ['รายการที่เลือกไม่มีหรือเลิกใช้แล้ว เลือกใหม่', 'What was chosen does not exist or is retired; choose again.'],
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
};

const Detail = z.object({ fields: z.array(z.object({ problem: z.string() })) });

/** The sentences for the problems that a refusal names, each once; empty where it names none that is known. */
export function problemSentences(detail: unknown): string[] {
  const parsed = Detail.safeParse(detail);
  if (!parsed.success) return [];
  const at = language() === 'en' ? 1 : 0;
  return [...new Set(parsed.data.fields.flatMap(({ problem }) => PROBLEM_WORDS[problem]?.[at] ?? []))];
}
