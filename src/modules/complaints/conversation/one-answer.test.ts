import { expect, test } from 'vitest';
import { lineDesk } from '../../../../test/line-desk.ts';

const seconds = (from: Date, n: number) => new Date(from.getTime() + n * 1000);

test('pictures that arrive together are answered once, under the last question alone and with each button once', async () => {
  await using d = await lineDesk();
  const user = d.person();
  await d.hear(d.press(user, 'report'));
  await d.hear(d.text(user, 'น้ำไม่ไหลทั้งซอย'));
  await d.hear(d.place(user));
  const shown = () => d.line.shown.flatMap(({ messages }) => messages);
  const buttons = (of: ReturnType<typeof shown>) =>
    of.flatMap((each) => ('quickReply' in each && each.quickReply ? [each.quickReply] : [])).at(-1)?.items ?? [];

  // LINE asks to wait; meanwhile two more pictures come, one after the other.
  d.line.break(/message\/(reply|push)$/, 'rate-limit');
  const before = shown().length;
  for (let n = 1; n <= 3; n += 1) await d.hear(d.picture(user));
  d.w.at(seconds(d.w.now(), 61));
  await d.hurry();
  expect(shown().slice(before)).toHaveLength(2);
  expect(d.reads(user).at(-1)).toContain('3 รูป');
  const labels = buttons(shown().slice(before)).map((each) => JSON.stringify(each));
  expect(labels.length).toBeGreaterThan(3);
  expect(new Set(labels).size).toBe(labels.length);

  // An album: six messages of one moment, in webhooks of their own.
  const [then, requests] = [shown().length, d.line.shown.length];
  for (let index = 1; index <= 6; index += 1) {
    await d.hear(d.picture(user, { album: { id: 'six', index, total: 6 } }));
  }
  d.w.at(seconds(d.w.now(), 3));
  await d.hurry();
  expect(shown().slice(then)).toHaveLength(1);
  expect(d.line.shown.length).toBe(requests + 1);
  expect(d.reads(user).at(-1)).toContain('9 รูป');
});
