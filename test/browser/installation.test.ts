import { afterAll, beforeAll, expect, it } from 'vitest';
import { noteBackup } from '../../src/platform/backup/last-backup.ts';
import { ask } from '../empty-database.ts';
import { inspectEveryWay } from './inspect.ts';
import { openPage } from './open-page.ts';
import { type Served, served } from './served.ts';

let own: Served;
beforeAll(async () => {
  own = await served();
}, 180_000);
afterAll(() => own?.[Symbol.asyncDispose]());

const RESTS = 'ระบบนี้กู้คืนมา ยังไม่ส่งและยังไม่รับข้อความจากช่องทาง';

it('an administrator sees how to make the first backup, the last one when there is one, and wakes a desk that came back', async () => {
  const { w, browser, base } = own;
  const who = await w.signIn({ roles: ['administrator'], name: 'ผู้ดูแล ระบบ' });
  await using page = await openPage(browser, `${base}/console/settings`, { who, now: w.now() });
  await page.getByRole('link', { name: 'ระบบและการสำรอง', exact: true }).click();
  await page.getByText('ยังไม่เคยสำรองข้อมูลจากเครื่องนี้').waitFor();
  await page.getByText('npm run cli -- backup /backup --keep 14').waitFor();
  await inspectEveryWay(page, 'installation-none');

  const day = 86_400_000;
  const made = { file: '/backup/fangsiang-2569-05-01-023000.tar.gz', bytes: 12_300_000, sealed: true, withKey: true };
  await noteBackup(w.dataDir, { ...made, snapshotAt: new Date(w.now().getTime() - 3 * day).toISOString() });
  await ask(
    w.ownerUrl,
    `insert into platform.rest (municipality_id, since, snapshot_at) values ('${w.municipalityId}', now(), '2026-05-01T19:30:00Z')`,
  );
  await ask(
    w.ownerUrl,
    `insert into channels.message (municipality_id, id, channel, recipient, subject_kind, subject_id, template, title, body, dedupe_key, status, created_at, send_after)
      values ('${w.municipalityId}', gen_random_uuid(), 'email', 'a@example.org', 'complaint', gen_random_uuid(), 'received', 'x', 'x', 'x', 'queued', '2026-05-01', '2026-05-01')`,
  );
  await page.reload();
  await page.getByText('การสำรองครั้งล่าสุดเก่ากว่า 2 วัน', { exact: false }).waitFor();
  await page.getByText('12.3 MB').waitFor();
  await page.getByText('2 พ.ค. 2569 02:30 น.', { exact: false }).waitFor();
  await inspectEveryWay(page, 'installation-rests');
  await using desk = await openPage(browser, `${base}/console`, { who: await w.signIn('intake'), now: w.now() });
  await desk.getByText(RESTS).waitFor();
  expect(await desk.getByRole('link', { name: 'ดูและเริ่มทำงาน' }).count()).toBe(0);
  await inspectEveryWay(desk, 'rests-for-officers');
  expect(await page.getByRole('radio', { name: /ไม่ส่งเอง/ }).isChecked()).toBe(true);
  await page.goto(`${base}/console`);
  await page.getByRole('link', { name: 'ดูและเริ่มทำงาน' }).click();
  await page.getByRole('button', { name: 'เริ่มส่งและรับข้อความ' }).click();
  await page.getByText('เริ่มส่งและรับข้อความแล้ว').waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'เริ่มส่งและรับข้อความ' }).count()).toBe(0);
  await expect.poll(() => page.getByText(RESTS).count()).toBe(0);
  expect(await ask(w.ownerUrl, 'select status from channels.message')).toEqual([{ status: 'uncertain' }]);

  const planner = await w.signIn('planner');
  await using other = await openPage(browser, `${base}/console/settings/installation`, { who: planner, now: w.now() });
  await other.getByText('หน้านี้เป็นงานของผู้ดูแลระบบ').waitFor();
});
