import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { member, Named, room, TERM } from '../../../../test/meeting-room.ts';

const Versioned = z.array(z.object({ id: z.uuid(), version: z.int() }));

test('a committee meets: minutes, a resolution that becomes a task, approval, and what changes no more', async () => {
  await using o = await room();
  const { body: committee } = await o.committee();
  const made = await o.meeting(String(committee['id']));
  expect(made.status).toBe(201);
  const id = String(made.body['id']);
  const members = Named.parse(made.body['members']);
  expect(members.map((each) => each.name)).toEqual(['นายสมชาย ใจดี', 'นางสาวสมหญิง รักไทย']);

  o.w.at(new Date('2026-05-04T05:00:00Z'));
  const officer = await o.staff('department-officer', o.engineers);
  const minutes = {
    version: 1,
    attendance: [{ memberId: members[0]?.id, state: 'present' }],
    minutes: [{ no: '1', text: 'ประธานแจ้งนโยบายการรับฟังเสียงประชาชน' }],
    resolutions: [
      { no: '1', text: 'ให้กองช่างจัดทำทะเบียนช่องทาง', task: { departmentId: o.engineers, dueOn: '2026-05-20' } },
    ],
  };
  const written = await o.send(o.planner, 'PUT', `/meetings/${id}/minutes`, minutes);
  expect(written.status).toBe(200);
  expect(written.body).toMatchObject({ state: 'held', minutesState: 'draft', version: 2 });
  const { changedBy } = z.object({ changedBy: z.string().min(1) }).parse(written.body);
  expect(written.body).toMatchObject({ changedAt: '2026-05-04T05:00:00.000Z', minutesBy: [{ name: changedBy }] });

  const tasks = await o.send(officer, 'GET', '/tasks?of=department');
  expect(tasks.body).toMatchObject({
    items: [
      { title: 'ให้กองช่างจัดทำทะเบียนช่องทาง', dueOn: '2026-05-20', origin: 'resolution', originId: id, mayEnd: true },
    ],
    counts: { department: 1 },
  });
  const stranger = await o.staff('department-officer', o.health);
  expect((await o.send(stranger, 'GET', '/tasks?of=all')).body).toMatchObject({ items: [] });
  const [task] = Versioned.parse(tasks.body['items']);
  expect(
    (await o.send(stranger, 'POST', `/tasks/${task?.id}/end`, { version: 1, outcome: 'done', result: '' })).status,
  ).toBe(404);

  const own = await o.send(o.planner, 'POST', `/meetings/${id}/minutes/approve`, { version: 2 });
  expect([own.status, own.body['code']]).toEqual([403, 'own-minutes']);
  const approve = async () =>
    o.send(await o.staff('executive'), 'POST', `/meetings/${id}/minutes/approve`, { version: 2 });
  const approved = await approve();
  expect(approved.body).toMatchObject({ minutesState: 'approved' });
  const late = await o.send(o.planner, 'PUT', `/meetings/${id}/minutes`, { ...minutes, version: 3 });
  expect([late.status, late.body['code']]).toEqual([409, 'wrong-state']);
  const done = await o.send(officer, 'POST', `/tasks/${task?.id}/end`, {
    version: 1,
    outcome: 'done',
    result: 'จัดทำแล้ว',
  });
  expect(done.status).toBe(200);
  expect((await o.send(officer, 'GET', '/tasks?of=department&state=ended')).body).toMatchObject({
    items: [{ state: 'done', result: 'จัดทำแล้ว' }],
  });
});

