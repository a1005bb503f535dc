import { expect, test } from 'vitest';
import { answers, type LineDesk, lineDesk, withCase } from '../../../test/line-desk.ts';
import { joinOnProof, SYSTEM } from '../people/index.ts';
import type { Adapter, Reach } from './adapter.ts';
import { ADAPTERS, deliverThreadJob, queueMessage } from './index.ts';
import { sweepOutbox } from './sweep-outbox.ts';

const minutes = (from: Date, n: number) => new Date(from.getTime() + n * 60_000);
const BASES = { line: '', lineData: '', meta: '', x: '', traffy: '' };
const PUSH = /message\/push$/;
const REPLY = /message\/reply$/;

const sent = async (d: LineDesk, id: string) =>
  (await d.see(d.desk, id)).body['messages'] as {
    id: string;
    template: string;
    status: string;
    method: string;
    attempts: number;
    channel: string;
    problem: string | null;
    insteadOf: string | null;
  }[];

test.each(['half-closed', 'lost-answer', 'server-error', 'server-error-after', 'rate-limit'] as const)(
  'a push that meets %s waits, and arrives once',
  async (fault) => {
    await using d = await lineDesk();
    const { user, id } = await withCase(d);
    d.line.break(PUSH, fault);
    await d.step(d.desk, id, { step: 'progress', note: 'กำลังไปดู' });
    await d.w.runJobs();
    d.w.at(minutes(d.w.now(), 3));
    await d.hurry();
    expect(answers(d, user, 'กำลังไปดู')).toBe(1);
    expect((await sent(d, id)).at(-1)).toMatchObject({ status: 'sent', attempts: 2 });
  },
);

test('a free reply whose answer is lost is not said again, and costs nothing', async () => {
  await using d = await lineDesk();
  const user = d.person();
  d.line.break(REPLY, 'lost-answer');
  await d.hear(d.text(user, 'ไฟดับ'));
  await d.hurry();
  expect(answers(d, user, 'ร.0001/2569')).toBe(1);
  expect(d.line.shown.map(({ by }) => by)).toEqual(['reply']);
  expect(d.line.state.used).toBe(0);
});

test('a right to answer that ran out is not used: a push goes', async () => {
  await using d = await lineDesk();
  const user = d.person();
  await d.deliver(d.text(user, 'ไฟดับ'));
  d.w.at(minutes(d.w.now(), 2));
  await d.w.runJobs();
  expect(d.line.requests.map(({ path }) => path).filter((path) => REPLY.test(path))).toEqual([]);
  expect(d.line.shown).toMatchObject([{ by: 'push' }]);
});

test('what waits goes together and in order, also when two workers are at it and the provider is slow', async () => {
  await using d = await lineDesk();
  const { user, id } = await withCase(d);
  const before = d.line.shown.length;
  const thread = await d.w.scoped((tx) => tx.selectFrom('channels.thread').selectAll().executeTakeFirstOrThrow());
  d.line.break(PUSH, { slowMs: 700 });
  for (let n = 1; n <= 7; n += 1) {
    await d.w.scoped((tx) =>
      queueMessage(tx, {
        thread,
        parts: [{ kind: 'text', text: `ข้อที่ ${n}` }],
        subjectKind: 'complaint',
        subjectId: id,
        template: 'progress',
        title: 'ข่าว',
        dedupeKey: `n${n}`,
        now: d.w.now(),
      }),
    );
  }
  await Promise.all([d.w.runJobs(), d.w.runJobs()]);
  await d.hurry();
  const pushes = d.line.shown.slice(before);
  expect(pushes.map(({ messages }) => messages.length)).toEqual([5, 2]);
  expect(d.reads(user).slice(-7)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `ข้อที่ ${n}`));
  expect(d.line.state.used).toBe(2);
});

