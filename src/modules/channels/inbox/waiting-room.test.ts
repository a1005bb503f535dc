import { expect, test } from 'vitest';
import { lineDesk } from '../../../../test/line-desk.ts';

test('who waits longer than a second in their own chat is shown that we are at it; nobody waits for that, whatever LINE says', async () => {
  await using d = await lineDesk();
  const { w, line } = d;
  const [quick, unread, unsent, many, late] = [d.person(), d.person(), d.person(), d.person(), d.person()];
  const later = (ms: number) => w.at(new Date(w.now().getTime() + ms));

  // Answered at once: nothing is shown.
  await d.hear(d.text(quick, 'ไฟดับ'));
  // Nobody has read it: it is shown once, after a second, not before.
  const group = `C${'1'.repeat(32)}`;
  await d.deliver(
    d.text(unread, 'ถนนพัง'),
    d.sticker(late),
    d.text(many, 'ท่อแตก', { group }),
    d.event(late, 'follow', {}),
  );
  await w.waiting.look();
  expect(line.loading).toEqual([]);
  later(1_100);
  await w.waiting.look();
  await w.waiting.look();
  expect(line.loading).toEqual([unread]);
  // A second delivery of the same is no second wait once it was answered.
  await w.runJobs();
  const said = d.text(unread, 'หน้าตลาด');
  await d.hear(said);
  await d.deliver(said);
  later(1_100);
  await w.waiting.look();
  expect(line.loading).toEqual([unread]);

  // The answer is made, and LINE does not take it yet.
  line.break(/message\/(?:reply|push)$/, 'server-error', 'server-error');
  await d.hear(d.text(unsent, 'ขยะล้น'));
  later(1_100);
  await w.waiting.look();
  expect(line.loading).toEqual([unread, unsent]);

  // LINE refuses, or is away: nothing comes of it, and the answer goes as ever.
  line.break(/loading\/start$/, 'rate-limit', 'half-closed');
  for (const words of ['ฝุ่นเยอะ', 'หมาจร']) {
    await d.deliver(d.text(late, words));
    later(1_100);
    await w.waiting.look();
  }
  expect(line.loading).toEqual([unread, unsent]);
  await w.runJobs();
  expect(d.reads(late).join('\n')).toContain('ร.');
});
