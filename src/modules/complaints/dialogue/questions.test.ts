import fc from 'fast-check';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { Part } from '../../channels/outgoing.ts';
import { withoutAnswer } from './answered.ts';
import { converse } from './converse.ts';
import { lapse } from './lapse.ts';
import { readAnswer } from './questions.ts';
import { type Asking, DialogueState, type Facts, type Input, type Turn } from './state.ts';
import { forget } from './told.ts';

const LIGHT = '018f0000-0000-7000-8000-000000000001';
const light: Asking = {
  id: LIGHT,
  name: 'ไฟฟ้าสาธารณะ',
  words: ['ไฟดับ', 'เสาไฟ'],
  questions: [
    { code: 'post', datatype: 'number', required: true, name: 'เลขเสา', help: '', values: [] },
    {
      code: 'fault',
      datatype: 'multivaluelist',
      required: false,
      name: 'อาการ',
      help: '',
      values: [
        { key: 'dark', name: 'ดับ' },
        { key: 'leaning', name: 'เอียง' },
        { key: 'none', name: 'ไม่มี' },
      ],
    },
    {
      code: 'near',
      datatype: 'singlevaluelist',
      required: false,
      name: 'ใกล้อะไร',
      help: '',
      values: Array.from({ length: 12 }, (_, i) => ({ key: `k${i + 1}`, name: `สถานที่ซึ่งมีชื่อยาวมากแห่งที่ ${i + 1}` })),
    },
    { code: 'since', datatype: 'datetime', required: false, name: 'ตั้งแต่เมื่อใด', help: '', values: [] },
  ],
};
const road: Asking = { id: v7(), name: 'ถนน', words: ['ถนน', 'ถนนเป็นหลุม'], questions: [] };
const facts = (given: Partial<Facts> = {}): Facts => ({
  now: new Date('2026-11-23T05:00:00Z'),
  language: 'th',
  private: true,
  municipality: { name: 'เทศบาล', phone: '', hours: '', privacyUrl: '' },
  openCase: null,
  categories: [light, road],
  ...given,
});
const says = (text: string): Input => ({ kind: 'said', incomingId: v7(), text, pin: null, media: 0, gesture: false });
const press = (data: string): Input => ({ kind: 'chosen', data });
const buttons = ({ say }: Turn): Map<string, string> =>
  new Map(
    say.flatMap((part) => {
      const all = part.kind === 'choices' ? part.choices : part.kind === 'card' ? part.buttons : [];
      return all.map(({ label, data }) => [label, data ?? ''] as const);
    }),
  );
const words = ({ say }: Turn): string => say.map((part) => ('text' in part ? part.text : '')).join('\n');

/** Says and presses (a label in brackets) one after the other, as a phone would show it. */
function talk(lines: readonly string[], given: Facts = facts(), from: Turn = converse(null, press('report'), given)) {
  return lines.reduce((turn, line) => {
    const label = /^\[(.*)\]$/.exec(line)?.[1];
    const data = label === undefined ? undefined : buttons(turn).get(label);
    if (label !== undefined && data === undefined) throw new Error(`no button ${line} in ${words(turn)}`);
    const state = turn.state && DialogueState.parse(JSON.parse(JSON.stringify(turn.state)));
    return converse(state, data === undefined ? says(line) : press(data), given);
  }, from);
}
const TOLD = ['ไฟดับหน้าวัด', 'วัดใหม่', '[ไม่มีรูป]'];
const filed = (turn: Turn) => turn.effects.find((effect) => effect.kind === 'file');

