import { expect, test } from 'vitest';
import { office } from '../../../test/desk.ts';
import { postbox } from '../../../test/postbox.ts';
import { runAllJobs } from '../../../test/run-jobs.ts';
import { citizenMessage, citizenVerdict } from './citizen-steps.ts';
import { trackCase } from './track-case.ts';

test('a citizen who left an address is told what happens, each thing once, and the case keeps the proof', async () => {
  await using box = await postbox();
  await using o = await office({ smtpUrl: box.url, publicUrl: 'https://desk.example.org' });
  const { id, number } = await o.file({ contact: { name: 'สมศรี', email: 'somsri@example.org' } });
  await o.file({ contact: { phone: '0812345678' } });
  await o.w.runJobs();
  expect(box.mails).toMatchObject([{ to: 'somsri@example.org', subject: `รับเรื่องแล้ว ${number}` }]);
  expect(box.mails[0]?.text).toContain('วันอังคารที่ 19 พฤษภาคม 2569');
  expect(box.mails[0]?.text).toContain('หากตอบกลับจะไม่มีผู้อ่าน');
  expect(box.mails[0]?.text).toContain('https://desk.example.org/privacy');

  await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers, note: 'ฝากด้วย เรื่องภายใน' });
  await o.step(o.desk, id, { step: 'note', note: 'บันทึกภายใน' });
  await o.step(o.desk, id, { step: 'reply', note: 'เปลี่ยนหลอดแล้วเมื่อเช้านี้ 🙏' });
  await o.w.runJobs();
  await o.w.runJobs();
  expect(
    box.mails
      .filter((mail) => mail.to === 'somsri@example.org')
      .map((mail) => mail.subject)
      .slice(1)
      .sort(),
  ).toEqual([`คำตอบเรื่อง ${number}`, `เรื่อง ${number} ส่งถึงผู้รับผิดชอบแล้ว`].sort());
  expect(box.mails.map((mail) => mail.text).join()).toContain('เปลี่ยนหลอดแล้วเมื่อเช้านี้ 🙏');
  expect(box.mails.map((mail) => mail.text).join()).not.toContain('ภายใน เรื่อง');
  expect(box.mails.map((mail) => mail.text).join()).not.toContain('บันทึกภายใน');
  const { body } = await o.see(o.desk, id);
  const toCitizen = (seen: typeof body) =>
    (seen['messages'] as { template: string; lastAnswer: string | null }[]).filter(
      ({ template }) => !template.startsWith('staff-'),
    );
  expect(toCitizen(body)).toMatchObject([{ status: 'sent', attempts: 1 }, { status: 'sent' }, { status: 'sent' }]);
  const answers = (seen: typeof body) => toCitizen(seen).map(({ lastAnswer }) => lastAnswer);
  expect(answers(body)).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
  // What the server said often repeats the address.
  expect(answers((await o.see(await o.staff('planner'), id)).body)).toEqual([null, null, null]);

  // What is said is true when it is said: nothing is promised of what is answered, and a department is named once, while it has the case.
  const told = async (to: string) => {
    await o.w.runJobs();
    return box.mails.filter((mail) => mail.to === to).map(({ subject, text }) => ({ subject, text }));
  };
  await o.file({ contact: { email: 'spot@example.org' }, answeredOnTheSpot: 'ชำระได้ที่กองคลัง' });
  const [spot, ...more] = await told('spot@example.org');
  expect(more).toEqual([]);
  expect(spot?.text).toContain('เรื่องนี้ตอบแล้ว');
  expect(spot?.text).not.toContain('เราจะตอบท่าน');
  const moved = await o.file({ contact: { email: 'moved@example.org' } });
  const officer = await o.staff('department-officer', o.health);
  for (const step of [{ departmentId: o.engineers }, { departmentId: o.health }])
    await o.step(o.desk, moved.id, { step: 'assign', ...step });
  await told('moved@example.org');
  await o.step(o.desk, moved.id, { step: 'assign', departmentId: o.health, ownerId: officer.userId });
  const once = (number: string, department: string) => [
    expect.objectContaining({ subject: `รับเรื่องแล้ว ${number}` }),
    expect.objectContaining({ text: expect.stringContaining(`อยู่ที่ ${department}`) }),
  ];
  expect(await told('moved@example.org')).toEqual(once(moved.number, 'กองสาธารณสุข'));
  // Also of mails that waited while the server was away.
  const away = await o.file({ contact: { email: 'away@example.org' } });
  const queued = () => runAllJobs({ ...o.w, jobs: telling, municipalities: [o.w.municipalityId] }, o.w.ownerUrl);
  const telling = o.w.jobs.filter((job) => /^complaints\.(received|stepped)$/.test(job.id));
  await queued();
  for (const departmentId of [o.engineers, o.health]) {
    await o.step(o.desk, away.id, { step: 'assign', departmentId });
    await queued();
  }
  await o.step(o.desk, away.id, { step: 'reply', note: 'เปลี่ยนหลอดแล้ว' });
  await queued();
  const late = await told('away@example.org');
  expect(late.toSorted((a, b) => (a.subject < b.subject ? 1 : -1))).toEqual([
    ...once(away.number, 'กองสาธารณสุข').toReversed(),
    expect.objectContaining({ subject: `คำตอบเรื่อง ${away.number}` }),
  ]);
  expect(late.map(({ text }) => text).join()).not.toContain('เราจะตอบท่าน');
});

