import { expect, test } from 'vitest';
import { type LineDesk, lineDesk } from '../../../../test/line-desk.ts';

const minutes = (from: Date, n: number) => new Date(from.getTime() + n * 60_000);

/** Everything that anybody could read of it: the case, the lists, what is sent and was sent, what is looked through. */
async function everywhere(d: LineDesk, id: string): Promise<string> {
  const threads = await d.w.scoped((tx) => tx.selectFrom('channels.thread').select('id').execute());
  const conversations = [];
  for (const thread of threads) conversations.push((await d.call(d.desk, 'GET', `/conversations/${thread.id}`)).body);
  return JSON.stringify([
    (await d.see(d.desk, id)).body,
    (await d.call(d.desk, 'GET', '/complaints')).body,
    conversations,
    await d.w.scoped(async (tx) => [
      await tx.selectFrom('channels.event').selectAll().execute(),
      await tx.selectFrom('channels.message').selectAll().execute(),
      await tx.selectFrom('complaints.search_text').selectAll().execute(),
      await tx.selectFrom('complaints.complaint').selectAll().execute(),
    ]),
  ]);
}

test('what a guided report was told of is shown nowhere once it is unsent: the place, the point, and what we repeated of it', async () => {
  await using d = await lineDesk();
  const user = d.person();
  await d.hear(d.press(user, 'report'));
  await d.hear(d.text(user, 'เพื่อนบ้านเสียงดังทุกคืน', { id: 'what' }));
  await d.hear(d.place(user, { id: 'where' }));
  await d.hear(d.text(user, 'ข้าม'));
  await d.hear(d.text(user, 'ยืนยัน'));
  const [filed] = await d.cases();
  const id = filed?.id ?? '';
  await d.hear(d.press(user, 'cases'));
  const before = await everywhere(d, id);
  for (const word of ['เสียงดังทุกคืน', 'ตลาดเก่า', '13.75']) expect(before).toContain(word);
  d.w.at(minutes(d.w.now(), 3));
  await d.hear(d.unsend(user, 'where'));
  const between = await everywhere(d, id);
  for (const word of ['ตลาดเก่า', '13.75']) expect(between).not.toContain(word);
  expect(between).toContain('เสียงดังทุกคืน');
  await d.hear(d.unsend(user, 'what'));
  expect(await everywhere(d, id)).not.toContain('เสียงดังทุกคืน');
  expect(await d.cases()).toMatchObject([{ id, place: '' }]);
});

test('an answer of a guided report that is unsent takes its own line with it, and nothing that only looks like it', async () => {
  await using d = await lineDesk();
  const light = d.directory.categories.find(({ code }) => code === 'light');
  const ask = { required: false, nameEn: 'Q', values: [] };
  const values = ['หลอดแตก', 'สายขาด'].map((nameTh, i) => ({ key: `k${i}`, nameTh, nameEn: `V${i}` }));
  const questions = [
    { ...ask, code: 'post', datatype: 'number', nameTh: 'เลขเสา' },
    { ...ask, code: 'fault', datatype: 'singlevaluelist', nameTh: 'อาการ', values },
  ];
  const changed = await d.call(await d.staff('administrator'), 'PUT', `/directory/${light?.id}`, {
    ...light,
    validFrom: '2026-05-04',
    data: { ...light?.data, questions },
  });
  expect(changed).toMatchObject({ status: 200 });
  const user = d.person();
  await d.hear(d.press(user, 'report'));
  for (const line of ['ไฟทางดับซอย 2 เสาที่ 12', 'ซอย 2', 'ข้าม']) await d.hear(d.text(user, line));
  // Taken back while it is told: the look that showed it does so no more, and what is answered anew stands.
  await d.hear(d.text(user, '12', { id: 'replaced' }));
  await d.hear(d.text(user, '1', { id: 'early' }));
  await d.hear(d.unsend(user, 'early'));
  await d.hear(d.text(user, 'ย้อนกลับ'));
  await d.hear(d.text(user, '12', { id: 'post' }));
  await d.hear(d.text(user, '2', { id: 'fault' }));
  await d.hear(d.text(user, 'ยืนยัน'));
  const [filed] = await d.cases();
  const id = filed?.id ?? '';
  const text = async () => (await d.see(d.desk, id)).body['text'];
  expect(await text()).toBe('ไฟทางดับซอย 2 เสาที่ 12\nเลขเสา: 12\nอาการ: สายขาด');
  expect(await everywhere(d, id)).not.toContain('อาการ: หลอดแตก');
  await d.hear(d.press(user, 'cases'));
  const queued = () =>
    d.w.scoped((tx) =>
      tx.selectFrom('channels.message').select(['id', 'template', 'body', 'parts']).orderBy('id').execute(),
    );
  const before = await queued();
  d.w.at(minutes(d.w.now(), 3));
  await d.hear(d.unsend(user, 'fault'));
  expect(await text()).toBe('ไฟทางดับซอย 2 เสาที่ 12\nเลขเสา: 12');
  expect(await everywhere(d, id)).not.toContain('อาการ: สายขาด');
  expect(await d.cases()).toMatchObject([{ place: 'ซอย 2', summary: 'ไฟทางดับซอย 2 เสาที่ 12 เลขเสา: 12' }]);
  // Only the look and the list showed the answer: the receipt and what was asked are as they were, though there is a 2 in them.
  const showed = ({ body }: { body: string }) => body.includes('อาการ: สายขาด');
  expect(before.filter(showed)).toHaveLength(2);
  const after = new Map((await queued()).map((each) => [each.id, each]));
  for (const each of before) {
    if (showed(each)) expect(after.get(each.id)?.body).toBe('(ผู้แจ้งถอนข้อความนี้แล้ว)');
    else expect(after.get(each.id)).toEqual(each);
  }
  expect(before.some(({ template, body }) => template === 'received' && body.includes('2'))).toBe(true);
  await d.hear(d.unsend(user, 'replaced'));
  expect(await text()).toBe('ไฟทางดับซอย 2 เสาที่ 12\nเลขเสา: 12');
  await d.hear(d.unsend(user, 'post'));
  expect(await text()).toBe('ไฟทางดับซอย 2 เสาที่ 12');
});

test('a place that is sent after one was taken back is the place of the case', async () => {
  await using d = await lineDesk();
  const user = d.person();
  await d.hear(d.text(user, 'ไฟดับทั้งซอย'));
  await d.hear(d.place(user, { id: 'wrong', at: minutes(d.w.now(), 1) }));
  const [filed] = await d.cases();
  const id = filed?.id ?? '';
  expect((await d.see(d.desk, id)).body).toMatchObject({ latitude: 13.75, longitude: 100.5 });
  d.w.at(minutes(d.w.now(), 3));
  await d.hear(d.unsend(user, 'wrong'));
  expect((await d.see(d.desk, id)).body).toMatchObject({ latitude: null, longitude: null });
  d.w.at(minutes(d.w.now(), 1));
  const right = { type: 'location', title: 'วัดใหม่', address: '', latitude: 13.6, longitude: 100.4 };
  await d.hear(d.message(user, right));
  expect((await d.see(d.desk, id)).body).toMatchObject({ latitude: 13.6, longitude: 100.4 });
});