test('a resolution taken out of the minutes drops its task; minutes of what is still to come are refused', async () => {
  await using o = await room();
  const { body: committee } = await o.committee();
  const { body } = await o.meeting(String(committee['id']), {
    startsAt: '2026-05-06T02:00:00Z',
    endsAt: '2026-05-06T04:00:00Z',
  });
  const draft = (version: number, resolutions: object[]) => ({ version, attendance: [], minutes: [], resolutions });
  const early = await o.send(o.planner, 'PUT', `/meetings/${String(body['id'])}/minutes`, draft(1, []));
  expect([early.status, early.body['code']]).toEqual([409, 'wrong-state']);
  o.w.at(new Date('2026-05-07T05:00:00Z'));
  await o.send(
    o.planner,
    'PUT',
    `/meetings/${String(body['id'])}/minutes`,
    draft(1, [{ no: '1', text: 'มติ', task: { departmentId: o.health } }]),
  );
  expect((await o.send(o.planner, 'GET', '/tasks?of=all')).body).toMatchObject({ items: [{ state: 'open' }] });
  await o.send(o.planner, 'PUT', `/meetings/${String(body['id'])}/minutes`, draft(2, []));
  expect((await o.send(o.planner, 'GET', '/tasks?of=all&state=ended')).body).toMatchObject({
    items: [{ state: 'dropped' }],
  });
});

test('a committee whose term has ended holds no meeting; one person chairs it; who left stays in old meetings', async () => {
  await using o = await room();
  const { body } = await o.committee();
  const after = await o.meeting(String(body['id']), {
    startsAt: '2026-10-06T02:00:00Z',
    endsAt: '2026-10-06T04:00:00Z',
  });
  expect([after.status, after.body['code']]).toEqual([409, 'term-ended']);
  const two = await o.committee({ members: [member('ก', 'chair'), member('ข', 'chair')] });
  expect([two.status, two.body['code']]).toEqual([400, 'invalid-input']);
  const ofNothing = await o.committee({ systemId: crypto.randomUUID() });
  expect([ofNothing.status, ofNothing.body['code']]).toEqual([404, 'not-found']);

  const { body: meeting } = await o.meeting(String(body['id']));
  const [chair] = Named.parse(body['members']);
  o.w.at(new Date('2026-06-01T03:00:00Z'));
  const changed = await o.send(o.planner, 'PUT', `/committees/${String(body['id'])}`, {
    version: 1,
    committee: {
      name: 'คณะกรรมการรับฟังความต้องการของประชาชน',
      ...TERM,
      members: [{ ...member('นายสมชาย ใจดี', 'chair'), id: chair?.id }, member('นายใหม่ มาแทน', 'secretary')],
    },
  });
  expect(changed.body).toMatchObject({ former: [{ name: 'นางสาวสมหญิง รักไทย', toOn: '2026-05-31' }] });
  const seen = await o.send(o.planner, 'GET', `/meetings/${String(meeting['id'])}`);
  expect(seen.body).toMatchObject({ members: [{ name: 'นายสมชาย ใจดี' }, { name: 'นางสาวสมหญิง รักไทย' }] });
});

test('approved minutes keep who sat there and what the committee was called, whatever it is called later', async () => {
  await using o = await room();
  const { body: committee } = await o.committee();
  const { body: meeting } = await o.meeting(String(committee['id']));
  const [chair, secretary] = Named.parse(committee['members']);
  o.w.at(new Date('2026-05-04T05:00:00Z'));
  const came = [{ memberId: chair?.id, state: 'present' }];
  const said = [{ no: '1', text: 'รับทราบนโยบาย' }];
  const other = await o.staff('committee');
  const approve = async (version: number, attendance: object[], minutes: object[]) => {
    const draft = { version, attendance, minutes, resolutions: [] };
    await o.send(o.planner, 'PUT', `/meetings/${String(meeting['id'])}/minutes`, draft);
    const url = `/meetings/${String(meeting['id'])}/minutes/approve`;
    return (await o.send(other, 'POST', url, { version: version + 1 })).body;
  };
  // Where nobody came, or nothing was said, there is nothing to approve.
  const empty = { code: 'minutes-empty', message: expect.stringContaining('ผู้มาประชุม') };
  expect(await approve(1, [{ ...came[0], state: 'absent' }], said)).toMatchObject(empty);
  expect(await approve(2, came, [{ no: '1', text: ' ' }])).toMatchObject(empty);
  expect(await approve(3, came, said)).toMatchObject({ minutesState: 'approved' });
  const seen = () => o.send(o.planner, 'GET', `/meetings/${String(meeting['id'])}`);
  o.w.at(new Date('2026-06-01T03:00:00Z'));
  const changed = await o.send(o.planner, 'PUT', `/committees/${String(committee['id'])}`, {
    version: 1,
    committee: {
      name: 'คณะกรรมการชื่อใหม่',
      ...TERM,
      members: [
        { ...member('นายใหม่ มาแทน', 'chair'), id: chair?.id },
        { ...member('นางสาวสมหญิง รักไทย', 'secretary'), id: secretary?.id },
      ],
    },
  });
  expect(changed.body).toMatchObject({ former: [{ name: 'นายสมชาย ใจดี' }] });
  expect((await seen()).body).toMatchObject({
    committeeName: 'คณะกรรมการรับฟังความต้องการของประชาชน',
    members: [
      { name: 'นายสมชาย ใจดี', role: 'chair', attendance: 'present' },
      { name: 'นางสาวสมหญิง รักไทย', attendance: null },
    ],
  });
});

