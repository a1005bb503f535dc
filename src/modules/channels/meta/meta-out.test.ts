import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { type FakeMeta, startFakeMeta } from '../../../../test/fakes/meta-server.ts';
import { providerFetch } from '../accounts/provider-fetch.ts';
import type { Sending } from '../adapter.ts';
import { facebook } from '../facebook/adapter.ts';
import { instagram } from '../instagram/adapter.ts';
import type { Outgoing, Part } from '../outgoing.ts';
import { splitMeta } from './split.ts';

const NOW = new Date('2026-05-04T03:00:00Z');
const HOUR = 3_600_000;

async function stage(settings: Record<string, string> = {}) {
  const meta: FakeMeta = await startFakeMeta();
  onTestFinished(() => meta[Symbol.asyncDispose]());
  meta.state.now = () => NOW.getTime();
  meta.hear('P1', NOW.getTime() - HOUR);
  meta.hear('S1', NOW.getTime() - HOUR, 'instagram');
  meta.comment('c1', 'P1', NOW.getTime() - HOUR);
  const bases = { line: '', lineData: '', meta: meta.base, x: '', traffy: '' };
  const reach: Sending = {
    settings: { appSecret: 'app-secret', verifyToken: 'v', pageToken: 'page-token', ...settings },
    bases,
    fetch: providerFetch,
    picture: async () => null,
    now: () => NOW,
  };
  return { meta, reach };
}
const text = (words: string): Part => ({ kind: 'text', text: words });
const message = (parts: [Part, ...Part[]], over: Partial<Outgoing> = {}): Outgoing => ({
  id: randomUUID(),
  to: { kind: 'person', id: 'P1' },
  parts,
  subject: '',
  byHuman: false,
  replyToken: null,
  answers: null,
  hoursSinceHeard: 1,
  ...over,
});

test('words, choices and a card go as Messenger takes them', async () => {
  const { meta, reach } = await stage();
  const parts: [Part, ...Part[]] = [
    text('รับเรื่องแล้ว'),
    { kind: 'link', text: 'ติดตามได้ที่', url: 'https://town.example/t' },
    {
      kind: 'card',
      title: 'ใบรับเรื่อง',
      rows: [{ label: 'เลขที่', value: 'ร.0001/2569' }],
      buttons: [
        { label: 'ติดตามเรื่องของฉันที่นี่เลย', url: 'https://town.example/t' },
        { label: 'เรื่องของฉัน', data: 'cases' },
      ],
      alt: 'x',
    },
    {
      kind: 'choices',
      text: 'ถูกต้องไหม',
      choices: [
        { label: 'ใช่', data: 'yes' },
        { label: 'แก้ไขรายละเอียดของเรื่องนี้', data: '' },
      ],
    },
  ];
  const result = await facebook.send(message(parts), reach);
  expect(result).toMatchObject({ outcome: 'accepted', method: 'push', cost: 0 });
  expect(result.providerIds).toEqual(meta.delivered.map(({ id }) => id));
  expect(
    meta.delivered.map(({ how, message: { text: words, attachment, quick_replies } }) => [
      how,
      words ?? (attachment?.type === 'template' ? attachment.payload['template_type'] : attachment?.type),
      quick_replies?.length,
    ]),
  ).toEqual([
    ['response', 'รับเรื่องแล้ว\n\nติดตามได้ที่\nhttps://town.example/t', undefined],
    ['response', 'button', undefined],
    ['response', 'ถูกต้องไหม', 2],
  ]);
  expect(
    meta.requests.every(
      ({ query, headers }) =>
        !query.has('access_token') && query.has('appsecret_proof') && headers.authorization === 'Bearer page-token',
    ),
  ).toBe(true);
});

