import { type AdapterKind, declaredOf } from '../kinds/contract.ts';
import type { QuotaState } from './rules.ts';

const count = (n: number): string => n.toLocaleString('en-US');

/** What administrators are told when a month's messages are nearly or wholly used. */
export function quotaWords(facts: {
  channel: AdapterKind;
  state: Exclude<QuotaState, 'enough'>;
  used: number;
  most: number;
  municipality: string;
}): { title: string; body: string } {
  const name = declaredOf(facts.channel)?.brand ?? facts.channel;
  const numbers = `เดือนนี้ใช้ไป ${count(facts.used)} จาก ${count(facts.most)} ข้อความ`;
  const ended = facts.state === 'ended';
  const lines = [
    ended ? `ข้อความของ ${name} เดือนนี้หมดแล้ว` : `ข้อความของ ${name} จะหมดก่อนสิ้นเดือน`,
    numbers,
    ended
      ? 'ข้อความที่ประชาชนเพิ่งเขียนมายังตอบได้โดยไม่เสียโควตา ข้อความอื่นระบบจะส่งทางอีเมลแทนหากผู้แจ้งให้ไว้ หรือรอให้ท่านติดต่อเอง'
      : 'การตอบทันทีภายในหนึ่งนาทีไม่เสียโควตา ข้อความที่ส่งภายหลังเสียครั้งละหนึ่งข้อความต่อผู้รับ',
    `หากต้องการเพิ่ม ให้เปลี่ยนแพ็กเกจในหน้าผู้ดูแลของ ${name}`,
    facts.municipality,
  ];
  return { title: `${lines[0]} (${count(facts.used)}/${count(facts.most)})`, body: lines.join('\n\n') };
}