test('papers say who signs and when as the office types it: the mayor, numbered duties, a full stop in the hour', async () => {
  await using o = await room();
  const { body: committee } = await o.committee({ duties: 'กำหนดช่องทาง\nรวบรวมและวิเคราะห์' });
  const { body: order } = await o.send(o.planner, 'POST', '/papers', { kind: 'order', committeeId: committee['id'] });
  expect(order['content']).toMatchObject({
    office: 'คำสั่งเทศบาลตำบลทดสอบ',
    duties: ['1. กำหนดช่องทาง', '2. รวบรวมและวิเคราะห์'],
    signer: { position: 'นายกเทศมนตรีตำบลทดสอบ' },
  });
  const agenda = [
    { no: '1', text: 'เรื่องที่ประธานแจ้งให้ทราบ' },
    { no: '1.1', text: 'ผลการรับเรื่อง' },
  ];
  const { body: meeting } = await o.meeting(String(committee['id']), { agenda });
  const { body: memo } = await o.send(o.planner, 'POST', '/papers', { kind: 'memo', meetingId: meeting['id'] });
  expect(memo['content']).toMatchObject({
    paragraphs: [expect.stringContaining('ในวันที่ 4 พฤษภาคม 2569 เวลา 09.00 น. ณ ห้องประชุมชั้น 2'), expect.any(String)],
    agenda: ['ระเบียบวาระที่ 1 เรื่องที่ประธานแจ้งให้ทราบ', '1.1 ผลการรับเรื่อง'],
  });
});

test('an order is drafted from the committee, numbered once, and its words stay; a number is not given twice', async () => {
  await using o = await room();
  const { body: committee } = await o.committee();
  const draft = () => o.send(o.planner, 'POST', '/papers', { kind: 'order', committeeId: committee['id'] });
  const { body: paper } = await draft();
  expect(paper).toMatchObject({
    state: 'draft',
    content: {
      kind: 'order',
      subject: 'แต่งตั้งคณะกรรมการรับฟังความต้องการของประชาชน',
      members: [{ role: 'ประธานกรรมการ' }, { role: 'กรรมการและเลขานุการ' }],
      duties: ['1. กำหนดช่องทาง', '2. รวบรวมและวิเคราะห์'],
      effective: 'ทั้งนี้ ตั้งแต่วันที่ 1 พฤษภาคม 2569 ถึงวันที่ 30 กันยายน 2569',
    },
  });
  const number = { version: 1, number: '12/2569', datedOn: '2026-05-04' };
  expect((await o.send(o.planner, 'POST', `/papers/${String(paper['id'])}/number`, number)).body).toMatchObject({
    state: 'numbered',
  });
  const again = await o.send(o.planner, 'PUT', `/papers/${String(paper['id'])}`, {
    version: 2,
    content: paper['content'],
  });
  expect([again.status, again.body['code']]).toEqual([409, 'wrong-state']);
  const { body: second } = await draft();
  const thai = await o.send(o.planner, 'POST', `/papers/${String(second['id'])}/number`, {
    ...number,
    number: '๑๒/๒๕๖๙',
  });
  expect([thai.status, thai.body['code']]).toEqual([409, 'already-there']);
  const taken = await o.send(o.planner, 'POST', `/papers/${String(second['id'])}/number`, number);
  expect([taken.status, taken.body['code']]).toEqual([409, 'already-there']);
});

