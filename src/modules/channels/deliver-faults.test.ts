import { expect, test } from 'vitest';
import { answers, type LineDesk, lineDesk, withCase } from '../../../test/line-desk.ts';

const minutes = (from: Date, n: number) => new Date(from.getTime() + n * 60_000);
const REPLY = /message\/reply$/;
const sent = async (d: LineDesk, id: string) =>
  (await d.see(d.desk, id)).body['messages'] as {
    id: string;
    template: string;
    status: string;
    method: string;
    problem: string | null;
    channel: string;
    insteadOf: string | null;
    sentAt: string | null;
  }[];

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

test('a token that LINE refuses holds nobody up for longer than it has to: a new one lets all go at once, and a free reply does not wait behind a push', async () => {
  await using d = await lineDesk();
  const { user, id } = await withCase(d);
  const works = d.line.state.accessToken;
  const administrator = await d.staff('administrator');
  const check = async () => (await d.call(administrator, 'GET', '/channels/line')).body['check'];
  d.line.state.accessToken = 'issued anew';
  await d.step(d.desk, id, { step: 'progress', note: 'กำลังไปดู' });
  await d.w.runJobs();
  expect((await sent(d, id)).at(-1)).toMatchObject({ status: 'queued', problem: 'wrong-key' });
  // It stands with the channel, and whoever may mend it is told, once a day.
  expect(await check()).toMatchObject({ ok: false, problem: 'wrong-key' });
  await d.hurry();
  const mails = await d.w.scoped((tx) =>
    tx.selectFrom('channels.message').select('title').where('template', '=', 'channel-trouble').execute(),
  );
  expect(mails).toEqual([{ title: 'ไลน์: ส่งคำตอบไม่ได้' }]);

  // It works again by itself: what the citizen asks is answered by their own free reply, and what waited goes with it.
  d.line.state.accessToken = works;
  d.w.at(minutes(d.w.now(), 2));
  await d.hear(d.press(user, 'cases'));
  expect(d.line.shown.at(-2)).toMatchObject({ to: user, by: 'reply' });
  expect(answers(d, user, 'กำลังไปดู')).toBe(1);
  expect((await sent(d, id)).at(-1)).toMatchObject({ status: 'sent' });
  expect(await check()).toMatchObject({ ok: true, problem: null });

  // It does not: the administrator puts a new one in.
  d.line.state.accessToken = 'issued anew';
  await d.step(d.desk, id, { step: 'progress', note: 'ถึงแล้ว' });
  await d.w.runJobs();
  d.w.at(minutes(d.w.now(), 1));
  const fields = { channelAccessToken: 'issued anew' };
  expect((await d.call(administrator, 'PUT', '/channels/line', { active: true, fields })).status).toBe(200);
  await d.hurry();
  expect(answers(d, user, 'ถึงแล้ว')).toBe(1);

  // Or LINE took it back and gave it again: asked whether it works, it says so.
  d.line.state.accessToken = 'issued later';
  await d.step(d.desk, id, { step: 'progress', note: 'เสร็จแล้ว' });
  await d.w.runJobs();
  d.line.state.accessToken = 'issued anew';
  expect((await d.call(administrator, 'POST', '/channels/line/test')).body).toMatchObject({ ok: true });
  await d.hurry();
  expect(answers(d, user, 'เสร็จแล้ว')).toBe(1);
});
