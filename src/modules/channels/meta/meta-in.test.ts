import { createHmac } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Arrival } from '../arrival.ts';
import { facebook } from '../facebook/adapter.ts';
import { instagram } from '../instagram/adapter.ts';
import { isGesture } from '../provider/gesture.ts';
import { metaDoor } from './door.ts';
import { isMetaHost, mayFetch } from './hosts.ts';
import { splitMeta } from './split.ts';
import { metaTime } from './time.ts';

const SETTINGS = { appSecret: 'app-secret', verifyToken: 'verify me', pageToken: 'page-token' };
const PAGE = '1000';
const IG = '17841405309211844';
const at = 1_777_860_000_000;
const knock = (over: Partial<Parameters<NonNullable<typeof metaDoor.challenge>>[0]>) => ({
  headers: {},
  query: {},
  rest: '',
  body: Buffer.alloc(0),
  ...over,
});
const page = (...messaging: object[]) => ({ object: 'page', entry: [{ id: PAGE, time: at, messaging }] });
const ig = (over: object) => ({ object: 'instagram', entry: [{ id: IG, time: at, ...over }] });
const said = (over: object) => ({ sender: { id: 'P1' }, recipient: { id: PAGE }, timestamp: at, ...over });
const fb = (body: unknown, settings = {}): Arrival[] =>
  splitMeta(body).flatMap((event) => facebook.read(event, settings));
const insta = (body: unknown): Arrival[] => splitMeta(body).flatMap((event) => instagram.read(event, {}));

