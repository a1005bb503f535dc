import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  decide,
  type Heard,
  isAnother,
  isCourtesy,
  isForUs,
  JOINS_WITHIN_HOURS,
  type Known,
  receivedAt,
  SHOWN_WITHIN_MINUTES,
  sentWith,
  without,
} from './rules.ts';

const AT = new Date('2026-05-04T03:00:00Z');
const hours = (n: number) => new Date(AT.getTime() + n * 3_600_000);
const words: Heard = {
  at: AT,
  text: 'ไฟดับหน้าตลาด',
  media: 0,
  hasPin: false,
  gesture: false,
  unreadable: false,
  forUs: true,
  mayAsk: true,
};
const nothing: Known = { album: null, replied: null, current: null, near: [] };

it.each([
  'สวัสดีครับ',
  'ขอบคุณมากค่ะ 🙏',
  'รับทราบครับ',
  '👍👍',
  'ok',
  'Thank you very much!',
  'Good morning',
  'โอเคจ้า',
  'ครับ',
  '🇹🇭',
])('is courtesy alone: %s', (text) => expect(isCourtesy(text)).toBe(true));
it.each([
  'สวัสดีครับ ไฟดับ',
  'ขอบคุณที่ซ่อม แต่ยังดับ',
  'hit by a car',
  'น้ำท่วม',
  'ok แต่ถนนพัง',
  '',
  '1',
  'มากมาย',
  'night market is dark',
])('is more than courtesy: %s', (text) => expect(isCourtesy(text)).toBe(false));

it('tells courtesy in a time that does not grow with a power of the length', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('ครับ', 'มากๆ', 'มาก', ' ', 'ๆ', 'ok', 'x'), { maxLength: 40 }), (parts) => {
      const began = performance.now();
      isCourtesy(parts.join(''));
      expect(performance.now() - began).toBeLessThan(1000);
    }),
  );
});

it('opens a case for words, pictures and what cannot be read here; a place alone waits for its words', () => {
  expect(decide(words, nothing)).toEqual({ kind: 'open' });
  expect(decide({ ...words, text: '', media: 1 }, nothing)).toEqual({ kind: 'open' });
  expect(decide({ ...words, text: '', unreadable: true }, nothing)).toEqual({ kind: 'open' });
  expect(decide({ ...words, text: '', hasPin: true }, nothing)).toEqual({ kind: 'hold' });
});

it('adds to the case that was spoken about within six hours, before or after', () => {
  const near = (n: number) => decide(words, { ...nothing, near: [{ caseId: 'a', at: hours(n) }] });
  expect(near(-JOINS_WITHIN_HOURS)).toEqual({ kind: 'join', caseId: 'a', quiet: false });
  expect(near(1)).toMatchObject({ kind: 'join' });
  expect(near(-JOINS_WITHIN_HOURS - 0.01)).toEqual({ kind: 'open' });
  expect(
    decide(words, {
      ...nothing,
      near: [
        { caseId: 'far', at: hours(-5) },
        { caseId: 'close', at: hours(-1) },
      ],
    }),
  ).toMatchObject({ caseId: 'close' });
});

it('asks whether words that plainly begin another matter, or follow what is settled, are a case of their own', () => {
  const near = { ...nothing, near: [{ caseId: 'a', at: hours(-1) }] };
  for (const text of ['ขอแจ้งอีกเรื่องค่ะ มีคนเผาขยะ', 'มีอีก 1 เรื่องครับ', 'แจ้งเรื่องใหม่ หมาดุ', 'Another problem: the drain'])
    expect(decide({ ...words, text }, near), text).toMatchObject({ kind: 'join', caseId: 'a', perhaps: true });
  for (const text of ['ขอแจ้งเพิ่มว่าดับทั้งซอย', 'ยังดับอยู่ค่ะ', 'เรื่องนี้ถึงไหนแล้ว'])
    expect(decide({ ...words, text }, near), text).toEqual({ kind: 'join', caseId: 'a', quiet: false });
  const settled = { ...nothing, near: [{ caseId: 'a', at: hours(-1), settled: true }] };
  expect(decide(words, settled)).toMatchObject({ kind: 'join', caseId: 'a', perhaps: true });
});

