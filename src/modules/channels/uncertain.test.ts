import { expect, test } from 'vitest';
import { type LineDesk, lineDesk } from '../../../test/line-desk.ts';

const minutes = (from: Date, n: number) => new Date(from.getTime() + n * 60_000);
const REPLY = /message\/reply$/;
const sent = async (d: LineDesk, id: string) =>
  (await d.see(d.desk, id)).body['messages'] as {
    id: string;
    template: string;
    status: string;
    method: string;
    channel: string;
    insteadOf: string | null;
    sentAt: string | null;
  }[];
const answers = (d: LineDesk, user: string, word: string) => d.reads(user).filter((text) => text.includes(word)).length;

test('a free reply of which nobody heard is never pushed on top of itself: whether it arrived is not known, and an officer may send it again', async () => {
  await using d = await lineDesk();
  const user = d.person();
  // Taken, and no answer comes: not to the first request, and not to the second.
  d.line.break(REPLY, 'lost-answer', 'half-closed');
  await d.hear(d.text(user, 'ไฟดับ'));
  expect(answers(d, user, 'ร.0001/2569')).toBe(1);
  d.w.at(minutes(d.w.now(), 3));
  await d.hurry();
  expect(d.line.shown.map(({ by }) => by)).toEqual(['reply']);
  const [filed] = await d.cases();
  const id = filed?.id ?? '';
  const [receipt] = await sent(d, id);
  expect(receipt).toMatchObject({
    template: 'received',
    status: 'uncertain',
    channel: 'line',
    method: 'reply',
    sentAt: null,
  });
  // What is not known holds nothing else up, and is not said another way.
  await d.step(d.desk, id, { step: 'progress', note: 'กำลังไปดู' });
  await d.w.runJobs();
  expect(answers(d, user, 'กำลังไปดู')).toBe(1);
  expect((await sent(d, id)).map(({ template }) => template)).toEqual(['received', 'progress']);

  const again = () => d.call(d.desk, 'POST', `/complaints/${id}/messages/${receipt?.id}/again`);
  expect((await again()).status).toBe(204);
  expect((await again()).status).toBe(204);
  await d.w.runJobs();
  expect(answers(d, user, 'เก็บรหัสนี้ไว้')).toBe(2);
  expect((await sent(d, id)).at(-1)).toMatchObject({ status: 'sent', method: 'push', insteadOf: receipt?.id });
  expect((await sent(d, id))[0]).toMatchObject({ status: 'uncertain' });
  const other = (await sent(d, id)).at(-1)?.id;
  expect((await d.call(d.desk, 'POST', `/complaints/${id}/messages/${other}/again`)).status).toBe(409);
});

test('a reply that met a fault and then a dead token is not called sent: the token may have been used by us, or by time', async () => {
  await using d = await lineDesk();
  const user = d.person();
  d.line.break(REPLY, 'server-error', 'server-error');
  await d.deliver(d.text(user, 'ไฟดับ'));
  await d.w.runJobs();
  d.w.at(minutes(d.w.now(), 3));
  await d.hurry();
  expect(d.line.shown).toEqual([]);
  const [filed] = await d.cases();
  expect(await sent(d, filed?.id ?? '')).toMatchObject([{ template: 'received', status: 'uncertain', sentAt: null }]);
});
