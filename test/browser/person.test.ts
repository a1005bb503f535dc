import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Office, office } from '../desk.ts';
import { builtConsole } from './built-console.ts';
import { openBrowser } from './chromium.ts';
import { inspectEveryWay } from './inspect.ts';
import { openPage } from './open-page.ts';

let o: Office;
let browser: Browser;
let base: string;
beforeAll(async () => {
  await builtConsole();
  o = await office();
  base = await o.w.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await o?.[Symbol.asyncDispose]();
});

const open = (path: string, width = 1280) =>
  openPage(browser, `${base}${path}`, { who: o.desk, now: o.w.now(), width });

const fits = async (page: Page) =>
  expect(Number(await page.evaluate('document.documentElement.scrollWidth'))).toBeLessThanOrEqual(
    page.viewportSize()?.width ?? 0,
  );

it('an equal number is a hint; the officer vouches with a reason, sees the whole history, and splits it again', async () => {
  const one = await o.file({ contact: { name: 'สมชาย ใจดี', phone: '081-234-5678' } });
  const two = await o.file({ contact: { name: 'สมชาย', phone: '+66812345678' }, text: 'ขยะล้นถังหน้าวัด' });
  await using page = await open(`/console/cases/${one.id}`);
  const card = page.getByRole('region', { name: 'ประวัติจากทุกช่องทาง' });
  await card.getByText('เบอร์เดียวกัน ยังไม่ยืนยัน').waitFor();
  await card.getByRole('button', { name: 'เป็นคนเดียวกัน' }).click();
  await page.getByLabel('เหตุผล').fill('มาที่เคาน์เตอร์ แสดงบัตรประชาชน');
  await page.getByRole('dialog').getByRole('button', { name: 'เป็นคนเดียวกัน' }).click();
  await card.getByRole('link', { name: 'ดูประวัติทั้งหมด' }).click();
  await page.getByRole('heading', { name: 'ประวัติจากทุกช่องทาง', level: 1 }).waitFor();
  await page.getByRole('link', { name: two.number }).waitFor();
  await page.getByText('เจ้าหน้าที่รับรองโดยให้เหตุผล').waitFor();
  await fits(page);
  await page.setViewportSize({ width: 360, height: 800 });
  await fits(page);
  await page.getByRole('button', { name: 'แยกออก' }).last().click();
  await page.getByLabel('เหตุผล').fill('โทรถามแล้ว เป็นคนละคน');
  await page.getByRole('dialog').getByRole('button', { name: 'แยกออก' }).click();
  await page.getByText('แยกออกจากกัน').waitFor();
  const { body } = await o.call(o.desk, 'GET', `/complaints/${one.id}/person`);
  expect((body['person'] as { cases: unknown[] }).cases).toHaveLength(1);
}, 120_000);

