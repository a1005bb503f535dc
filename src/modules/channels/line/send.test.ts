import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeLine, startFakeLine } from '../../../../test/fakes/line-server.ts';
import { openOutbound } from '../../../platform/outbound/outbound.ts';
import type { Reach } from '../adapter.ts';
import type { Outgoing, Part } from '../outgoing.ts';
import { lineAdapter } from './adapter.ts';
import { fetchLineMedia } from './media.ts';

const USER = `U${'a'.repeat(32)}`;
const GROUP = `C${'b'.repeat(32)}`;
let line: FakeLine;
beforeEach(async () => {
  line = await startFakeLine();
});
afterEach(() => line.close());

const reach = (given: Partial<Reach> = {}): Reach => ({
  settings: { channelSecret: line.channelSecret, channelAccessToken: line.accessToken },
  bases: { line: line.base, lineData: line.base, meta: '', x: '', traffy: '' },
  fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(1_500) }),
  now: () => new Date(),
  ...given,
});
const text = (words: string): Part => ({ kind: 'text', text: words });
const outgoing = (given: Partial<Outgoing> = {}): Outgoing => ({
  id: v7(),
  to: { kind: 'person', id: USER },
  parts: [text('เราแก้ไขไฟให้แล้ว')],
  subject: '',
  byHuman: true,
  replyToken: null,
  answers: null,
  hoursSinceHeard: 1,
  ...given,
});
const send = (message: Outgoing, with_: Partial<Reach> = {}) =>
  lineAdapter.send(message, { ...reach(with_), picture: async () => null });

describe('an answer', () => {
  test('goes free of charge by the reply token while it lives', async () => {
    const replyToken = line.replyToken(USER);
    const result = await send(outgoing({ replyToken }));
    expect(result).toMatchObject({ outcome: 'accepted', method: 'reply', cost: 0, providerIds: [expect.any(String)] });
    expect(line.shown).toMatchObject([
      { to: USER, by: 'reply', token: replyToken, messages: [{ text: 'เราแก้ไขไฟให้แล้ว' }] },
    ]);
    expect(line.state.used).toBe(0);
  });

  test('is pushed when the token has run out, or was used by another message', async () => {
    const old = line.replyToken(USER, -1);
    expect(await send(outgoing({ replyToken: old }))).toMatchObject({ outcome: 'accepted', method: 'push', cost: 1 });
    const used = line.replyToken(USER);
    await send(outgoing({ replyToken: used }));
    expect(await send(outgoing({ replyToken: used }))).toMatchObject({ outcome: 'accepted', method: 'push' });
    expect(line.shown).toHaveLength(3);
  });

  test('that is pushed twice arrives once', async () => {
    const message = outgoing();
    const first = await send(message);
    const again = await send(message);
    expect([first.outcome, again.outcome]).toEqual(['accepted', 'accepted']);
    expect(again.answer).toContain(first.answer);
    expect(first.providerIds).toHaveLength(1);
    expect(again.providerIds).toEqual(first.providerIds);
    expect(line.shown).toHaveLength(1);
    expect(line.state.used).toBe(1);
    expect(line.requests.map(({ headers }) => headers['x-line-retry-key'])).toEqual([message.id, message.id]);
  });

  test.each(['lost-answer', 'server-error-after'] as const)(
    'whose acknowledgement is lost (%s) is not said twice',
    async (fault) => {
      line.break(/reply$/, fault);
      expect(await send(outgoing({ replyToken: line.replyToken(USER) }))).toMatchObject({
        outcome: 'uncertain',
        method: 'reply',
        cost: 0,
      });
      const pushed = outgoing();
      line.break(/push$/, fault);
      expect(await send(pushed)).toMatchObject({ outcome: 'unreachable' });
      expect(await send(pushed)).toMatchObject({ outcome: 'accepted' });
      expect(line.shown).toHaveLength(2);
    },
  );

  test('that may have arrived by an earlier attempt is not pushed on top of it', async () => {
    const message = outgoing({ replyToken: line.replyToken(USER) });
    line.break(/reply$/, 'lost-answer', 'half-closed');
    expect(await send(message)).toMatchObject({ outcome: 'unreachable', method: 'reply' });
    expect(await send({ ...message, again: true })).toMatchObject({ outcome: 'uncertain', method: 'reply' });
    expect(line.shown).toHaveLength(1);
  });

  test.each(['half-closed', 'server-error'] as const)(
    'that never arrived (%s) is said when the token is tried again',
    async (fault) => {
      line.break(/reply$/, fault);
      expect(await send(outgoing({ replyToken: line.replyToken(USER) }))).toMatchObject({
        outcome: 'accepted',
        method: 'reply',
      });
      expect(line.shown).toHaveLength(1);
    },
  );

  test('waits while LINE is down or slow, and goes afterwards', async () => {
    const message = outgoing();
    await line.down();
    expect(await send(message)).toMatchObject({ outcome: 'unreachable', problem: null });
    await line.up();
    line.break(/push$/, { slowMs: 3_000 });
    expect(await send(message)).toMatchObject({ outcome: 'unreachable' });
    expect(await send(message)).toMatchObject({ outcome: 'accepted' });
  });

  test('of many parts goes in one request of at most five messages', async () => {
    const parts: [Part, ...Part[]] = [text('1'), text('2'), text('3'), text('4'), text('5'), text('6'), text('7')];
    await send(outgoing({ parts, replyToken: line.replyToken(USER) }));
    expect(line.shown).toHaveLength(1);
    expect(line.shown[0]?.messages).toHaveLength(5);
  });

  test('too long for one request is pushed in several, each once however often it is tried', async () => {
    const long = text('ก'.repeat(4_999));
    const message = outgoing({ parts: [long, long, long, long, long, long], replyToken: line.replyToken(USER) });
    line.break(/push$/, 'lost-answer');
    expect(await send(message)).toMatchObject({ outcome: 'unreachable' });
    expect(await send(message)).toMatchObject({ outcome: 'accepted', method: 'push', cost: 2 });
    expect(line.shown.map(({ messages }) => messages.length)).toEqual([5, 1]);
  });

  test('to a group is counted for everybody in it', async () => {
    expect(await send(outgoing({ to: { kind: 'group', id: GROUP } }))).toMatchObject({ outcome: 'accepted', cost: 3 });
    expect(line.state.used).toBe(3);
  });
});

