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