describe('what a category asks', () => {
  test('is asked when the rest is told: by buttons, by numbers, in words; the answers stand in the look and below the story', () => {
    const post = talk(TOLD);
    expect(words(post)).toContain('“ไฟฟ้าสาธารณะ” ขอถามเพิ่ม 4 ข้อ\nข้อ 1 จาก 4: เลขเสา');
    const fault = talk(['เสาที่ ๔๗ ครับ', '๔๗ ต้น'], facts(), post);
    expect(words(fault)).toContain('ข้อ 2 จาก 4: อาการ');
    const near = talk(['[ดับ]', '[เอียง]', '[ครบแล้ว]'], facts(), fault);
    expect(words(near)).toContain('2. สถานที่ซึ่งมีชื่อยาวมากแห่งที่ 2');
    const look = talk(['๒', '5 ม.ค. 2570'], facts(), near);
    const card = look.say.find((part) => part.kind === 'card');
    expect(card?.rows.slice(3).map(({ label, value }) => `${label}=${value}`)).toEqual([
      'หมวด=ไฟฟ้าสาธารณะ',
      'เลขเสา=๔๗ ต้น',
      'อาการ=ดับ, เอียง',
      'ใกล้อะไร=สถานที่ซึ่งมีชื่อยาวมากแห่งที่ 2',
      'ตั้งแต่เมื่อใด=5 ม.ค. 2570',
    ]);
    expect(filed(talk(['[ยืนยัน ส่งเรื่อง]'], facts(), look))).toMatchObject({
      // The words that were no number are part of the story.
      text: 'ไฟดับหน้าวัด\nเสาที่ ๔๗ ครับ\nเลขเสา: ๔๗ ต้น\nอาการ: ดับ, เอียง\nใกล้อะไร: สถานที่ซึ่งมีชื่อยาวมากแห่งที่ 2\nตั้งแต่เมื่อใด: 5 ม.ค. 2570',
      categoryId: LIGHT,
    });
  });

  test('is passed over where it may be; a choice called “none” is that choice; what must be answered is asked again', () => {
    const post = talk(TOLD);
    expect(buttons(post).has('ข้าม')).toBe(false);
    expect(talk(['ข้าม'], facts(), post).state).toMatchObject({ at: 'question', answers: [] });
    const none = talk(['47', 'ไม่มี'], facts(), post);
    expect(none.state).toMatchObject({ answers: [{ code: 'post' }, { code: 'fault', values: ['none'] }] });
    const look = talk(['47', '[ข้าม]', '[ข้าม]', 'ข้าม'], facts(), post);
    expect(look.state).toMatchObject({ at: 'confirm' });
    expect(filed(talk(['ยืนยัน'], facts(), look))?.text).toBe('ไฟดับหน้าวัด\nเลขเสา: 47');
  });

  test('is dropped with one press when the category is another: then the desk finds it', () => {
    for (const drop of ['[ไม่ใช่หมวดนี้]', 'คนละหมวดครับ']) {
      const look = talk([...TOLD, '47', drop]);
      expect(look.state).toMatchObject({ at: 'confirm', category: null });
      expect(filed(talk(['ยืนยัน'], facts(), look))).toMatchObject({ text: 'ไฟดับหน้าวัด', categoryId: null });
    }
  });

  test('is not asked where the words tell no category, or one that asks nothing', () => {
    for (const story of ['ขอบคุณเจ้าหน้าที่มาก', 'ถนนเป็นหลุม เสาไฟเอียง']) {
      expect(talk([story, 'วัดใหม่', '[ไม่มีรูป]']).state).toMatchObject({ at: 'confirm', category: null });
    }
  });

  test('goes back one question at a time; an old button answers nothing; a category that is gone asks no more', () => {
    const fault = talk([...TOLD, '47']);
    expect(talk(['[ย้อนกลับ]'], facts(), fault).state).toMatchObject({ at: 'question', answers: [] });
    expect(talk(['[ย้อนกลับ]', '[ย้อนกลับ]'], facts(), fault).state).toMatchObject({ at: 'photo' });
    const dark = buttons(fault).get('ดับ') ?? '';
    const near = talk(['[ดับ]', '[ครบแล้ว]'], facts(), fault);
    expect(converse(near.state, press(dark), facts()).state).toEqual(near.state);
    expect(converse(near.state, press(dark.replace(/^answer:[^:]+/, 'answer:older')), facts()).state).toEqual(
      near.state,
    );
    expect(talk(['วัดเก่า'], facts({ categories: [] }), fault).state).toMatchObject({ at: 'confirm' });
  });

  test('an answer that was unsent is none; a report that was left lying keeps the answers it has', () => {
    const post = talk(TOLD);
    const reply = says('47');
    const next = converse(post.state, reply, facts());
    if (!next.state || reply.kind !== 'said') throw new Error('no report');
    expect(forget(next.state, reply.incomingId)).toMatchObject({ answers: [] });
    const late = lapse(next.state, facts({ now: new Date('2026-11-23T07:00:00Z') }));
    expect(late?.effects).toMatchObject([{ how: 'unfinished', text: 'ไฟดับหน้าวัด\nเลขเสา: 47', categoryId: LIGHT }]);
  });

  test('answers of a filed report are taken out one by one, in any order; what looks like them stays', () => {
    const post = talk(['ไฟดับซอย 2\nเลขเสา: 47\nอาการ: ดับ', ...TOLD.slice(1)]);
    let turn = post;
    const said = ['47', '1', '2', '5 ม.ค. 2570'].map((text) => {
      const input = says(text);
      turn = converse(turn.state, input, facts());
      return input.kind === 'said' ? input.incomingId : '';
    });
    const file = filed(talk(['ยืนยัน'], facts(), turn));
    if (!file) throw new Error('no report');
    const [story, answers] = [file.text.split('\n').slice(0, 3), file.text.split('\n').slice(3)];
    expect(answers).toHaveLength(said.length);
    fc.assert(
      fc.property(fc.shuffledSubarray(said), (taken) => {
        let text = file.text;
        for (const [i, id] of taken.entries()) {
          const left = withoutAnswer(text, file.answered, id, new Set(taken.slice(0, i + 1)));
          expect(`${left?.name}: ${left?.shown}`).toBe(answers[said.indexOf(id)]);
          text = left?.text ?? '';
        }
        const kept = answers.filter((_, i) => !taken.includes(said[i] ?? ''));
        expect(text).toBe([...story, ...kept].join('\n'));
      }),
    );
    expect(withoutAnswer(file.text, file.answered, v7(), new Set())).toBeNull();
  });

  test('whatever is said, no word is lost, what is asked can be shown, and it comes to an end', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '47',
        'ข้าม',
        'ไม่มี',
        'ย้อนกลับ',
        'ดับ',
        '1, 2',
        '13',
        '5 ม.ค. 2570',
        'ยืนยัน',
        'ใช่',
        'คนละหมวด',
        'english',
      ),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.nat(12),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 15 }), (lines) => {
        let turn = talk(TOLD);
        for (const each of lines) {
          const offered = [...buttons(turn).values()].filter((data) => data !== '');
          const input = typeof each === 'number' ? press(offered[each % offered.length] ?? 'menu') : says(each);
          const next = converse(turn.state, input, facts());
          if (input.kind === 'said') {
            const held = next.state && 'gathered' in next.state ? next.state.gathered : [];
            const kept = next.effects.some(({ kind }) => kind === 'keep' || kind === 'desk');
            expect(kept || held.some(({ incomingId }) => incomingId === input.incomingId)).toBe(true);
          }
          for (const part of next.say) {
            Part.parse(part);
            for (const label of buttons({ ...next, say: [part] }).keys()) expect(label.length).toBeLessThanOrEqual(20);
          }
          turn = next;
          if (!turn.state) return;
        }
        expect(converse(turn.state, says('ยกเลิก'), facts()).state).toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});

test('several choices are told as the words beside them show', () => {
  const [, fault] = light.questions;
  if (!fault) throw new Error('no question');
  for (const typed of ['1, 3', '1,3', '1 3', ' 1 ,\n3 ', 'ดับ, ไม่มี', '๑, ๓'])
    expect(readAnswer(fault, typed), typed).toMatchObject({ values: ['dark', 'none'] });
  for (const typed of ['', ' , ', '1, 9']) expect(readAnswer(fault, typed), typed).toBe('not-in-list');
});
