import fc from 'fast-check';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { Part } from '../../channels/outgoing.ts';
import { STATUSES } from '../contract.ts';
import { converse } from './converse.ts';
import { lapse } from './lapse.ts';
import { askVerdict, sayCases, sayFiled } from './say.ts';
import { DialogueState, type Effect, type Facts, type Input, LAPSES_AFTER_MINUTES, type Turn } from './state.ts';
import { forget, mend } from './told.ts';

const NOON = Date.parse('2026-11-23T05:00:00Z');
const CASE = '018f0000-0000-7000-8000-00000000000a';
const facts = (minutes = 0, given: Partial<Facts> = {}): Facts => ({
  now: new Date(NOON + minutes * 60_000),
  language: 'th',
  private: true,
  municipality: { name: 'เทศบาลเมืองตัวอย่าง', phone: '0 2000 0000', hours: '08.30–16.30 น.', privacyUrl: '' },
  openCase: null,
  categories: [],
  ...given,
});
const says = (text: string, given: Partial<Extract<Input, { kind: 'said' }>> = {}): Input => ({
  kind: 'said',
  incomingId: v7(),
  text,
  pin: null,
  media: 0,
  gesture: false,
  ...given,
});
const press = (data: string): Input => ({ kind: 'chosen', data });

/** The buttons of what was said, by their labels. */
const buttons = (say: readonly Part[]): Map<string, string> =>
  new Map(
    say.flatMap((part) => {
      const all = part.kind === 'choices' ? part.choices : part.kind === 'card' ? part.buttons : [];
      return all.map(({ label, data }) => [label, data ?? ''] as const);
    }),
  );
const button = (turn: Turn, label: string): Input => {
  const data = buttons(turn.say).get(label);
  if (data === undefined) throw new Error(`no button “${label}” among ${[...buttons(turn.say).keys()].join(', ')}`);
  return press(data);
};
const words = (say: readonly Part[]): string => say.map((part) => ('text' in part ? part.text : '')).join('\n');

