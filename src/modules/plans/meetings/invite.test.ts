import { expect, test } from 'vitest';
import { member, Named, room, TERM } from '../../../../test/meeting-room.ts';

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
