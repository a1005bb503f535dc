import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, toThaiDigits } from '../../../thai/index.ts';
import { MASK } from './contract.ts';
import { masked } from './masked.ts';

const digit = fc.constantFrom(...'0123456789๐๑๒๓๔๕๖๗๘๙'.split(''));
const space = fc.constantFrom('', ' ', '\u00a0', '  ');
const mark = fc.constantFrom(...'-‐‑–—−/.,·•_~:|()+*\u200b'.split(''));
const apart = fc.oneof(
  space,
  fc.tuple(space, mark, space).map((parts) => parts.join('')),
  fc.tuple(mark, mark).map((parts) => parts.join('')),
);
/** Nine to thirteen digits, set apart in any way: telephones, and the numbers of persons. */
const number = fc
  .array(fc.tuple(digit, apart), { minLength: 9, maxLength: 13 })
  .map((digits) => digits.map(([each, next], at) => (at === digits.length - 1 ? each : each + next)).join(''));
const local = fc.stringMatching(/^[a-z][a-z0-9._+-]{1,12}[a-z0-9]$/);
const host = fc.stringMatching(/^[a-z][a-z0-9-]{1,8}[a-z0-9](\.[a-z]{3,8}){0,1}\.(com|co\.th|org|go\.th)$/);
const at = fc.constantFrom('@', ' @ ', '＠', '(at)', ' [at] ');
const mail = fc.tuple(local, at, host).map((parts) => ({ text: parts.join(''), parts: [parts[0], parts[2]] }));
const given = fc.constantFrom('สมหมาย', 'กิตติ', 'มานะ', 'แสงดาว', 'นงนุช', 'ประเสริฐศักดิ์', 'สว่าง');
const family = fc.constantFrom('ใจดี', 'อยู่สุข', 'วงศ์ไทยแท้', 'ณ ลำปาง', 'เป็นสุข', 'แซ่ตั้ง');
const title = fc.constantFrom(
  'นาย',
  'นาง',
  'นางสาว',
  'ด.ช.',
  'ด.ญ.',
  'คุณ',
  'น.ส. ',
  'เด็กหญิง',
  'นาย ',
  'คุณ ',
  'ร.ต.อ. ',
);
const house = fc
  .tuple(
    fc.constantFrom('บ้านเลขที่ ', 'บ้านเลขที่', 'เลขที่ ', 'บ้าน ', 'อยู่ ', 'อยู่ที่ '),
    fc.integer({ min: 1, max: 9999 }),
    fc.integer({ min: 10, max: 999 }),
    fc.boolean(),
  )
  .map(([label, a, b, thai]) => ({ label, number: thai ? toThaiDigits(`${a}/${b}`) : `${a}/${b}` }));
const plate = fc
  .tuple(
    fc.constantFrom('', '1', '๒'),
    fc.constantFrom('กข', 'ขธ', 'ฎฮ', 'ชผ'),
    fc.constantFrom(' ', '-', '', ' - '),
    fc.integer({ min: 1000, max: 1999 }),
  )
  .map(([ahead, letters, between, n]) => `${ahead}${letters}${between}${n}`);
const account = fc
  .tuple(
    fc.constantFrom('ไลน์ไอดี ', 'ไลน์ ', 'line id: ', 'LINE ', 'ไอดีไลน์ @', 'fb: ', 'เฟซ ', 'IG ', 'ทัก @'),
    fc.stringMatching(/^[a-z]{3}[a-z0-9]{3,8}$/),
  )
  .map(([label, id]) => ({ text: label + id, id }));
