import type { EvidenceChoice } from '../contract.ts';

type Suggestion = { readonly words: RegExp; readonly choice: EvidenceChoice };
const rule = (name: string, settings: Readonly<Record<string, unknown>> = {}): EvidenceChoice => ({
  kind: 'rule',
  rule: name,
  settings: { ...settings },
});

/** What a step's words are usually proven by; the first that fits. A planner may choose another. */
const SUGGESTIONS: readonly Suggestion[] = [
  { words: /ประชุม|แต่งตั้งคณะกรรมการ/u, choice: rule('plans.meeting-held') },
  { words: /รายงานผู้บริหาร|เสนอผู้บริหาร/u, choice: rule('plans.report-acknowledged') },
  { words: /ตอบกลับ|ภายในระยะเวลา/u, choice: rule('complaints.on-time', { percent: 95, period: 'quarter' }) },
  { words: /(กำหนด|จัดทำ|เผยแพร่)ช่องทาง/u, choice: rule('channels.directory-published') },
  { words: /^รวบรวม(ข้อร้องเรียน|ข้อมูล|.{0,6}ความต้องการ)/u, choice: rule('complaints.recorded', { least: 1 }) },
];

/** What proves a step, by its words; a step that fits none is signed for by a person. */
export function suggestEvidence(text: string): EvidenceChoice {
  const found = SUGGESTIONS.find(({ words }) => words.test(text));
  return found?.choice ?? { kind: 'manual', needs: 'เอกสารหรือภาพที่แสดงว่าดำเนินการแล้ว' };
}
