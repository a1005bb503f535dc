import { expect, test } from 'vitest';
import { lineDesk } from '../../../../test/line-desk.ts';
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