test('an attempt ends well before its claim does, however slow the provider: what it took late is not said again by the next worker', async () => {
  await using d = await lineDesk();
  const { user, id } = await withCase(d);
  const thread = await d.w.scoped((tx) => tx.selectFrom('channels.thread').selectAll().executeTakeFirstOrThrow());
  const reach: Reach = {
    settings: { channelAccessToken: d.line.accessToken },
    bases: { ...BASES, line: d.line.base },
    fetch,
    now: d.w.now,
  };
  const speaking = {
    adapters: ADAPTERS,
    reach: async () => reach,
    isPaused: async () => false,
    openPicture: async () => null,
    mayBeSpokenOf: async () => true,
  };
  const parts = { scoped: d.w.scoped, municipalityId: d.w.municipalityId, now: d.w.now, log: d.w.parts.log };
  const taken = d.line.shown.length;
  d.line.break(PUSH, { slowMs: 3_000 });
  await d.step(d.desk, id, { step: 'progress', note: 'กำลังไปดู' });
  await d.w.scoped((tx) =>
    queueMessage(tx, {
      thread,
      parts: [{ kind: 'text', text: 'ช้า' }],
      subjectKind: 'complaint',
      subjectId: id,
      template: 'progress',
      title: 'ข่าว',
      dedupeKey: 'slow',
      now: d.w.now(),
    }),
  );
  await expect(deliverThreadJob(speaking, { patienceMs: 300 }).handle(parts, { threadId: thread.id })).rejects.toThrow(
    'wait',
  );
  expect((await sent(d, id)).at(-1)).toMatchObject({ status: 'queued', attempts: 1 });
  expect(d.line.shown.length).toBe(taken);
  // No time is left at all: nothing is asked, and the message is none that may have arrived.
  const pushed = () => d.line.requests.filter(({ path }) => PUSH.test(path)).length;
  // The first may come to the provider only after we have given it up.
  await expect.poll(pushed).toBe(1);
  await expect(deliverThreadJob(speaking, { patienceMs: 0 }).handle(parts, { threadId: thread.id })).rejects.toThrow(
    'wait',
  );
  expect(pushed()).toBe(1);
  await d.hurry();
  await expect.poll(pushed).toBeGreaterThan(1);
  expect(answers(d, user, 'ช้า')).toBe(1);
  expect((await sent(d, id)).at(-1)).toMatchObject({ status: 'sent' });
});

test('while the provider is down nothing is lost or overtaken; afterwards all of it goes, once', async () => {
  await using d = await lineDesk();
  const { user, id } = await withCase(d);
  await d.line.down();
  await d.step(d.desk, id, { step: 'progress', note: 'หนึ่ง' });
  await d.w.runJobs();
  await d.step(d.desk, id, { step: 'progress', note: 'สอง' });
  await d.w.runJobs();
  expect((await sent(d, id)).slice(1).map(({ status }) => status)).toEqual(['queued', 'queued']);
  await d.line.up();
  d.w.at(minutes(d.w.now(), 10));
  // Even when every job of it were lost: what waits is looked for.
  await sweepOutbox.job.handle(
    { scoped: d.w.scoped, municipalityId: d.w.municipalityId, now: d.w.now, log: d.w.parts.log },
    {},
  );
  await d.hurry();
  expect([answers(d, user, 'หนึ่ง'), answers(d, user, 'สอง')]).toEqual([1, 1]);
  const texts = d.reads(user);
  expect(texts.findIndex((text) => text.includes('หนึ่ง'))).toBeLessThan(texts.findIndex((text) => text.includes('สอง')));
});

test('while its channel is paused a message waits, and staff see why; it goes once when the channel opens, another way after a day', async () => {
  await using d = await lineDesk();
  const { user, id } = await withCase(d);
  const administrator = await d.staff('administrator');
  const open = async (active: boolean) => {
    expect((await d.call(administrator, 'PUT', '/channels/line', { active, fields: {} })).status).toBe(200);
  };
  const sweep = () =>
    sweepOutbox.job.handle(
      { scoped: d.w.scoped, municipalityId: d.w.municipalityId, now: d.w.now, log: d.w.parts.log },
      {},
    );
  await open(false);
  await d.step(d.desk, id, { step: 'progress', note: 'กำลังไปดู' });
  await d.w.runJobs();
  d.w.at(minutes(d.w.now(), 10));
  await sweep();
  await d.hurry();
  expect((await sent(d, id)).at(-1)).toMatchObject({ status: 'queued', problem: 'paused', attempts: 0 });
  await open(true);
  await d.hurry();
  await d.hurry();
  expect(answers(d, user, 'กำลังไปดู')).toBe(1);
  expect((await sent(d, id)).at(-1)).toMatchObject({ status: 'sent', problem: null, attempts: 1 });

  await open(false);
  await d.step(d.desk, id, { step: 'progress', note: 'ใกล้เสร็จแล้ว' });
  await d.w.runJobs();
  d.w.at(minutes(d.w.now(), 25 * 60));
  await sweep();
  await d.hurry();
  expect((await sent(d, id)).at(-1)).toMatchObject({ status: 'unroutable', problem: 'paused' });
  await open(true);
  await d.hurry();
  expect(answers(d, user, 'ใกล้เสร็จแล้ว')).toBe(0);
});

