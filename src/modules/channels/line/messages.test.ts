import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Messages } from '../../../../test/fakes/line-messages.ts';
import type { Part } from '../outgoing.ts';
import { compose } from './messages.ts';

const text = (length: number): Part => ({ kind: 'text', text: 'ก'.repeat(length) });
const card = (value: string): Part => ({
  kind: 'card',
  title: 'รับเรื่องแล้ว',
  rows: [{ label: 'เลขรับเรื่อง', value }],
  buttons: [
    { label: 'ดูเรื่องนี้', url: 'https://x.example/c' },
    { label: 'แจ้งเพิ่ม', data: 'add:1' },
  ],
  alt: `รับเรื่องแล้ว ${value}`,
});

describe('what LINE is given', () => {
  test('of several questions the last one alone has buttons', () => {
    const ask = (words: string, data: string): Part => ({
      kind: 'choices',
      text: words,
      choices: [{ label: words, data }],
    });
    const messages = compose([ask('ที่ไหน', 'a'), ask('มีรูปไหม', 'b'), { kind: 'text', text: 'รับแล้ว' }]);
    expect(messages.map((each) => each.quickReply?.items.map(({ action }) => action['data']))).toEqual([
      undefined,
      undefined,
      ['b'],
    ]);
  });

  test('choices become quick replies, and ask the device for a place or a picture', () => {
    const [message] = compose([
      {
        kind: 'choices',
        text: 'ที่ไหน',
        choices: [
          { label: 'ส่งตำแหน่ง', data: '', ask: 'location' },
          { label: 'ถ่ายรูป', data: '', ask: 'camera' },
          { label: 'เลือกรูป', data: '', ask: 'album' },
          { label: 'ข้ามขั้นนี้ไปก่อนแล้วค่อยว่ากัน', data: 'skip:1' },
        ],
      },
    ]);
    expect(message?.quickReply?.items.map(({ action }) => action['type'])).toEqual([
      'location',
      'camera',
      'cameraRoll',
      'postback',
    ]);
    expect(message?.quickReply?.items[3]?.action).toMatchObject({
      data: 'skip:1',
      displayText: 'ข้ามขั้นนี้ไปก่อนแล้วค่อยว่ากัน',
    });
    expect(message?.quickReply?.items[3]?.action['label']?.length).toBeLessThanOrEqual(20);
  });

  test('buttons stand under the last message: LINE shows them nowhere else', () => {
    const choices: Part = { kind: 'choices', text: 'เลือก', choices: [{ label: 'ก', data: 'a' }] };
    const messages = compose([choices, { kind: 'text', text: 'ตามด้วยข้อความ' }]);
    expect(messages.map(({ quickReply }) => quickReply !== undefined)).toEqual([false, true]);
  });

  test('a card is a bubble with words for who cannot see it; several stand side by side', () => {
    expect(compose([card('ร.1')])).toMatchObject([
      { type: 'flex', altText: 'รับเรื่องแล้ว ร.1', contents: { type: 'bubble' } },
    ]);
    const [list] = compose([card('ร.1'), card('ร.2'), card('ร.3')]);
    expect(list).toMatchObject({ type: 'flex', contents: { type: 'carousel', contents: [{}, {}, {}] } });
    expect(list?.type === 'flex' && list.altText).toContain('ร.3');
  });

  test('a card too large for LINE goes in words', () => {
    const messages = compose([card('ก'.repeat(12_000))]);
    expect(messages.every(({ type }) => type === 'text')).toBe(true);
    expect(messages.map((each) => (each.type === 'text' ? each.text : '')).join('')).toContain('ก'.repeat(4_000));
  });

  test('a picture that LINE cannot fetch is named instead', () => {
    expect(compose([{ kind: 'image', url: 'http://in.example/a.jpg', alt: 'แผนที่' }])).toEqual([
      { type: 'text', text: 'แผนที่\nhttp://in.example/a.jpg' },
    ]);
    expect(compose([{ kind: 'image', url: 'https://in.example/a.jpg', alt: 'แผนที่' }])).toMatchObject([
      { type: 'image' },
    ]);
  });

  test('short texts become one before there are more than five messages', () => {
    expect(compose(Array.from({ length: 9 }, () => text(10)))).toHaveLength(5);
    expect(compose(Array.from({ length: 5 }, () => text(10)))).toHaveLength(5);
    expect(compose(Array.from({ length: 6 }, () => text(4_999)))).toHaveLength(6);
  });

  const words = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc.nat(12_000).map((n) => `ก่${'น้ำ '.repeat(n / 4)}`),
  );
  const part: fc.Arbitrary<Part> = fc.oneof(
    fc.record({ kind: fc.constant('text' as const), text: words }),
    fc.record({ kind: fc.constant('link' as const), text: words, url: fc.webUrl() }),
    fc.record({ kind: fc.constant('image' as const), url: fc.webUrl(), alt: words }),
    fc.record({
      kind: fc.constant('choices' as const),
      text: words,
      choices: fc.array(
        fc.record(
          {
            label: fc.string({ minLength: 1, maxLength: 40 }),
            data: fc.string({ maxLength: 300 }),
            ask: fc.constantFrom('location' as const, 'camera' as const, 'album' as const),
          },
          { requiredKeys: ['label', 'data'] },
        ),
        { minLength: 1, maxLength: 13 },
      ),
    }),
    fc.record({
      kind: fc.constant('card' as const),
      title: words,
      rows: fc.array(fc.record({ label: fc.string(), value: fc.oneof(fc.string(), words) }), { maxLength: 8 }),
      buttons: fc.array(
        fc.record(
          { label: fc.string({ minLength: 1 }), url: fc.webUrl(), data: fc.string({ maxLength: 300 }) },
          { requiredKeys: ['label'] },
        ),
        { maxLength: 8 },
      ),
      alt: words,
    }),
  );

  test('whatever is said, LINE takes every message of it, and no word of a text is lost', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        const messages = compose(parts);
        for (let i = 0; i < messages.length; i += 5) Messages.parse(messages.slice(i, i + 5));
        const bare = (value: string) => value.replaceAll(/\s/gu, '');
        const said = bare(messages.map((each) => (each.type === 'text' ? each.text : '')).join(''));
        for (const each of parts) if (each.kind === 'text') expect(said).toContain(bare(each.text));
      }),
      { numRuns: 150 },
    );
  });
});
