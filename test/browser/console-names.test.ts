import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadDirectory } from '../../src/modules/people/index.ts';
import { dayOf } from '../../src/thai/index.ts';
import type { SignedIn } from '../sign-in.ts';
import { inspect } from './inspect.ts';
import { openPage } from './open-page.ts';
import { type Served, served } from './served.ts';

const SHOTS = process.env['SCREENSHOTS'];

let own: Served;
let w: Served['w'];
let browser: Served['browser'];
let base: string;
let desk: SignedIn;
let administrator: SignedIn;
beforeAll(async () => {
  own = await served();
  ({ w, browser, base } = own);
  desk = await w.signIn({ roles: ['intake'], name: 'รับฟัง ใจดี' });
  administrator = await w.signIn({ roles: ['administrator'], name: 'ผู้ดูแล คนแรก' });
}, 180_000);
afterAll(() => own?.[Symbol.asyncDispose]());

const open = (who: SignedIn, path: string, without = '') =>
  openPage(browser, `${base}/console${path}`, { who, now: w.now(), without });

const call = (who: SignedIn, method: 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) =>
  w.app.inject({ method, url: `/api/v1${url}`, headers: who.headers, ...(payload && { payload }) });
const file = async (categoryId: string) =>
  (
    await call(desk, 'POST', '/intake', {
      key: crypto.randomUUID(),
      channel: 'phone',
      text: 'ไฟถนนหน้าตลาดดับ',
      categoryId,
    })
  ).json();

/** What came with 2024 and later, of what programs like to call: neither of the two below has it. */
const NEWER = `for (const [where, names] of [
  [URL, ['parse']], [Object, ['groupBy']], [Map, ['groupBy']], [Promise, ['withResolvers', 'try']], [Array, ['fromAsync']], [RegExp, ['escape']],
  [Set.prototype, ['union', 'intersection', 'difference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom', 'symmetricDifference']],
  [Document.prototype, ['startViewTransition']], [HTMLElement.prototype, ['showPopover', 'togglePopover']], [AbortSignal, ['any']],
]) for (const name of names) delete where[name];
delete globalThis.Iterator;`;
const CHROME_109 = `${NEWER} for (const name of ['toSorted', 'toReversed', 'toSpliced', 'with']) delete Array.prototype[name];`;
const FIREFOX_115 = `${NEWER} delete Intl.Segmenter; delete Intl.DurationFormat;`;
/** A program that cannot start: a file of it did not come, or asks what the browser does not have. */
const BROKEN = 'Object.defineProperty(window, "matchMedia", { value: undefined });';

it('the last browsers of Windows 7 open every kind of page; an older one is told, and so is who lacks a file, and neither sees a blank page', async () => {
  const { number } = await file((await w.scoped((tx) => loadDirectory(tx, dayOf(w.now())))).categories[0]?.id ?? '');
  const officer = await w.signIn({ roles: ['administrator', 'intake', 'planner'], name: 'เครื่องเก่า ใช้ดี' });
  for (const without of [CHROME_109, FIREFOX_115]) {
    await using page = await open(officer, '/', without);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('link', { name: 'กล่องรับเรื่อง' }).first().click();
    await page.getByRole('link', { name: number }).click();
    await page.getByRole('heading', { name: number }).waitFor();
    for (const path of ['/new', '/settings/clock', '/settings/privacy', '/plans']) {
      await page.goto(`${base}/console${path}`);
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.getByRole('alert').allInnerTexts(), path).toEqual([]);
    }
  }
  await using old = await open(desk, '/inbox', `${BROKEN} CSS.supports = () => false;`);
  await old.getByRole('heading', { name: 'เบราว์เซอร์นี้เก่าเกินไป' }).waitFor();
  await using broken = await open(desk, '/inbox', BROKEN);
  await broken.getByRole('heading', { name: 'เปิดหน้านี้ไม่สำเร็จ' }).waitFor();
});