test('a long Thai answer is split for Instagram by bytes, and nothing of it is lost', async () => {
  const { meta, reach } = await stage();
  const words = 'เจ้าหน้าที่ตรวจสอบแล้ว '.repeat(60).trim();
  expect(await instagram.send(message([text(words)], { to: { kind: 'person', id: 'S1' } }), reach)).toMatchObject({
    outcome: 'accepted',
  });
  const sent = meta.delivered.map(({ message: { text: piece } }) => piece ?? '');
  expect(sent.length).toBeGreaterThan(1);
  expect(sent.every((piece) => Buffer.byteLength(piece) <= 1000)).toBe(true);
  expect(sent.join(' ').replaceAll(/\s+/g, ' ')).toBe(words);
});

test.each([
  ['within a day anything may go', 23, false, '', 'response'],
  ['after it, what a person typed, where the settings say so', 48, true, 'yes', 'tag'],
  ['after it, nothing that a machine says', 48, false, 'yes', null],
  ['after it, nothing without the permission', 48, true, '', null],
  ['after a week, nothing', 169, true, 'yes', null],
])('%s', async (_name, hours, byHuman, humanAgent, how) => {
  const { meta, reach } = await stage({ humanAgent });
  meta.hear('P1', NOW.getTime() - hours * HOUR);
  const result = await facebook.send(message([text('x')], { byHuman, hoursSinceHeard: hours }), reach);
  if (how) expect(meta.delivered).toMatchObject([{ how }]);
  else {
    expect(result).toMatchObject({ outcome: 'refused', problem: 'window-closed' });
    expect(meta.requests).toEqual([]);
  }
});

test('who never wrote cannot be written to', async () => {
  const { reach } = await stage();
  expect(await facebook.send(message([text('x')], { hoursSinceHeard: null }), reach)).toMatchObject({
    outcome: 'refused',
    problem: 'window-closed',
  });
});

test('what Meta refuses says why', async () => {
  const { meta, reach } = await stage({ humanAgent: 'yes' });
  const send = (over: Partial<Outgoing> = {}) => facebook.send(message([text('x')], over), reach);
  meta.hear('P1', NOW.getTime() - 30 * HOUR);
  expect(await send()).toMatchObject({
    outcome: 'refused',
    problem: 'window-closed',
    answer: expect.stringContaining('10/2018278'),
  });
  meta.state.humanAgent = false;
  expect(await send({ byHuman: true, hoursSinceHeard: 30 })).toMatchObject({
    outcome: 'refused',
    problem: 'window-closed',
    method: 'tag',
  });
  meta.hear('P1', NOW.getTime());
  meta.state.blocked.add('P1');
  expect(await send()).toMatchObject({ outcome: 'refused', problem: 'blocked' });
  expect(await send({ to: { kind: 'person', id: 'nobody' } })).toMatchObject({ outcome: 'refused', problem: 'gone' });
  meta.state.left = 0;
  expect(await send()).toMatchObject({ outcome: 'unreachable', retryAfterSeconds: 420 });
  meta.state.left = null;
  meta.state.expired = true;
  expect(await send()).toMatchObject({ outcome: 'unreachable', problem: 'wrong-key' });
  expect(await facebook.test(reach)).toMatchObject({ ok: false, problem: 'expired' });
});

test('a server that is down, broken or slow is tried again; nothing is said twice', async () => {
  const { meta, reach } = await stage();
  meta.fail('server-error');
  expect(await facebook.send(message([text('หนึ่ง')]), reach)).toMatchObject({ outcome: 'unreachable' });
  meta.fail('half-closed');
  expect(await facebook.send(message([text('สอง')]), reach)).toMatchObject({ outcome: 'unreachable' });
  expect(meta.delivered).toEqual([]);
  for (const fault of ['lost-answer', 'half-an-answer'] as const) {
    meta.fail(fault, /messages$/);
    expect(await facebook.send(message([text(fault)]), reach)).toMatchObject({
      outcome: 'accepted',
      providerIds: [expect.stringMatching(/^m_/)],
    });
  }
  expect(meta.delivered).toHaveLength(2);
  await meta.down();
  expect(await facebook.send(message([text('สาม')]), reach)).toMatchObject({ outcome: 'unreachable' });
});

