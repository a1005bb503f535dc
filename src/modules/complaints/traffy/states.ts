import type { StepName } from '../contract.ts';

/** What a step of ours is there: a state's common name, and words for a step that was taken without any. Not listed: not told. */
const TOLD: Partial<Record<StepName, { readonly state: string; readonly words: string }>> = {
  assign: { state: 'กำลังดำเนินการ', words: 'รับเรื่องไว้แล้ว และมอบหมายผู้รับผิดชอบแล้ว' },
  start: { state: 'กำลังดำเนินการ', words: 'เริ่มดำเนินการแล้ว' },
  progress: { state: 'กำลังดำเนินการ', words: 'กำลังดำเนินการ' },
  'ask-citizen': { state: 'กำลังดำเนินการ', words: 'ขอข้อมูลเพิ่มเติม' },
  'wait-agency': { state: 'กำลังดำเนินการ', words: 'ประสานหน่วยงานที่เกี่ยวข้องแล้ว อยู่ระหว่างรอผล' },
  resume: { state: 'กำลังดำเนินการ', words: 'ดำเนินการต่อ' },
  reopen: { state: 'กำลังดำเนินการ', words: 'เปิดเรื่องอีกครั้งเพื่อดำเนินการต่อ' },
  reply: { state: 'เสร็จสิ้น', words: 'ดำเนินการเสร็จสิ้น' },
  transfer: { state: 'ส่งต่อ', words: 'ส่งต่อหน่วยงานที่มีอำนาจหน้าที่' },
  refuse: { state: 'ไม่เกี่ยวข้อง', words: 'ไม่อยู่ในอำนาจหน้าที่' },
};

/**
 * What Traffy is told of a step: the state there and the words, which begin with our number and the step's: so the citizen can follow it
 * here, and what comes back is known to be ours. Null: the step is not told (a close follows the answer that was).
 */
export function updateOf(
  step: StepName,
  seq: number,
  number: string,
  note: string,
): { readonly state: string; readonly text: string } | null {
  const told = TOLD[step];
  return told ? { state: told.state, text: `${markOf(number, seq)} ${note.trim() || told.words}` } : null;
}

const markOf = (number: string, seq: number): string => `[${number}-${seq}]`;
/** Whether words of a ticket's history are those that we put there. */
export const isOurs = (text: string, number: string): boolean => text.trimStart().startsWith(`[${number}-`);
/** Whether they are those of a certain step. */
export const isStepOfOurs = (text: string, number: string, seq: number): boolean =>
  text.trimStart().startsWith(markOf(number, seq));