it('adds what answers our question, however late, and what answers a message of a case', () => {
  const asked = { ...nothing, current: { id: 'a', status: 'waiting-citizen' as const } };
  expect(decide(words, asked)).toMatchObject({ kind: 'join', caseId: 'a' });
  expect(decide(words, { ...asked, current: { id: 'a', status: 'in-progress' } })).toEqual({ kind: 'open' });
  expect(decide(words, { ...asked, replied: 'b' })).toMatchObject({ kind: 'join', caseId: 'b' });
});

it('opens nothing for a sticker, a greeting or thanks, and shows it on the case that is open', () => {
  for (const heard of [
    { ...words, gesture: true },
    { ...words, text: 'ขอบคุณครับ' },
    { ...words, text: '' },
  ]) {
    expect(decide(heard, nothing)).toEqual({ kind: 'keep', caseId: null });
    expect(decide(heard, { ...nothing, current: { id: 'a', status: 'new' } })).toEqual({ kind: 'keep', caseId: 'a' });
  }
});

it('takes pictures of one album for one, whoever came first, also when the case is old', () => {
  expect(decide({ ...words, text: '', media: 1, forUs: false }, { ...nothing, album: 'a' })).toEqual({
    kind: 'join',
    caseId: 'a',
    quiet: true,
  });
});

it('hears in a group what names us, or everything where the office said so', () => {
  const said = { addressed: false, listened: false, text: 'กินข้าวหรือยัง' };
  expect(isForUs(said)).toBe(false);
  expect(isForUs({ ...said, addressed: true })).toBe(true);
  expect(isForUs({ ...said, listened: true })).toBe(true);
  expect(isForUs({ ...said, text: 'แจ้งเรื่อง ไฟดับ' })).toBe(true);
  for (const text of [
    'แจ้งเทศบาลด้วยค่ะ ท่อแตก',
    'เรียนเทศบาล น้ำไม่ไหล',
    'ขยะล้นมาก วอนนายกเทศบาลมาดูที',
    'ฝากเทศบาลดูไฟดับหลายวันแล้วค่ะ',
  ])
    expect(isForUs({ ...said, text }), text).toBe(true);
  for (const text of ['แจ้งเทศบาลไปแล้ว', 'เธอแจ้งเทศบาลหรือยัง', 'ข้างสำนักงานเทศบาลรถติด', 'เดินถึงเทศบาลแล้ว'])
    expect(isForUs({ ...said, text }), text).toBe(false);
  const other = { ...words, forUs: false };
  const kept = { kind: 'keep', caseId: null };
  expect(decide(other, nothing)).toEqual(kept);
  const since = (n: number) => ({ ...nothing, near: [{ caseId: 'a', at: hours(-n / 60) }] });
  for (const heard of [other, { ...other, text: 'ขอบคุณครับ' }, { ...other, gesture: true }])
    expect(decide(heard, since(1))).toEqual(kept);
  const shown = { ...other, text: '', media: 1 };
  expect(decide(shown, since(SHOWN_WITHIN_MINUTES))).toMatchObject({ kind: 'join', caseId: 'a' });
  for (const n of [SHOWN_WITHIN_MINUTES + 1, -1]) expect(decide(shown, since(n))).toEqual(kept);
  expect(decide(other, { ...nothing, replied: 'a' })).toMatchObject({ kind: 'join', caseId: 'a' });
});

it('counts from when it was sent, but neither from the future nor from longer ago than a week', () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (at) => {
      const received = receivedAt(at, AT).getTime();
      expect(received).toBeLessThanOrEqual(AT.getTime());
      expect(received).toBeGreaterThanOrEqual(AT.getTime() - 7 * 86_400_000);
      if (at <= AT && at >= hours(-24 * 7)) expect(received).toBe(at.getTime());
    }),
  );
});