it('a wrong address is corrected by keyboard, with a new code; what is missing is said at its field, and the old value stays readable', async () => {
  const { id, number, trackingCode } = await o.file({ contact: { name: 'สมศรี มีสุข', email: 'somsi@exmple.org' } });
  await using page = await open(`/console/cases/${id}`);
  const card = page.getByRole('region', { name: 'ผู้แจ้ง', exact: true });
  await card.getByRole('button', { name: 'แก้ไขข้อมูลติดต่อ' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('อีเมล').fill('somsri@example');
  await page.keyboard.press('Enter');
  await dialog.getByText('อีเมลไม่ถูกรูปแบบ').waitFor();
  await dialog.getByLabel('อีเมล').fill('somsri@example.org');
  await dialog.getByLabel('ออกรหัสติดตามใหม่').press('Space');
  await inspectEveryWay(page, 'contact-dialog');
  await dialog.getByRole('textbox', { name: 'เหตุผล' }).fill('ผู้แจ้งโทรมาบอกว่าพิมพ์ผิด');
  await dialog.getByLabel('ชื่อ', { exact: true }).press('Enter');
  await page.getByText('แก้ไขแล้ว และออกรหัสติดตามใหม่').waitFor();
  await card.getByRole('link', { name: 'somsri@example.org' }).waitFor();
  await card.getByText('ค่าเดิมก่อนแก้ไข').click();
  await card.getByText('สมศรี มีสุข · somsi@exmple.org').waitFor();
  await page.getByText('แก้ไขข้อมูลผู้แจ้ง: อีเมล, ออกรหัสติดตามใหม่').waitFor();
  await inspectEveryWay(page, 'contact-corrected');
  const opened = await fetch(`${base}/track?${new URLSearchParams({ n: number, c: trackingCode })}`);
  expect(opened.status).toBe(404);
}, 120_000);

it('of two officers who correct a contact at once the second is told, and undoes nothing that the first put right', async () => {
  const { id } = await o.file({ contact: { name: 'สมศรี มีสุข', phone: '081-111-1111', email: 'wrong@example.org' } });
  await using page = await open(`/console/cases/${id}`);
  const card = page.getByRole('region', { name: 'ผู้แจ้ง', exact: true });
  await card.getByRole('button', { name: 'แก้ไขข้อมูลติดต่อ' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('โทรศัพท์').fill('081-222-2222');
  await dialog.getByRole('textbox', { name: 'เหตุผล' }).fill('ผู้แจ้งโทรมาบอกว่าพิมพ์ผิด');
  const { version } = (await o.see(o.desk, id)).body;
  const contact = { name: 'สมศรี มีสุข', phone: '081-111-1111', email: 'right@example.org' };
  const first = { version, contact, reason: 'ผู้แจ้งมาที่ศูนย์' };
  expect((await o.call(o.desk, 'POST', `/complaints/${id}/contact`, first)).status).toBe(200);
  const save = dialog.getByRole('button', { name: 'บันทึกการแก้ไข' });
  await save.click();
  await dialog.getByRole('alert').waitFor();
  expect(await dialog.getByLabel('โทรศัพท์').inputValue()).toBe('081-222-2222');
  await save.click();
  await card.getByRole('link', { name: '081-222-2222' }).waitFor();
  expect((await o.see(o.desk, id)).body['contact']).toEqual({ ...contact, phone: '081-222-2222' });
}, 120_000);

it('the scan of a petition is read into the text, said to be a draft, and saved as the officer corrected it', async () => {
  const letters = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="160"><rect width="900" height="160" fill="#fff"/><text x="30" y="95" font-size="44" font-family="sans-serif">Road light 1234 broken</text></svg>',
  );
  await using page = await open('/console/new?mode=petition');
  await page.locator('input[type=file]').setInputFiles({
    name: 'petition.png',
    mimeType: 'image/png',
    buffer: await sharp(letters).png().toBuffer(),
  });
  await page.getByRole('button', { name: 'อ่านข้อความจากภาพ' }).click();
  await page.getByText('ข้อความจากการอ่านอัตโนมัติ ตรวจก่อนบันทึก').first().waitFor();
  const text = page.getByLabel('คำร้องขออะไร');
  expect(await text.inputValue()).toContain('1234');
  await text.fill('ไฟถนนดับ เลขที่เสา 1234');
  await page.getByRole('button', { name: /^บันทึก/ }).click();
  await page.getByText('รับเรื่องแล้ว').first().waitFor();
  const row = await o.w.scoped((tx) =>
    tx
      .selectFrom('complaints.complaint_event as e')
      .innerJoin('complaints.complaint as c', 'c.id', 'e.complaint_id')
      .select(['e.data', 'c.summary'])
      .where('e.step', '=', 'file')
      .orderBy('c.received_at', 'desc')
      .executeTakeFirst(),
  );
  expect(row).toMatchObject({ summary: 'ไฟถนนดับ เลขที่เสา 1234', data: { textFrom: 'scan' } });
}, 120_000);
