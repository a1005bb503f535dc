import { type AdapterKind, declaredOf } from '../kinds/contract.ts';
import type { QuotaState } from './rules.ts';

const count = (n: number): string => n.toLocaleString('en-US');

/** What administrators are told when what a provider gives for a month is nearly or wholly used. */
export function quotaWords(facts: {
  channel: AdapterKind;
  state: Exclude<QuotaState, 'enough'>;
  used: number;
  most: number;
  municipality: string;
}): { title: string; body: string } {
  const declared = declaredOf(facts.channel);
  const name = declared?.brand ?? facts.channel;
  const unit = declared?.unit?.th ?? 'ข้อความ';
  const ended = facts.state === 'ended';
  const title = ended ? `${unit}ของ ${name} เดือนนี้หมดแล้ว` : `${unit}ของ ${name} จะหมดก่อนสิ้นเดือน`;
  const lines = [
    title,
    `เดือนนี้ใช้ไป ${count(facts.used)} จาก ${count(facts.most)} ${unit}`,
    declared?.month?.[facts.state],
    declared?.month?.more,
    facts.municipality,
  ].filter((line) => line !== undefined);
  return { title: `${title} (${count(facts.used)}/${count(facts.most)})`, body: lines.join('\n\n') };
}
