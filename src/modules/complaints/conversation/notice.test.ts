import { expect, test } from 'vitest';
import { type LineDesk, lineDesk } from '../../../../test/line-desk.ts';

const PRIVACY = 'https://desk.example.org/privacy';
const versions = (d: LineDesk) =>
  d.w.scoped((tx) => tx.selectFrom('people.citizen').select('notice_version').orderBy('created_at').execute());
/** How often somebody was told of the notice. */
const told = (d: LineDesk, user: string) => d.reads(user).filter((text) => text.includes(PRIVACY)).length;
const later = (d: LineDesk, days: number) => d.w.at(new Date(d.w.now().getTime() + days * 86_400_000));

test('whoever writes without a greeting is told of the privacy notice once, of each version, and their cases say which it was', async () => {
  await using d = await lineDesk({ publicUrl: 'https://desk.example.org' });
  const user = d.person('สมศรี');
  await d.hear(d.text(user, 'ไฟถนนหน้าตลาดดับสามดวง'));
  expect(told(d, user)).toBe(1);
  later(d, 2);
  await d.hear(d.text(user, 'ท่อระบายน้ำตันหน้าวัด'));
  expect(told(d, user)).toBe(1);
  later(d, 2);
  const admin = await d.staff('administrator');
  const effectiveFrom = d.w.now().toISOString().slice(0, 10);
  const notice = { bodyTh: 'ประกาศใหม่', bodyEn: 'A new notice', effectiveFrom };
  expect((await d.call(admin, 'PUT', '/privacy-notice', notice)).status).toBeLessThan(300);
  await d.hear(d.text(user, 'ต้นไม้ล้มขวางถนนในซอยสาม'));
  expect(told(d, user)).toBe(2);
  expect(await d.cases()).toHaveLength(3);
  // At the first nobody's name was known yet.
  expect(await versions(d)).toEqual([{ notice_version: 1 }, { notice_version: 1 }]);
});

test('whoever was welcomed knows it, and is not told again with the number', async () => {
  await using d = await lineDesk({ publicUrl: 'https://desk.example.org' });
  const user = d.person('ปิติ');
  await d.hear(d.event(user, 'follow', {}));
  await d.hear(d.text(user, 'ไฟถนนหน้าตลาดดับสามดวง'));
  expect(told(d, user)).toBe(1);
  expect(await versions(d)).toEqual([{ notice_version: 1 }]);
});

test('a desk whose address citizens do not know gives none, and says of nobody that they were told', async () => {
  await using d = await lineDesk();
  const user = d.person('ชูใจ');
  await d.hear(d.event(user, 'follow', {}), d.text(user, 'ไฟถนนหน้าตลาดดับสามดวง'));
  later(d, 2);
  await d.hear(d.text(user, 'ท่อระบายน้ำตันหน้าวัด'));
  expect(d.reads(user).join('\n')).not.toContain('/privacy');
  expect(await versions(d)).toEqual([{ notice_version: null }]);
});