describe('the door', () => {
  const query = { 'hub.mode': 'subscribe', 'hub.verify_token': 'verify me', 'hub.challenge': '1158201444' };
  test('answers the challenge to whoever has the token, as plain text', () => {
    expect(metaDoor.challenge?.(knock({ query }), SETTINGS)).toEqual({
      type: 'text/plain; charset=utf-8',
      body: '1158201444',
    });
  });
  test.each([
    [{ ...query, 'hub.verify_token': 'verify' }, SETTINGS],
    [{ ...query, 'hub.mode': 'unsubscribe' }, SETTINGS],
    [
      { ...query, 'hub.verify_token': '' },
      { ...SETTINGS, verifyToken: '' },
    ],
    [{}, SETTINGS],
  ])('refuses any other', (wrong, settings) => {
    expect(metaDoor.challenge?.(knock({ query: wrong }), settings)).toBeNull();
  });

  const body = Buffer.from('{"text":"\\u0e01\\u0e02"}');
  const sign = (bytes: Buffer, secret = 'app-secret') =>
    `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;
  const proves = (bytes: Buffer, signature: string | undefined, settings: Record<string, string> = SETTINGS) =>
    metaDoor.prove(knock({ body: bytes, headers: { 'x-hub-signature-256': signature } }), settings);
  test('takes a signature over the very bytes, and no other', () => {
    expect(proves(body, sign(body))).toBe(true);
    expect(proves(Buffer.from(JSON.stringify(JSON.parse(body.toString()))), sign(body))).toBe(false);
    expect(proves(body, sign(body, 'another'))).toBe(false);
    expect(proves(body, sign(body).replace('sha256=', 'sha1='))).toBe(false);
    expect(proves(body, undefined)).toBe(false);
    expect(proves(body, sign(body, ''), { appSecret: '' })).toBe(false);
  });
});

test('an instant is read however Meta writes it', () => {
  const instant = new Date('2021-09-08T06:34:04Z');
  for (const stamp of [
    1_631_082_844,
    1_631_082_844_000,
    '1631082844',
    '1631082844000',
    '2021-09-08T06:34:04+0000',
    '2021-09-08T13:34:04+0700',
  ]) {
    expect(metaTime(stamp), String(stamp)).toEqual(instant);
  }
  expect([metaTime('soon'), metaTime(''), metaTime(undefined)]).toEqual([null, null, null]);
});

describe('Messenger', () => {
  const thread = { kind: 'person', id: 'P1' };
  test('words, as they are', () => {
    expect(fb(page(said({ message: { mid: 'm1', text: 'น้ำไม่ไหล 😢' } })))).toMatchObject([
      {
        kind: 'message',
        externalId: 'm1',
        text: 'น้ำไม่ไหล 😢',
        thread,
        sender: { id: 'P1' },
        at: new Date(at),
        public: false,
        mayReply: true,
        gesture: false,
      },
    ]);
  });
  test('pictures, a film, a voice, a document, a place, a share and a thumb', () => {
    const attachments = [
      { type: 'image', payload: { url: 'https://scontent.xx.fbcdn.net/a.jpg' } },
      { type: 'video', payload: { url: 'https://video.xx.fbcdn.net/a.mp4' } },
      { type: 'audio', payload: { url: 'https://cdn.fbsbx.com/a.mp4' } },
      { type: 'file', payload: { url: 'https://cdn.fbsbx.com/คำร้อง.pdf' } },
      { type: 'location', title: 'ตลาดสด', payload: { coordinates: { lat: 13.7, long: 100.5 } } },
      { type: 'fallback', title: 'ข่าว', url: 'https://news.example/1', payload: null },
    ];
    const [arrival] = fb(page(said({ message: { mid: 'm1', attachments } })));
    expect(arrival).toMatchObject({
      media: [
        { kind: 'image' },
        { kind: 'video' },
        { kind: 'audio' },
        { kind: 'file', ref: 'https://cdn.fbsbx.com/คำร้อง.pdf' },
      ],
      pin: { latitude: 13.7, longitude: 100.5, text: 'ตลาดสด' },
      text: 'ข่าว\nhttps://news.example/1',
    });
    const thumb = {
      type: 'image',
      payload: { url: 'https://scontent.xx.fbcdn.net/t.png', sticker_id: 369239263222822 },
    };
    expect(fb(page(said({ message: { mid: 'm2', attachments: [thumb] } })))).toMatchObject([
      { text: '👍', media: [], gesture: true },
    ]);
  });
  test('what cannot be shown here is opened at Meta', () => {
    expect(fb(page(said({ message: { mid: 'm1', is_unsupported: true } })))).toMatchObject([
      { unreadable: true, link: `https://business.facebook.com/latest/inbox/all?asset_id=${PAGE}` },
    ]);
  });
  test('a button, a quick reply, an edit, an unsending, a reaction, receipts', () => {
    expect(
      fb(
        page(
          said({ postback: { mid: 'pb', payload: 'cases', title: 'เรื่องของฉัน' } }),
          said({ message: { mid: 'm1', text: 'ใช่', quick_reply: { payload: 'confirm' } } }),
          said({ message_edit: { mid: 'm0', text: 'แก้แล้ว', num_edit: 1 } }),
          said({ message: { mid: 'm2', is_deleted: true } }),
          said({ reaction: { mid: 'm3', action: 'react', emoji: '❤️', reaction: 'love' } }),
          said({ reaction: { mid: 'm3', action: 'unreact', reaction: 'love' } }),
          said({ read: { watermark: at } }),
          said({ delivery: { mids: ['m9'], watermark: at } }),
        ),
      ),
    ).toMatchObject([
      { kind: 'chosen', data: 'cases', thread },
      { kind: 'chosen', data: 'confirm', thread },
      { kind: 'edited', externalId: 'm0', text: 'แก้แล้ว' },
      { kind: 'withdrawn', externalId: 'm2' },
      { kind: 'reaction', externalId: 'm3', reaction: '❤️', removed: false },
      { kind: 'reaction', externalId: 'm3', removed: true },
      { kind: 'read', messageIds: [], at: new Date(at) },
      { kind: 'delivered', messageIds: ['m9'] },
    ]);
  });
  test('our own words coming back are nothing, whether they say so or not', () => {
    expect(
      fb(
        page(
          said({ message: { mid: 'm1', text: 'x', is_echo: true } }),
          said({ sender: { id: PAGE }, message: { mid: 'm2', text: 'x' } }),
        ),
      ),
    ).toEqual([
      { kind: 'nothing', why: 'echo' },
      { kind: 'nothing', why: 'echo' },
    ]);
  });
  test('another program answers in standby: kept, not answered', () => {
    const body = {
      object: 'page',
      entry: [{ id: PAGE, time: at, standby: [said({ message: { mid: 'm1', text: 'x' } })] }],
    };
    expect(fb(body)).toMatchObject([{ kind: 'message', mayReply: false }]);
  });
  test('what is for another Page, or another kind of account, is not for us', () => {
    const body = page(said({ message: { mid: 'm1', text: 'x' } }));
    expect(fb(body, { accountId: '2000' })).toEqual([{ kind: 'nothing', why: 'not-for-us' }]);
    expect(insta(body)).toEqual([{ kind: 'nothing', why: 'not-for-us' }]);
    expect(fb(body, { accountId: PAGE })).toMatchObject([{ kind: 'message' }]);
  });
});