describe('what LINE refuses', () => {
  test('a month that is used up is no hiccup: another channel is due', async () => {
    line.state.quota = { type: 'limited', value: 0 };
    expect(await send(outgoing())).toMatchObject({
      outcome: 'refused',
      problem: 'quota',
      answer: expect.stringContaining('monthly limit'),
    });
    expect(await send(outgoing({ replyToken: line.replyToken(USER) }))).toMatchObject({
      outcome: 'accepted',
      method: 'reply',
    });
  });

  test('too many requests in a moment is one', async () => {
    line.break(/push$/, 'rate-limit');
    expect(await send(outgoing())).toMatchObject({
      outcome: 'unreachable',
      problem: null,
      retryAfterSeconds: expect.any(Number),
    });
  });

  test('a wrong token waits for the administrator, and says so', async () => {
    const settings = { channelSecret: 'x', channelAccessToken: 'wrong' };
    expect(await send(outgoing(), { settings })).toMatchObject({ outcome: 'unreachable', problem: 'wrong-key' });
    expect(await lineAdapter.test(reach({ settings }))).toMatchObject({ ok: false, problem: 'wrong-key' });
  });

  test('a receiver that is none is final', async () => {
    expect(await send(outgoing({ to: { kind: 'person', id: 'nobody' } }))).toMatchObject({
      outcome: 'refused',
      problem: 'gone',
    });
  });

  test('what LINE says is kept for the record, and no secret with it', async () => {
    const { answer } = await send(outgoing({ to: { kind: 'person', id: 'nobody' } }));
    expect(answer).toMatch(/^400 /);
    expect(answer).not.toContain(line.accessToken);
  });
});