it('leaves no word that was taken back, whatever stands around it', () => {
  // As messages are kept: nothing stands before or after their words.
  const piece = fc.string({ minLength: 3, maxLength: 20 }).map((text) => `${text.replaceAll('(', '').trim()}ก`);
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), fc.nat(), (parts, n) => {
      const words = parts[n % parts.length] ?? '';
      const others = parts.filter((each) => each !== words);
      fc.pre(others.every((each) => !each.includes(words)));
      expect(without([words, ...others].join('\n'), words, '(x)')).not.toContain(words);
    }),
  );
  expect(without('ก\nข', 'ข', '(x)')).toBe('ก\n(x)');
  expect(without('ก', 'ก', '(x)')).toBe('(x)');
  expect(without('ข\nก', 'ข', '(x)')).toBe('(x)\nก');
  expect(without('ไฟดับ ซอยวัดใหม่', 'ซอยวัดใหม่', '(x)')).toBe('ไฟดับ (x)');
});

it('leaves what only looks like a short word that was taken back', () => {
  expect(without('ไฟดับซอย 2 เสาที่ 12\nอาการ: สายขาด', '2', '(x)')).toBe('ไฟดับซอย 2 เสาที่ 12\nอาการ: สายขาด');
  expect(without('ซอย 2\n2', '2', '(x)')).toBe('ซอย 2\n(x)');
});

it('opens a case for words that say they are a new matter where nobody can be asked, and for no others', () => {
  const near = { ...nothing, near: [{ caseId: 'a', at: AT, settled: true }] };
  const said = (text: string) => decide({ ...words, text, mayAsk: false }, near).kind;
  for (const text of ['แจ้งเหตุ ท่อแตกตรงนี้', '@เทศบาล ขอแจ้งค่ะ ไฟดับ', 'อีกเรื่องนะคะ สุนัขจรจัด', 'Another problem: no water'])
    expect(said(text), text).toBe('open');
  for (const text of ['แจ้งมาหลายครั้งแล้ว', 'ขอแจ้งเพิ่มค่ะ', 'ร้องเรียนไปแล้วยังเงียบ', 'ขอแจ้งว่ายังไม่ซ่อม', 'ยังดับอยู่'])
    expect(said(text), text).toBe('join');
});

it('takes with words what was sent with them: wordless ones right after, until something else is said, and albums whole', () => {
  const piece = (id: string, minute: number, over: object = {}) => ({
    ...{
      id,
      at: hours(minute / 60),
      text: '',
      state: 'shown',
      role: 'added',
      thread_id: 't',
      sender_id: 'u',
      album_id: null,
    },
    ...over,
  });
  const said = piece('said', 0, { text: 'อีกเรื่อง' });
  const messages = [
    said,
    piece('before', -1),
    piece('one', 0),
    piece('two', 1, { album_id: 'A' }),
    piece('of-another', 1, { sender_id: 'v' }),
    piece('opened', 1, { role: 'opened' }),
    piece('words', 2, { text: 'ฝั่งซ้าย' }),
    piece('after-words', 3),
    piece('of-album', 4, { album_id: 'A' }),
  ];
  expect(sentWith(said, messages).map(({ id }) => id)).toEqual(['one', 'two', 'of-album']);
});

it.each([
  ['ขอแจ้งท่อแตกค่ะ', true],
  ['อีกสัก 1 เรื่อง', true],
  ['มีอีกเรื่องค่ะ', true],
  ['อีก หนึ่ง เรื่อง', true],
  ['ท่อเดิมแตกอีก', false],
  // As a mail may hold them: read once, however many.
  [`แตกอีก${' '.repeat(200_000)}ครับ`, false],
])('words begin another matter plainly, or they do not: %#', (text, expected) => {
  expect(isAnother(text)).toBe(expected);
});