test('when the month’s messages are used up it goes by mail to whoever proved an address; staff see why', async () => {
  await using d = await lineDesk();
  const { id } = await withCase(d);
  await d.w.scoped((tx) =>
    joinOnProof(
      tx,
      {
        one: { kind: 'case', value: id },
        other: { kind: 'email', value: 'somsri@example.org' },
        proof: 'verified-email',
        reason: '',
        by: SYSTEM,
      },
      d.w.now(),
    ),
  );
  d.line.state.quota = { type: 'limited', value: 0 };
  await d.step(d.desk, id, { step: 'progress', note: 'กำลังไปดู' });
  await d.w.runJobs();
  const [failed, instead] = (await sent(d, id)).slice(-2);
  expect(failed).toMatchObject({ status: 'failed', problem: 'quota', channel: 'line' });
  expect(instead).toMatchObject({ channel: 'email', insteadOf: failed?.id, template: 'progress' });
  expect(d.line.state.used).toBe(0);
});

test('a person who blocked us is not sent to: it is kept as not sent, with the reason', async () => {
  await using d = await lineDesk();
  const { user, id } = await withCase(d);
  await d.hear(d.event(user, 'unfollow', {}, { token: false }));
  const asked = d.line.requests.length;
  await d.step(d.desk, id, { step: 'progress', note: 'กำลังไปดู' });
  await d.w.runJobs();
  expect((await sent(d, id)).at(-1)).toMatchObject({ status: 'unroutable', problem: 'blocked' });
  expect(d.line.requests.length).toBe(asked);
  await d.hear(d.text(user, 'กลับมาแล้ว'));
  await d.step(d.desk, id, { step: 'progress', note: 'ถึงแล้ว' });
  await d.w.runJobs();
  expect(answers(d, user, 'ถึงแล้ว')).toBe(1);
});

test('one message that the provider refuses does not take its neighbours with it; one that cannot be read is said in words', async () => {
  await using d = await lineDesk();
  const { id } = await withCase(d);
  const thread = await d.w.scoped((tx) => tx.selectFrom('channels.thread').selectAll().executeTakeFirstOrThrow());
  const say = (text: string, ...more: string[]) =>
    d.w.scoped((tx) =>
      queueMessage(tx, {
        thread,
        parts: [{ kind: 'text', text }, ...more.map((each) => ({ kind: 'text', text: each }) as const)],
        subjectKind: 'complaint',
        subjectId: id,
        template: 'progress',
        title: 'ข่าว',
        dedupeKey: text,
        now: d.w.now(),
      }),
    );
  for (const text of ['ก่อน', 'ไม่รับ', 'อ่านไม่ได้', 'หลัง']) await say(text);
  await d.w.scoped((tx) =>
    tx
      .updateTable('channels.message')
      .set({ parts: '[{"kind":"hologram"}]' })
      .where('dedupe_key', '=', 'อ่านไม่ได้')
      .execute(),
  );
  const requests: string[][] = [];
  const [line] = ADAPTERS.filter(({ kind }) => kind === 'line');
  if (!line) throw new Error('no line');
  const picky: Adapter = {
    ...line,
    async send({ parts }) {
      const texts = parts.map((part) => ('text' in part ? part.text : part.kind));
      requests.push(texts);
      const bad = texts.includes('ไม่รับ');
      const rest = { method: 'push', cost: 0, providerIds: [], retryAfterSeconds: null, problem: null };
      return { outcome: bad ? 'refused' : 'accepted', answer: '', ...rest };
    },
  };
  const reach: Reach = { settings: {}, bases: BASES, fetch, now: d.w.now };
  const job = deliverThreadJob({
    adapters: [picky],
    reach: async () => reach,
    isPaused: async () => false,
    openPicture: async () => null,
    mayBeSpokenOf: async () => true,
  });
  await job.handle(
    { scoped: d.w.scoped, municipalityId: d.w.municipalityId, now: d.w.now, log: d.w.parts.log },
    { threadId: thread.id },
  );
  expect(requests).toEqual([['ก่อน', 'ไม่รับ', 'อ่านไม่ได้', 'หลัง'], ['ก่อน'], ['ไม่รับ'], ['อ่านไม่ได้'], ['หลัง']]);

  expect((await sent(d, id)).slice(-4).map(({ status }) => status)).toEqual(['sent', 'failed', 'sent', 'sent']);

  // What is too much for one request is still said before what comes after it.
  await say('1', '2', '3', '4', '5', '6', '7');
  await say('คำ');
  await job.handle(
    { scoped: d.w.scoped, municipalityId: d.w.municipalityId, now: d.w.now, log: d.w.parts.log },
    { threadId: thread.id },
  );
  expect(requests.slice(5)).toEqual([
    ['1', '2', '3', '4', '5'],
    ['6', '7', 'คำ'],
  ]);
});

