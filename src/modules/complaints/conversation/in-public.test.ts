import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Office, office } from '../../../../test/desk.ts';
import { ADAPTERS, type Arrival } from '../../channels/index.ts';
import { joinOnProof, SYSTEM } from '../../people/index.ts';
import { offerOtherWay } from './offer-other-way.ts';
import { receiveArrival } from './receive-arrival.ts';

type Message = Extract<Arrival, { kind: 'message' }>;
const receive = receiveArrival({ publicUrl: 'https://desk.example', adapters: ADAPTERS, key: 'a key for tests' });

async function take(o: Office, said: Partial<Message> & { externalId: string }) {
  const arrival: Message = {
    kind: 'message',
    thread: { kind: 'post', id: 'post1' },
    sender: { id: 'fb1', name: 'สมชาย' },
    at: o.w.now(),
    replyToken: null,
    mayReply: true,
    text: 'ถนนพังหน้าวัด',
    pin: null,
    media: [],
    album: null,
    replyTo: null,
    public: true,
    link: 'https://facebook.com/post1?comment_id=c1',
    gesture: false,
    unreadable: false,
    ...said,
  };
  return o.w.scoped((tx) => receive(tx, { eventId: randomUUID(), channel: 'facebook', arrival, now: o.w.now() }));
}
const outbox = (o: Office) =>
  o.w.scoped((tx) =>
    tx
      .selectFrom('channels.message')
      .select(['template', 'recipient', 'body', 'answers', 'by_human', 'channel'])
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  );
const CODE = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/;

test('a public comment opens a case with its link; the number is said in public, the code and the answer in private', async () => {
  await using o = await office();
  const became = await take(o, { externalId: 'c1' });
  const id = became.subjectId ?? '';
  expect(became.became).toBe('opened-case');
  await take(o, { externalId: 'c2', replyTo: 'c1', text: 'ลึกมากด้วย' });
  await take(o, { externalId: 'c3', replyTo: 'c1', text: 'บ้านฉันน้ำไม่ไหล', sender: { id: 'fb2', name: 'สมหญิง' } });
  const cases = await o.w.scoped((tx) =>
    tx.selectFrom('complaints.complaint').select(['id', 'summary']).orderBy('number').execute(),
  );
  expect(cases.map(({ summary }) => summary)).toEqual(['ถนนพังหน้าวัด', 'บ้านฉันน้ำไม่ไหล']);
  const { body } = await o.see(o.desk, id);
  expect(body).toMatchObject({
    contact: { name: 'สมชาย' },
    conversation: { public: true, incoming: [{ link: expect.stringContaining('comment_id') }, { text: 'ลึกมากด้วย' }] },
  });

  await o.step(o.desk, id, { step: 'progress', note: 'คุณสมชายบ้านเลขที่ 9 โทร 0812345678' });
  await o.step(o.desk, id, { step: 'reply', note: 'ซ่อมแล้ว คุณสมชายบ้านเลขที่ 9' });
  const tell = o.w.jobs.find((job) => job.id === 'complaints.stepped');
  const parts = { scoped: o.w.scoped, municipalityId: o.w.municipalityId, now: o.w.now, log: o.w.parts.log };
  for (const seq of [3, 4]) await tell?.handle(parts, { complaintId: id, seq });
  const said = (await outbox(o)).filter(({ channel }) => channel === 'facebook');
  const inPublic = said.filter(({ answers }) => JSON.stringify(answers).includes('true'));
  const inPrivate = said.filter(({ answers }) => JSON.stringify(answers).includes('false'));
  expect(inPublic.map(({ template }) => template)).toEqual(['received', 'received', 'news', 'news']);
  for (const { body: words } of inPublic) {
    expect(words).toMatch(/ร\.000[12]\/2569/);
    expect(words).not.toMatch(CODE);
    expect(words).not.toMatch(/https?:|สมชาย|0812345678|เลขที่/);
  }
  expect(inPrivate.map(({ recipient }) => recipient)).toEqual(['fb1', 'fb2']);
  expect(inPrivate[0]?.body).toMatch(CODE);

  // What became confidential is not announced under the comment of whoever accuses; staff see why.
  const second = cases[1]?.id ?? '';
  const service = o.directory.categories.find(({ code }) => code === 'service')?.id;
  const classify = { step: 'classify', kind: 'complaint', severity: 'normal', communityId: null, groupId: null };
  expect((await o.step(o.desk, second, { ...classify, categoryId: service })).status).toBe(200);
  expect((await o.step(o.desk, second, { step: 'reply', note: 'ตรวจสอบแล้ว' })).status).toBe(200);
  await tell?.handle(parts, { complaintId: second, seq: 3 });
  expect(await outbox(o)).toHaveLength(6);
  expect((await o.see(o.desk, second)).body['conversation']).toMatchObject({ mayReply: false, whyNot: 'confidential' });
});

