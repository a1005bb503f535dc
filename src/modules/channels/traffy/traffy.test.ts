import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startFakeTraffy } from '../../../../test/fakes/traffy-server.ts';
import { providerFetch } from '../accounts/provider-fetch.ts';
import type { Knock, Sending } from '../adapter.ts';
import { traffy } from './adapter.ts';
import { traffyDoor } from './door.ts';
import { readTicket } from './read-ticket.ts';
import { readSaid } from './said.ts';
import { traffyTime } from './time.ts';
import { updateTicket } from './update-ticket.ts';

const KEY = 'a secret of the address';
const NOW = new Date('2026-08-31T03:00:00Z');
const knock = (over: Partial<Knock>): Knock => ({ headers: {}, query: {}, rest: '', body: Buffer.alloc(0), ...over });
const NEW = {
  timestamp: '2026-08-31 10:00:00.000000',
  ticket_id: '2026-ABCDEF',
  description: 'ฝาท่อชำรุด',
  type: 'ถนน',
  photo: ['https://storage.googleapis.com/x/1.jpg'],
  latitude: 13.75,
  longitude: 100.5,
  address: 'ถ.พหลโยธิน',
};
const STATUS = {
  timestamp: '2026-08-31 11:30:00.000000',
  ticket_id: '2026-ABCDEF',
  org: 'การไฟฟ้า',
  status: 'เสร็จสิ้น',
  note: 'แก้ไขแล้ว',
};
const CHAT = {
  event: 'chat',
  message_comment_id: 2115334,
  ticket_id: '2026-ABCDEF',
  comment: 'เมื่อไหร่จะเสร็จ',
  timestamp: '2026-09-01 15:13:57.662001',
  sender_org_id: null,
};

test('an instant is on the clock of Thailand, unless it says otherwise', () => {
  expect(traffyTime('2026-08-31 10:00:00.123456')).toEqual(new Date('2026-08-31T03:00:00.123Z'));
  expect(traffyTime('2026-08-31 10:00:00')).toEqual(NOW);
  expect(traffyTime('2026-08-31T03:00:00Z')).toEqual(NOW);
  expect(traffyTime('2023-05-13 06:43:11.87+00')).toEqual(new Date('2023-05-13T06:43:11.870Z'));
  for (const none of ['', null, undefined, '31/08/2026', '2026-13-45 99:00:00']) expect(traffyTime(none)).toBeNull();
});

describe('the door', () => {
  const opens = (over: Partial<Knock>, webhookKey = KEY) => traffyDoor.prove(knock(over), { webhookKey });
  test('opens to whoever knows the secret, in the path, in the query or in a header', () => {
    expect(opens({ rest: encodeURIComponent(KEY) })).toBe(true);
    expect(opens({ rest: `/${KEY}/` })).toBe(true);
    expect(opens({ query: { key: KEY } })).toBe(true);
    expect(opens({ headers: { 'x-traffy-key': KEY } })).toBe(true);
  });
  test('and to nobody else', () => {
    for (const wrong of [
      {},
      { rest: 'x' },
      { query: { key: '' } },
      { rest: `${KEY}x` },
      { rest: '%E0%' },
      { headers: { authorization: 'Bearer x' } },
    ])
      expect(opens(wrong)).toBe(false);
    expect(opens({ rest: '' }, '')).toBe(false);
  });
});

test('each kind of event is a ticket to be read again, once', () => {
  const read = (body: object) => traffyDoor.split(body).flatMap((event) => traffy.read(event, {}));
  expect(read(NEW)).toEqual([
    { kind: 'ticket', ticket: '2026-ABCDEF', event: 'new', at: NEW.timestamp && new Date('2026-08-31T03:00:00Z') },
  ]);
  expect(read(STATUS)).toMatchObject([{ event: 'status' }]);
  expect(read(CHAT)).toMatchObject([{ event: 'chat' }]);
  expect(read({ ...CHAT, event: 'rating' })).toMatchObject([{ event: 'rating' }]);
  expect(traffyDoor.split({ ...NEW, description: 'อื่น' })[0]?.externalId).toBe(traffyDoor.split(NEW)[0]?.externalId);
  expect(traffyDoor.split({ ...STATUS, status: 'ส่งต่อ' })[0]?.externalId).not.toBe(
    traffyDoor.split(STATUS)[0]?.externalId,
  );
  for (const none of [{ ticket_id: "1'; drop", description: 'x' }, { hello: 1 }, { ...CHAT, event: 'typing' }]) {
    expect(traffyDoor.split(none)).toMatchObject([{ kind: 'unknown' }]);
    expect(read(none)).toEqual([]);
  }
  expect(traffyDoor.split({})).toEqual([]);
});

