import { createHmac } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Arrival } from '../arrival.ts';
import { lineDoor } from './door.ts';
import { readLine } from './read.ts';

const SETTINGS = { channelSecret: 'secret', channelAccessToken: 'token' };
const USER = `U${'a'.repeat(32)}`;
const sign = (body: Buffer, secret = SETTINGS.channelSecret) =>
  createHmac('sha256', secret).update(body).digest('base64');
const proven = (body: Buffer, signature: string | undefined, secret = SETTINGS.channelSecret): boolean =>
  lineDoor.prove({ headers: { 'x-line-signature': signature }, query: {}, rest: '', body }, { channelSecret: secret });

const event = (given: Record<string, unknown>): Record<string, unknown> => ({
  mode: 'active',
  timestamp: 1_795_000_000_000,
  source: { type: 'user', userId: USER },
  webhookEventId: '01JCYZ0000000000000000000A',
  deliveryContext: { isRedelivery: false },
  replyToken: 'r'.repeat(32),
  ...given,
});
const message = (given: Record<string, unknown>, rest: Record<string, unknown> = {}) =>
  event({ type: 'message', message: { id: '100', ...given }, ...rest });
const arrivals = (...events: unknown[]): Arrival[] =>
  lineDoor.split({ destination: USER, events }).flatMap((each) => readLine(each));

describe('the signature', () => {
  // The second is of line-bot-sdk-java, the third of line-bot-sdk-nodejs.
  test.each([
    ['{}', 'SECRET', '3q8QXTAGaey18yL8FWTqdVlbMr6hcuNvM4tefa0o9nA='],
    ['{"hello":"world"}', 'test_secret', 't7Hn4ZDHqs6e+wdvI5TyQIvzie0DmMUmuXEBqyyE/tM='],
  ])('of %s by %s verifies, and changed in one letter does not', (body, secret, signature) => {
    expect(proven(Buffer.from(body), signature, secret)).toBe(true);
    expect(proven(Buffer.from(body), signature.replace('t', 'T').replace('3', '4'), secret)).toBe(false);
    expect(proven(Buffer.from(`${body} `), signature, secret)).toBe(false);
  });

  test('is of the bytes: Thai letters written otherwise are another body', () => {
    const body = Buffer.from('{"text":"\\u0e01"}');
    expect(proven(body, sign(body))).toBe(true);
    expect(proven(Buffer.from(JSON.stringify(JSON.parse(body.toString()))), sign(body))).toBe(false);
  });

  test('nothing, half of one, or no secret opens nothing', () => {
    const body = Buffer.from('{}');
    for (const bad of [undefined, '', 'x', sign(body).slice(0, -2), `${sign(body)}=`])
      expect(proven(body, bad)).toBe(false);
    expect(proven(body, sign(body, ''), '')).toBe(false);
  });
});

