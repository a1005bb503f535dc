import { normalise, segments } from '../../../thai/index.ts';

/**
 * Thai fonts of the 1990s hold shifted copies of marks and of two consonants in the private use area (Microsoft's U+F700–F71A and the
 * same order in TH Sarabun); PDFs give those codes. What each stands for.
 */
const SHIFTED = 'ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู';
const FIRST_SHIFTED = 0xf700;
/** What a space may not part from the letter before it: vowels behind and marks above and below. */
const TRAILING = '\u0E30\u0E31\u0E34-\u0E3A\u0E45\u0E47-\u0E4E';
const CONSONANT = 'ก-ฮ';
const TONE = '\u0E48-\u0E4B';

/** The beginnings of the words that are written with sara am, as they stand in offices' plans. Longer ones are covered by their start. */
const SARA_AM = [
  ...[
    'กำหนด',
    'กำกับ',
    'กำลัง',
    'กำจัด',
    'กำนัน',
    'กำแพง',
    'กำไร',
    'กำเนิด',
    'กระทำ',
    'การทำ',
    'การนำ',
    'ขำ',
    'คำ',
    'ค้ำ',
    'จำนวน',
  ],
  ...[
    'จำเป็น',
    'จำกัด',
    'จำแนก',
    'จำหน่าย',
    'จำลอง',
    'จำเลย',
    'จำ',
    'เจ้าสำนัก',
    'ชำระ',
    'ชำรุด',
    'ชำนาญ',
    'ช้ำ',
    'ซ้ำ',
    'ดำเนิน',
    'ดำรง',
    'ดำริ',
  ],
  ...[
    'ดำ',
    'ด้ำ',
    'ต่ำ',
    'ตำบล',
    'ตำแหน่ง',
    'ตำรวจ',
    'ตำรา',
    'ตำหนิ',
    'ถ้ำ',
    'ทำ',
    'นำ',
    'น้ำ',
    'แนะนำ',
    'บำบัด',
    'บำรุง',
    'บำเหน็จ',
    'บำนาญ',
    'บำเพ็ญ',
  ],
  ...[
    'ประจำ',
    'ผู้นำ',
    'พร่ำ',
    'ย้ำ',
    'ยำ',
    'รำคาญ',
    'รำ',
    'ร่ำ',
    'ระกำ',
    'ลำดับ',
    'ลำคลอง',
    'ลำน้ำ',
    'ลำเลียง',
    'ลำพัง',
    'ลำไย',
    'ล้ำ',
    'สำนัก',
  ],
  ...[
    'สำเร็จ',
    'สำคัญ',
    'สำรวจ',
    'สำหรับ',
    'สำรอง',
    'สำเนา',
    'สำนวน',
    'สำมะโน',
    'สำอาง',
    'สม่ำเสมอ',
    'หนำ',
    'อำเภอ',
    'อำนวย',
    'อำนาจ',
    'อำลา',
    'อุปถัมภ์บำรุง',
  ],
];

const MENDS: readonly (readonly [RegExp, string])[] = [
  [/[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g, ' '],
  [new RegExp(`\u0E4D([${TONE}]?) *\u0E32`, 'g'), '$1\u0E33'],
  [new RegExp(`([${TONE}]) *\u0E4D *\u0E32`, 'g'), '$1\u0E33'],
  [/\u0E33 *\u0E32/g, '\u0E33'],
  [new RegExp(`([${CONSONANT}]) +([${TONE}])\u0E32`, 'g'), '$1$2 \u0E32'],
  [new RegExp(`(?<=[${CONSONANT}${TONE}]) +(?=[\u0E33${TRAILING}])`, 'g'), ''],
  [new RegExp(`(?<=[${TRAILING}]) +(?=[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E\u0E33])`, 'g'), ''],
  [new RegExp(`([${CONSONANT}])\u0E32([${TONE}])`, 'g'), '$1$2\u0E32'],
  [/([\u0E30-\u0E3A]|[\u0E41-\u0E44]|[\u0E47-\u0E4E])\1+/g, '$1'],
  [/([เแโใไ]) +(?=[ก-ฮ])/g, '$1'],
];
const LOST_RING = new RegExp(`([${CONSONANT}][${TONE}]?) +\u0E32(?=([ก-๎]*))`, 'g');

/**
 * Text whose letters a PDF or an old font took apart, put together again: private codes, sara am in pieces ("ก าหนด", "สํ านัก",
 * "สำานัก"), marks and vowels behind a space, doubled vowels, a tone behind sara aa. Words stay as far apart as they are; joining lines
 * is `joinWords`. Visible letters are otherwise kept.
 */
export function repairLetters(text: string): string {
  if (!/[\u0E01-\u0E5B\uF700-\uF71A]/.test(text))
    return text.includes('\u00A0') ? text.replaceAll('\u00A0', ' ') : text;
  let whole = text.replaceAll(/[\uF700-\uF71A]/g, (c) => SHIFTED[c.charCodeAt(0) - FIRST_SHIFTED] ?? c);
  for (const [wrong, right] of MENDS) whole = whole.replaceAll(wrong, right);
  return normalise(whole.replaceAll(LOST_RING, chooseVowel));
}

/** A sara aa behind a space is one of two: the rest of a sara am whose ring was lost, or a sara aa that slipped. */
function chooseVowel(_whole: string, before: string, after: string): string {
  const near = after.slice(0, NEAR);
  const key = `${before} ${near}`;
  const known = chosen.get(key);
  if (known !== undefined) return known;
  const am = `${before}\u0E33`;
  const aa = `${before}\u0E32`;
  const amWord = SARA_AM.some((word) => `${am}${near}`.startsWith(word));
  const answer = amWord || segments(am + near).length < segments(aa + near).length ? am : aa;
  if (chosen.size >= MOST_CHOSEN) chosen.clear();
  chosen.set(key, answer);
  return answer;
}
const NEAR = 24;
/** Cutting words is slow, and a document writes the same ones over and over. */
const chosen = new Map<string, string>();
const MOST_CHOSEN = 5000;

/** Whether a letter is there that nobody can read: replaced, private, or a mark with no consonant before it. */
export const lettersDamaged = (text: string): boolean => /[\uFFFD\uE000-\uF8FF]/.test(text);

/** As the text is compared: repaired, without any white space and without Markdown's marks of a heading. */
export const bare = (text: string): string =>
  repairLetters(text)
    .replace(/^\s*#+/, '')
    .replaceAll(/\s+/g, '');