test('pictures come as a list, as one, as none, or as an empty bucket', () => {
  const photos = (photo: unknown) => readSaid({ ...NEW, photo })?.photos;
  expect(photos(['https://a.example/1.jpg'])).toEqual(['https://a.example/1.jpg']);
  expect(photos('https://a.example/1.jpg')).toEqual(['https://a.example/1.jpg']);
  for (const none of [null, undefined, '', [], 'https://storage.googleapis.com/traffy_public_bucket/', 7])
    expect(photos(none)).toEqual([]);
});

test('nothing throws, whatever comes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      for (const body of [
        a,
        { ...NEW, photo: a, latitude: b },
        { ticket_id: '2026-ABCDEF', status: a, note: b, event: a },
      ]) {
        for (const event of traffyDoor.split(body)) expect(() => traffy.read(event, {})).not.toThrow();
      }
    }),
  );
});

async function stage(settings: Record<string, string> = {}) {
  const fake = await startFakeTraffy();
  onTestFinished(() => fake[Symbol.asyncDispose]());
  fake.state.now = () => NOW.getTime();
  let clock = NOW;
  const bases = { line: '', lineData: '', meta: '', x: '', traffy: fake.base };
  const reach: Sending = {
    settings: { webhookKey: KEY, user: 'town', password: 'secret', orgId: '151', ...settings },
    bases,
    fetch: providerFetch,
    picture: async () => null,
    now: () => clock,
  };
  const at = (date: Date) => {
    clock = date;
    fake.state.now = () => date.getTime();
  };
  return { fake, reach, at };
}

test('a ticket is read at its source, with one token for many', async () => {
  const { fake, reach } = await stage();
  fake.report('2026-AAAAAA', { star: 4 });
  fake.report('2026-BBBBBB', { photo: ['https://a.example/1.jpg'] });
  expect(await readTicket(reach, '2026-AAAAAA')).toMatchObject({
    kind: 'ticket',
    ticket: {
      id: '2026-AAAAAA',
      description: 'ฝาท่อชำรุดหน้าตลาด',
      types: ['ท่อระบายน้ำ'],
      star: 4,
      at: NOW,
      orgs: [{ id: '151', at: NOW }],
      photos: [expect.stringContaining('/photo/')],
      timeline: [{ status: 'รอรับเรื่อง' }],
    },
  });
  expect(await readTicket(reach, '2026-BBBBBB')).toMatchObject({
    ticket: { photos: ['https://a.example/1.jpg'], star: null },
  });
  expect(fake.requests.filter(({ path }) => path === '/get-auth/v1')).toHaveLength(1);
  expect(await readTicket(reach, '2026-FORGED')).toMatchObject({ kind: 'none' });
});

test('a token that has ended, or is not known any more, is asked for anew; a wrong password is said', async () => {
  const { fake, reach, at } = await stage();
  fake.report('2026-AAAAAA');
  await readTicket(reach, '2026-AAAAAA');
  at(new Date(NOW.getTime() + 2 * 3_600_000));
  expect(await readTicket(reach, '2026-AAAAAA')).toMatchObject({ kind: 'ticket' });
  fake.state.tokens.clear();
  expect(await readTicket(reach, '2026-AAAAAA')).toMatchObject({ kind: 'ticket' });
  expect(fake.requests.filter(({ path }) => path === '/get-auth/v1')).toHaveLength(3);
  const wrong = { ...reach, settings: { ...reach.settings, password: 'no' } };
  expect(await readTicket(wrong, '2026-AAAAAA')).toMatchObject({ kind: 'wrong-key' });
  expect(await traffy.test(wrong)).toMatchObject({ ok: false, problem: 'wrong-key' });
});