test('who wrote to us in private as well is answered there, in full', async () => {
  await using o = await office();
  const { subjectId = '' } = await take(o, { externalId: 'c1' });
  o.w.at(new Date(o.w.now().getTime() + 60_000));
  await take(o, { externalId: 'm1', thread: { kind: 'person', id: 'fb1' }, public: false, text: 'ขอบคุณครับ' });
  await o.step(o.desk, subjectId, { step: 'reply', note: 'ซ่อมแล้วเมื่อเช้า' });
  const tell = o.w.jobs.find((job) => job.id === 'complaints.stepped');
  const parts = { scoped: o.w.scoped, municipalityId: o.w.municipalityId, now: o.w.now, log: o.w.parts.log };
  await tell?.handle(parts, { complaintId: subjectId, seq: 2 });
  const last = (await outbox(o)).findLast(({ template }) => template === 'reply');
  expect(last).toMatchObject({ recipient: 'fb1', answers: null, by_human: true });
  expect(last?.body).toContain('ซ่อมแล้วเมื่อเช้า');
});

test('before a window closes without an answer the person is offered number, code and another way: once, and not when answered', async () => {
  await using o = await office();
  const start = o.w.now().getTime();
  const one = await take(o, { externalId: 'm1', thread: { kind: 'person', id: 'fb1' }, public: false });
  const two = await take(o, {
    externalId: 'm2',
    thread: { kind: 'person', id: 'fb2' },
    sender: { id: 'fb2', name: null },
    public: false,
  });
  await o.step(o.desk, two.subjectId ?? '', { step: 'reply', note: 'แล้วเสร็จ' });
  const job = offerOtherWay({ publicUrl: 'https://desk.example', adapters: ADAPTERS, key: 'a key for tests' });
  const parts = { scoped: o.w.scoped, municipalityId: o.w.municipalityId, now: o.w.now, log: o.w.parts.log };
  const offered = async (hours: number) => {
    o.w.at(new Date(start + hours * 3_600_000));
    await job.handle(parts, {});
    return (await outbox(o)).filter(({ template }) => template === 'other-way');
  };
  expect(await offered(21)).toEqual([]);
  const [offer, ...others] = await offered(22.5);
  expect(others).toEqual([]);
  expect(offer).toMatchObject({ recipient: 'fb1' });
  expect(offer?.body).toMatch(CODE);
  expect(offer?.body).toContain('ร.0001/2569');
  expect(await offered(23)).toHaveLength(1);
  const view = (await o.see(o.desk, one.subjectId ?? '')).body['conversation'];
  expect(await offered(25)).toHaveLength(1);
  expect(view).toMatchObject({ mayReply: true, windowClosesAt: new Date(start + 24 * 3_600_000).toISOString() });
  expect((await o.see(o.desk, one.subjectId ?? '')).body['conversation']).toMatchObject({
    mayReply: false,
    whyNot: 'window-closed',
  });
  // Whoever has several is told of each that waits, also when they spoke of another one last.
  const own = { thread: { kind: 'person', id: 'fb3' }, sender: { id: 'fb3', name: null }, public: false } as const;
  const first = await take(o, { externalId: 'm3', ...own });
  o.w.at(new Date(start + 32 * 3_600_000));
  const newest = await take(o, { externalId: 'm4', ...own, text: 'ท่อแตก' });
  expect(newest.subjectId).not.toBe(first.subjectId);
  await o.step(o.desk, newest.subjectId ?? '', { step: 'reply', note: 'ซ่อมแล้ว' });
  const told = (await offered(32 + 22.5)).slice(1);
  expect(told).toMatchObject([{ recipient: 'fb3', body: expect.stringContaining('ร.0003/2569') }]);
});