describe('a guided report', () => {
  test('goes from what to where to a photo to a look, and is filed with all of it', () => {
    const what = converse(null, press('report'), facts());
    const story = says('ไฟทางดับสามวันแล้ว');
    const where = converse(what.state, story, facts(1));
    const place = says('', { pin: { latitude: 13.5, longitude: 100.6, text: 'ตลาดสด' } });
    const photo = converse(where.state, place, facts(2));
    const picture = says('', { media: 1 });
    const more = converse(photo.state, picture, facts(3));
    const look = converse(more.state, button(more, 'ครบแล้ว'), facts(4));
    const card = look.say.find((part) => part.kind === 'card');
    expect(card?.rows.map(({ value }) => value)).toEqual(['ไฟทางดับสามวันแล้ว', 'ตลาดสด', '1 รูป']);
    expect(card?.alt).toContain('ไฟทางดับสามวันแล้ว');
    const sent = converse(look.state, button(look, 'ยืนยัน ส่งเรื่อง'), facts(5));
    expect(sent.state).toBeNull();
    expect(sent.effects).toEqual([
      {
        kind: 'file',
        how: 'guided',
        concealed: false,
        text: 'ไฟทางดับสามวันแล้ว',
        answered: [],
        categoryId: null,
        placeText: null,
        pin: { latitude: 13.5, longitude: 100.6, text: 'ตลาดสด' },
        incomingIds: [story, place, picture].map((each) => ('incomingId' in each ? each.incomingId : '')),
      },
    ]);
  });

  test('is sent with the name concealed by its button, or by its word', () => {
    const look = ['แจ้งเรื่อง', 'เผาขยะทุกคืน', 'หลังวัดใหม่', 'ไม่มีรูป'].reduce<Turn>(
      (turn, line) => converse(turn.state, says(line), facts()),
      { state: null, say: [], effects: [] },
    );
    expect(words(look.say)).toContain('ส่งโดยปกปิดตัวตน');
    for (const input of [button(look, 'ส่งโดยปกปิดตัวตน'), says('ปกปิดตัวตนค่ะ')]) {
      const sent = converse(look.state, input, facts(1));
      expect(sent.effects.at(-1)).toMatchObject({ kind: 'file', text: 'เผาขยะทุกคืน', concealed: true });
    }
    // Anywhere else the word is part of the story.
    const early = converse(null, says('แจ้งเรื่อง'), facts());
    const told = converse(early.state, says('ไม่เปิดเผยชื่อ'), facts());
    expect(told.effects.filter(({ kind }) => kind === 'file')).toEqual([]);
  });

  test('can be typed from end to end, where no buttons are shown', () => {
    let turn = converse(null, says('แจ้งเรื่องค่ะ'), facts());
    for (const line of ['ขยะไม่เก็บ', 'หน้าวัดใหม่', 'ไม่มีรูป']) turn = converse(turn.state, says(line), facts(1));
    turn = converse(turn.state, says('ยืนยันครับ'), facts(2));
    expect(turn.effects.find((effect) => effect.kind === 'file')).toMatchObject({
      text: 'ขยะไม่เก็บ',
      placeText: 'หน้าวัดใหม่',
    });
  });

  test('may begin with its story: "แจ้งเรื่อง ไฟดับ" asks for the place at once', () => {
    const turn = converse(null, says('แจ้งเรื่อง: ไฟดับหน้าบ้าน'), facts());
    expect(turn.state).toMatchObject({ at: 'where', gathered: [{ text: 'ไฟดับหน้าบ้าน' }] });
  });

  test('takes a picture or a place before the story, and does not ask for it again', () => {
    const begun = converse(null, press('report'), facts());
    const pictured = converse(begun.state, says('', { media: 2 }), facts());
    expect(pictured.state?.at).toBe('what');
    const pinned = converse(pictured.state, says('', { pin: { latitude: 13, longitude: 100, text: null } }), facts());
    const told = converse(pinned.state, says('ท่อแตก'), facts());
    expect(told.state?.at).toBe('confirm');
  });

  test('goes back, begins anew, and is broken off; what was dropped is named', () => {
    const begun = converse(null, press('report'), facts());
    const where = converse(begun.state, says('ท่อแตก'), facts());
    const back = converse(where.state, button(where, 'ย้อนกลับ'), facts());
    expect(back.state).toMatchObject({ at: 'what', gathered: [{ text: 'ท่อแตก' }] });
    const anew = converse(where.state, says('เริ่มใหม่'), facts(1));
    expect(anew.state).toMatchObject({ at: 'what', gathered: [] });
    const off = converse(where.state, button(where, 'ยกเลิก'), facts());
    expect(off.state).toBeNull();
    for (const turn of [anew, off]) {
      expect(turn.effects.find((effect) => effect.kind === 'cancel')?.incomingIds).toHaveLength(1);
      expect(turn.effects.some((effect) => effect.kind === 'file')).toBe(false);
    }
  });

  test('the confirm button of an older report sends nothing of a newer one', () => {
    const first = converse(null, press('report'), facts());
    let look = converse(first.state, says('เรื่องแรก'), facts());
    for (const line of ['ที่หนึ่ง', 'ข้าม']) look = converse(look.state, says(line), facts());
    const confirmFirst = button(look, 'ยืนยัน ส่งเรื่อง');
    const second = converse(null, press('report'), facts(10));
    const told = converse(second.state, says('เรื่องที่สอง'), facts(11));
    const pressed = converse(told.state, confirmFirst, facts(12));
    expect(pressed.effects).toEqual([]);
    expect(pressed.state).toMatchObject({ at: 'where' });
  });

  test('pressing confirm twice files once', () => {
    let turn = converse(null, press('report'), facts());
    for (const line of ['เรื่อง', 'ที่', 'ข้าม']) turn = converse(turn.state, says(line), facts());
    const confirm = button(turn, 'ยืนยัน ส่งเรื่อง');
    const once = converse(turn.state, confirm, facts());
    expect(converse(once.state, confirm, facts()).effects).toEqual([]);
  });

  test('left lying, it reaches the desk as far as it was told; the new words are taken for themselves', () => {
    const begun = converse(null, press('report'), facts());
    const told = converse(begun.state, says('น้ำท่วมซอย 4'), facts(1));
    expect(told.state && lapse(told.state, facts(LAPSES_AFTER_MINUTES))).toBeNull();
    const later = converse(told.state, says('ถนนเป็นหลุม'), facts(LAPSES_AFTER_MINUTES + 2));
    expect(later.state).toBeNull();
    expect(later.effects).toEqual([
      expect.objectContaining({ kind: 'file', how: 'unfinished', text: 'น้ำท่วมซอย 4' }),
      { kind: 'desk' },
    ]);
    const empty = begun.state && lapse(begun.state, facts(LAPSES_AFTER_MINUTES + 1));
    expect(empty).toEqual({ state: null, say: [], effects: [] });
  });

  test('a message unsent or edited meanwhile leaves or changes the report', () => {
    const begun = converse(null, press('report'), facts());
    const wrong = says('ชื่อผมคือสมชาย โทร 081');
    let turn = converse(begun.state, wrong, facts());
    turn = converse(turn.state, says('หน้าวัด'), facts());
    if (!turn.state || wrong.kind !== 'said') throw new Error('no report');
    const edited = mend(turn.state, wrong.incomingId, 'ไฟดับ');
    expect(edited).toMatchObject({ gathered: [{ text: 'ไฟดับ' }, { text: 'หน้าวัด' }] });
    expect(JSON.stringify(forget(turn.state, wrong.incomingId))).not.toContain('สมชาย');
  });

  test('more words than a case may have are not lost: they go to the desk on their own', () => {
    const begun = converse(null, press('report'), facts());
    const first = converse(begun.state, says('ก'.repeat(12_000)), facts());
    const second = converse(first.state, says('ข'.repeat(12_000)), facts());
    expect(second.effects).toEqual([{ kind: 'desk' }]);
    expect(second.state).toEqual(first.state);
  });
});