test('without a mail server the case says so', async () => {
  await using o = await office();
  const { id } = await o.file({ contact: { email: 'somsri@example.org' } });
  await o.w.runJobs();
  expect((await o.see(o.desk, id)).body['messages']).toMatchObject([{ status: 'unroutable', template: 'received' }]);
});

test('reminders go out in working hours only, each once for each due day, and before offices close over it', async () => {
  await using o = await office({ now: new Date('2026-03-31T02:00:00Z') });
  const officer = await o.staff('department-officer', o.engineers);
  const fileFor = async () => {
    const { id } = await o.file();
    await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers, ownerId: officer.userId });
    await o.w.runJobs();
    return id;
  };
  const remind = async (at: string) => {
    o.w.at(new Date(at));
    await runAllJobs(
      { jobs: [], schedules: o.w.schedules, parts: o.w.parts, municipalities: [o.w.municipalityId] },
      o.w.ownerUrl,
      'every.complaints.remind',
    );
    const rows = await o.w.scoped((tx) =>
      tx
        .selectFrom('channels.message')
        .select('template')
        .where('template', 'like', 'staff-%')
        .where('template', '!=', 'staff-assigned')
        .where('created_at', '>=', from)
        .orderBy('created_at')
        .execute(),
    );
    return rows.map((row) => row.template);
  };
  let from = new Date(0);

  // Due on Wednesday 15 April: Songkran is from Monday to then, so Friday is the last day on which the office works.
  const spring = await fileFor();
  expect(await remind('2026-04-03T02:00:00Z')).toEqual([]);
  expect(await remind('2026-04-07T02:00:00Z')).toEqual(['staff-due-soon']);
  expect(await remind('2026-04-10T02:00:00Z')).toEqual(['staff-due-soon', 'staff-due-today']);
  const [pressing] = await o.w.scoped((tx) =>
    tx.selectFrom('channels.message').select('body').where('template', '=', 'staff-due-today').execute(),
  );
  expect(pressing?.body).toContain('วันพุธที่ 15 เมษายน 2569');
  expect(pressing?.body).toContain('วันนี้เป็นวันทำการสุดท้ายก่อนครบกำหนด');
  expect((await o.call(o.desk, 'GET', '/home')).body).toMatchObject({
    counts: { dueToday: 1, dueSoon: 0, overdue: 0 },
    due: [{ id: spring, mark: 'due-soon', daysLeft: 5, answerToday: true }],
  });
  expect(await remind('2026-04-13T02:00:00Z')).toHaveLength(2);
  expect((await o.call(o.desk, 'GET', '/home')).body).toMatchObject({
    counts: { dueToday: 0, dueSoon: 1 },
    due: [{ id: spring, answerToday: false }],
  });
  expect(await remind('2026-04-16T02:00:00Z')).toEqual(['staff-due-soon', 'staff-due-today', 'staff-overdue']);
  await o.step(o.desk, spring, { step: 'reply', note: 'เปลี่ยนหลอดแล้ว' });

  from = new Date('2026-05-05T02:00:00Z');
  o.w.at(from);
  await fileFor(); // due Wednesday 20 May
  expect(await remind('2026-05-18T23:00:00Z')).toEqual([]); // Tuesday 06:00
  expect(await remind('2026-05-19T05:30:00Z')).toEqual([]); // 12:30, the noon break
  expect(await remind('2026-05-19T06:30:00Z')).toEqual(['staff-due-soon']);
  expect(await remind('2026-05-19T07:00:00Z')).toEqual(['staff-due-soon']);
  expect(await remind('2026-05-20T02:00:00Z')).toEqual(['staff-due-soon', 'staff-due-today']);
  expect(await remind('2026-05-21T02:00:00Z')).toEqual(['staff-due-soon', 'staff-due-today', 'staff-overdue']);
  expect(await remind('2026-05-23T02:00:00Z')).toHaveLength(3); // Saturday
});

