import { expect, test } from 'vitest';
import { lineDesk } from '../../../../test/line-desk.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('what was sent with words that are another matter goes with them: pictures, an album whole, the place; the button may be typed', async () => {
  await using d = await lineDesk();
  const wait = (n: number) => d.w.at(new Date(d.w.now().getTime() + n * 60_000));
  const user = d.person('สมชาย');
  for (const id of ['near', 'a1', 'a2', 'a3', 'later']) d.line.contents.set(id, { bytes: PNG, type: 'image/png' });
  await d.hear(d.text(user, 'ไฟถนนหน้าบ้านดับ'));
  wait(5);
  await d.hear(d.text(user, 'ขอแจ้งอีกเรื่อง ท่อแตกซอย 9'), d.picture(user, { id: 'near' }), d.place(user));
  wait(20);
  await d.hear(d.picture(user, { id: 'later' }));
  const [first] = await d.cases();
  expect((await d.see(d.desk, first?.id ?? '')).body).toMatchObject({ latitude: 13.75 });
  // A device without buttons, or a message after it: the button is gone, its words are not.
  await d.hear(d.text(user, 'แจ้งเป็นเรื่องใหม่ครับ'));
  const [, second, ...more] = await d.cases();
  expect(more).toEqual([]);
  expect(second).toMatchObject({ summary: 'ขอแจ้งอีกเรื่อง ท่อแตกซอย 9', place: 'ตลาดเก่า, ถนนหน้าเมือง' });
  const old = (await d.see(d.desk, first?.id ?? '')).body;
  expect(old).toMatchObject({ latitude: null, placeText: '', row: { place: '' } });
  expect(old['files']).toHaveLength(1);
  expect((await d.see(d.desk, second?.id ?? '')).body).toMatchObject({ latitude: 13.75, files: [{}] });
  expect((await d.incoming()).filter(({ text }) => text.startsWith('แจ้งเป็น'))).toMatchObject([{ role: 'gesture' }]);

  // After an answer pictures may be another matter too: one of an album is all of it, also what comes later.
  await d.step(d.desk, second?.id ?? '', { step: 'assign', departmentId: d.engineers });
  await d.step(d.desk, second?.id ?? '', { step: 'reply', note: 'ซ่อมแล้ว' });
  await d.w.runJobs();
  wait(60 * 24);
  await d.hear(d.text(user, 'ยังรั่วอยู่', { quoted: 'near' }));
  const album = (index: number) => ({ id: 'A', index, total: 3 });
  wait(10);
  await d.hear(d.picture(user, { id: 'a1', album: album(1) }), d.picture(user, { id: 'a2', album: album(2) }));
  wait(1);
  await d.hear(d.text(user, 'คนละเรื่อง'));
  await d.hear(d.picture(user, { id: 'a3', album: album(3) }));
  const third = (await d.cases()).at(-1);
  expect(third).toMatchObject({ number: 'ร.0003/2569' });
  expect((await d.see(d.desk, third?.id ?? '')).body['files']).toHaveLength(3);
  expect((await d.see(d.desk, second?.id ?? '')).body['files']).toHaveLength(1);
});

test('words set apart from a case whose name is concealed, or that is confidential, are so as well', async () => {
  await using d = await lineDesk();
  const user = d.person('สมหญิง');
  for (const words of ['แจ้งเรื่อง', 'หอพักปล่อยน้ำเสีย', 'ข้าม', 'ข้าม', 'ปกปิดชื่อ']) await d.hear(d.text(user, words));
  expect(await d.cases()).toMatchObject([{ identity: 'concealed' }]);
  const [hidden] = await d.cases();
  const wrongdoing = { kind: 'whistleblow', categoryId: null, communityId: null, groupId: null, severity: 'normal' };
  expect((await d.step(d.desk, hidden?.id ?? '', { step: 'classify', ...wrongdoing })).status).toBe(204);
  // Words that nothing was asked about, for the person said themselves what they belong to: they may change their mind.
  await d.hear(d.press(user, `add:${hidden?.id}:${hidden?.number}`));
  await d.hear(d.text(user, 'ขอแจ้งอีกเรื่อง เผาขยะตอนกลางคืน'));
  await d.hear(d.text(user, 'แจ้งเป็นเรื่องใหม่'));
  expect((await d.cases()).at(-1)).toMatchObject({ summary: 'ขอแจ้งอีกเรื่อง เผาขยะตอนกลางคืน' });
  expect((await d.cases()).map(({ identity }) => identity)).toEqual(['concealed', 'concealed']);
  const seenBy = await d.w.scoped((tx) => tx.selectFrom('complaints.complaint').select('visibility').execute());
  expect(seenBy).toEqual([{ visibility: 'corruption' }, { visibility: 'corruption' }]);
});
