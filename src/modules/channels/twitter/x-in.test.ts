import { createHmac } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExact } from '../../../platform/exact-json.ts';
import type { Arrival } from '../arrival.ts';
import { xDoor } from './door.ts';
import { readX } from './read.ts';
import { splitX } from './split.ts';
import { xTime } from './time.ts';

const OWN = '1111111111111111111';
const OTHER = '2222222222222222222';
const SETTINGS = { consumerSecret: 'consumer-secret', bearerToken: 'user-token' };
const knock = (over: object) => ({ headers: {}, query: {}, rest: '', body: Buffer.alloc(0), ...over });
const sign = (what: string | Buffer, secret = 'consumer-secret') =>
  `sha256=${createHmac('sha256', secret).update(what).digest('base64')}`;
const read = (body: unknown): Arrival[] => splitX(body).flatMap((event) => readX(event));
const activity = (event_type: string, payload: object, includes = {}) => ({
  data: { event_uuid: '-6850472171600526495', filter: { user_id: OWN }, event_type, tag: 't', payload, includes },
});
const post = {
  id: '2080765813578191303',
  author_id: OTHER,
  text: '@testtown น้ำท่วม &amp; ไฟดับ',
  created_at: '2026-07-24T21:23:23.000Z',
  conversation_id: '2080765813578191000',
};

describe('the door', () => {
  test('answers the challenge with its signature', () => {
    const answer = xDoor.challenge?.(knock({ query: { crc_token: 'abc' } }), SETTINGS);
    expect(JSON.parse(answer?.body ?? '')).toEqual({ response_token: sign('abc') });
    expect(xDoor.challenge?.(knock({}), SETTINGS)).toBeNull();
    expect(xDoor.challenge?.(knock({ query: { crc_token: 'abc' } }), {})).toBeNull();
  });
  test('signs no event for whoever asks as a challenge, and takes no challenge for an event', () => {
    const asked = (crc_token: string) => xDoor.challenge?.(knock({ query: { crc_token } }), SETTINGS);
    for (const forged of ['{"for_user_id":"1"}', '{}', '[]', ' {', 'ก', 'x'.repeat(201)])
      expect(asked(forged)).toBeNull();
    const real = 'OTY3NmU3ZjYtYmZjNy00ZmQ3LWJkZjUtOTZkMGJlYTY1Yzk0';
    const answer = JSON.parse(asked(real)?.body ?? '') as { response_token: string };
    const headers = { 'x-twitter-webhooks-signature': answer.response_token };
    expect(xDoor.prove(knock({ headers, body: Buffer.from(real) }), SETTINGS)).toBe(false);
  });
  test('takes a signature over the very bytes, and no other', () => {
    const body = Buffer.from('{"text":"\\u0e01"}');
    const proves = (bytes: Buffer, signature?: string, settings: Record<string, string> = SETTINGS) =>
      xDoor.prove(knock({ body: bytes, headers: { 'x-twitter-webhooks-signature': signature } }), settings);
    expect(proves(body, sign(body))).toBe(true);
    expect(proves(Buffer.from(JSON.stringify(JSON.parse(body.toString()))), sign(body))).toBe(false);
    expect(proves(body, sign(body, 'other'))).toBe(false);
    expect(proves(body)).toBe(false);
    expect(proves(body, sign(body, ''), {})).toBe(false);
  });
});

test('an instant is read however X writes it', () => {
  const instant = new Date('2020-02-05T08:39:31Z');
  for (const stamp of ['Wed Feb 05 08:39:31 +0000 2020', '2020-02-05T08:39:31.000Z', '1580891971000'])
    expect(xTime(stamp), stamp).toEqual(instant);
  expect([xTime('soon'), xTime(null)]).toEqual([null, null]);
});

