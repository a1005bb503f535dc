import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { startFakeX } from '../../../../test/fakes/x-server.ts';
import { providerFetch } from '../accounts/provider-fetch.ts';
import type { Sending } from '../adapter.ts';
import { personalIn, postsOf, sizeOf, weigh, withoutAddresses } from '../in-public/contract.ts';
import type { Outgoing } from '../outgoing.ts';
import { twitter } from './adapter.ts';
import { IN_PUBLIC } from './send-post.ts';
import { oauthHeader } from './sign.ts';

const NOW = new Date('2026-05-04T03:00:00Z');

async function stage(settings: Record<string, string> = {}) {
  const x = await startFakeX();
  onTestFinished(() => x[Symbol.asyncDispose]());
  x.state.now = () => NOW.getTime();
  const bases = { line: '', lineData: '', meta: '', x: x.base, traffy: '' };
  const shown = new Map<string, Buffer>();
  const reach: Sending = {
    settings: { consumerSecret: 'consumer-secret', bearerToken: 'user-token', ...settings },
    bases,
    fetch: providerFetch,
    now: () => NOW,
    picture: async (url) => {
      const bytes = shown.get(url);
      return bytes ? { bytes, mediaType: 'image/jpeg' } : null;
    },
  };
  return { x, reach, shown };
}
const message = (text: string, over: Partial<Outgoing> = {}): Outgoing => ({
  id: randomUUID(),
  to: { kind: 'post', id: '700' },
  parts: [{ kind: 'text', text }],
  subject: '',
  byHuman: true,
  replyToken: null,
  answers: { externalId: '701', public: true },
  hoursSinceHeard: 1,
  ...over,
});
const direct = (text: string, over: Partial<Outgoing> = {}): Outgoing =>
  message(text, { to: { kind: 'person', id: '222' }, answers: null, ...over });

// docs.x.com/resources/fundamentals/authentication/oauth-1-0a/creating-a-signature
test('the signature is the one of the documents', () => {
  const keys = {
    consumerKey: 'xvz1evFS4wEEPTGEFPHBog',
    consumerSecret: 'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw',
    token: '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb',
    tokenSecret: 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE',
  };
  const header = oauthHeader(
    keys,
    'post',
    'https://api.twitter.com/1.1/statuses/update.json?include_entities=true',
    new Date(1_318_622_958_000),
    {
      nonce: 'kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg',
      form: { status: 'Hello Ladies + Gentlemen, a signed OAuth request!' },
    },
  );
  expect(header).toContain('oauth_signature="hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D"');
});

test.each([
  ['ดูที่ https://town.go.th/t?n=1 นะคะ', 'ดูที่ นะคะ', 1],
  ['เว็บ www.town.go.th/track', 'เว็บ', 1],
  ['เว็บtown.go.thค่ะ', 'เว็บค่ะ', 1],
  ['ส่งอีเมล saraban@town.go.th', 'ส่งอีเมล saraban@town.go.th', 0],
  ['เลขที่ ร.0001/2569 เวลา 10.30 น. ครบ 15 วัน', 'เลขที่ ร.0001/2569 เวลา 10.30 น. ครบ 15 วัน', 0],
  [`ก \t \nข${' '.repeat(200_000)}ค`, 'ก\nข ค', 0],
])('%#', (text, bare, left) => {
  expect(withoutAddresses(text)).toEqual({ text: bare, left });
});

// docs.x.com/fundamentals/counting-characters
test.each([
  ['ไฟดับที่นี่', 11, 1],
  ['👨‍👩‍👧‍👦', 2, 1],
  ['🇹🇭 ok', 5, 1],
  ['漢字', 4, 1],
  ['ก'.repeat(281), 281, 2],
  ['ดูที่ https://town.go.th', 5, 1],
  ['https://town.go.th', 0, 0],
])('%s is as long as X counts it', (text, used, count) => {
  expect(sizeOf(text, IN_PUBLIC)).toMatchObject({ used, posts: count, fits: count > 0 });
});

