import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { providerFetch } from '../accounts/provider-fetch.ts';
import type { Reach } from '../adapter.ts';
import type { Arrival } from '../arrival.ts';
import { splitMeta } from '../meta/split.ts';
import { instagram } from './adapter.ts';
import { completeMention } from './complete-mention.ts';

const IG = '17841405309211844';
const at = 1_777_860_000_000;
const ig = (over: object) => ({ object: 'instagram', entry: [{ id: IG, time: at, ...over }] });
const insta = (body: unknown): Arrival[] => splitMeta(body).flatMap((event) => instagram.read(event, {}));

describe('Instagram', () => {
  test("the dashboard's test comes as a change, real messages do not", () => {
    const value = {
      sender: { id: 'S1' },
      recipient: { id: IG },
      timestamp: '1527459824',
      message: { mid: 'random_mid', text: 'random_text' },
    };
    expect(insta(ig({ changes: [{ field: 'messages', value }] }))).toMatchObject([
      {
        kind: 'message',
        externalId: 'random_mid',
        text: 'random_text',
        thread: { kind: 'person', id: 'S1' },
        at: new Date(1_527_459_824_000),
      },
    ]);
  });
  test('a reply to a story, a mention in one, a shared post elsewhere', () => {
    const story = { url: 'https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1', id: '9' };
    const body = (message: object) =>
      ig({
        messaging: [{ sender: { id: 'S1' }, recipient: { id: IG }, timestamp: at, message: { mid: 'm', ...message } }],
      });
    expect(insta(body({ text: 'ตรงนี้', reply_to: { story } }))).toMatchObject([
      { media: [{ name: 'story', ref: story.url }] },
    ]);
    expect(insta(body({ attachments: [{ type: 'story_mention', payload: { url: story.url } }] }))).toMatchObject([
      { media: [{ name: 'story' }] },
    ]);
    expect(insta(body({ attachments: [{ type: 'share', payload: { url: 'https://evil.example/x' } }] }))).toMatchObject(
      [{ media: [], text: 'https://evil.example/x' }],
    );
  });
  test('comments and live comments are public; our own are nothing', () => {
    const value = {
      id: '178',
      from: { id: '55', username: 'jane' },
      text: 'ขยะล้น',
      media: { id: '180' },
      parent_id: '170',
    };
    for (const field of ['comments', 'live_comments']) {
      expect(insta(ig({ changes: [{ field, value }] }))).toMatchObject([
        {
          externalId: '178',
          thread: { kind: 'post', id: '180' },
          sender: { name: 'jane' },
          public: true,
          replyTo: '170',
        },
      ]);
    }
    expect(insta(ig({ changes: [{ field: 'comments', value: { ...value, from: { id: IG } } }] }))).toEqual([
      { kind: 'nothing', why: 'echo' },
    ]);
  });
  test('a mention is told without words: it is one that staff open, at its post or where the account is told', async () => {
    expect(
      insta(ig({ changes: [{ field: 'mentions', value: { media_id: '180', comment_id: '178' } }] })),
    ).toMatchObject([
      {
        kind: 'message',
        externalId: '178',
        thread: { kind: 'post', id: 'mention:180' },
        unreadable: true,
        text: '',
        link: 'https://www.instagram.com/notifications/',
      },
    ]);
    const permalink = 'https://www.instagram.com/p/abc/';
    const [event] = splitMeta(ig({ changes: [{ field: 'mentions', value: { media_id: '180', comment_id: '178' } }] }));
    const refused = { error: { message: 'Unsupported get request', code: 100, error_subcode: 33 } };
    const reach: Reach = {
      settings: { pageToken: 't', appSecret: 's' },
      bases: { line: '', lineData: '', meta: 'http://127.0.0.1:1', x: '', traffy: '' },
      fetch: async (asked) =>
        String(asked instanceof Request ? asked.url : asked).includes('mentioned_comment')
          ? Response.json(refused, { status: 400 })
          : Response.json({ mentioned_media: { permalink } }),
      now: () => new Date(at),
    };
    const placed = event && (await completeMention(event, reach));
    expect(placed && instagram.read(placed, {})).toMatchObject([{ unreadable: true, text: '', link: permalink }]);
  });
  test('a mention waits for its words while Instagram is away; what is refused stays without words', async () => {
    let status = 200;
    let answer: object = { mentioned_comment: { text: '@town ถนนพัง', username: 'som' } };
    const server = createServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const stop = async () => {
      server.closeAllConnections();
      if (server.listening) await once(server.close(), 'close');
    };
    onTestFinished(stop);
    const meta = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const reach: Reach = {
      settings: { pageToken: 't', appSecret: 's' },
      bases: { line: '', lineData: '', meta, x: '', traffy: '' },
      fetch: providerFetch,
      now: () => new Date(at),
    };
    const [event] = splitMeta(ig({ changes: [{ field: 'mentions', value: { media_id: '180', comment_id: '178' } }] }));
    if (!event) throw new Error('no event');
    const whole = await completeMention(event, reach);
    expect(whole && instagram.read(whole, {})).toMatchObject([{ kind: 'message', text: '@town ถนนพัง' }]);
    answer = { error: { message: 'try later', code: 2 } };
    status = 503;
    await expect(completeMention(event, reach)).rejects.toThrow('could not be asked');
    answer = { error: { message: 'Unsupported get request', code: 100, error_subcode: 33 } };
    status = 400;
    expect(await completeMention(event, reach)).toBeNull();
    await stop();
    await expect(completeMention(event, reach)).rejects.toThrow('could not be asked');
  });
});