test('what certainly went nowhere is said as if for the first time; what may have arrived is looked for, ever after', async () => {
  await using d = await lineDesk();
  const user = d.person();
  await d.deliver(d.text(user, 'ไฟดับ'));
  const [line] = ADAPTERS.filter(({ kind }) => kind === 'line');
  if (!line) throw new Error('no line');
  const rest = { answer: '', cost: 0, providerIds: [], problem: null } as const;
  const later = { ...rest, outcome: 'unreachable', retryAfterSeconds: 1 } as const;
  const answers = [
    { ...later, method: 'reply', nothingSent: true }, // 429
    { ...later, method: 'push', nothingSent: true }, // the token was refused, and then a 429
    { ...later, method: 'push' }, // the answer was lost
    { ...later, method: 'push', nothingSent: true }, // 429: the attempt before may still have arrived
    { ...rest, outcome: 'accepted', retryAfterSeconds: null, method: 'push' },
  ] as const;
  const tried: { again: boolean | undefined; token: boolean }[] = [];
  const slow: Adapter = {
    ...line,
    async send({ again, replyToken }) {
      const answer = answers[tried.length] ?? answers[4];
      tried.push({ again, token: replyToken !== null });
      return answer;
    },
  };
  const thread = async () => d.w.scoped((tx) => tx.selectFrom('channels.thread').selectAll().executeTakeFirstOrThrow());
  const reach: Reach = { settings: {}, bases: BASES, fetch, now: d.w.now };
  const job = deliverThreadJob({
    adapters: [slow],
    reach: async () => reach,
    isPaused: async () => false,
    openPicture: async () => null,
    mayBeSpokenOf: async () => true,
  });
  await d.w.runJobs();
  const spoken = await thread();
  await d.w.scoped((tx) =>
    tx
      .updateTable('channels.thread')
      .set({ reply_token: 'fresh', reply_token_until: minutes(d.w.now(), 5) })
      .execute(),
  );
  await d.w.scoped((tx) =>
    queueMessage(tx, {
      thread: spoken,
      parts: [{ kind: 'text', text: 'ข่าว' }],
      subjectKind: 'thread',
      subjectId: spoken.id,
      template: 'speak',
      title: 'ข่าว',
      dedupeKey: 'news',
      now: d.w.now(),
    }),
  );
  const parts = { scoped: d.w.scoped, municipalityId: d.w.municipalityId, now: d.w.now, log: d.w.parts.log };
  for (let n = 1; n <= 4; n += 1) {
    await expect(job.handle(parts, { threadId: spoken.id })).rejects.toThrow('wait');
    d.w.at(new Date(d.w.now().getTime() + 5_000));
  }
  await job.handle(parts, { threadId: spoken.id });
  expect(tried).toEqual([
    { again: false, token: true },
    { again: false, token: true },
    { again: false, token: false },
    { again: true, token: false },
    { again: true, token: false },
  ]);
});