test('a text is cut into posts that hold, and nothing of it is lost', () => {
  const words = fc
    .array(fc.constantFrom('ถนนพัง', 'ไฟดับ', '👨‍👩‍👧', 'กำลังแก้ไข', 'town', 'น้ำ\n'), { minLength: 1, maxLength: 300 })
    .map((list) => list.join(' '));
  fc.assert(
    fc.property(words, (text) => {
      const cut = postsOf(text, IN_PUBLIC);
      expect(cut.every((piece) => weigh(piece) <= 280)).toBe(true);
      expect(cut.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
    }),
  );
});

test.each([
  ['โทร 081-234-5678 นะคะ', ['phone']],
  ['โทร ๐๘๑ ๒๓๔ ๕๖๗๘', ['phone']],
  ['เลขบัตร 1-1037-00123-45-6', ['id']],
  ['บ้านเลขที่ 9', ['house']],
  ['a.b@example.org', ['email']],
  ['รหัส ABCD-EFGH-2345', ['code']],
  ['แจ้งคุณสมชายแล้ว', ['name']],
  ['ซ่อมไฟหน้าตลาดเมื่อ 4 พฤษภาคม 2569 เวลา 10.30 น. เรื่อง ร.0001/2569', []],
])('%s: what looks personal', (text, kinds) => {
  expect(personalIn(text, ['สมชาย ใจดี'])).toEqual(kinds);
});

test('an answer in public holds no address, whatever it was made of', async () => {
  const { x, reach } = await stage();
  const parts: Outgoing['parts'] = [
    { kind: 'text', text: 'รับเรื่องแล้ว เลขที่ ร.0001/2569 https://town.go.th' },
    { kind: 'link', text: 'ติดตามด้วยเลขที่นี้', url: 'https://town.go.th/t' },
  ];
  const result = await twitter.send(message('', { parts }), reach);
  expect(result).toMatchObject({ outcome: 'accepted', method: 'public', cost: 0.015, providerIds: [x.posts[0]?.id] });
  expect(x.posts).toMatchObject([{ text: 'รับเรื่องแล้ว เลขที่ ร.0001/2569\n\nติดตามด้วยเลขที่นี้', replyTo: '701' }]);
  expect(x.spent.usd).toBeCloseTo(0.015);
  expect(await twitter.send(message('https://town.go.th'), reach)).toMatchObject({ outcome: 'refused' });
});

test('a long answer is a row of posts; one that is too long is refused', async () => {
  const { x, reach } = await stage();
  expect(await twitter.send(message('เจ้าหน้าที่ตรวจแล้ว '.repeat(30)), reach)).toMatchObject({ outcome: 'accepted' });
  expect(x.posts.length).toBeGreaterThan(1);
  expect(x.posts.slice(1).map(({ replyTo }) => replyTo)).toEqual(x.posts.slice(0, -1).map(({ id }) => id));
  expect(await twitter.send(message('ก'.repeat(2000)), reach)).toMatchObject({
    outcome: 'refused',
    problem: 'too-long',
  });
});

test('a lost answer is looked for; the next attempt finds the post there', async () => {
  const { x, reach } = await stage();
  x.fail('lost-answer', /tweets$/, 'POST');
  expect(await twitter.send(message('หนึ่ง'), reach)).toMatchObject({
    outcome: 'accepted',
    providerIds: [x.posts[0]?.id],
  });
  x.fail('lost-answer', /tweets$/, 'POST');
  x.fail('server-error', /tweets$/, 'GET');
  expect(await twitter.send(message('สอง'), reach)).toMatchObject({ outcome: 'unreachable' });
  expect(await twitter.send(message('สอง', { again: true }), reach)).toMatchObject({ outcome: 'accepted' });
  x.fail('lost-answer', /messages$/);
  expect(await twitter.send(direct('สาม'), reach)).toMatchObject({ outcome: 'accepted' });
  expect(await twitter.send(direct('สาม', { again: true }), reach)).toMatchObject({ outcome: 'accepted' });
  expect(x.posts.map(({ text }) => text)).toEqual(['หนึ่ง', 'สอง']);
  expect(x.messages.map(({ text }) => text)).toEqual(['สาม']);
});

test('what may have arrived and cannot be looked for just now is not said meanwhile', async () => {
  const { x, reach } = await stage();
  x.fail('lost-answer', /messages$/);
  x.fail('server-error', /dm_events$/);
  expect(await twitter.send(direct('สี่'), reach)).toMatchObject({ outcome: 'unreachable' });
  x.fail('server-error', /dm_events$/);
  expect(await twitter.send(direct('สี่', { again: true }), reach)).toMatchObject({ outcome: 'unreachable' });
  expect(await twitter.send(direct('สี่', { again: true }), reach)).toMatchObject({ outcome: 'accepted' });
  expect(x.messages).toHaveLength(1);
});

test('what X refuses says why, and when to come back', async () => {
  const { x, reach } = await stage();
  x.state.left.set('tweets', 0);
  expect(await twitter.send(message('ก'), reach)).toMatchObject({ outcome: 'unreachable', retryAfterSeconds: 600 });
  x.state.left.clear();
  x.state.gone.add('701');
  expect(await twitter.send(message('ข'), reach)).toMatchObject({ outcome: 'refused', problem: 'gone' });
  x.state.gone.clear();
  x.state.credits = 0;
  expect(await twitter.send(message('ค'), reach)).toMatchObject({ outcome: 'refused', problem: 'quota' });
  x.state.closed.add('222');
  expect(await twitter.send(direct('ง'), reach)).toMatchObject({ outcome: 'refused', problem: 'blocked' });
  x.state.token = 'new';
  expect(await twitter.send(direct('จ'), reach)).toMatchObject({ outcome: 'unreachable', problem: 'wrong-key' });
  await x.down();
  expect(await twitter.send(direct('ฉ'), reach)).toMatchObject({ outcome: 'unreachable' });
});

test('a private answer may hold an address', async () => {
  const { x, reach } = await stage();
  x.fail('lost-answer', /messages$/);
  expect(await twitter.send(direct('ติดตามที่ https://town.go.th'), reach)).toMatchObject({ outcome: 'accepted' });
  expect(x.messages).toMatchObject([{ to: '222', text: 'ติดตามที่ https://town.go.th' }]);
});

const picture = (n: number) => ({ kind: 'image', url: `https://desk.example/photo?t=${n}`, alt: `รูปที่ ${n}` }) as const;
const answered = { kind: 'text', text: 'ซ่อมแล้ว' } as const;

test('pictures are brought to X and said one in a message; those of a post stand with the first one', async () => {
  const { x, reach, shown } = await stage();
  for (const n of [1, 2]) shown.set(picture(n).url, Buffer.from(`picture ${n}`));
  const parts = [picture(1), picture(2), answered] as const;
  const told = await twitter.send(direct('', { parts }), reach);
  expect(told).toMatchObject({ outcome: 'accepted', providerIds: x.messages.map(({ id }) => id) });
  expect(x.messages.map(({ text, picture: bytes }) => [text, bytes?.toString() ?? null])).toEqual([
    ['รูปที่ 1', 'picture 1'],
    ['รูปที่ 2', 'picture 2'],
    ['ซ่อมแล้ว', null],
  ]);
  expect(await twitter.send(message('', { parts }), reach)).toMatchObject({ outcome: 'accepted' });
  expect(x.posts).toMatchObject([{ text: 'ซ่อมแล้ว', pictures: [Buffer.from('picture 1'), Buffer.from('picture 2')] }]);
  expect([...x.media.values()].map(({ category }) => category)).toEqual([
    'dm_image',
    'dm_image',
    'tweet_image',
    'tweet_image',
  ]);
});

test('a picture that cannot be brought says why before anything is said; what was said is not said twice', async () => {
  const { x, reach, shown } = await stage();
  const parts = [picture(1), answered] as const;
  const send = (over: Partial<Outgoing> = {}) => twitter.send(direct('', { parts, ...over }), reach);
  expect(await send()).toMatchObject({ outcome: 'refused', problem: null, providerIds: [] });
  shown.set(picture(1).url, Buffer.alloc(6_000_000));
  expect(await send()).toMatchObject({ outcome: 'refused', problem: null, answer: expect.stringContaining('size') });
  shown.set(picture(1).url, Buffer.from('picture'));
  // It is the token that may not, not the person who does not want to hear.
  x.state.mayUpload = false;
  expect(await send()).toMatchObject({ outcome: 'refused', problem: null });
  x.state.mayUpload = true;
  for (const fault of ['server-error', 'lost-answer', 'half-closed'] as const) {
    x.fail(fault, /media\/upload$/);
    expect(await send()).toMatchObject({ outcome: 'unreachable', nothingSent: true });
  }
  expect(x.messages).toEqual([]);
  // The picture is told, the words are not: the next attempt says the words alone, and brings no picture for nothing.
  x.state.left.set('dm_conversations/with/222/messages', 1);
  expect(await send()).toMatchObject({ outcome: 'unreachable', nothingSent: false });
  const brought = x.media.size;
  x.state.left.clear();
  expect(await send({ again: true })).toMatchObject({ outcome: 'accepted' });
  expect(x.messages.map(({ text }) => text)).toEqual(['รูปที่ 1', 'ซ่อมแล้ว']);
  expect(x.media.size).toBe(brought);
  x.fail('lost-answer', /tweets$/, 'POST');
  x.fail('server-error', /tweets$/, 'GET');
  expect(await twitter.send(message('', { parts }), reach)).toMatchObject({ outcome: 'unreachable' });
  expect(await twitter.send(message('', { parts, again: true }), reach)).toMatchObject({ outcome: 'accepted' });
  expect(x.posts).toHaveLength(1);
});

test('the connection says whose it is; a token for reading alone is told apart; keys that do not end are used where they are set', async () => {
  const { x, reach } = await stage();
  expect(await twitter.test(reach)).toEqual({ ok: true, detail: `@testtown (${x.id})`, problem: null });
  x.state.appOnly = true;
  expect(await twitter.test(reach)).toMatchObject({ ok: false, problem: 'no-permission' });
  const keys = { consumerKey: 'ck', accessToken: 'at', accessTokenSecret: 'ats' };
  expect(await twitter.test({ ...reach, settings: { ...reach.settings, ...keys } })).toMatchObject({ ok: true });
  expect(await twitter.profile?.('333', reach)).toEqual({ name: 'Name 333 (@u333)', language: null });
  expect(
    await twitter.fetchMedia?.({ kind: 'image', ref: 'https://evil.example/x.jpg', name: null }, reach),
  ).toMatchObject({ state: 'gone' });
});

test('mentions are asked for only where the settings say so, from now on, each once', async () => {
  const { x, reach } = await stage({ mentionsPolling: 'yes' });
  const poll = (cursor: string | null, own = reach) => {
    if (!twitter.poll) throw new Error('no polling');
    return twitter.poll(cursor, own);
  };
  const first = await poll(null);
  expect(first).toEqual({ events: [], cursor: `from:${NOW.toISOString()}` });
  expect(x.requests).toEqual([]);
  x.mentions.push(
    { id: '900', author: '5', text: 'ไฟดับ @testtown' },
    { id: '1000', author: '6', text: 'ถนนพัง' },
    { id: '1001', author: '7', text: 'น้ำท่วม' },
  );
  x.state.pageSize = 2;
  const second = await poll(first.cursor);
  expect(second.cursor).toBe('since:1001');
  expect(second.events.map(({ externalId }) => externalId)).toEqual(['post:1001', 'post:1000', 'post:900']);
  expect(second.events.flatMap((event) => twitter.read(event, {}))).toMatchObject([
    { sender: { id: '7' } },
    { sender: { id: '6' } },
    { sender: { id: '5' } },
  ]);
  expect(await poll(second.cursor)).toEqual({ events: [], cursor: 'since:1001' });
  expect(await poll('since:1', { ...reach, settings: { ...reach.settings, mentionsPolling: '' } })).toEqual({
    events: [],
    cursor: 'since:1',
  });
});

test('a limit in the middle keeps what was read, and the place', async () => {
  const { x, reach } = await stage({ mentionsPolling: 'yes' });
  x.state.pageSize = 1;
  x.mentions.push(
    { id: '10', author: '5', text: 'a' },
    { id: '11', author: '5', text: 'b' },
    { id: '12', author: '5', text: 'c' },
  );
  x.state.left.set('users/:id/mentions', 2);
  const read = await twitter.poll?.('since:9', reach);
  expect(read).toMatchObject({ cursor: 'since:9', events: [{ externalId: 'post:12' }, { externalId: 'post:11' }] });
  await expect(twitter.poll?.('since:9', reach)).rejects.toThrow(/429/);
  const ended = { ...reach, settings: { ...reach.settings, bearerToken: 'taken-back' } };
  await expect(twitter.poll?.('since:9', ended)).rejects.toMatchObject({ problem: 'wrong-key' });
});