test('the whole answer goes in public when the officer chooses so: counted as the channel counts, without what is this person’s alone, never of a confidential case', async () => {
  await using o = await office();
  const { subjectId: id = '' } = await take(o, { externalId: 'c1' });
  const conversation = async () => (await o.see(o.desk, id)).body['conversation'];
  const limit = { most: 8000, posts: 1, count: 'characters', addresses: true };
  expect(await conversation()).toMatchObject({
    publicly: {
      notice: 'เรื่อง ร.0001/2569 มีความเคลื่อนไหว กรุณาดูในข้อความส่วนตัวหรือหน้าติดตามเรื่อง',
      privately: 'page',
      whole: { limit, before: 'ตอบเรื่อง ร.0001/2569\n\n', after: '' },
    },
  });
  const { tracking_code: code } = await o.w.scoped((tx) =>
    tx.selectFrom('complaints.complaint').select('tracking_code').where('id', '=', id).executeTakeFirstOrThrow(),
  );
  const answer = (note: string, step = 'reply') => o.step(o.desk, id, { step, note, inPublic: true });
  const spelled = code
    .toLowerCase()
    .match(/.{1,4}/g)
    ?.join(' ');
  expect(await answer(`ดูได้ด้วยรหัส ${spelled}`)).toMatchObject({
    status: 400,
    body: { code: 'personal-in-public', detail: { what: ['code'] } },
  });
  expect(await answer('ก'.repeat(8000))).toMatchObject({ status: 400, body: { code: 'too-long-in-public' } });
  expect(await outbox(o)).toHaveLength(2);
  expect((await answer('ช่างออกไปดูแล้ว', 'progress')).status).toBe(200);
  expect((await answer('ซ่อมถนนหน้าวัดเสร็จแล้ว')).status).toBe(200);
  await o.w.runJobs();
  const said = (await outbox(o)).slice(2);
  expect(said).toMatchObject([
    { template: 'progress', body: 'ตอบเรื่อง ร.0001/2569\n\nช่างออกไปดูแล้ว' },
    { template: 'reply', body: 'ตอบเรื่อง ร.0001/2569\n\nซ่อมถนนหน้าวัดเสร็จแล้ว', by_human: true },
  ]);
  expect(said.every(({ answers }) => JSON.stringify(answers) === '{"public":true,"externalId":"c1"}')).toBe(true);

  // Who has a way of their own is told all of it there, beside the word that there is news; and once, though that word fails.
  const email = { kind: 'email', value: 'somchai@example.org' } as const;
  const proof = {
    one: { kind: 'case', value: id },
    other: email,
    proof: 'verified-email',
    reason: '',
    by: SYSTEM,
  } as const;
  await o.w.scoped((tx) => joinOnProof(tx, proof, o.w.now()));
  expect(await conversation()).toMatchObject({ publicly: { privately: 'mail' } });
  await o.step(o.desk, id, { step: 'reopen', note: 'ตรวจอีกครั้ง' });
  await o.step(o.desk, id, { step: 'progress', note: 'กำลังตรวจ' });
  await o.step(o.desk, id, { step: 'ask-citizen', note: 'หลุมอยู่ฝั่งไหน' });
  await o.w.runJobs();
  const told = (await outbox(o)).filter(({ template }) => template !== 'received').slice(2);
  expect(told.map(({ template, channel }) => `${template} ${channel}`)).toEqual([
    'reopen email',
    'news facebook',
    'progress email',
    'news facebook',
    'ask-citizen email',
  ]);
  expect(told.map(({ body }) => body.includes('หลุมอยู่ฝั่งไหน'))).toEqual([false, false, false, false, true]);

  const service = o.directory.categories.find(({ code: each }) => each === 'service')?.id;
  const classify = { step: 'classify', kind: 'complaint', severity: 'normal', communityId: null, groupId: null };
  expect((await o.step(o.desk, id, { ...classify, categoryId: service })).status).toBe(200);
  expect(await conversation()).toMatchObject({ publicly: { notice: null, whole: null } });
  expect(await answer('ตรวจสอบแล้ว')).toMatchObject({ status: 409, body: { code: 'not-in-public' } });
  // A case that no public comment began has no public answer either.
  const spoken = await o.file({ text: 'ไฟดับ' });
  const byPhone = await o.step(o.desk, spoken.id, { step: 'reply', note: 'แล้วเสร็จ', inPublic: true });
  expect(byPhone).toMatchObject({ status: 409, body: { code: 'not-in-public' } });
});
