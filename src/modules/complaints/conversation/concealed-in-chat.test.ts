import { expect, test } from 'vitest';
import { lineDesk } from '../../../../test/line-desk.ts';
import { permissionsOf, type Role } from '../../people/index.ts';

const OWN = ['สมหญิง', 'รักถิ่น', '2345678', '234-5678'];

test('who reports by LINE with their name concealed is known to the desk alone, and is answered all the same', async () => {
  await using d = await lineDesk();
  const user = d.person('สมหญิง รักถิ่น');
  for (const line of ['แจ้งเรื่อง', 'โรงงานปล่อยน้ำเสีย', 'ท้ายซอย 9', 'ไม่มีรูป']) await d.hear(d.text(user, line));
  expect(d.reads(user).join('\n')).toContain('ส่งโดยปกปิดตัวตน');
  await d.hear(d.text(user, 'ส่งโดยปกปิดตัวตน'));
  const [filed, ...more] = await d.cases();
  expect(more).toEqual([]);
  expect(filed).toMatchObject({ identity: 'concealed', summary: 'โรงงานปล่อยน้ำเสีย', channel: 'line' });
  expect(JSON.stringify(d.line.shown)).toContain('"ปกปิดตัวตน"');
  const id = filed?.id ?? '';
  await d.step(d.desk, id, { step: 'assign', departmentId: d.engineers });
  await d.hear(d.text(user, 'ดิฉันสมหญิง รักถิ่น โทร 081-234-5678 ยังไหลอยู่'));
  const head = await d.staff('department-head', d.engineers);
  const replied = await d.step(head, id, { step: 'reply', note: 'สั่งให้หยุดปล่อยแล้ว' });
  expect(replied.status, JSON.stringify(replied.body)).toBe(200);
  await d.w.runJobs();
  expect(d.reads(user).join('\n')).toContain('สั่งให้หยุดปล่อยแล้ว');

  // The same person reports something else by name, in the same chat: nothing that the two have in common tells the department.
  d.w.at(new Date(d.w.now().getTime() + 24 * 3_600_000));
  await d.hear(d.text(user, 'ไฟถนนหน้าตลาดดับ'));
  const named = (await d.cases()).at(-1)?.id ?? '';
  expect(named).not.toBe(id);
  await d.step(d.desk, named, { step: 'assign', departmentId: d.engineers });
  const [hidden, open] = [(await d.see(head, id)).body, (await d.see(head, named)).body];
  const person = (await d.call(head, 'GET', `/complaints/${named}/person`)).body['person'] as { id: string };
  const history = await d.call(head, 'GET', `/persons/${person.id}`);
  expect(open['conversation']).toMatchObject({ threadId: expect.any(String), lastInAt: expect.any(String) });
  expect(hidden['conversation']).toMatchObject({ threadId: null, lastInAt: null });
  expect(JSON.stringify(history.body)).not.toContain(String(hidden['row']?.['receivedAt']).slice(0, 10));
  const known = await d.w.scoped((tx) => tx.selectFrom('people.identity').select('created_at').execute());
  expect(known.map(({ created_at }) => created_at.getTime())).toEqual([d.w.now().getTime(), d.w.now().getTime()]);

  // Nor does their history tell that there was a case which turned out to be confidential.
  const before = d.w.now().toISOString().slice(0, 10);
  const wrongdoing = { kind: 'whistleblow', categoryId: null, communityId: null, groupId: null, severity: 'normal' };
  expect((await d.step(d.desk, named, { step: 'classify', ...wrongdoing })).status).toBe(204);
  d.w.at(new Date(d.w.now().getTime() + 24 * 3_600_000));
  await d.hear(d.text(user, 'ขอแจ้งเรื่องใหม่ ท่อแตกซอย 9'));
  const third = (await d.cases()).at(-1)?.id ?? '';
  await d.step(d.desk, third, { step: 'assign', departmentId: d.engineers });
  const later = await d.call(head, 'GET', `/persons/${person.id}`);
  expect(later.body).toMatchObject({ cases: [{ id: third }] });
  expect(JSON.stringify(later.body)).not.toContain(before);

  const whole = JSON.stringify((await d.see(d.desk, id)).body);
  expect(whole).toContain('สมหญิง');
  const threadId = await d.w.scoped((tx) =>
    tx.selectFrom('channels.thread').select('id').where('external_id', '=', user).executeTakeFirstOrThrow(),
  );
  const messages = await d.incoming();
  const events = await d.w.scoped((tx) => tx.selectFrom('channels.event').select('id').execute());
  const ids = [id, threadId.id, ...messages.map((message) => message.id)];
  const idsFor = (url: string) => (url.includes('channel-events') ? events.map((event) => event.id) : ids);
  const readers: [Role, string | null][] = [
    ['department-officer', d.engineers],
    ['department-head', d.engineers],
    ['executive', null],
    ['planner', null],
    ['administrator', null],
    ['data-protection-officer', null],
  ];
  for (const [role, departmentId] of readers) {
    const who = await d.staff(role, departmentId);
    const may = permissionsOf([role]);
    let read = 0;
    for (const { url } of d.w.routes.filter((each) => each.method === 'GET' && may.has(each.permission as never))) {
      for (const address of /:\w+/.test(url) ? idsFor(url).map((each) => url.replaceAll(/:\w+/g, each)) : [url]) {
        const answer = await d.w.app.inject({ url: address, headers: who.headers });
        if (answer.statusCode === 200) read += 1;
        for (const own of OWN) expect(answer.body, `${role} ${address} tells ${own}`).not.toContain(own);
      }
    }
    expect(read).toBeGreaterThan(role === 'data-protection-officer' ? 10 : 20);
  }
});