const link = fc.constantFrom(
  'https://maps.app.goo.gl/x9Yz',
  'http://example.org/a?b=1#c',
  'www.somchai-shop.com',
  'facebook.com/somchai.j',
  'line.me/ti/p/~somchai',
);
/** Words of complaints that say nothing of anybody. */
const PLAIN = [
  'ไฟถนนดับสามดวงหน้าตลาดสด ซอย 7 มา 2 สัปดาห์แล้ว',
  'เรียน นายกเทศมนตรี ที่เคารพ ขอบคุณครับที่ช่วยดูแลคุณภาพน้ำ',
  'นายอำเภอกับนายช่างมาดูแล้ว คุณช่วยมาดูอีกครั้งได้ไหม',
  'ชาวนายากจนเพราะน้ำท่วม 3 ครั้ง หมู่ 4 ตำบลในเมือง ประมาณ 100 หลัง',
  'ตามเรื่อง ร.0001/2569 (3) วันที่ 20/11/2569 14:30 น.',
  'ระหว่าง 1/10/2568 – 30/9/2569 งบ 1,250,000 บาท ปี 2569',
  'ซอย 12/3 ถนน 5 คน 100 คน กม. 12 เปิด 24/7 ครึ่ง 1/2 โทร 191 หรือ 1669',
  'เกิดเมื่อ 3 พ.ค. 2569 พ.ศ. 2569 ทาง LINE OA ของเทศบาล หนังสือเลขที่ 12/2569',
  'Street light is out near the market, lane 7, for 2 weeks',
];
const plain = fc.constantFrom(...PLAIN);
const joined = (parts: readonly string[]): string => parts.join(' ');
/** The words without white space and marks, digits as Arabic: what a person would read out of them. */
const bare = (text: string): string => fold(text).replaceAll(/[^\p{L}\p{N}]/gu, '');

test('no number, mail address, account or link that one is reached by is left, however it is written', () => {
  fc.assert(
    fc.property(plain, number, mail, account, link, plain, (before, phone, address, handle, url, after) => {
      const text = joined([before, `โทร ${phone} ,`, address.text, ';', handle.text, url, after]);
      const left = masked(text, []);
      // What is searched is folded: there nothing may stand either that is not shown.
      for (const found of [left, masked(fold(text), [])]) {
        expect(bare(found)).not.toContain(bare(phone));
        for (const part of [...address.parts, handle.id, url]) expect(found).not.toContain(part);
      }
      expect(left).not.toContain(phone.slice(-6));
      expect(left.startsWith(before)).toBe(true);
      expect(left.endsWith(after)).toBe(true);
    }),
  );
});

test('no name behind a title, house number or plate is left, nor what is known of who spoke', () => {
  fc.assert(
    fc.property(plain, title, given, family, house, plate, (before, called, first, last, home, car) => {
      const text = `${before}, ${called}${first} ${last} แจ้งว่ามีรถ ${car} จอดขวาง ${home.label}${home.number} หมู่ 4`;
      const left = masked(text, []);
      for (const gone of [first, last, car, home.number]) {
        expect(left).not.toContain(gone);
        expect(masked(fold(text), [])).not.toContain(fold(gone));
      }
      expect(left.startsWith(before)).toBe(true);
      expect(left).toMatch(/แจ้งว่ามีรถ .* จอดขวาง .* หมู่ 4$/);
      // Without a title only who is known can be told from words.
      const known = masked(`${first}โทรมาอีก ${last}ก็มา`, [`นาย${first}`, `${first} ${last}`]);
      expect(known.replace('ณ ', '')).toBe(`${MASK}โทรมาอีก ${MASK}ก็มา`);
    }),
  );
});

