import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importComplaints } from '../src/modules/complaints/index.ts';
import { SYSTEM } from '../src/modules/people/index.ts';
import { runAllJobs } from './run-jobs.ts';
import { MINUTE, traffyDesk } from './traffy-desk.ts';

test('a report there is one case here, read at its source, however often and by whom it is told', async () => {
  const s = await traffyDesk();
  const hook = { url: 'http://127.0.0.1:9/hook', kinds: ['case.filed'] };
  expect((await s.call(await s.staff('administrator'), 'POST', '/webhook-endpoints', hook)).status).toBe(201);
  const body = s.fake.report('2026-ABCDEF', { description: 'ท่อระบายน้ำอุดตันหน้าโรงเรียน' });
  expect((await s.post(body, { key: 'wrong' })).statusCode).toBe(401);
  // What the webhook says is a hint: the words are those of the source.
  for (let i = 0; i < 3; i += 1) expect((await s.post({ ...body, description: 'คำที่แต่งขึ้น' })).statusCode).toBe(200);
  expect((await s.post({ ...body, ticket_id: '2026-FORGED' })).statusCode).toBe(200);
  await s.w.runJobs();
  const row = await s.only();
  expect(row).toMatchObject({
    channel: 'traffy',
    source: 'traffy',
    source_ref: '2026-ABCDEF',
    summary: 'ท่อระบายน้ำอุดตันหน้าโรงเรียน',
    status: 'new',
    received_at: s.w.now(),
  });
  expect(row.category_id).not.toBeNull();
  const seen = await s.see(s.desk, row.id);
  expect(seen.body).toMatchObject({
    latitude: 13.754158,
    placeText: 'ถ.พหลโยธิน ต.คลองหนึ่ง',
    files: [{ addedBy: 'citizen', mediaType: expect.stringMatching(/^image\//) }],
  });
  expect(s.fake.updates).toEqual([]);
  // Whoever listens to new cases is told of it, once.
  const { jobs, schedules, parts, municipalityId, ownerUrl } = s.w;
  for (let i = 0; i < 2; i += 1)
    await runAllJobs(
      { jobs, schedules, parts, municipalities: [municipalityId] },
      ownerUrl,
      'every.complaints.tell-outside',
    );
  const told = await s.w.scoped((tx) =>
    tx.selectFrom('complaints.webhook_message').select(['kind', 'complaint_id']).execute(),
  );
  expect(told).toEqual([{ kind: 'case.filed', complaint_id: row.id }]);

  // What is not to be had is no event that is done: it stands in the inbox with the reason, and is run again there.
  const failed = () =>
    s.w.scoped((tx) =>
      tx.selectFrom('channels.event').select(['id', 'outcome']).where('state', '=', 'failed').execute(),
    );
  const refusal = { outcome: { became: [], problem: 'Traffy has no such ticket of ours' } };
  expect(await failed()).toMatchObject([refusal]);
  await s.fake.down();
  await s.post(s.fake.report('2026-GHIJKL', { description: 'ไฟถนนดับ' }));
  await s.w.runJobs();
  expect(await failed()).toHaveLength(1);
  await s.lastTry();
  const [, away] = await failed();
  expect(away).toMatchObject({ outcome: { problem: expect.stringContaining('did not give the ticket') } });
  await s.fake.up();
  const administrator = await s.staff('administrator');
  expect((await s.call(administrator, 'POST', `/channel-events/${away?.id}/run`)).status).toBeLessThan(300);
  await s.w.runJobs();
  expect((await s.cases()).map(({ source_ref }) => source_ref)).toEqual(['2026-ABCDEF', '2026-GHIJKL']);
  expect(await failed()).toHaveLength(1);
});

test('what was brought by a file before is the same case', async () => {
  const s = await traffyDesk();
  const path = join(s.w.dataDir, 'traffy.csv');
  await writeFile(
    path,
    'ticket_id,type,organization,description,address,timestamp,status\n2026-ABCDEF,ถนน,เทศบาล,ถนนเป็นหลุม,ถ.หนึ่ง,"2026-05-01 09:00:00.0",รอรับเรื่อง\n',
  );
  await importComplaints(s.w.db, s.w.municipalityId, { path }, { actor: SYSTEM, now: s.w.now, dryRun: false });
  await s.post(s.fake.report('2026-ABCDEF', { description: 'ถนนเป็นหลุม' }));
  await s.w.runJobs();
  expect(await s.only()).toMatchObject({ source_ref: '2026-ABCDEF', summary: 'ถนนเป็นหลุม' });
});

test('what we do is told there once, under our number, also after a pause of the channel, and comes back as nothing', async () => {
  const s = await traffyDesk();
  await s.post(s.fake.report('2026-ABCDEF'));
  await s.w.runJobs();
  const row = await s.only();
  const administrator = await s.staff('administrator');
  const open = (active: boolean) => s.call(administrator, 'PUT', '/channels/traffy', { active, fields: {} });
  expect((await open(false)).status).toBe(200);
  await s.step(s.desk, row.id, { step: 'assign', departmentId: s.engineers });
  // What is reported there meanwhile is a case as ever: sending alone is paused.
  expect((await s.post(s.fake.report('2026-GHIJKL'))).statusCode).toBe(200);
  await s.w.runJobs();
  expect(await s.cases()).toHaveLength(2);
  await open(true);
  expect(s.fake.updates).toEqual([]);
  await s.after(16);
  await s.step(s.desk, row.id, { step: 'note', note: 'ภายในเท่านั้น' });
  await s.step(s.desk, row.id, { step: 'reply', note: 'ซ่อมแล้ว' });
  await s.step(s.desk, row.id, { step: 'close' });
  await s.w.runJobs();
  expect(s.fake.updates).toEqual([
    { ticket: '2026-ABCDEF', state: 'กำลังดำเนินการ', note: expect.stringMatching(/^\[น\.0001\/2569-\d+\] รับเรื่องไว้แล้ว/) },
    { ticket: '2026-ABCDEF', state: 'เสร็จสิ้น', note: expect.stringMatching(/^\[น\.0001\/2569-\d+\] ซ่อมแล้ว$/) },
  ]);
  const before = await s.events();
  for (const told of s.fake.told) expect((await s.post(told, { method: 'PATCH' })).statusCode).toBe(200);
  await s.after(30);
  expect(await s.events()).toEqual(before);
  expect(s.fake.updates).toHaveLength(2);
});

test('what waits to be told there is not told once the case is confidential', async () => {
  const s = await traffyDesk();
  await s.post(s.fake.report('2026-ABCDEF'));
  await s.w.runJobs();
  const row = await s.only();
  const administrator = await s.staff('administrator');
  const open = (active: boolean) => s.call(administrator, 'PUT', '/channels/traffy', { active, fields: {} });
  await open(false);
  await s.step(s.desk, row.id, { step: 'assign', departmentId: s.engineers });
  await s.w.runJobs();
  const corruption = s.directory.categories.find(({ data }) => data.visibility === 'corruption');
  const classify = { step: 'classify', communityId: null, groupId: null, kind: 'complaint', severity: 'normal' };
  await s.step(s.desk, row.id, { ...classify, categoryId: corruption?.id ?? null });
  expect((await s.only()).visibility).toBe('corruption');
  await open(true);
  await s.after(16);
  expect(s.fake.updates).toEqual([]);
});

test('what others do there becomes history here, once, and is not echoed', async () => {
  const s = await traffyDesk();
  await s.post(s.fake.report('2026-ABCDEF'));
  await s.w.runJobs();
  s.w.at(new Date(s.w.now().getTime() + 60 * MINUTE));
  const step = s.fake.step('2026-ABCDEF', 'เสร็จสิ้น', 'เปลี่ยนหม้อแปลงแล้ว');
  for (let i = 0; i < 2; i += 1) await s.post(step, { method: 'PATCH' });
  await s.after(30);
  const row = await s.only();
  expect(row.status).toBe('new');
  expect((await s.events()).map(({ step: name, note }) => [name, note])).toEqual([
    ['import', ''],
    ['import', 'Traffy Fondue · ส่งเรื่องมาถึง'],
    ['import', 'Traffy Fondue · การไฟฟ้า · เสร็จสิ้น · เปลี่ยนหม้อแปลงแล้ว'],
  ]);
  expect(s.fake.updates).toEqual([]);
});

test("Traffy's cache is ten minutes behind: the ticket is read again after it", async () => {
  const s = await traffyDesk();
  await s.post(s.fake.report('2026-ABCDEF'));
  await s.w.runJobs();
  s.w.at(new Date(s.w.now().getTime() + 2 * MINUTE));
  await s.post(s.fake.step('2026-ABCDEF', 'กำลังดำเนินการ', 'กำลังไป'), { method: 'PATCH' });
  await s.w.runJobs();
  expect(await s.events()).toHaveLength(2);
  await s.after(12);
  expect(await s.events()).toHaveLength(3);
});

test('the person writes and judges there, and is heard here', async () => {
  const s = await traffyDesk();
  await s.post(s.fake.report('2026-ABCDEF'));
  const chat = {
    event: 'chat',
    message_comment_id: 7,
    message_id: 1,
    ticket_id: '2026-ABCDEF',
    comment: 'ยังไม่เสร็จเลย',
    timestamp: '2026-05-04 10:05:00.0',
    sender_org_id: null,
    sender_org: null,
  };
  for (let i = 0; i < 2; i += 1) await s.post(chat);
  await s.post({
    ...chat,
    message_comment_id: 8,
    comment: 'ฝากดูด้วย',
    sender_org_id: 999,
    sender_org: 'จังหวัด',
    event: 'chat_staff_only',
  });
  await s.post({ ...chat, message_comment_id: 9, comment: 'ของเราเอง', sender_org_id: 151 });
  await s.w.runJobs();
  const ticket = s.fake.tickets.get('2026-ABCDEF');
  if (ticket) ticket.star = 5;
  s.fake.forget();
  await s.post({ ...chat, message_comment_id: 10, event: 'rating', comment: 'ดีมาก' });
  await s.w.runJobs();
  const said = (await s.events()).map(({ step, note, public: open, actor_kind }) => [step, note, open, actor_kind]);
  expect(said).toHaveLength(6);
  expect(said).toEqual(
    expect.arrayContaining([
      ['citizen-message', 'ยังไม่เสร็จเลย', true, 'citizen'],
      ['import', 'Traffy Fondue · จังหวัด · ฝากดูด้วย', false, 'system'],
      ['import', 'Traffy Fondue · ผู้แจ้งให้ 5 ดาว', true, 'system'],
      ['citizen-message', 'ดีมาก', true, 'citizen'],
    ]),
  );
  expect(await s.only()).toMatchObject({ stars: 5 });
  // The ticket carries its stars on: they are no judgement of what is answered here later, and are told again only when they are others.
  const row = await s.only();
  const rated = async () => (await s.events()).filter(({ note }) => note.includes('ดาว')).map(({ note }) => note);
  const hear = async (id: number) => {
    s.fake.forget();
    await s.post({ ...chat, message_comment_id: id, comment: `คำที่ ${id}` });
    await s.w.runJobs();
  };
  for (const [i, step] of ['reply', 'reopen', 'reply'].entries()) {
    expect((await s.step(s.desk, row.id, { step, note: 'ซ่อมแล้ว' })).status).toBe(200);
    await hear(20 + i);
    expect(await s.only()).toMatchObject({ stars: null });
  }
  expect(await rated()).toHaveLength(1);
  if (ticket) ticket.star = 2;
  await hear(30);
  expect(await rated()).toEqual(['Traffy Fondue · ผู้แจ้งให้ 5 ดาว', 'Traffy Fondue · ผู้แจ้งให้ 2 ดาว']);
  expect(await s.only()).toMatchObject({ stars: 2 });
});

test('an update whose answer was lost is looked for before it is said again; one that is refused is shown', async () => {
  const s = await traffyDesk();
  await s.post(s.fake.report('2026-ABCDEF'));
  await s.w.runJobs();
  const row = await s.only();
  s.fake.fail('lost-answer', /update-issue/);
  await s.step(s.desk, row.id, { step: 'progress', note: 'กำลังซ่อม' });
  await s.w.runJobs();
  await s.after(5);
  await s.after(12);
  await s.after(12);
  expect(s.fake.updates).toHaveLength(1);
  // A gateway that waited too long says nothing of what was done behind it; a ticket that was not reached is told all the same.
  for (const fault of ['server-error-after', 'server-error'] as const) {
    s.fake.fail(fault, /update-issue/);
    await s.step(s.desk, row.id, { step: 'progress', note: `คืบหน้า ${fault}` });
    await s.w.runJobs();
    await s.after(12);
    await s.after(12);
  }
  expect(s.fake.updates.map(({ note }) => note.replace(/^.*\] /, ''))).toEqual([
    'กำลังซ่อม',
    'คืบหน้า server-error-after',
    'คืบหน้า server-error',
  ]);
  s.fake.tickets.delete('2026-ABCDEF');
  s.fake.forget();
  await s.step(s.desk, row.id, { step: 'progress', note: 'เสร็จพรุ่งนี้' });
  await s.w.runJobs();
  const refused = { step: 'import', public: false, note: expect.stringContaining('ไม่รับการแจ้งผล') };
  expect((await s.events()).at(-1)).toMatchObject(refused);
  // A password that was changed stands with the channel until it works, and whoever may mend it is told.
  const administrator = await s.staff('administrator');
  const set = (password: string) =>
    s.call(administrator, 'PUT', '/channels/traffy', { active: true, fields: { password } });
  const check = async () => (await s.call(administrator, 'GET', '/channels/traffy')).body['check'];
  s.fake.report('2026-ABCDEF');
  await set('changed there');
  await s.step(s.desk, row.id, { step: 'progress', note: 'รออะไหล่' });
  await s.w.runJobs();
  expect(await check()).toMatchObject({ ok: false, problem: 'wrong-key' });
  await set('secret');
  await s.after(12);
  expect(await check()).toMatchObject({ ok: true });
  expect(s.fake.updates.at(-1)?.note).toContain('รออะไหล่');
  // Away for longer than it is tried: whoever reported was not told, and staff read so in the case.
  await s.fake.down();
  await s.step(s.desk, row.id, { step: 'progress', note: 'เสร็จแล้ว' });
  await s.w.runJobs();
  expect((await s.events()).at(-1)).toMatchObject({ step: 'progress' });
  await s.lastTry();
  expect((await s.events()).at(-1)).toMatchObject(refused);
});

test('a ticket that is opened again there waits for an answer here, once; one that we worked on again ourselves does not', async () => {
  const s = await traffyDesk();
  await s.post(s.fake.report('2026-ABCDEF'));
  await s.w.runJobs();
  const row = await s.only();
  const again = async () => (await s.events()).filter(({ note }) => note.includes('ถูกเปิดอีกครั้ง'));
  const act = async (step: string) => {
    s.w.at(new Date(s.w.now().getTime() + MINUTE));
    expect((await s.step(s.desk, row.id, { step, note: 'ทำแล้ว' })).status).toBe(200);
    await s.w.runJobs();
  };
  await act('reply');
  await act('close');
  for (const _ of [1, 2]) {
    await s.post(s.fake.openAgain('2026-ABCDEF'), { method: 'PATCH' });
    await s.w.runJobs();
    await s.post(s.fake.step('2026-ABCDEF', 'รอรับเรื่อง', 'เรื่องเดิม', ''), { method: 'PATCH' });
    await s.after(12);
  }
  expect(await again()).toMatchObject([{ step: 'citizen-message' }, { step: 'citizen-message' }]);
  expect(await s.only()).toMatchObject({ status: 'closed', citizen_spoke_at: expect.any(Date) });
  // Ours: its count goes up there too, and what stands last is what we said.
  const ticket = s.fake.tickets.get('2026-ABCDEF');
  if (ticket) ticket.count_reopen += 1;
  await act('reopen');
  await act('reply');
  s.fake.forget();
  await s.post(s.fake.told.at(-1), { method: 'PATCH' });
  await s.w.runJobs();
  expect(await again()).toHaveLength(2);
});

test('while Traffy is away, or the credits are used up, nothing is lost', async () => {
  const s = await traffyDesk();
  const body = s.fake.report('2026-ABCDEF');
  await s.fake.down();
  expect((await s.post(body)).statusCode).toBe(200);
  await s.w.runJobs();
  expect(await s.cases()).toEqual([]);
  await s.fake.up();
  s.fake.state.credits = 0;
  await s.after(10);
  expect(await s.cases()).toEqual([]);
  s.fake.state.credits = 1000;
  await s.after(7 * 60);
  expect(await s.only()).toMatchObject({ source_ref: '2026-ABCDEF' });
});

test('without an account there, the secret address is the proof', async () => {
  const s = await traffyDesk({ account: false });
  await s.post({
    timestamp: '2026-05-04 09:00:00.000000',
    ticket_id: '2026-ABCDEF',
    description: 'พบฝาท่อชำรุด',
    type: 'ถนน',
    photo: [],
    latitude: 13.75,
    longitude: 100.5,
    address: 'ถ.หนึ่ง',
  });
  await s.post(
    {
      timestamp: '2026-05-04 09:30:00.000000',
      ticket_id: '2026-ABCDEF',
      org: 'อบจ.',
      status: 'เสร็จสิ้น',
      note: 'เรียบร้อย',
    },
    { method: 'PATCH' },
  );
  await s.w.runJobs();
  await s.after(12);
  expect(await s.only()).toMatchObject({ summary: 'พบฝาท่อชำรุด', received_at: new Date('2026-05-04T02:00:00Z') });
  expect(await s.events()).toHaveLength(3);
});

test('many tickets told in any order by two programs at once: each is one case', async () => {
  const s = await traffyDesk();
  const ids = Array.from({ length: 12 }, (_, i) => `2026-T${String(i).padStart(5, '0')}`);
  const bodies = ids.map((id) => s.fake.report(id, { description: `เรื่อง ${id} ${randomUUID()}` }));
  await Promise.all([...bodies, ...bodies.toReversed()].map((body) => s.post(body)));
  const { w } = s;
  const working = { jobs: w.jobs, schedules: w.schedules, parts: w.parts, municipalities: [w.municipalityId] };
  await Promise.all([runAllJobs(working, w.ownerUrl), runAllJobs(working, w.ownerUrl)]);
  await s.after(10);
  expect(new Set((await s.cases()).map(({ source_ref }) => source_ref))).toEqual(new Set(ids));
  expect(await s.cases()).toHaveLength(ids.length);
});