it('a retired category still names its case, is offered to find old cases, and not for new ones', async () => {
  const today = dayOf(w.now());
  const { categories } = await w.scoped((tx) => loadDirectory(tx, today));
  const light = categories.find(({ code }) => code === 'light');
  if (light === undefined) throw new Error('the seed has no street lights');
  const { id, number } = await file(light.id);
  expect((await call(administrator, 'DELETE', `/directory/${light.id}?from=${today}`)).statusCode).toBe(200);
  await using page = await open(desk, '/inbox');
  await page.getByRole('link', { name: `${number} ${light.nameTh}` }).waitFor();
  await page.getByRole('button', { name: 'ตัวกรอง' }).click();
  await page.getByRole('combobox', { name: 'หมวดเรื่อง' }).fill(light.nameTh);
  await page.getByRole('option', { name: light.nameTh }).getByText('เลิกใช้แล้ว').waitFor();
  await page.goto(`${base}/console/cases/${id}`);
  await page.getByText(light.nameTh).first().waitFor();
  await page.goto(`${base}/console/new`);
  await page.getByRole('combobox', { name: 'หมวดเรื่อง' }).fill(light.nameTh);
  await page.getByRole('option').first().waitFor();
  expect(await page.getByRole('option', { name: light.nameTh }).count()).toBe(0);
});

it('the register as a table has the columns that an officer chose, on another machine as well and for them alone', async () => {
  const layout = (page: Page) => page.getByRole('button', { name: 'การแสดง' });
  await using page = await open(desk, '/inbox?view=all');
  await layout(page).click();
  await page.getByRole('menuitem', { name: 'ตาราง', exact: true }).click();
  await page.getByRole('columnheader', { name: 'หมวดเรื่อง' }).waitFor();
  await layout(page).click();
  const kept = page.waitForResponse((answer) => answer.request().postData()?.includes('channel') === true);
  await page.getByRole('menuitem', { name: 'ช่องทาง', exact: true }).click();
  await page.getByRole('columnheader', { name: 'ช่องทาง' }).waitFor();
  await inspect(page, 'inbox-table');
  await page.getByRole('button', { name: 'นำออก' }).click();
  const [taken] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'ตารางข้อมูล (CSV)' }).click(),
  ]);
  expect(taken.suggestedFilename()).toBe('register-2026-05-04.csv');
  expect((await readFile(await taken.path())).toString()).toMatch(/^\uFEFFเลขรับ,/);
  expect((await kept).status()).toBe(200);
  await using elsewhere = await open(desk, '/inbox?view=all');
  await elsewhere.getByRole('columnheader', { name: 'ช่องทาง' }).waitFor();
  await elsewhere.getByRole('cell', { name: 'โทรศัพท์' }).first().waitFor();
  const other = await w.signIn({ roles: ['intake'], name: 'ยินดี ช่วยงาน' });
  await using theirs = await open(other, '/inbox?view=all');
  await theirs.getByRole('region', { name: 'เรื่องที่เลือก' }).waitFor();
  expect(await theirs.getByRole('columnheader').count()).toBe(0);
});

