import { expect, test } from 'vitest';
import { lineDesk } from '../../../../test/line-desk.ts';
import { postbox } from '../../../../test/postbox.ts';
import type { CaseView } from '../contract.ts';

test('whoever asks for quiet in a chat hears only what somebody typed for them, and everything again when they ask', async () => {
  await using d = await lineDesk();
  const ann = d.person('แอน');
  await d.hear(d.text(ann, 'ไฟถนนดับทั้งซอย'));
  const id = (await d.cases())[0]?.id ?? '';
  const later = () => d.w.at(new Date(d.w.now().getTime() + 60_000));
  const seen = async () => (await d.see(d.desk, id)).body as Pick<CaseView, 'conversation' | 'events'>;
  const words = (await seen()).events.length;

  await d.hear(d.text(ann, 'หยุดแจ้งเตือนค่ะ'));
  expect(d.reads(ann).at(-1)).toContain('จะไม่ส่งข้อความอัตโนมัติ');
  expect(await seen()).toMatchObject({ conversation: { quiet: true } });
  expect((await seen()).events).toHaveLength(words);
  const before = d.reads(ann).length;
  later();
  await d.step(d.desk, id, { step: 'assign', departmentId: d.engineers });
  await d.w.runJobs();
  expect(d.reads(ann)).toHaveLength(before);
  await d.step(d.desk, id, { step: 'progress', note: 'ช่างจะเข้าซ่อมพรุ่งนี้' });
  await d.w.runJobs();
  expect(d.reads(ann).slice(before).join()).toContain('ช่างจะเข้าซ่อมพรุ่งนี้');

  later();
  await d.hear(d.text(ann, 'รับแจ้งเตือน'));
  expect(await seen()).toMatchObject({ conversation: { quiet: false } });
  const again = d.reads(ann).length;
  await d.step(d.desk, id, { step: 'assign', departmentId: d.health });
  await d.w.runJobs();
  expect(d.reads(ann).slice(again).join()).toContain('กองสาธารณสุข');
});

test('“stop” breaks a report off for whoever tells one, and is a way out of what comes by itself for everybody else', async () => {
  await using d = await lineDesk();
  const bob = d.person('บ๊อบ');
  await d.hear(d.press(bob, 'report'));
  await d.hear(d.text(bob, 'stop'));
  expect(d.reads(bob).at(-1)).not.toMatch(/อัตโนมัติ|automatic/);
  await d.hear(d.text(bob, 'STOP'));
  expect(d.reads(bob).at(-1)).toMatch(/อัตโนมัติ|automatic/);
  expect(await d.cases()).toEqual([]);
});

test('what waited for a wrong address does not break the quiet by going another way, but for what somebody typed', async () => {
  await using box = await postbox();
  await using d = await lineDesk({ smtpUrl: box.url });
  const email = 'wrong@example.org';
  const { id, number, trackingCode } = await d.file({ contact: { name: 'สมศรี', email } });
  await d.w.runJobs();
  const ann = d.person('แอน');
  const later = () => d.w.at(new Date(d.w.now().getTime() + 60_000));
  for (const text of ['สวัสดี', `${number} ${trackingCode}`, 'ไม่รับแจ้งเตือน']) {
    later();
    await d.hear(d.text(ann, text));
  }
  const before = d.reads(ann).length;
  const since = () => d.reads(ann).slice(before).join('\n');
  box.closed = true;
  await d.step(d.desk, id, { step: 'assign', departmentId: d.engineers });
  await d.w.runJobs();
  const correct = async (change: object) => {
    const { version } = (await d.see(d.desk, id)).body;
    const body = { version, contact: { name: 'สมศรี', phone: '', email: '' }, reason: 'ผู้แจ้งโทรมาบอก', ...change };
    expect((await d.call(d.desk, 'POST', `/complaints/${id}/contact`, body)).status).toBe(200);
    later();
    await d.w.runJobs();
  };
  await correct({});
  expect(since()).toBe('');
  await d.step(d.desk, id, { step: 'progress', note: 'ช่างจะเข้าซ่อมพรุ่งนี้' });
  later();
  await d.w.runJobs();
  expect(since()).toContain('ช่างจะเข้าซ่อมพรุ่งนี้');
});

test('a bare “stop” may as well be the answer to what was asked: it goes to the case, and ends what comes by itself', async () => {
  await using d = await lineDesk();
  const ann = d.person('แอน');
  await d.hear(d.text(ann, 'น้ำไหลออกจากท่อ'));
  const id = (await d.cases())[0]?.id ?? '';
  await d.step(d.desk, id, { step: 'ask-citizen', note: 'น้ำยังไหลอยู่หรือหยุดแล้ว' });
  await d.w.runJobs();
  d.w.at(new Date(d.w.now().getTime() + 3_600_000));
  await d.hear(d.text(ann, 'หยุดค่ะ'));
  const { row, events, conversation } = (await d.see(d.desk, id)).body as Pick<
    CaseView,
    'row' | 'events' | 'conversation'
  >;
  expect(row.status).toBe('in-progress');
  expect(events.map(({ note }) => note)).toContain('หยุดค่ะ');
  expect(conversation?.quiet).toBe(true);

  // Whoever asked for another code is told it, quiet or not.
  const before = d.reads(ann).length;
  d.w.at(new Date(d.w.now().getTime() + 60_000));
  const { version } = (await d.see(d.desk, id)).body;
  const contact = { name: '', phone: '', email: '' };
  const asked = { version, contact, newCode: true, reason: 'ผู้แจ้งทำใบรับเรื่องหาย' };
  expect((await d.call(d.desk, 'POST', `/complaints/${id}/contact`, asked)).status).toBe(200);
  await d.w.runJobs();
  expect(d.reads(ann).slice(before).join()).toMatch(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/);
});
