import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { startFakeX } from '../../../../test/fakes/x-server.ts';
import { providerFetch } from '../accounts/provider-fetch.ts';
import type { Reach } from '../adapter.ts';
import type { Outgoing } from '../outgoing.ts';
import { twitter } from './adapter.ts';
import { posts, weigh, withoutAddresses } from './public-text.ts';
import { oauthHeader } from './sign.ts';

const NOW = new Date('2026-05-04T03:00:00Z');

async function stage(settings: Record<string, string> = {}) {
  const x = await startFakeX();
  onTestFinished(() => x[Symbol.asyncDispose]());
  x.state.now = () => NOW.getTime();
  const bases = { line: '', lineData: '', meta: '', x: x.base, traffy: '' };
  const reach: Reach = {
    settings: { consumerSecret: 'consumer-secret', bearerToken: 'user-token', ...settings },
    bases,
    fetch: providerFetch,
    now: () => NOW,
  };
  return { x, reach };
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
])('%s', (text, bare, left) => {
  expect(withoutAddresses(text)).toEqual({ text: bare, left });
});

test('a text is cut into posts that hold, and nothing of it is lost', () => {
  const words = fc
    .array(fc.constantFrom('ถนนพัง', 'ไฟดับ', '👨‍👩‍👧', 'กำลังแก้ไข', 'town', 'น้ำ\n'), { minLength: 1, maxLength: 300 })
    .map((list) => list.join(' '));
  fc.assert(
    fc.property(words, (text) => {
      const cut = posts(text);
      expect(cut.every((piece) => weigh(piece) <= 280)).toBe(true);
      expect(cut.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
    }),
  );
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
  await twitter.send(direct('ติดตามที่ https://town.go.th'), reach);
  expect(x.messages).toMatchObject([{ to: '222', text: 'ติดตามที่ https://town.go.th' }]);
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
});