describe('outside a report', () => {
  test('free words go to the desk, in any words, and nothing is said over them', () => {
    for (const text of ['ไฟดับหน้าบ้านครับ', 'Hello, world', 'สวัสดีครับ ท่อแตก', 'แจ้งเรื่องไฟดับ', '1']) {
      expect(converse(null, says(text), facts())).toEqual({ state: null, say: [], effects: [{ kind: 'desk' }] });
    }
  });

  test('a greeting is greeted; thanks to the officer of an open case go to that case', () => {
    expect(words(converse(null, says('สวัสดีค่ะ'), facts()).say)).toContain('เทศบาลเมืองตัวอย่าง');
    const open = facts(0, { openCase: { id: CASE, number: 'ร.0001/2570', asked: false } });
    expect(converse(null, says('ขอบคุณครับ'), open).effects).toEqual([{ kind: 'desk' }]);
    expect(converse(null, says('สติกเกอร์', { gesture: true }), open)).toEqual({
      state: null,
      say: [],
      effects: [{ kind: 'keep' }],
    });
  });

  test('in a group nobody is led and nothing personal is shown; words still reach the desk', () => {
    const group = facts(0, { private: false });
    expect(converse(null, says('แจ้งเรื่อง'), group)).toEqual({ state: null, say: [], effects: [{ kind: 'desk' }] });
    expect(converse(null, press('cases'), group).effects).toEqual([]);
  });

  test('a verdict is kept at once; stars and reasons follow', () => {
    const asked: Turn = { state: null, say: [askVerdict('th', { id: CASE, number: 'ร.0001/2570' })], effects: [] };
    const done = converse(null, button(asked, 'เรียบร้อยแล้ว'), facts());
    expect(done.effects).toEqual([{ kind: 'verdict', caseId: CASE, verdict: 'done', stars: null }]);
    const starred = converse(done.state, button(done, '4 ดาว'), facts());
    expect(starred).toMatchObject({ state: null, effects: [{ kind: 'verdict', stars: 4 }] });
    expect(converse(done.state, says('๓'), facts()).effects).toContainEqual(expect.objectContaining({ stars: 3 }));
    const not = converse(null, button(asked, 'ยังไม่เรียบร้อย'), facts());
    expect(not.effects).toEqual([{ kind: 'verdict', caseId: CASE, verdict: 'not-done', stars: null }]);
    const reason = says('ยังมีกลิ่นอยู่', { media: 1 });
    expect(converse(not.state, reason, facts()).effects).toMatchObject([
      { kind: 'add', caseId: CASE, text: 'ยังมีกลิ่นอยู่' },
    ]);
  });

  test('the list of cases is a card each; a case that may be judged is asked about', () => {
    const cases = STATUSES.map((status, i) => ({
      id: v7(),
      number: `ร.${i}/2570`,
      status,
      summary: 'ก่'.repeat(200),
      department: 'กองช่าง',
      dueOn: '2026-12-08',
      trackUrl: 'https://x.example/c',
      mayAnswer: true,
      mayJudge: status === 'answered',
    }));
    const say = sayCases('th', cases);
    expect(say.filter(({ kind }) => kind === 'card')).toHaveLength(STATUSES.length);
    expect([...buttons(say).keys()]).toContain('ยังไม่เรียบร้อย');
    expect(JSON.stringify(say)).toContain('8 ธ.ค. 2569');
    expect(words(sayCases('en', []))).toContain('not reported');
  });

  test('what was filed is said with number, code in fours, and day', () => {
    const say = sayFiled('th', {
      id: CASE,
      number: 'ร.0001/2570',
      trackingCode: 'ABCDEFGH',
      citizenDueOn: '2026-12-08',
      trackUrl: '',
      privacyUrl: '',
    });
    expect(say.find((part) => part.kind === 'card')?.alt).toBe(
      'รับเรื่องแล้ว เลขรับเรื่อง ร.0001/2570 รหัสติดตาม ABCD-EFGH ตอบภายใน 8 ธันวาคม 2569',
    );
  });
});