describe('the X Activity API', () => {
  test('a mention is a public voice, with the person behind it', () => {
    const body = activity(
      'post.mention.create',
      {
        ...post,
        attachments: { media_keys: ['3_1'] },
        geo: { coordinates: { type: 'Point', coordinates: [100.5, 13.7] } },
      },
      {
        users: [{ id: OTHER, name: 'สมชาย', username: 'somchai' }],
        media: [
          { media_key: '3_1', type: 'photo', url: 'https://pbs.twimg.com/media/1.jpg' },
          { media_key: '3_2', type: 'photo', url: 'https://pbs.twimg.com/media/2.jpg' },
        ],
      },
    );
    expect(splitX(body)).toMatchObject([
      { externalId: '-6850472171600526495', kind: 'post.mention.create', at: new Date(post.created_at) },
    ]);
    expect(read(body)).toMatchObject([
      {
        kind: 'message',
        externalId: post.id,
        text: '@testtown น้ำท่วม & ไฟดับ',
        thread: { kind: 'post', id: post.conversation_id },
        sender: { id: OTHER, name: 'สมชาย (@somchai)' },
        link: `https://x.com/somchai/status/${post.id}`,
        public: true,
        media: [{ kind: 'image', ref: 'https://pbs.twimg.com/media/1.jpg' }],
        pin: { latitude: 13.7, longitude: 100.5 },
      },
    ]);
  });
  test('a post that only passes on somebody else’s is no voice', () => {
    const passedOn = { ...post, referenced_tweets: [{ type: 'retweeted', id: '1' }] };
    expect(read(activity('post.mention.create', passedOn))).toEqual([{ kind: 'nothing', why: 'not-for-us' }]);
  });
  test('a reply names what it answers; a film is its best cut; a long post is whole', () => {
    const variants = [
      { url: 'https://video.twimg.com/s.m3u8', content_type: 'application/x-mpegURL' },
      { url: 'https://video.twimg.com/1.mp4', content_type: 'video/mp4', bit_rate: 256 },
      { url: 'https://video.twimg.com/9.mp4', content_type: 'video/mp4', bit_rate: 2176 },
    ];
    const long = 'ก'.repeat(500);
    const body = activity(
      'post.reply.create',
      {
        ...post,
        note_tweet: { text: long },
        referenced_tweets: [{ type: 'replied_to', id: '77' }],
        attachments: { media_keys: ['7_1'] },
      },
      { media: [{ media_key: '7_1', type: 'video', variants }] },
    );
    expect(read(body)).toMatchObject([
      { replyTo: '77', text: long, media: [{ kind: 'video', ref: 'https://video.twimg.com/9.mp4' }] },
    ]);
  });
  test('an edited post is told of its first form, and filed if that never came', () => {
    const body = activity('post.mention.create', {
      ...post,
      id: '9',
      edit_history_tweet_ids: ['8', '9'],
      text: 'แก้แล้ว',
    });
    expect(read(body)).toMatchObject([
      { kind: 'message', externalId: '8' },
      { kind: 'edited', externalId: '8', text: 'แก้แล้ว' },
    ]);
  });
  test('what the account itself does is nothing', () => {
    for (const body of [
      activity('post.mention.create', { ...post, author_id: OWN }),
      activity('post.create', post),
      activity('dm.sent', {}),
      activity('chat.sent', {}),
    ]) {
      expect(read(body)).toEqual([{ kind: 'nothing', why: 'echo' }]);
    }
  });
  const dm = (over: object, sender = OTHER) => ({
    direct_message_events: [
      {
        type: 'message_create',
        id: '2080765901528535096',
        created_timestamp: '1784928224372',
        message_create: { target: { recipient_id: OWN }, sender_id: sender, message_data: { text: 'สวัสดี', ...over } },
      },
    ],
    users: { [OTHER]: { data: { id: OTHER, name: 'Other', username: 'OtherUser' } } },
  });
  test('a direct message is private; its picture is signed for; a chosen answer is one', () => {
    const attachment = {
      type: 'media',
      media: { type: 'photo', media_url_https: 'https://ton.twitter.com/1.1/ton/data/dm/1/2/x.jpg' },
    };
    expect(read(activity('dm.received', dm({ attachment })))).toMatchObject([
      {
        kind: 'message',
        externalId: '2080765901528535096',
        thread: { kind: 'person', id: OTHER },
        sender: { name: 'Other (@OtherUser)' },
        public: false,
        media: [{ kind: 'image' }],
      },
    ]);
    expect(
      read(activity('dm.received', dm({ quick_reply_response: { type: 'options', metadata: 'cases' } }))),
    ).toMatchObject([{ kind: 'chosen', data: 'cases' }]);
    expect(read(activity('dm.received', dm({}, OWN)))).toEqual([{ kind: 'nothing', why: 'echo' }]);
  });
  test('addresses are what was typed; what stands for a picture is no word', () => {
    const urls = [
      { url: 'https://t.co/a', expanded_url: 'https://town.go.th/news?p=$&x=1' },
      { url: 'https://t.co/b', expanded_url: 'https://x.com/somchai/status/1/photo/1' },
      { url: 'https://t.co/c', expanded_url: 'https://x.com/i/1', media_key: '3_1' },
      { url: 'https://t.co/d', expanded_url: 'javascript:alert(1)' },
    ];
    const text = 'ดู https://t.co/a และ https://t.co/d https://t.co/b https://t.co/c';
    const typed = 'ดู https://town.go.th/news?p=$&x=1 และ https://t.co/d';
    expect(read(activity('post.mention.create', { ...post, text, entities: { urls } }))).toMatchObject([
      { text: typed },
    ]);
    expect(
      read(activity('post.mention.create', { ...post, text: 'ต้น', note_tweet: { text, entities: { urls } } })),
    ).toMatchObject([{ text: typed }]);
    const media = { type: 'photo', media_url_https: 'https://ton.twitter.com/1.jpg', url: 'https://t.co/own' };
    const alone = dm({ text: ' https://t.co/own', attachment: { type: 'media', media } });
    expect(read(activity('dm.received', alone))).toMatchObject([{ text: '', media: [{ kind: 'image' }] }]);
  });
  test('an encrypted message cannot be read here: it is opened in X', () => {
    const body = activity('chat.received', {
      id: 'e4',
      created_at_msec: '1784841183370',
      sender_id: OTHER,
      conversation_id: `${OTHER}:${OWN}`,
    });
    expect(read(body)).toMatchObject([
      {
        unreadable: true,
        text: '',
        link: `https://x.com/i/chat/${OTHER}-${OWN}`,
        thread: { kind: 'person', id: OTHER },
        at: new Date(1_784_841_183_370),
      },
    ]);
  });
  test('a deleted post is withdrawn; what we do not know is kept', () => {
    expect(read(activity('post.delete', { id: '7', author_id: OTHER }))).toMatchObject([
      { kind: 'withdrawn', externalId: '7' },
    ]);
    expect(splitX(activity('news.new', { id: 1 }))).toMatchObject([{ kind: 'news.new' }]);
    expect(read(activity('news.new', { id: 1 }))).toEqual([]);
  });
});

