import { segments } from '../../../thai/index.ts';
import type { ReadItem } from './read-shape.ts';
import { BEFORE_KARN, VERBS } from './word-lists.ts';

/** Names that a source misspells, with the right one. Kept as printed; the right one is proposed beside it. */
const WRONG: readonly (readonly [string, string])[] = [
  ['อินตราแกรม', 'อินสตาแกรม'],
  ['อินสตราแกรม', 'อินสตาแกรม'],
  ['อินสตาร์แกรม', 'อินสตาแกรม'],
  ['เว็ปไซต์', 'เว็บไซต์'],
  ['เว็ปไซด์', 'เว็บไซต์'],
  ['เว็บไซด์', 'เว็บไซต์'],
  ['เวปไซต์', 'เว็บไซต์'],
  ['เวปไซด์', 'เว็บไซต์'],
  ['เวบไซต์', 'เว็บไซต์'],
  ['โทรศัพย์', 'โทรศัพท์'],
];
/** Right in their day, written differently now. */
const OLD: readonly (readonly [RegExp, string])[] = [[/เฟส ?บุ๊?[กค]|เฟซบุ๊ค/, 'เฟซบุ๊ก']];
const RENAMED: readonly (readonly [RegExp, string])[] = [[/ทวิต ?เตอร์|twitter/i, 'X (เดิมทวิตเตอร์)']];

/** The channels that voices come by, as a chart names them. */
const CHANNELS: readonly (readonly [string, RegExp])[] = [
  ['facebook', /เฟ[สซ]\s?บุ๊?[กค]|facebook/i],
  ['instagram', /อิน[ก-๙]*แกรม|instagram|\big\b/i],
  ['twitter', /ทวิต\s?เตอร์|twitter|\bx\b/i],
  ['line', /(?<!ออน)ไลน์|\bline\b/i],
  ['website', /เว็?[บป]ไซ[ตด]์|เว็?[บป]เพจ|website|\bweb\b/i],
  ['phone', /โทรศัพ[ทย]์|สายด่วน|call ?center|phone/i],
  ['questionnaire', /^แบบสอบถาม|questionnaire/i],
  ['petition', /คำร้อง|petition/i],
  ['email', /อีเมล|e-?mail|จดหมายอิเล็กทรอนิกส์/i],
  ['letter', /^จดหมาย|^หนังสือร้อง|ไปรษณีย์/],
  ['box', /กล่องรับ|ตู้รับ|ตู้แสดงความคิดเห็น|กล่องความคิดเห็น/],
  ['walk-in', /ด้วยตนเอง|เคาน์เตอร์|walk-?in/i],
];

type Marks = Pick<ReadItem, 'channelCode' | 'modernSpelling' | 'modernName' | 'corrected' | 'note'>;

/** What an item's words say beyond themselves: the channel that an input is, and how a misspelling should read. */
export function marksOf(clean: string, isInput: boolean): Marks {
  const marks: Marks = {};
  const channel = isInput ? CHANNELS.find(([, words]) => words.test(clean))?.[0] : undefined;
  if (channel) marks.channelCode = channel;
  const modern = OLD.find(([words]) => words.test(clean));
  if (modern) marks.modernSpelling = clean.replace(modern[0], modern[1]);
  const renamed = RENAMED.find(([words]) => words.test(clean));
  if (renamed) marks.modernName = clean.replace(renamed[0], renamed[1]);
  const fixed = correct(clean);
  return fixed ? { ...marks, ...fixed } : marks;
}

/** The right spelling, if one of the words is known to be wrong. */
export function correct(clean: string): { corrected: string; note: string } | null {
  const wrong = WRONG.find(([word]) => clean.includes(word));
  if (wrong) return { corrected: clean.replaceAll(wrong[0], wrong[1]), note: `source spelling ${wrong[0]}` };
  // "กร" alone, behind a verb and before another, has lost its vowel.
  const words = segments(clean);
  const at = words.findIndex(
    (word, i) => word === 'กร' && VERBS.has(words[i - 1] ?? '') && startsVerb(words[i + 1] ?? ''),
  );
  if (at === -1) return null;
  return { corrected: words.with(at, 'การ').join(''), note: 'source typo กร for การ' };
}

const startsVerb = (word: string): boolean => VERBS.has(word) || BEFORE_KARN.has(word);
