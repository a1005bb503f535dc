import { normalise, toArabicDigits } from '../../../thai/index.ts';

/** "ร.0001/2569 ABCD-EFGH-JKMN", with whatever stands around: a number as the register writes it, and twelve letters of a code. */
const NUMBER = /[รคน]\s{0,3}(?:\.\s{0,3})?\d{1,7}\s{0,3}\/\s{0,3}\d{2,4}/u;
const CODE =
  /(?<![0-9A-Z])([2-9A-HJKMNP-TW-Z]{4})[\s-]?([2-9A-HJKMNP-TW-Z]{4})[\s-]?([2-9A-HJKMNP-TW-Z]{4})(?![0-9A-Z])/i;
/** What is meant for a code and can be none: a letter too many or too few, or one that no code has. */
const MISTYPED = /(?<![0-9A-Z])(?:[0-9A-Z]{3,5}-[0-9A-Z]{3,5}-[0-9A-Z]{3,5}|(?=[A-Z]*\d)[0-9A-Z]{10,14})(?![0-9A-Z])/i;

/** Words that only join a number and a code. Longest first: "ของ" holds "ขอ". */
const BETWEEN = new RegExp(
  [
    'เลขรับเรื่อง เลขที่เรื่อง หมายเลข เลขที่ เลข เรื่องร้องเรียน เรื่อง รหัสติดตาม รหัส ติดตาม ตรวจสอบ สถานะ โค้ด ขอบคุณ สวัสดี',
    'ดิฉัน ของ ขอ ผม ฉัน หนู เรา และ กับ คือ นี้ ด้วย หน่อย ครับ ค่ะ คะ นะ tracking number status code case please the and for my no is',
  ]
    .join(' ')
    .split(' ')
    .map((word) => (/^[a-z]/.test(word) ? String.raw`\b${word}\b` : word))
    .join('|'),
  'giu',
);

/** The number of a case that a message holds, as it was typed, or null. */
export const numberIn = (text: string): string | null => withoutNumber(text).number || null;

/** The number and the code that a message holds, or null. */
export function readClaim(text: string): { number: string; code: string } | null {
  const { number, rest } = withoutNumber(text);
  const [code] = CODE.exec(rest) ?? [];
  return number === '' || code === undefined ? null : { number, code };
}

/** Whether a message is a number and a code, right or mistyped, and nothing else is said in it. */
export function isClaimAlone(text: string): boolean {
  const { number, rest } = withoutNumber(text);
  const [code] = CODE.exec(rest) ?? MISTYPED.exec(rest) ?? [];
  if (number === '' || code === undefined) return false;
  return !/[\p{L}\p{N}]/u.test(rest.replace(code, ' ').replaceAll(BETWEEN, ' '));
}

function withoutNumber(text: string): { number: string; rest: string } {
  const said = toArabicDigits(normalise(text));
  const [number = ''] = NUMBER.exec(said) ?? [];
  return { number, rest: number === '' ? said : said.replace(number, ' ') };
}