describe('the Account Activity API', () => {
  const tweet = {
    id_str: '1234567890123456789',
    text: '@testtown ถนนพัง',
    created_at: 'Wed Feb 05 08:39:31 +0000 2020',
    user: { id_str: OTHER, name: 'a', screen_name: 'a' },
  };
  test('each event stands alone, under its own writer', () => {
    const body = {
      for_user_id: OWN,
      tweet_create_events: [
        tweet,
        { ...tweet, id_str: '2', user: { id_str: '3', screen_name: 'b' } },
        { ...tweet, id_str: '4', user: { id_str: OWN } },
        { ...tweet, id_str: '5', retweeted_status: {} },
      ],
    };
    expect(splitX(body).map(({ externalId }) => externalId)).toEqual([
      'post:1234567890123456789',
      'post:2',
      'post:4',
      'post:5',
    ]);
    expect(read(body)).toMatchObject([
      { sender: { id: OTHER } },
      { sender: { id: '3', name: '@b' } },
      { why: 'echo' },
      { why: 'not-for-us' },
    ]);
  });
  test('a picture’s own address is no word of the post', () => {
    const media = [{ type: 'photo', media_url_https: 'https://pbs.twimg.com/media/1.jpg', url: 'https://t.co/own' }];
    const pictured = { ...tweet, text: '@testtown ถนนพัง https://t.co/own', extended_entities: { media } };
    expect(read({ for_user_id: OWN, tweet_create_events: [pictured] })).toMatchObject([
      { text: '@testtown ถนนพัง', media: [{ ref: 'https://pbs.twimg.com/media/1.jpg' }] },
    ]);
  });
  test('an id that comes as a number alone keeps its digits', () => {
    const { id_str: _id, ...bare } = tweet;
    const text = JSON.stringify({ for_user_id: OWN, tweet_create_events: [{ ...bare, id: 0 }] }).replace(
      '"id":0',
      '"id":1234567890123456789',
    );
    expect(read(parseExact(text))).toMatchObject([{ externalId: '1234567890123456789' }]);
  });
  test('deletions, messages, and the rest', () => {
    const body = {
      for_user_id: OWN,
      tweet_delete_events: [{ status: { id: '1', user_id: OTHER }, timestamp_ms: '1580891971000' }],
      direct_message_events: [
        {
          type: 'message_create',
          id: '9',
          created_timestamp: '1580891971000',
          message_create: { sender_id: OTHER, message_data: { text: 'hi' } },
        },
      ],
      users: { [OTHER]: { id: OTHER, name: 'A', screen_name: 'a' } },
      follow_events: [{ type: 'follow' }],
    };
    expect(read(body)).toMatchObject([
      { kind: 'withdrawn', externalId: '1' },
      { kind: 'message', externalId: '9', sender: { name: 'A (@a)' } },
    ]);
    expect(splitX(body)).toHaveLength(3);
    expect(splitX({ for_user_id: OWN, tweet_create_events: [] })).toEqual([]);
    expect(splitX({ user_event: { revoke: {} } })).toMatchObject([{ kind: 'unknown' }]);
  });
});