describe('what people send', () => {
  const said = {
    thread: { kind: 'person', id: USER },
    sender: { id: USER, name: null },
    replyToken: 'r'.repeat(32),
    mayReply: true,
  };

  test('words, with emoji, mentions and what they quote', () => {
    const text = 'ไฟดับ (light bulb) @เทศบาล 💡';
    expect(
      arrivals(
        message({
          type: 'text',
          text,
          quoteToken: 'q',
          quotedMessageId: '99',
          emojis: [{ index: 6, length: 12, productId: 'p', emojiId: '1' }],
          mention: { mentionees: [{ index: 19, length: 8, type: 'user', isSelf: true }] },
        }),
      ),
    ).toMatchObject([
      { ...said, kind: 'message', externalId: '100', text, replyTo: '99', gesture: false, addressed: true, media: [] },
    ]);
    expect(arrivals(message({ type: 'text', text: '👍🏽' }))).toMatchObject([{ text: '👍🏽', gesture: true }]);
  });

  test.each(['image', 'video', 'audio', 'file'])('a %s, with LINE or elsewhere', (type) => {
    expect(arrivals(message({ type, contentProvider: { type: 'line' }, fileName: 'คำร้อง.pdf' }))).toMatchObject([
      { kind: 'message', text: '', media: [{ kind: type, ref: '100', name: 'คำร้อง.pdf' }] },
    ]);
    const elsewhere = { type: 'external', originalContentUrl: 'https://example.com/a.jpg' };
    expect(arrivals(message({ type, contentProvider: elsewhere }))).toMatchObject([
      { media: [{ kind: type, ref: 'https://example.com/a.jpg' }] },
    ]);
  });

  test('pictures of one album share its id', () => {
    const imageSet = { id: 'E005D41A7288F41B655', index: 2, total: 3 };
    expect(arrivals(message({ type: 'image', contentProvider: { type: 'line' }, imageSet }))).toMatchObject([
      { album: { id: 'E005D41A7288F41B655', total: 3 } },
    ]);
    expect(
      arrivals(message({ type: 'image', contentProvider: { type: 'line' }, imageSet: { id: 'E1' } })),
    ).toMatchObject([{ album: { id: 'E1', total: null } }]);
  });

  test('a place is a pin; one that cannot be is at least its words', () => {
    const place = { type: 'location', title: 'ตลาดสด', address: 'ถนนหลัก', latitude: 13.5, longitude: 100.6 };
    expect(arrivals(message(place))).toMatchObject([
      { text: '', pin: { latitude: 13.5, longitude: 100.6, text: 'ตลาดสด, ถนนหลัก' } },
    ]);
    expect(arrivals(message({ type: 'location', latitude: 0, longitude: 0 }))).toMatchObject([{ pin: { text: null } }]);
    expect(arrivals(message({ ...place, latitude: 200 }))).toMatchObject([{ pin: null, text: 'ตลาดสด, ถนนหลัก' }]);
  });

  test('a sticker is its meaning, and a gesture', () => {
    const sticker = { type: 'sticker', packageId: '1', stickerId: '2', stickerResourceType: 'STATIC' };
    expect(arrivals(message(sticker))).toMatchObject([{ text: 'สติกเกอร์', gesture: true }]);
    expect(arrivals(message({ ...sticker, keywords: ['Thank you', 'bow'] }))).toMatchObject([
      { text: 'สติกเกอร์: Thank you, bow' },
    ]);
    expect(arrivals(message({ ...sticker, keywords: ['x'], text: 'ขอบคุณ' }))).toMatchObject([
      { text: 'สติกเกอร์: ขอบคุณ' },
    ]);
  });

  test('in groups and rooms, also when LINE does not say who', () => {
    const group = { type: 'group', groupId: 'C1' };
    expect(arrivals(message({ type: 'text', text: 'ก' }, { source: group }))).toMatchObject([
      { thread: { kind: 'group', id: 'C1' }, sender: { id: null } },
    ]);
    expect(
      arrivals(message({ type: 'text', text: 'ก' }, { source: { type: 'room', roomId: 'R1', userId: USER } })),
    ).toMatchObject([{ thread: { kind: 'room', id: 'R1' }, sender: { id: USER } }]);
  });

  test('what has no name yet is kept and shown as unreadable', () => {
    expect(arrivals(message({ type: 'hologram' }))).toMatchObject([{ kind: 'message', text: '', unreadable: true }]);
  });

  test('unsent, edited, pressed', () => {
    expect(arrivals(event({ type: 'unsend', unsend: { messageId: '100' } }))).toMatchObject([
      { kind: 'withdrawn', externalId: '100' },
    ]);
    expect(arrivals(event({ type: 'messageEdited', message: { id: '100', type: 'text', text: 'ใหม่' } }))).toMatchObject(
      [{ kind: 'edited', externalId: '100', text: 'ใหม่', mayReply: true, addressed: false }],
    );
    const mention = { mentionees: [{ index: 0, length: 3, type: 'user', isSelf: true }] };
    const naming = {
      type: 'messageEdited',
      mode: 'standby',
      message: { id: '100', type: 'text', text: '@us', mention },
    };
    expect(arrivals(event(naming))).toMatchObject([{ kind: 'edited', mayReply: false, addressed: true }]);
    const postback = { data: 'confirm:abc', params: { datetime: '2026-11-23T10:00' } };
    expect(arrivals(event({ type: 'postback', postback }))).toMatchObject([
      { ...said, kind: 'chosen', data: 'confirm:abc' },
    ]);
  });

  test('in standby another program answers: it is kept, and nobody may reply', () => {
    expect(arrivals(message({ type: 'text', text: 'ก' }, { mode: 'standby' }))).toMatchObject([
      { mayReply: false, text: 'ก' },
    ]);
  });

  test.each([
    ['follow', 'followed'],
    ['unfollow', 'unfollowed'],
    ['join', 'joined'],
    ['leave', 'left'],
  ])('%s', (type, kind) => {
    expect(arrivals(event({ type, follow: { isUnblocked: true } }))).toMatchObject([{ kind, thread: { id: USER } }]);
  });

  test.each(['memberJoined', 'memberLeft', 'videoPlayComplete', 'beacon', 'accountLink', 'membership'])(
    '%s is nothing to an office',
    (type) => {
      expect(arrivals(event({ type }))).toEqual([{ kind: 'nothing', why: 'not-for-us' }]);
    },
  );

  test.each(['module', 'activated', 'deactivated', 'botSuspended', 'botResumed', 'delivery', 'undefined'])(
    '%s stays raw, under its own name',
    (type) => {
      const [raw] = lineDoor.split({ destination: USER, events: [event({ type })] });
      expect(raw).toMatchObject({ kind: type, externalId: '01JCYZ0000000000000000000A' });
      expect(raw && readLine(raw)).toEqual([]);
    },
  );
});