test('a calendar is read by its secret address alone, and a new address ends the old one', async () => {
  await using o = await room();
  const { body: committee } = await o.committee();
  await o.meeting(String(committee['id']), { title: 'ประชุมนัดพิเศษ' });
  const feed = async () => new URL(String((await o.send(o.planner, 'POST', '/calendar-feed')).body['url'])).pathname;
  const read = (url: string) => o.w.app.inject({ method: 'GET', url });
  const first = await feed();
  const calendar = await read(first);
  expect(calendar.headers['content-type']).toContain('text/calendar');
  expect(calendar.body).toContain('SUMMARY:ประชุมนัดพิเศษ');
  expect(calendar.body).toContain('DTSTART:20260504T020000Z');
  const second = await feed();
  expect((await read(first)).statusCode).toBe(404);
  expect((await read(second)).statusCode).toBe(200);
  expect((await read(`/api/v1/calendar/${v7()}.ics`)).statusCode).toBe(404);
  const made = await o.w.scoped((tx) =>
    tx
      .selectFrom('platform.audit_entry')
      .select(['actor_id', 'detail'])
      .where('action', '=', 'calendar.open')
      .execute(),
  );
  expect(made).toEqual(Array.from({ length: 2 }, () => ({ actor_id: o.planner.userId, detail: {} })));
});

test('the calendar of somebody who left the staff opens nothing any more', async () => {
  await using o = await room();
  const officer = await o.staff('department-officer', o.engineers);
  const url = new URL(String((await o.send(officer, 'POST', '/calendar-feed')).body['url'])).pathname;
  const read = () => o.w.app.inject({ method: 'GET', url });
  expect((await read()).statusCode).toBe(200);
  await o.w.scoped((tx) =>
    tx.updateTable('people.staff').set({ active: false }).where('user_id', '=', officer.userId).execute(),
  );
  expect((await read()).statusCode).toBe(404);
});

test('a meeting moved to a day that is over is recorded late; minutes are written of a day within the committee’s term', async () => {
  await using o = await room();
  const { body: committee } = await o.committee();
  const when = { startsAt: '2026-05-08T02:00:00Z', endsAt: '2026-05-08T04:00:00Z' };
  const { body: made } = await o.meeting(String(committee['id']), when);
  const url = `/meetings/${String(made['id'])}`;
  const at = o.w.now().toISOString();
  expect(made).toMatchObject({ createdAt: at, datedAt: at });
  const { committeeId, title, place, agenda } = made;
  o.w.at(new Date('2026-05-06T03:00:00Z'));
  const put = (version: number, meeting: object) =>
    o.send(o.planner, 'PUT', url, { version, meeting: { committeeId, title, place, agenda, ...when, ...meeting } });
  expect((await put(1, { title: 'ประชุมด่วน' })).body).toMatchObject({ datedAt: at });
  const past = { startsAt: '2026-05-05T02:00:00Z', endsAt: '2026-05-05T04:00:00Z' };
  expect((await put(2, past)).body).toMatchObject({ createdAt: at, datedAt: '2026-05-06T03:00:00.000Z' });

  const [chair, secretary] = Named.parse(committee['members']);
  const ended = await o.send(o.planner, 'PUT', `/committees/${String(committee['id'])}`, {
    version: 1,
    committee: {
      name: 'คณะกรรมการ',
      termFrom: '2026-05-01',
      termTo: '2026-05-04',
      members: [
        { ...member('นายสมชาย ใจดี', 'chair'), id: chair?.id },
        { ...member('นางสาวสมหญิง รักไทย', 'secretary'), id: secretary?.id },
      ],
    },
  });
  expect(ended.status).toBe(200);
  const draft = { version: 3, attendance: [], minutes: [], resolutions: [] };
  const written = await o.send(o.planner, 'PUT', `${url}/minutes`, draft);
  expect([written.status, written.body['code']]).toEqual([409, 'term-ended']);
});