describe('what is asked of LINE', () => {
  test('who it is, and whether its events come here', async () => {
    expect(await lineAdapter.test(reach())).toEqual({
      ok: true,
      detail: 'เทศบาลตัวอย่าง (@216ru)',
      problem: 'no-webhook',
    });
    line.state.endpoint = { endpoint: 'https://x.example/webhooks/line/main', active: false };
    expect(await lineAdapter.test(reach())).toEqual({
      ok: true,
      detail: 'เทศบาลตัวอย่าง (@216ru) · Webhook: https://x.example/webhooks/line/main',
      problem: 'webhook-off',
    });
    await line.down();
    expect(await lineAdapter.test(reach())).toMatchObject({ ok: false, problem: 'unreachable' });
    await line.up();
  });

  test('names: of a person, of somebody in a group or a room, of a group', async () => {
    line.profiles.set(`profile/${USER}`, { displayName: 'สมชาย', language: 'th-TH' });
    line.profiles.set(`group/${GROUP}/member/${USER}`, { displayName: 'สมหญิง' });
    line.profiles.set(`room/R1/member/${USER}`, { displayName: 'Somebody', language: 'en' });
    expect(await lineAdapter.profile?.(USER, reach())).toEqual({ name: 'สมชาย', language: 'th' });
    expect(await lineAdapter.profile?.(`${GROUP}/${USER}`, reach())).toEqual({ name: 'สมหญิง', language: null });
    expect(await lineAdapter.profile?.(`R1/${USER}`, reach())).toEqual({ name: 'Somebody', language: 'en' });
    expect(await lineAdapter.profile?.(GROUP, reach())).toEqual({ name: 'ชุมชนตลาดเก่า', language: null });
    expect(await lineAdapter.profile?.('Unobody', reach())).toBeNull();
    expect(await lineAdapter.profile?.('../../v2/bot/info', reach())).toBeNull();
  });

  test('what is used of the month', async () => {
    await send(outgoing());
    expect(await lineAdapter.quota?.(reach())).toEqual({ used: 1, most: 300 });
    line.state.quota = { type: 'none' };
    expect(await lineAdapter.quota?.(reach())).toEqual({ used: 1, most: null });
  });
});

describe('what people sent', () => {
  const fetchMedia = fetchLineMedia(openOutbound());
  const image = (ref: string) => ({ kind: 'image', ref, name: null }) as const;

  test('a picture is there at once, a video when LINE has prepared it', async () => {
    line.contents.set('1', { bytes: Buffer.from('jpeg'), type: 'image/jpeg' });
    expect(await fetchMedia(image('1'), reach())).toMatchObject({
      state: 'ready',
      mediaType: 'image/jpeg',
      bytes: Buffer.from('jpeg'),
    });
    line.contents.set('2', { bytes: Buffer.from('mp4'), type: 'video/mp4', transcoding: ['processing', 'succeeded'] });
    const video = { kind: 'video', ref: '2', name: 'a.mp4' } as const;
    expect(await fetchMedia(video, reach())).toMatchObject({ state: 'not-yet' });
    expect(await fetchMedia(video, reach())).toMatchObject({ state: 'ready', name: 'a.mp4' });
    line.contents.set('3', { bytes: Buffer.alloc(0), type: 'video/mp4', transcoding: ['failed'] });
    expect(await fetchMedia({ ...video, ref: '3' }, reach())).toMatchObject({ state: 'gone' });
  });

  test('what LINE has deleted is gone; a wrong token or a fault is not the end of it', async () => {
    expect(await fetchMedia(image('404'), reach())).toMatchObject({ state: 'gone' });
    line.contents.set('1', { bytes: Buffer.from('x'), type: 'image/png', transcoding: ['processing'] });
    expect(await fetchMedia(image('1'), reach())).toMatchObject({ state: 'not-yet' });
    expect(await fetchMedia(image('1'), reach({ settings: {} }))).toMatchObject({ state: 'not-yet' });
    line.break(/content/, 'server-error');
    expect(await fetchMedia(image('1'), reach())).toMatchObject({ state: 'not-yet' });
  });

  test('an address that the sender chose is never fetched inside', async () => {
    for (const address of [
      line.base,
      'https://127.0.0.1/',
      'https://[::1]/',
      'http://169.254.169.254/latest',
      'https://2130706433/',
    ]) {
      expect(await fetchMedia(image(address), reach())).toMatchObject({ state: 'gone' });
    }
    expect(line.requests).toEqual([]);
    const trusting = fetchLineMedia(openOutbound({ internalHosts: ['127.0.0.1'] }));
    expect(await trusting(image(`${line.base}/a.jpg`), reach())).toMatchObject({
      state: 'gone',
      why: 'its server answered 401',
    });
    expect(line.requests[0]?.headers.authorization).toBeUndefined();
  });
});