test('nothing throws, and each piece has an id', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      for (const body of [
        a,
        activity('dm.received', { direct_message_events: a, users: b }),
        activity('post.mention.create', { a, b }),
        { for_user_id: '1', tweet_create_events: [a], direct_message_events: [b] },
      ]) {
        for (const event of splitX(body)) {
          expect(event.externalId).not.toBe('');
          expect(() => readX(event)).not.toThrow();
        }
      }
    }),
  );
});

const SAMPLES = process.env['FANGSIANG_SAMPLE_WEBHOOKS'] ?? '';
describe.skipIf(SAMPLES === '')('bodies of others', () => {
  const EXPECTED: Readonly<Record<string, object>> = {
    'x-aaa-direct-message-events': {
      kind: 'message',
      externalId: '954491830116155396',
      text: 'Hello World!',
      public: false,
    },
    'x-aaa-tweet-create': { kind: 'message', externalId: '1', public: true, sender: { id: '2' } },
    'x-xaa-chat-received': { kind: 'message', unreadable: true },
    'x-xaa-dm-received': { kind: 'message', externalId: '2080765901528535096', text: 'hello!' },
    'x-xaa-post-delete': { kind: 'withdrawn', externalId: '2080761269309813134' },
    'x-xaa-post-mention-create': { kind: 'message', externalId: '2080765813578191303', public: true },
  };
  test.each(SAMPLES === '' ? [] : globSync('x-*.json', { cwd: SAMPLES }))('%s', (path) => {
    const body = readFileSync(join(SAMPLES, path));
    expect(xDoor.prove(knock({ body, headers: { 'x-twitter-webhooks-signature': sign(body) } }), SETTINGS)).toBe(true);
    expect(read(parseExact(body.toString()))).toMatchObject([EXPECTED[basename(path, '.json')] ?? {}]);
  });
});
