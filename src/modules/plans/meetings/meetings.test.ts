import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { office } from '../../../../test/desk.ts';
import type { SignedIn } from '../../../../test/sign-in.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const Named = z.array(z.object({ id: z.uuid(), name: z.string() }));
const Versioned = z.array(z.object({ id: z.uuid(), version: z.int() }));
const TERM = { termFrom: '2026-05-01', termTo: '2026-09-30' };
const member = (name: string, role: string, email = '') => ({ name, role, position: 'นักวิเคราะห์นโยบายและแผน', email });

async function room() {
  const o = await office();
  const planner = await o.staff('planner');
  const send = async (who: SignedIn, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
    const answer = await o.w.app.inject({
      method,
      url: `/api/v1${url}`,
      headers: who.headers,
      ...(payload && { payload }),
    });
    const body: unknown = answer.body === '' ? {} : answer.json();
    return { status: answer.statusCode, body: body as Record<string, never> & Record<string, unknown> };
  };
  const committee = async (over: object = {}) => {
    const made = await send(planner, 'POST', '/committees', {
      version: null,
      committee: {
        name: 'คณะกรรมการรับฟังความต้องการของประชาชน',
        duties: '1. กำหนดช่องทาง\n2. รวบรวมและวิเคราะห์',
        ...TERM,
        members: [member('นายสมชาย ใจดี', 'chair', 'chair@example.org'), member('นางสาวสมหญิง รักไทย', 'secretary')],
        ...over,
      },
    });
    return made;
  };
  const meeting = (committeeId: string, over: object = {}) =>
    send(planner, 'POST', '/meetings', {
      committeeId,
      title: 'ประชุมวางแผนครั้งที่ 1',
      startsAt: '2026-05-04T02:00:00Z',
      endsAt: '2026-05-04T04:00:00Z',
      place: 'ห้องประชุมชั้น 2',
      agenda: [{ no: '1', text: 'เรื่องที่ประธานแจ้งให้ทราบ' }],
      ...over,
    });
  return { ...o, planner, send, committee, meeting };
}

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

test('an invitation names who is invited, as calendars demand; a meeting that was held invites nobody', async () => {
  await using o = await room();
  const { body: committee } = await o.committee();
  const { body: meeting } = await o.meeting(String(committee['id']));
  const invite = () => o.send(o.planner, 'POST', `/meetings/${String(meeting['id'])}/invite`);
  expect((await invite()).body).toMatchObject({ invited: 1, without: ['นางสาวสมหญิง รักไทย'] });
  const [mail] = await o.w.scoped((tx) => tx.selectFrom('channels.message').select('calendar').execute());
  const text = String(mail?.calendar).replaceAll('\r\n ', '');
  expect(text).toContain('METHOD:REQUEST');
  expect(text).toMatch(/ATTENDEE;.*mailto:chair@example\.org/i);
  o.w.at(new Date('2026-05-04T05:00:00Z'));
  const minutes = { version: 1, attendance: [], minutes: [], resolutions: [] };
  await o.send(o.planner, 'PUT', `/meetings/${String(meeting['id'])}/minutes`, minutes);
  const late = await invite();
  expect([late.status, late.body['code']]).toEqual([409, 'wrong-state']);
});

