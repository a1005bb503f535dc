import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { expect, test } from 'vitest';
import { office } from '../../../test/desk.ts';
import { runAllJobs } from '../../../test/run-jobs.ts';

type Mail = { to: string; subject: string; text: string };

/** A real SMTP server that keeps what it is given. */
async function postbox() {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      void simpleParser(stream).then((mail) => {
        mails.push({
          to: session.envelope.rcptTo.map((each) => each.address).join(),
          subject: mail.subject ?? '',
          text: mail.text ?? '',
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    mails,
    url: `smtp://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

test('a citizen who left an address is told what happens, each thing once, and the case keeps the proof', async () => {
  await using box = await postbox();
  await using o = await office({ smtpUrl: box.url });
  const { id, number } = await o.file({ contact: { name: 'สมศรี', email: 'somsri@example.org' } });
  await o.file({ contact: { phone: '0812345678' } });
  await o.w.runJobs();
  expect(box.mails).toMatchObject([{ to: 'somsri@example.org', subject: `รับเรื่องแล้ว ${number}` }]);
  expect(box.mails[0]?.text).toContain('วันอังคารที่ 19 พฤษภาคม 2569');

  await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers, note: 'ฝากด้วย เรื่องภายใน' });
  await o.step(o.desk, id, { step: 'note', note: 'บันทึกภายใน' });
  await o.step(o.desk, id, { step: 'reply', note: 'เปลี่ยนหลอดแล้วเมื่อเช้านี้ 🙏' });
  await o.w.runJobs();
  await o.w.runJobs();
  expect(
    box.mails
      .map((mail) => mail.subject)
      .slice(1)
      .sort(),
  ).toEqual([`คำตอบเรื่อง ${number}`, `เรื่อง ${number} ส่งถึงผู้รับผิดชอบแล้ว`].sort());
  expect(box.mails.map((mail) => mail.text).join()).toContain('เปลี่ยนหลอดแล้วเมื่อเช้านี้ 🙏');
  expect(box.mails.map((mail) => mail.text).join()).not.toContain('ภายใน เรื่อง');
  expect(box.mails.map((mail) => mail.text).join()).not.toContain('บันทึกภายใน');
  const { body } = await o.see(o.desk, id);
  expect(body['messages']).toMatchObject([{ status: 'sent', attempts: 1 }, { status: 'sent' }, { status: 'sent' }]);
  const answers = (seen: typeof body) =>
    (seen['messages'] as { lastAnswer: string | null }[]).map(({ lastAnswer }) => lastAnswer);
  expect(answers(body)).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
  // What the server said often repeats the address.
  expect(answers((await o.see(await o.staff('planner'), id)).body)).toEqual([null, null, null]);
});

test('without a mail server the case says so', async () => {
  await using o = await office();
  const { id } = await o.file({ contact: { email: 'somsri@example.org' } });
  await o.w.runJobs();
  expect((await o.see(o.desk, id)).body['messages']).toMatchObject([{ status: 'unroutable', template: 'received' }]);
});

test('reminders go out in working hours only, each once for each due day', async () => {
  await using o = await office({ now: new Date('2026-05-05T02:00:00Z') });
  const officer = await o.staff('department-officer', o.engineers);
  const { id } = await o.file(); // due Wednesday 20 May
  await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers, ownerId: officer.userId });
  await o.w.runJobs();
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
        .orderBy('created_at')
        .execute(),
    );
    return rows.map((row) => row.template);
  };
  expect(await remind('2026-05-18T23:00:00Z')).toEqual([]); // Tuesday 06:00
  expect(await remind('2026-05-19T05:30:00Z')).toEqual([]); // 12:30, the noon break
  expect(await remind('2026-05-19T06:30:00Z')).toEqual(['staff-due-soon']);
  expect(await remind('2026-05-19T07:00:00Z')).toEqual(['staff-due-soon']);
  expect(await remind('2026-05-20T02:00:00Z')).toEqual(['staff-due-soon', 'staff-due-today']);
  expect(await remind('2026-05-21T02:00:00Z')).toEqual(['staff-due-soon', 'staff-due-today', 'staff-overdue']);
  expect(await remind('2026-05-23T02:00:00Z')).toHaveLength(3); // Saturday
});