it('a chart names its rows, leads to as many cases as it counts, and gives its figures and its picture', async () => {
  const { categories, departments } = await w.scoped((tx) => loadDirectory(tx, dayOf(w.now())));
  for (const department of [null, ...departments]) {
    const { id } = await file(categories.find(({ code }) => code === 'road')?.id ?? '');
    const steps = [
      ...(department ? [{ step: 'assign', departmentId: department.id }] : []),
      { step: 'reply', note: 'เสร็จแล้ว' },
      { step: 'close' },
    ];
    for (const [at, step] of steps.entries())
      expect((await call(desk, 'POST', `/complaints/${id}/steps`, { version: at + 1, ...step })).statusCode).toBe(200);
  }
  // The desk of the test before reads its register as a table.
  await using page = await open(await w.signIn({ roles: ['intake'], name: 'อ่าน ตัวเลข' }), '/');
  const all = departments.length + 1;
  const chart = page.getByRole('figure', { name: `n\u00a0=\u00a0${all})` });
  await chart.getByText(`กองอื่น ๆ (n\u00a0=\u00a0${all - 6})`).waitFor();
  expect(await chart.getByRole('listitem').allTextContents()).toHaveLength(7);
  await page.getByRole('button', { name: 'แสดงทุกกอง' }).click();
  for (const { nameTh } of departments)
    await chart.getByRole('link', { name: `${nameTh} (n\u00a0=\u00a01)`, exact: true }).waitFor();
  expect(await chart.getByRole('listitem').allTextContents()).toHaveLength(all);
  await chart.getByRole('link', { name: `${departments[0]?.nameTh} (n\u00a0=\u00a01)`, exact: true }).click();
  await page.getByText('ครบทุกเรื่องแล้ว').waitFor();
  expect(await page.getByRole('region', { name: 'รายการเรื่อง' }).getByText('ปิด 4 พ.ค.', { exact: false }).count()).toBe(
    1,
  );
  await page.getByRole('button', { name: 'เอาตัวกรอง ปิดตั้งแต่วันที่ 1 ต.ค. 2568 ออก' }).waitFor();
  await page.getByRole('link', { name: 'ข้อความ', exact: true }).waitFor();
  await using planners = await open(await w.signIn('planner'), '/');
  await planners.getByRole('link', { name: 'กล่องรับเรื่อง' }).first().waitFor();
  expect(await planners.getByRole('link', { name: 'ข้อความ', exact: true }).count()).toBe(0);
  await page.goto(`${base}/console/`);
  await page.getByRole('link', { name: `ดูเรื่องที่ปิดทั้ง ${all} เรื่อง` }).click();
  await page.getByText('ครบทุกเรื่องแล้ว').waitFor();
  expect(await page.getByRole('region', { name: 'รายการเรื่อง' }).getByRole('listitem').count()).toBe(all);
  await page.goto(`${base}/console/`);
  const take = async (what: string) => {
    await page
      .getByRole('button', { name: /^ดาวน์โหลด/ })
      .first()
      .click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: what }).click(),
    ]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const figures = await take('ดาวน์โหลดตัวเลข (CSV)');
  expect(figures.name).toMatch(/\.csv$/);
  expect(figures.bytes.toString()).toMatch(/^\uFEFFรายการ,/);
  const drawing = await take('ดาวน์โหลดภาพสำหรับงานพิมพ์ (SVG)');
  expect(drawing.name).toMatch(/\.svg$/);
  const [, width, height] =
    /^<svg [^>]*width="(\d+)" height="(\d+)"[\s\S]+<\/svg>$/.exec(drawing.bytes.toString()) ?? [];
  const picture = await take('ดาวน์โหลดภาพ (PNG)');
  expect(picture.name).toMatch(/\.png$/);
  if (SHOTS) await writeFile(`${SHOTS}/chart.png`, picture.bytes);
  const { data, info } = await sharp(picture.bytes).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([Number(width) * 2, Number(height) * 2]);
  expect([...data.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
  const title = await sharp(picture.bytes).extract({ left: 40, top: 20, width: 600, height: 44 }).raw().toBuffer();
  expect(Math.min(...title)).toBeLessThan(64);
  await inspect(page, 'home-charts');
});

it('an administrator clears a lost second factor after a word of warning; the trail says so in words', async () => {
  await w.scoped((tx) =>
    tx.updateTable('auth.user').set({ twoFactorEnabled: true }).where('id', '=', desk.userId).execute(),
  );
  await using page = await open(administrator, '/settings/staff');
  await page.getByRole('button', { name: 'เพิ่มเติม: รับฟัง ใจดี' }).click();
  await page.getByRole('menuitem', { name: 'ยกเลิกการยืนยันสองขั้น' }).click();
  const asked = page.getByRole('alertdialog');
  await asked.getByText('ยืนยันว่าเป็นเจ้าตัวก่อน').waitFor();
  await asked.getByRole('button', { name: 'ยกเลิกการยืนยันสองขั้น' }).click();
  await page.getByText('ตั้งการยืนยันสองขั้นใหม่ได้').waitFor();
  await inspect(page, 'staff');
  await page.goto(`${base}/console/settings/audit`);
  const row = page.getByRole('row').filter({ hasText: 'ยกเลิกการยืนยันสองขั้นที่หาย' });
  await row.getByText('รับฟัง ใจดี').waitFor();
  await row.getByText('ผู้ดูแล คนแรก').waitFor();
  await inspect(page, 'audit');
  await inspect(page, 'audit-targets', ['target-size']);
  await page.getByRole('button', { name: 'เฉพาะการเปิดดูข้อมูลติดต่อ' }).click();
  await page.getByText('ไม่มีบันทึกที่ตรงกัน').waitFor();
  await page.getByRole('button', { name: 'ล้างตัวกรอง' }).click();
  await page.getByRole('combobox', { name: 'โดย' }).fill('ผู้ดูแล');
  await page.getByRole('option', { name: 'ผู้ดูแล คนแรก' }).click();
  await row.getByText('รับฟัง ใจดี').waitFor();
  await page.getByLabel('เลขเรื่อง').fill('ร.9999/2569');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
});