test('who leaves the committee after the invitation is uninvited by e-mail, once, and taken from the calendar alone', async () => {
  await using o = await room();
  const members = [member('นายหนึ่ง', 'chair', 'chair@example.org'), member('นางสอง', 'member', 'Two@example.org')];
  const { body: committee } = await o.committee({ members });
  const when = { startsAt: '2026-05-06T02:00:00Z', endsAt: '2026-05-06T04:00:00Z' };
  const { body: meeting } = await o.meeting(String(committee['id']), when);
  const invite = () => o.send(o.planner, 'POST', `/meetings/${String(meeting['id'])}/invite`);
  expect((await invite()).body).toMatchObject({ invited: 2 });
  const mails = async () => {
    const rows = await o.w.scoped((tx) =>
      tx.selectFrom('channels.message').select(['recipient', 'template', 'calendar']).orderBy('id').execute(),
    );
    return rows.map((row) => ({ ...row, calendar: String(row.calendar).replaceAll('\r\n ', '') }));
  };
  expect((await mails()).map((mail) => mail.calendar.match(/SEQUENCE:(\d+)/)?.[1])).toEqual(['1', '1']);
  const [chair] = Named.parse(committee['members']);
  const keep = (version: number) =>
    o.send(o.planner, 'PUT', `/committees/${String(committee['id'])}`, {
      version,
      committee: { name: 'คณะกรรมการ', ...TERM, members: [{ ...members[0], id: chair?.id }] },
    });
  expect((await keep(1)).status).toBe(200);
  const [, , gone, ...more] = await mails();
  expect([gone?.recipient, gone?.template, more]).toEqual(['two@example.org', 'meeting-uninvited', []]);
  expect(gone?.calendar).toContain('METHOD:CANCEL');
  expect(gone?.calendar).toContain('SEQUENCE:2');
  expect(gone?.calendar).toMatch(/ATTENDEE;.*mailto:two@example\.org/i);
  expect(gone?.calendar).not.toContain('STATUS:');
  await keep(2);
  await invite();
  expect(await mails()).toHaveLength(3);
  // Who comes back is invited anew, with a sequence that their calendar takes.
  const back = { name: 'คณะกรรมการ', ...TERM, members: [{ ...members[0], id: chair?.id }, members[1]] };
  await o.send(o.planner, 'PUT', `/committees/${String(committee['id'])}`, { version: 3, committee: back });
  await invite();
  expect((await mails())[3]).toMatchObject({ recipient: 'Two@example.org', template: 'meeting-invitation' });
  expect((await mails())[3]?.calendar).toContain('SEQUENCE:2');
});