test('after a lost answer and a lost look, the next attempt looks first', async () => {
  const { meta, reach } = await stage();
  const said = message([text('รับเรื่องแล้ว')]);
  meta.fail('lost-answer', /messages$/);
  meta.fail('server-error', /conversations$/);
  expect(await facebook.send(said, reach)).toMatchObject({ outcome: 'unreachable' });
  expect(await facebook.send({ ...said, again: true }, reach)).toMatchObject({ outcome: 'accepted' });
  expect(meta.delivered).toHaveLength(1);
});

test('what may have arrived and cannot be looked for is uncertain, and said by nobody again', async () => {
  const { meta, reach } = await stage();
  const picture = message([{ kind: 'image', url: 'https://town.example/a.jpg', alt: '' }]);
  meta.fail('lost-answer', /messages$/);
  expect(await facebook.send(picture, reach)).toMatchObject({ outcome: 'unreachable' });
  expect(await facebook.send({ ...picture, again: true }, reach)).toMatchObject({ outcome: 'uncertain' });
  const said = message([text('กำลังไปดู')]);
  meta.fail('lost-answer', /messages$/);
  meta.fail('server-error', /conversations$/);
  expect(await facebook.send(said, reach)).toMatchObject({ outcome: 'unreachable' });
  meta.fail('server-error', /conversations$/);
  expect(await facebook.send({ ...said, again: true }, reach)).toMatchObject({ outcome: 'unreachable' });
  expect(await facebook.send({ ...said, again: true }, reach)).toMatchObject({ outcome: 'accepted' });
  expect(meta.delivered).toHaveLength(2);
});

test('what stopped in the middle goes on where it stopped', async () => {
  const { meta, reach } = await stage();
  const said = message([{ kind: 'choices', text: 'หนึ่ง', choices: [{ label: 'ใช่', data: 'y' }] }, text('สอง')]);
  meta.state.left = 1;
  expect(await facebook.send(said, reach)).toMatchObject({ outcome: 'unreachable' });
  meta.state.left = null;
  expect(await facebook.send({ ...said, again: true }, reach)).toMatchObject({ outcome: 'accepted' });
  expect(meta.delivered.map(({ message: { text: words } }) => words)).toEqual(['หนึ่ง', 'สอง']);
});

test('a comment is answered in public under it, once', async () => {
  const { meta, reach } = await stage();
  const answer = message([text('ตรวจสอบให้แล้ว')], {
    to: { kind: 'post', id: 'p1' },
    answers: { externalId: 'c1', public: true },
  });
  meta.fail('lost-answer', /comments$/);
  expect(await facebook.send(answer, reach)).toMatchObject({ outcome: 'accepted', method: 'public' });
  expect(await facebook.send({ ...answer, again: true }, reach)).toMatchObject({ outcome: 'accepted' });
  expect(meta.posted).toMatchObject([{ under: 'c1', message: 'ตรวจสอบให้แล้ว' }]);
  const gone = { ...answer, answers: { externalId: 'c9', public: true } };
  expect(await facebook.send(gone, reach)).toMatchObject({ outcome: 'refused', problem: 'gone' });
});

test('or in private: one message, within seven days, also when the answer is lost', async () => {
  const { meta, reach } = await stage();
  const answer = message([text('ขอที่อยู่หน่อยค่ะ')], {
    to: { kind: 'post', id: 'p1' },
    answers: { externalId: 'c1', public: false },
  });
  meta.fail('lost-answer', /messages$/);
  expect(await facebook.send(answer, reach)).toMatchObject({ outcome: 'accepted', method: 'private-reply' });
  expect(meta.delivered).toMatchObject([{ how: 'private-reply', to: 'P1' }]);
  expect(await facebook.send(answer, reach)).toMatchObject({ outcome: 'refused', problem: 'gone' });
  expect(await facebook.send({ ...answer, hoursSinceHeard: 169 }, reach)).toMatchObject({
    outcome: 'refused',
    problem: 'window-closed',
  });
  expect(meta.delivered).toHaveLength(1);
});