type Someone = Awaited<ReturnType<Awaited<ReturnType<typeof office>>['staff']>>;

test('who may not see a case neither holds it nor hears of it; where nobody of a department can, the desk does', async () => {
  await using o = await office({ now: new Date('2026-05-05T02:00:00Z') });
  const [officer, head, committee] = [
    await o.staff('department-officer', o.engineers),
    await o.staff('department-head', o.engineers),
    await o.staff('committee'),
  ];
  const names = new Map<string, string>();
  const mails = async () => {
    const told = { officer, head, committee, desk: o.desk } satisfies Record<string, Someone>;
    for (const [name, { userId }] of Object.entries(told)) names.set(userId, name);
    await o.w.runJobs();
    const rows = await o.w.scoped((tx) =>
      tx
        .selectFrom('channels.message as m')
        .innerJoin('auth.user as u', 'u.email', 'm.recipient')
        .select(['m.template', 'm.body', 'm.title', 'u.id'])
        .where('m.template', 'like', 'staff-%')
        .orderBy('m.id')
        .execute(),
    );
    const fresh = rows.slice(seen);
    seen = rows.length;
    return fresh.map(({ template, id, title, body }) => ({
      to: names.get(id),
      what: template.slice(6),
      says: title + body,
    }));
  };
  let seen = 0;
  const heard = async () => (await mails()).map(({ to, what }) => `${what} → ${to}`).sort();
  const remind = (at: string) => {
    o.w.at(new Date(at));
    return runAllJobs(
      { jobs: [], schedules: o.w.schedules, parts: o.w.parts, municipalities: [o.w.municipalityId] },
      o.w.ownerUrl,
      'every.complaints.remind',
    );
  };
  const category = (code: string) => o.directory.categories.find((each) => each.code === code)?.id;
  const tracked = ({ number, trackingCode }: { number: string; trackingCode: string }) =>
    o.w.scoped((tx) => trackCase(tx, { number, code: trackingCode }, o.w.now()));
  const says = async (filed: { number: string; trackingCode: string }, verdict: 'not-done' | null) => {
    const of = await tracked(filed);
    const key = crypto.randomUUID();
    await o.w.scoped<unknown>((tx) =>
      verdict
        ? citizenVerdict(tx, of, { key, verdict, stars: null, text: 'ความลับของฉัน' }, o.w.now())
        : citizenMessage(tx, of, { key, text: 'ความลับของฉัน', fileIds: [] }, o.w.now()),
    );
  };

  // Restricted: the officers of the department do not learn of it, nor can they hold it.
  const rude = await o.file({ categoryId: category('service'), text: 'ช่างพูดจาไม่ดี' });
  const give = (ownerId: string) => o.step(o.desk, rude.id, { step: 'assign', departmentId: o.engineers, ownerId });
  expect(await give(officer.userId)).toMatchObject({ status: 409, body: { code: 'holder-may-not-see' } });
  expect((await o.see(o.desk, rude.id)).body['mayHold']).toEqual([head.userId]);
  await o.step(o.desk, rude.id, { step: 'assign', departmentId: o.engineers });
  expect(await heard()).toEqual(['assigned → head']);
  await o.step(o.desk, rude.id, { step: 'assign', departmentId: o.health });
  expect(await heard()).toEqual(['assigned → desk']);

  await o.step(o.desk, rude.id, { step: 'reply', note: 'ขออภัย อบรมแล้ว' });
  await says(rude, null);
  const [thanks] = await mails();
  expect(thanks).toMatchObject({ what: 'citizen-spoke', says: expect.stringContaining('ตอบแล้ว') });
  expect(thanks?.says).not.toContain('กำหนดตอบ');
  await o.step(o.desk, rude.id, { step: 'reopen', note: 'ตรวจสอบเพิ่ม' });

  // Ordinary, then restricted: its officer holds it no longer.
  const road = await o.file({ categoryId: category('road') });
  expect((await o.see(o.desk, road.id)).body['mayHold']).toEqual(expect.arrayContaining([officer.userId, head.userId]));
  await o.step(o.desk, road.id, { step: 'assign', departmentId: o.engineers, ownerId: officer.userId });
  expect(await heard()).toEqual(['assigned → officer']);
  const classify = { step: 'classify', communityId: null, groupId: null, kind: 'complaint', severity: 'normal' };
  const after = await o.step(o.desk, road.id, { ...classify, categoryId: category('service') });
  expect(after.body.row).toMatchObject({ ownerId: null, visibility: 'restricted' });
  await says(road, null);
  expect(await heard()).toEqual(['citizen-spoke → head']);

  // Corruption: the committee, in words that say nothing of it.
  const bribe = await o.file({ categoryId: category('corruption'), text: 'เรียกรับเงิน' });
  await says(bribe, null);
  const [told, ...others] = await mails();
  expect([told?.to, told?.what, others]).toEqual(['committee', 'citizen-spoke', []]);
  expect(told?.says).toContain(bribe.number);
  expect(told?.says).not.toMatch(/ทุจริต|เงิน|ความลับ/);

  // Nobody on the committee: what is due waits until there is somebody.
  const active = (who: Someone, is: boolean) =>
    o.w.scoped((tx) => tx.updateTable('people.staff').set({ active: is }).where('user_id', '=', who.userId).execute());
  await active(committee, false);
  await active(head, false);
  await remind('2026-05-20T02:00:00Z');
  expect(await heard()).toEqual(['due-today → desk', 'due-today → desk']);
  await active(committee, true);
  await remind('2026-05-20T03:00:00Z');
  expect(await heard()).toEqual(['due-today → committee']);
  await remind('2026-05-20T04:00:00Z');
  expect(await heard()).toEqual([]);

  // Whoever left is not written to: their department is.
  const light = await o.file({ categoryId: category('light') });
  await o.step(o.desk, light.id, { step: 'assign', departmentId: o.engineers, ownerId: officer.userId });
  await active(head, true);
  const administrator = await o.staff('administrator');
  const held = (who: Someone) => o.call(who, 'GET', `/staff/${officer.userId}/held-cases`);
  expect(await held(administrator)).toEqual({ status: 200, body: { open: 1 } });
  expect((await held(head)).status).toBe(403);
  await active(officer, false);
  expect(await heard()).toEqual(['assigned → head']);

  // Words against a decision reach whoever decides, not the department alone.
  const reasonId = o.directory.refusalReasons[0]?.id;
  await o.step(o.desk, light.id, { step: 'refuse', reasonId, note: 'ไม่อยู่ในอำนาจ' });
  await says(light, 'not-done');
  expect(await heard()).toEqual(['citizen-disputes → desk', 'citizen-disputes → head']);
});