test('a corrected address gets the invitation; a meeting that changed says so; who was invited hears that it is called off', async () => {
  await using o = await room();
  const members = [member('นายหนึ่ง', 'chair', 'one@exmaple.org'), member('นางสอง', 'member', 'two@example.org')];
  const { body: committee } = await o.committee({ members });
  const when = { startsAt: '2026-05-06T02:00:00Z', endsAt: '2026-05-06T04:00:00Z' };
  const { body: meeting } = await o.meeting(String(committee['id']), when);
  const url = `/meetings/${String(meeting['id'])}`;
  const invite = async () => (await o.send(o.planner, 'POST', `${url}/invite`)).body;
  const seen = async () => (await o.send(o.planner, 'GET', url)).body;
  let read = 0;
  const mails = async () => {
    const rows = await o.w.scoped((tx) =>
      tx.selectFrom('channels.message').select(['recipient', 'template', 'body']).orderBy('id').execute(),
    );
    const fresh = rows.slice(read).toSorted((a, b) => a.recipient.localeCompare(b.recipient));
    read = rows.length;
    return fresh;
  };
  const sent = async () => (await mails()).map(({ recipient, template }) => [recipient, template]);
  expect([await invite(), await invite()]).toMatchObject([{ invited: 2 }, { invited: 0 }]);
  expect(await sent()).toHaveLength(2);

  const [one, two] = Named.parse(committee['members']);
  const change = (version: number, after: object[]) =>
    o.send(o.planner, 'PUT', `/committees/${String(committee['id'])}`, {
      version,
      committee: { name: 'คณะกรรมการ', ...TERM, members: after },
    });
  const corrected = { ...members[0], id: one?.id, email: 'one@example.org' };
  await change(1, [corrected, { ...members[1], id: two?.id }]);
  const [old, ...more] = await mails();
  expect([old?.recipient, old?.template, more]).toEqual(['one@exmaple.org', 'meeting-other-address', []]);
  expect(old?.body).not.toContain('ไม่ได้เป็นกรรมการ');
  expect(await invite()).toMatchObject({ invited: 1 });
  expect(await sent()).toEqual([['one@example.org', 'meeting-invitation']]);

  expect(await seen()).toMatchObject({ changedSinceInvited: false, version: 1 });
  const { committeeId, title, place, agenda } = meeting;
  const moved = { committeeId, title, place, agenda, startsAt: '2026-05-07T02:00:00Z', endsAt: '2026-05-07T04:00:00Z' };
  const put = (version: number, over: object = {}) =>
    o.send(o.planner, 'PUT', url, { version, meeting: { ...moved, ...over } });
  expect((await put(1)).body).toMatchObject({ changedSinceInvited: true });
  await invite();
  expect([await seen(), await sent()]).toMatchObject([{ changedSinceInvited: false }, { length: 2 }]);

  // Who joins after the last invitation never heard of the meeting, and does not hear of its end.
  const third = member('นายสาม', 'member', 'three@example.org');
  await change(2, [corrected, { ...members[1], id: two?.id }, third]);
  await o.send(o.planner, 'POST', `${url}/cancel`, { version: 2 });
  expect(await seen()).toMatchObject({ state: 'cancelled', changedSinceInvited: true });
  expect([await invite(), await invite()]).toMatchObject([{ invited: 2 }, { invited: 0 }]);
  expect(await sent()).toEqual([
    ['one@example.org', 'meeting-cancelled'],
    ['two@example.org', 'meeting-cancelled'],
  ]);
  expect(await seen()).toMatchObject({ changedSinceInvited: false });
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

test('another department’s task is nobody else’s: not its head’s of theirs, nor the file it ended with', async () => {
  await using o = await room();
  const officer = await o.staff('department-officer', o.engineers);
  const other = await o.staff('department-head', o.health);
  const form = new FormData();
  form.append('file', new Blob([PNG], { type: 'image/png' }), 'ผลงาน.png');
  const upload = await o.w.app.inject({
    method: 'POST',
    url: '/api/v1/files',
    headers: officer.headers,
    payload: form,
  });
  const { id: fileId } = z.object({ id: z.uuid() }).parse(upload.json());
  const { body: made } = await o.send(o.planner, 'POST', '/tasks', { title: 'งานกองช่าง', departmentId: o.engineers });
  const ended = await o.send(officer, 'POST', `/tasks/${String(made['id'])}/end`, {
    version: 1,
    outcome: 'done',
    result: '',
    fileId,
  });
  expect(ended.status).toBe(200);
  for (const state of ['open', 'ended']) {
    expect((await o.send(other, 'GET', `/tasks?of=all&state=${state}`)).body).toMatchObject({ items: [] });
  }
  const file = (who: SignedIn) =>
    o.w.app.inject({ method: 'GET', url: `/api/v1/plans/files/${fileId}`, headers: who.headers });
  expect((await file(officer)).statusCode).toBe(200);
  expect((await file(other)).statusCode).toBe(404);
});

test('of a task that is due somebody is told, however late it is given to them, and each who has it in turn', async () => {
  await using o = await room();
  const first = await o.staff('department-officer', o.engineers);
  const second = await o.staff('department-officer', o.engineers);
  const job = o.w.schedules.find((each) => each.job.id === 'plans.remind-tasks')?.job;
  const told = async () => {
    const { municipalityId, now, scoped } = o.w;
    await job?.handle({ scoped, municipalityId, now, log: o.w.parts.log }, {});
    const mails = await o.w.scoped((tx) =>
      tx.selectFrom('channels.message').select('recipient').where('subject_kind', '=', 'task').orderBy('id').execute(),
    );
    return mails.map(({ recipient }) => recipient);
  };
  const addresses = await o.w.scoped((tx) => tx.selectFrom('auth.user').select(['id', 'email']).execute());
  const [one, two] = [first, second].map(({ userId }) => addresses.find(({ id }) => id === userId)?.email);
  // Nobody is in that department.
  const draft = { title: 'รายงานผล', departmentId: o.health, dueOn: '2026-05-06' };
  const { body: task } = await o.send(o.planner, 'POST', '/tasks', draft);
  o.w.at(new Date('2026-05-06T03:00:00Z'));
  expect(await told()).toEqual([]);
  const give = async (version: number, ownerId: string | undefined) => {
    const body = { version, task: { ...draft, departmentId: null, ownerId } };
    expect((await o.send(o.planner, 'PUT', `/tasks/${String(task['id'])}`, body)).status).toBe(200);
    await told();
    return told();
  };
  expect(await give(1, first.userId)).toEqual([one]);
  expect(await give(2, second.userId)).toEqual([one, two]);
});

test('a task for nobody of the staff, no department, or no step of any plan is refused', async () => {
  await using o = await room();
  const officer = await o.staff('department-officer', o.engineers);
  const strangers = [{ ownerId: v7() }, { departmentId: v7() }, { departmentId: o.engineers, stepId: v7() }];
  for (const who of strangers) {
    const refused = await o.send(officer, 'POST', '/tasks', { title: 'งาน', ...who });
    expect([refused.status, refused.body['code']]).toEqual([400, 'invalid-input']);
  }
});