describe('a delivery', () => {
  test('of no events is nothing', () => {
    expect(lineDoor.split({ destination: USER, events: [] })).toEqual([]);
    expect(lineDoor.split({})).toEqual([]);
  });

  test('delivered again has the same ids, with or without LINE’s own, in any order and with another token', () => {
    const one = message({ type: 'text', text: 'ก' });
    const { webhookEventId: _, ...two } = message({ type: 'text', text: 'ข' });
    const again = (each: Record<string, unknown>) => ({
      ...each,
      deliveryContext: { isRedelivery: true },
      replyToken: 'other',
    });
    const ids = (...events: unknown[]) =>
      lineDoor.split({ destination: USER, events }).map(({ externalId }) => externalId);
    const first = ids(one, two);
    expect(new Set(first).size).toBe(2);
    expect(ids(again(two), again(one))).toEqual([...first].reverse());
    expect(ids(JSON.parse(JSON.stringify(again(two))))).toEqual([first[1]]);
  });

  test('whose events share an id but not what they say, is all of them', () => {
    const events = [
      message({ type: 'text', text: 'ก' }),
      message({ type: 'text', text: 'ข' }),
      message({ type: 'text', text: 'ก' }),
    ];
    const ids = lineDoor.split({ destination: USER, events }).map(({ externalId }) => externalId);
    expect(new Set(ids).size).toBe(2);
  });

  test('of any shape whatever never throws, and a second delivery of it has the same ids', () => {
    const shape = fc.oneof(
      fc.jsonValue(),
      fc.record({ destination: fc.jsonValue(), events: fc.array(fc.jsonValue()) }),
      fc.record({
        events: fc.array(
          fc.record(
            {
              type: fc.oneof(fc.constantFrom('message', 'unsend', 'postback', 'follow', 'messageEdited'), fc.string()),
              timestamp: fc.jsonValue(),
              source: fc.oneof(
                fc.jsonValue(),
                fc.record({ type: fc.constantFrom('user', 'group'), userId: fc.jsonValue() }),
              ),
              message: fc.oneof(
                fc.jsonValue(),
                fc.record({
                  id: fc.string(),
                  type: fc.string(),
                  text: fc.jsonValue(),
                  keywords: fc.jsonValue(),
                  imageSet: fc.jsonValue(),
                }),
              ),
              postback: fc.jsonValue(),
              unsend: fc.jsonValue(),
            },
            { requiredKeys: ['type'] },
          ),
        ),
      }),
    );
    fc.assert(
      fc.property(shape, (body) => {
        const events = lineDoor.split(body);
        for (const each of events) {
          expect(each.externalId).not.toBe('');
          readLine(each);
        }
        expect(lineDoor.split(JSON.parse(JSON.stringify(body))).map(({ externalId }) => externalId)).toEqual(
          events.map(({ externalId }) => externalId),
        );
      }),
    );
  });
});

/** A folder of webhook bodies from public SDKs, where there is one: `line-*.json`, and signatures that verify. */
const SAMPLES = process.env['FANGSIANG_SAMPLE_WEBHOOKS'] ?? '';
describe.runIf(SAMPLES !== '' && existsSync(SAMPLES))('bodies of public SDKs', () => {
  const files = globSync('line-*.json', { cwd: SAMPLES });
  const Vectors = z.object({
    line: z.array(
      z.object({
        secret: z.string(),
        body: z.string(),
        signature_base64: z.string(),
        must_fail: z.string().optional(),
      }),
    ),
  });

  test('their signatures verify', () => {
    const { line } = Vectors.parse(JSON.parse(readFileSync(join(SAMPLES, '_signature-vectors.json'), 'utf8')));
    for (const { body, secret, signature_base64, must_fail } of line) {
      expect(proven(Buffer.from(body), signature_base64, secret)).toBe(true);
      if (must_fail) expect(proven(Buffer.from(body), must_fail, secret)).toBe(false);
    }
  });

  test.each(files)('%s is understood', (file) => {
    const body: unknown = JSON.parse(readFileSync(join(SAMPLES, file), 'utf8'));
    const { events } = z.object({ events: z.array(z.looseObject({ type: z.string() })) }).parse(body);
    const contents = events.map(({ deliveryContext: _delivery, replyToken: _token, ...each }) => JSON.stringify(each));
    const split = lineDoor.split(body);
    expect(new Set(split.map(({ externalId }) => externalId)).size).toBe(new Set(contents).size);
    for (const each of split) {
      const meant = readLine(each);
      if (each.kind === 'undefined') expect(meant).toEqual([]);
      else expect(meant).toHaveLength(1);
    }
  });
});