describe('whatever comes', () => {
  test('an empty delivery is no event; what is none is kept', () => {
    expect(splitMeta({ object: 'page', entry: [] })).toEqual([]);
    expect(splitMeta({})).toEqual([]);
    expect(splitMeta({ what: 'is this' })).toMatchObject([{ kind: 'unknown', raw: '{"what":"is this"}' }]);
    expect(fb({ what: 'is this' })).toEqual([]);
    expect(fb(page({ optin: { type: 'one_time' } }))).toEqual([]);
  });
  test('nothing throws, and each piece has an id', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const bodies = [
          a,
          { object: 'page', entry: a },
          { object: 'page', entry: [{ id: b, messaging: a, changes: [{ field: 'feed', value: b }] }] },
          ig({ changes: [{ field: 'mentions', value: a }], standby: [b] }),
        ];
        for (const body of bodies) {
          for (const event of splitMeta(body)) {
            expect(event.externalId).not.toBe('');
            expect(() => [facebook.read(event, {}), instagram.read(event, {})]).not.toThrow();
          }
        }
      }),
    );
  });
  // Longer than the Page's own id: what the Page says itself is an echo.
  const someone = fc.record({
    sender: fc.stringMatching(/^[1-9]\d{4,15}$/),
    mid: fc.uuid(),
    text: fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter((text) => text.trim() !== ''),
  });
  test('in a batch of many people each word stands under its own sender, in whatever entries they come', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(someone, { selector: ({ mid }) => mid, maxLength: 40 }),
        fc.integer({ min: 1, max: 7 }),
        (people, size) => {
          const events = people.map(({ sender, mid, text }) =>
            said({ sender: { id: sender }, message: { mid, text } }),
          );
          const entry = Array.from({ length: Math.ceil(events.length / size) }, (_, i) => ({
            id: PAGE,
            time: at,
            messaging: events.slice(i * size, (i + 1) * size),
          }));
          const read = fb({ object: 'page', entry });
          expect(
            read.map((each) =>
              each.kind === 'message' ? [each.sender.id, each.thread.id, each.externalId, each.text] : each,
            ),
          ).toEqual(people.map(({ sender, mid, text }) => [sender, sender, mid, text]));
        },
      ),
    );
  });
  test('delivered again, alone or in another batch with its fields in another order, an event keeps its id', () => {
    const kinds = fc.constantFrom(
      (n: number) => said({ message: { mid: `m${n}`, text: 'x' } }),
      (n: number) => said({ reaction: { mid: `m${n}`, action: 'react', emoji: '👍' } }),
      (n: number) => said({ read: { watermark: at + n } }),
      (n: number) => said({ postback: { payload: `p${n}` } }),
      (n: number) => said({ delivery: { mids: [`m${n}`], watermark: at } }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, fc.nat(50)), { minLength: 1, maxLength: 20 }), fc.nat(), (made, later) => {
        const events = made.map(([make, n]) => make(n));
        const again = events.map((event) => Object.fromEntries(Object.entries(event).reverse()));
        const ids = (list: object[], time: number) =>
          splitMeta({ object: 'page', entry: [{ id: PAGE, time, messaging: list }] }).map(
            ({ externalId }) => externalId,
          );
        expect(again.flatMap((event) => ids([event], at + later))).toEqual(ids(events, at));
      }),
    );
  });
});

test('only addresses of Meta are fetched', () => {
  for (const good of [
    'https://scontent.xx.fbcdn.net/a',
    'https://lookaside.fbsbx.com/a',
    'https://scontent.cdninstagram.com/a',
  ])
    expect(isMetaHost(good), good).toBe(true);
  for (const bad of [
    'http://scontent.xx.fbcdn.net/a',
    'https://fbcdn.net.evil.example/a',
    'https://evilfbcdn.net/a',
    'https://127.0.0.1/a',
    'https://u:p@x.fbcdn.net/a',
    'https://x.fbcdn.net:8443/a',
    'file:///etc/passwd',
    'x',
  ]) {
    expect(isMetaHost(bad), bad).toBe(false);
  }
  expect(mayFetch('http://127.0.0.1:9/a', 'http://127.0.0.1:9')).toBe(true);
  expect(mayFetch('http://127.0.0.1:8/a', 'http://127.0.0.1:9')).toBe(false);
});

test('emoji alone are a gesture, digits are not', () => {
  for (const yes of ['👍', '👍🏽 🙏', '❤️', '👨‍👩‍👧', '🇹🇭']) expect(isGesture(yes), yes).toBe(true);
  for (const no of ['5', 'ok', 'ขอบคุณ 🙏', '']) expect(isGesture(no), no).toBe(false);
});

const SAMPLES = process.env['FANGSIANG_SAMPLE_WEBHOOKS'] ?? '';
describe.skipIf(SAMPLES === '')('bodies of others', () => {
  const NAMES = SAMPLES === '' ? [] : globSync(['fb-*.json', 'ig-*.json'], { cwd: SAMPLES });
  const EXPECTED: Readonly<Record<string, readonly string[]>> = {
    'fb-batch-same-page-batch-request': ['message', 'message'],
    'fb-feed-comment-add': ['message'],
    'fb-feed-comment-edited': ['edited'],
    'fb-feed-comment-remove': ['withdrawn'],
    'fb-feed-sent-by-page': ['nothing'],
    'fb-messenger-echo-message': ['nothing'],
    'fb-messenger-postback': ['chosen'],
    'ig-dm-message-unsend': ['withdrawn'],
  };
  test.each(NAMES)('%s', (path) => {
    const name = basename(path, '.json');
    const body = readFileSync(join(SAMPLES, path));
    const signature = `sha256=${createHmac('sha256', 'app-secret').update(body).digest('hex')}`;
    expect(metaDoor.prove(knock({ body, headers: { 'x-hub-signature-256': signature } }), SETTINGS)).toBe(true);
    const read = (name.startsWith('fb-') ? fb : insta)(JSON.parse(body.toString()));
    expect(read.map(({ kind }) => kind)).toEqual(EXPECTED[name] ?? ['message']);
    if (name === 'fb-messenger-location-message') expect(read).toMatchObject([{ pin: { latitude: 0, longitude: 0 } }]);
    if (name === 'ig-dm-message-standby') expect(read).toMatchObject([{ mayReply: false }]);
  });
});