test('what says nothing of anybody stays as it is, and masking again changes nothing', () => {
  for (const words of PLAIN) expect(masked(words, ['ประชาชน'])).toBe(words);
  const piece = fc.oneof(
    plain,
    number,
    mail.map(({ text }) => text),
    account.map(({ text }) => text),
    link,
    plate,
    house.map(({ label, number: at }) => label + at),
    fc.tuple(title, given, family).map(([called, first, last]) => `${called}${first} ${last}`),
    title,
    given,
    fc.constantFrom('โทร', 'line', 'ชื่อ', 'ทะเบียน', 'ซอย', MASK, '/', '12', '99/1', '@', 'ก'),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );
  const glue = fc.constantFrom('', ' ', '\n', ' - ');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(piece, glue), { maxLength: 9 }),
      given,
      fc.constantFrom('persons' as const, 'who' as const, 'where' as const),
      (pieces, name, taken) => {
        const once = masked(pieces.flat().join(''), [name], taken);
        expect(masked(once, [name], taken)).toBe(once);
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  ['โทร 081–234–5678 ครับ', `โทร ${MASK} ครับ`],
  ['โทร 08.1234.5678 ครับ', `โทร ${MASK} ครับ`],
  ['โทร +66 81 – 234 – 5678 ครับ', `โทร ${MASK} ครับ`],
  ['โทร 08/12/2567/8901 ครับ', `โทร ${MASK} ครับ`],
  ['เบอร์บ้าน 053 123456 หรือ โทร 711 234', `เบอร์บ้าน ${MASK} หรือ โทร ${MASK}`],
  ['เบอร์ ศูนย์แปดหนึ่ง สองสามสี่ ห้าหกเจ็ดแปด', `เบอร์ ${MASK}`],
  ['บัตร ๑-๕๐๙๙-๐๐๑๒๓-๔๕-๖ รหัส ABCD-2345-WXYZ', `บัตร ${MASK} รหัส ${MASK}`],
  ['บ้าน 99/12, 99/13 ซอย 5', `บ้าน ${MASK} ซอย 5`],
  ['99/12 หมู่ 4 ซอย 12/3', `${MASK} หมู่ 4 ซอย 12/3`],
  ['นายสมชายแจ้งว่าไฟดับ นายกิตติมาด้วย', `นาย${MASK}แจ้งว่าไฟดับ นาย${MASK}`],
  ['ผมชื่อสมหมาย ชื่อ-สกุล: สมหญิง รักดี', `ผมชื่อ${MASK} ชื่อ-สกุล: ${MASK}`],
  ['เฟส ชื่อ สมชาย ใจดี ทะเบียนรถ 80-1234', `เฟส ชื่อ ${MASK} ทะเบียนรถ ${MASK}`],
  ['Mr. John Smith, passport AA1234567', `Mr. ${MASK}, passport ${MASK}`],
])('%s', (text, shown) => {
  expect(masked(text, [])).toBe(shown);
});

test.each([
  ['หน้าบ้านเลขที่ 99/12 โทร 081-234-5678', 'who', `หน้าบ้านเลขที่ ${MASK} โทร ${MASK}`],
  ['หน้าบ้านเลขที่ 99/12 โทร 081-234-5678', 'where', `หน้าบ้านเลขที่ 99/12 โทร ${MASK}`],
  ['รถ กข 1234 ของนายสมปอง วงศ์งาม จอดขวาง', 'who', `รถ กข 1234 ของนาย${MASK} จอดขวาง`],
  ['18.78831, 98.98531 หลังวัด 089 888 7777', 'where', `18.78831, 98.98531 หลังวัด ${MASK}`],
  ['18.78831, 98.98531 หลังวัด', 'who', `${MASK} หลังวัด`],
  ['08.1234, 567 8 และ 18.7883 98.9853 12', 'where', `${MASK} และ ${MASK}`],
] as const)('what a department reads of a concealed citizen: %s as %s', (text, taken, shown) => {
  expect(masked(text, [], taken)).toBe(shown);
});

test('whatever somebody calls themselves is taken out, and holds nothing up', () => {
  const sign = fc.constantFrom(...'-.*+?^$(){}[]|/\\&#~=!<>:'.split(''));
  const name = fc.array(fc.oneof(given, sign, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 })), {
    minLength: 1,
  });
  fc.assert(
    fc.property(name, given, (parts, known) => {
      const named = `${known}${parts.join('')}`;
      expect(masked(`ถนนพัง ${named} แจ้ง`, [named, parts.join('')])).not.toContain(named);
    }),
    { numRuns: 500 },
  );
  expect(masked('Anne-Marie เดินตกท่อ', ['Anne-Marie'])).toBe(`${MASK} เดินตกท่อ`);
});