describe('whatever comes', () => {
  const text = fc.oneof(
    fc.constantFrom(
      'แจ้งเรื่อง',
      'ยกเลิก',
      'ข้าม',
      'ยืนยัน',
      'ย้อนกลับ',
      'เริ่มใหม่',
      'เรื่องของฉัน',
      'สวัสดี',
      'english',
      'ไทย',
      '5',
      '๕',
      'ติดต่อ',
      'เมนู',
    ),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.nat(19_000).map((n) => 'ก่'.repeat(n / 2)),
  );
  const said = fc.record({
    kind: fc.constant('said' as const),
    incomingId: fc.uuid({ version: 7 }),
    text,
    pin: fc.option(
      fc.record({
        latitude: fc.double({ min: -90, max: 90, noNaN: true }),
        longitude: fc.double({ min: -90, max: 90, noNaN: true }),
        text: fc.option(fc.string()),
      }),
    ),
    media: fc.nat(3),
    gesture: fc.boolean(),
  });
  const step = fc.record({
    minutes: fc.oneof({ weight: 8, arbitrary: fc.nat(5) }, { weight: 1, arbitrary: fc.nat(200) }),
    private: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.boolean() }),
    language: fc.constantFrom('th' as const, 'en' as const),
    /** A button of what was last said, by its place; or what was sent. */
    input: fc.oneof(
      { weight: 3, arbitrary: fc.nat(6) },
      { weight: 4, arbitrary: said },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('chosen' as const),
          data: fc.oneof(
            fc.string(),
            fc.constant(`verdict:done:${CASE}:ร.1`),
            fc.constant(`add:${CASE}:ร.1`),
            fc.constant('report'),
          ),
        }),
      },
    ),
  });
  const named = (effect: Effect): readonly string[] => ('incomingIds' in effect ? effect.incomingIds : []);

  test('it never throws, keeps a state that can be stored, says only what a channel can carry, and loses no message', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let state: DialogueState | null = null;
        let offered: string[] = ['report'];
        let minutes = 0;
        for (const each of steps) {
          minutes += each.minutes;
          const given = facts(minutes, { private: each.private, language: each.language });
          const input: Input =
            typeof each.input === 'number' ? press(offered[each.input % offered.length] ?? 'menu') : each.input;
          const before: readonly string[] =
            state && 'gathered' in state ? state.gathered.map(({ incomingId }) => incomingId) : [];
          const turn: Turn = converse(state, input, given);
          state = turn.state && DialogueState.parse(JSON.parse(JSON.stringify(turn.state)));
          const still: readonly string[] =
            state && 'gathered' in state ? state.gathered.map(({ incomingId }) => incomingId) : [];
          const settled = new Set([...still, ...turn.effects.flatMap(named)]);
          expect(before.filter((id) => !settled.has(id))).toEqual([]);
          if (input.kind === 'said') {
            const alone = turn.effects.some(({ kind }) => kind === 'desk' || kind === 'keep');
            expect(alone || settled.has(input.incomingId)).toBe(true);
          }
          for (const effect of turn.effects) if (effect.kind === 'file') expect(effect.text.trim()).not.toBe('');
          for (const part of turn.say) {
            Part.parse(part);
            for (const label of buttons([part]).keys()) expect(label.length).toBeLessThanOrEqual(20);
          }
          expect(turn.say.length).toBeLessThanOrEqual(4);
          offered = [...buttons(turn.say).values()].filter((data) => data !== '');
          if (offered.length === 0) offered = ['menu'];
        }
      }),
      { numRuns: 400 },
    );
  });

  test('there is always a way out: one word ends it', () => {
    fc.assert(
      fc.property(
        fc.array(said, { maxLength: 8 }),
        fc.constantFrom('report', `verdict:done:${CASE}:ร.1`, `add:${CASE}:ร.1`),
        (inputs, begin) => {
          let { state } = converse(null, press(begin), facts());
          for (const input of inputs) state = converse(state, input, facts()).state;
          expect(converse(state, says('ยกเลิก'), facts()).state).toBeNull();
        },
      ),
      { numRuns: 200 },
    );
  });

  test('every word of a report that is sent is in it, in the order it was said', () => {
    const line = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }).filter((each) => each.trim() !== '');
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 10 }), (lines) => {
        let { state } = converse(null, press('report'), facts());
        const kept: string[] = [];
        for (const each of lines) {
          const turn = converse(state, says(`ข้อ ${each}`), facts());
          if (turn.effects.length === 0) kept.push(`ข้อ ${each}`.trim());
          state = turn.state;
        }
        const gone = state && lapse(state, facts(LAPSES_AFTER_MINUTES + 1));
        const filed = gone?.effects.find((effect) => effect.kind === 'file');
        const all = `${filed?.text}\n${filed?.placeText}`;
        for (const each of kept) expect(all).toContain(each);
      }),
      { numRuns: 200 },
    );
  });
});