test('credits are counted without asking for them; once they are used up, it is said', async () => {
  const { fake, reach } = await stage();
  fake.report('2026-AAAAAA');
  expect(await traffy.test(reach)).toMatchObject({ ok: true, detail: expect.stringContaining('1000/1000') });
  await readTicket(reach, '2026-AAAAAA');
  const asked = fake.requests.length;
  expect(await traffy.quota?.(reach)).toEqual({ used: 1, most: 1000 });
  expect(fake.requests).toHaveLength(asked);
  fake.state.credits = 0;
  fake.forget();
  expect(await readTicket(reach, '2026-AAAAAA')).toMatchObject({ kind: 'quota' });
  expect(await traffy.quota?.(reach)).toEqual({ used: 1000, most: 1000 });
  // Tokens live for longer than a month; what was told in the one before does not hold in this one.
  fake.state.tokenMs = 90 * 86_400_000;
  fake.state.credits = 400;
  expect(await traffy.quota?.(reach)).toEqual({ used: 600, most: 1000 });
  fake.state.credits = 1000;
  expect(await traffy.quota?.(reach)).toEqual({ used: 600, most: 1000 });
  const later = { ...reach, now: () => new Date(reach.now().getTime() + 31 * 86_400_000) };
  expect(await traffy.quota?.(later)).toEqual({ used: 0, most: 1000 });
  fake.state.credits = 0;
  const said = {
    id: crypto.randomUUID(),
    to: { kind: 'person', id: '2026-AAAAAA' },
    parts: [{ kind: 'text', text: 'x' }],
    subject: '',
    byHuman: true,
    replyToken: null,
    answers: null,
    hoursSinceHeard: 1,
  } as const;
  expect(await traffy.send({ ...said, parts: [{ kind: 'text', text: 'x' }] }, reach)).toMatchObject({
    outcome: 'refused',
    problem: 'quota',
  });
  fake.state.credits = null;
  expect(await traffy.send({ ...said, parts: [{ kind: 'text', text: 'ขอบคุณ' }] }, reach)).toMatchObject({
    outcome: 'accepted',
  });
  expect(fake.chats).toEqual([{ ticket: '2026-AAAAAA', comment: 'ขอบคุณ' }]);
});

test('a failure inside a 200 is a failure; what is broken or away is tried later', async () => {
  const { fake, reach } = await stage();
  fake.report('2026-AAAAAA');
  const update = {
    ticket: '2026-AAAAAA',
    state: 'กำลังดำเนินการ',
    text: '[น.0001/2569-2] เริ่มแล้ว',
    number: 'น.0001/2569',
  };
  expect(await updateTicket(reach, { ...update, state: 'ไม่มีสถานะนี้' })).toMatchObject({
    kind: 'failed',
    words: expect.stringContaining('state_name'),
  });
  fake.fail('server-error', /update-issue/);
  expect(await updateTicket(reach, update)).toMatchObject({ kind: 'lost' });
  fake.fail('lost-answer', /update-issue/);
  expect(await updateTicket(reach, update)).toMatchObject({ kind: 'lost' });
  expect(fake.updates).toMatchObject([{ note: '[น.0001/2569-2] เริ่มแล้ว' }]);
  expect(fake.requests.at(-1)).toMatchObject({
    method: 'PATCH',
    json: { org_id: '151', extra_detail: { client_ticket_id: 'น.0001/2569' } },
  });
  await fake.down();
  // A connection that was kept open breaks; after it there is none.
  await updateTicket(reach, update);
  expect(await updateTicket(reach, update)).toMatchObject({ kind: 'unreached' });
});

const SAMPLES = process.env['FANGSIANG_SAMPLE_WEBHOOKS'] ?? '';
describe.skipIf(SAMPLES === '')('bodies of others', () => {
  test.each(SAMPLES === '' ? [] : globSync('traffy-*.json', { cwd: SAMPLES }))('%s', (path) => {
    const read = traffyDoor
      .split(JSON.parse(readFileSync(join(SAMPLES, path), 'utf8')))
      .flatMap((event) => traffy.read(event, {}));
    const event = basename(path).includes('new') ? 'new' : 'status';
    expect(read).toMatchObject([{ kind: 'ticket', ticket: '2026-ABCDEF', event }]);
  });
});