test('Instagram: a comment below it, a mention where it stands, with its words', async () => {
  const { meta, reach } = await stage();
  meta.comment('178', 'S1', NOW.getTime());
  meta.mentions.set('555', { text: 'ไฟดับ @testtown', username: 'jane' });
  const below = message([text('รับทราบ')], {
    to: { kind: 'post', id: '180' },
    answers: { externalId: '178', public: true },
  });
  expect(await instagram.send(below, reach)).toMatchObject({ outcome: 'accepted' });
  expect(meta.requests.at(-1)?.path).toMatch(/\/178\/replies$/);
  const [told] = splitMeta({
    object: 'instagram',
    entry: [
      {
        id: meta.instagramId,
        time: 1,
        changes: [{ field: 'mentions', value: { media_id: '999', comment_id: '555' } }],
      },
    ],
  });
  if (!told) throw new Error('no event');
  const whole = await instagram.complete?.(told, reach);
  if (!whole) throw new Error('nothing was found');
  expect(whole.externalId).toBe(told.externalId);
  const [read] = instagram.read(whole, {});
  expect(read).toMatchObject({
    text: 'ไฟดับ @testtown',
    sender: { name: 'jane' },
    unreadable: false,
    link: 'https://www.instagram.com/p/x/',
  });
  expect(await instagram.complete?.(whole, reach)).toBeNull();
  const there = {
    ...below,
    to: { kind: 'post', id: 'mention:999' },
    answers: { externalId: '555', public: true },
  } as const;
  expect(await instagram.send(there, reach)).toMatchObject({ outcome: 'accepted' });
  expect(meta.requests.at(-1)).toMatchObject({
    path: expect.stringContaining(`/${meta.instagramId}/mentions`),
    json: { media_id: '999', comment_id: '555', message: 'รับทราบ' },
  });
});

test('the connection says whose it is; a person has a name; a picture is fetched from Meta alone', async () => {
  const { meta, reach } = await stage();
  meta.state.names.set('P1', 'สมหญิง ใจดี');
  expect(await facebook.test(reach)).toEqual({ ok: true, detail: 'เทศบาลตำบลทดสอบ (1000)', problem: null });
  expect(await instagram.test(reach)).toMatchObject({ ok: true, detail: expect.stringContaining('@testtown') });
  expect(await facebook.test({ ...reach, settings: { ...reach.settings, pageToken: 'other' } })).toMatchObject({
    ok: false,
  });
  expect(await facebook.profile?.('P1', reach)).toEqual({ name: 'สมหญิง ใจดี', language: 'th' });
  expect(await facebook.profile?.('P2', reach)).toBeNull();
  const url = meta.file(Buffer.from('bytes'), 'image/jpeg');
  expect(await facebook.fetchMedia?.({ kind: 'image', ref: url, name: null }, reach)).toMatchObject({
    state: 'ready',
    mediaType: 'image/jpeg',
    bytes: Buffer.from('bytes'),
  });
  expect(
    await facebook.fetchMedia?.({ kind: 'image', ref: `${meta.base}/media/none`, name: null }, reach),
  ).toMatchObject({ state: 'gone' });
  expect(
    await facebook.fetchMedia?.({ kind: 'image', ref: 'http://169.254.169.254/latest', name: null }, reach),
  ).toMatchObject({ state: 'gone' });
  meta.fail('server-error');
  expect(await facebook.fetchMedia?.({ kind: 'image', ref: url, name: null }, reach)).toMatchObject({
    state: 'not-yet',
  });
});
