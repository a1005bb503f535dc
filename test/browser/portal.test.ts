import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askingCategory } from '../asking-category.ts';
import { type World, world } from '../harness.ts';
import { openBrowser } from './chromium.ts';
import { inspect, inspectEveryWay } from './inspect.ts';

const SHOTS = process.env['SCREENSHOTS'];
const NARROW = { width: 360, height: 740 };
const WIDE = { width: 1280, height: 900 };
/** What a cheap telephone's browser, or the one inside another program, does not have: whoever has little room here has not these either. */
const TELEPHONE = `delete String.prototype.replaceAll; delete Element.prototype.replaceChildren; delete Object.hasOwn; delete Promise.any;
  for (const name of ['at', 'findLast', 'toSorted', 'toReversed', 'toSpliced']) delete Array.prototype[name];
  delete window.structuredClone; delete Intl.Segmenter; delete crypto.randomUUID;`;

let w: World;
let browser: Browser;
let base: string;
beforeAll(async () => {
  w = await world();
  await askingCategory(w);
  base = await w.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await w[Symbol.asyncDispose]();
});

async function open(options: BrowserContextOptions): Promise<Page & AsyncDisposable> {
  const context = await browser.newContext({ locale: 'th-TH', timezoneId: 'Asia/Bangkok', ...options });
  // Nothing outside is reached: maps have to work without their tiles.
  await context.route(
    (url) => !url.href.startsWith(base) && !/^(data|blob):/.test(url.protocol),
    (route) => route.abort(),
  );
  const page = await context.newPage();
  if (options.viewport === NARROW) await page.addInitScript(TELEPHONE);
  return Object.assign(page, { [Symbol.asyncDispose]: () => context.close() });
}

/** Of a size that is given it is grainy, and so many bytes as a telephone's. */
const photo = async (name: string, size?: { width: number; height: number }) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: await sharp({
    create: {
      ...(size ?? { width: 800, height: 600 }),
      channels: 3,
      background: '#7a9',
      ...(size && { noise: { type: 'gaussian' as const, mean: 128, sigma: 40 } }),
    },
  })
    .jpeg()
    .toBuffer(),
});

const TARGETS =
  'main a.button, main button:not([aria-hidden]), main label.choice, main .door, main select, main textarea, main input:not([type=hidden],[type=radio],[type=checkbox]), nav a';
/** Every control a finger may have to hit that is lower than 44 px. */
const lowTargets = (page: Page): Promise<unknown> =>
  page.evaluate(
    `[...document.querySelectorAll('${TARGETS}')].filter((each) => each.offsetParent && each.offsetHeight < 44).map((each) => each.outerHTML.slice(0, 80))`,
  );

/** What is missing stands in the page at its field, which has the focus and says it. */
async function expectSaid(field: Locator, words: RegExp): Promise<void> {
  const id = (await field.getAttribute('aria-describedby'))?.split(' ').at(-1);
  expect(await field.page().locator(`[id="${id}"]:visible`).innerText()).toMatch(words);
  expect(await field.and(field.page().locator(':focus')).count()).toBe(1);
}

describe('a citizen without script', () => {
  it.each([NARROW, WIDE])(
    'reports, keeps the receipt, follows the case and judges the answer at $width px',
    async (viewport) => {
      await using page = await open({ viewport });
      // As without script: axe itself needs one, so ours is what does not arrive.
      await page.context().route('**/*.js', (route) => route.abort());
      await page.goto(base);
      await inspect(page, 'plain-home');
      await page
        .getByRole('main')
        .getByRole('link', { name: /แจ้งเรื่อง/ })
        .click();
      await inspect(page, 'plain-report');
      expect(await lowTargets(page)).toEqual([]);
      await page.setInputFiles('#photos', [await photo('before.jpg')]);
      await page.getByRole('button', { name: 'ส่งเรื่อง' }).click();
      await page.getByRole('alert').getByRole('link', { name: 'บอกว่าเกิดอะไรขึ้น' }).waitFor();
      await inspect(page, 'plain-report-errors');
      await page.getByLabel('เล่าเรื่องที่ต้องการแจ้ง').fill('น้ำท่วมขังหน้าตลาด\nมาสามวันแล้ว');
      await page.getByLabel(/ปกปิดตัวตน/).check();
      await page.getByLabel('ชื่อ–นามสกุล').fill('สมศรี ใจดี');
      await page.getByRole('button', { name: 'ส่งเรื่อง' }).click();
      await page.waitForURL(/\/receipt\?/);
      await inspect(page, 'plain-receipt');
      const number = (await page.locator('[data-number]').innerText()).trim();
      const code = (await page.locator('[data-code]').innerText()).trim();
      await page.getByRole('navigation').getByRole('link', { name: 'ติดตามเรื่อง' }).click();
      await inspect(page, 'plain-track');
      await page.getByLabel('เลขรับเรื่อง').fill(number);
      await page.getByLabel('รหัสติดตาม').fill(code);
      await page.getByRole('button', { name: 'ดูเรื่องของฉัน' }).click();
      await page.waitForURL(/\/case\?/);
      expect(page.url()).not.toContain(code.replaceAll('-', ''));
      expect(await page.locator('main img').count()).toBe(1);
      await inspect(page, 'plain-case');
      await answer(number);
      await page.reload();
      await inspect(page, 'plain-case-answered');
      await page.getByLabel('เรียบร้อยแล้ว', { exact: true }).check();
      await page.getByRole('button', { name: 'ส่งคำตอบ' }).click();
      await page.getByText('ขอบคุณที่ตอบ').waitFor();
      await inspect(page, 'plain-case-judged');
    },
  );
});

describe('a citizen with script', () => {
  it.each([NARROW, WIDE])(
    'goes step by step, back without loss, pins without tiles, and sends with photos at $width px',
    async (viewport) => {
      await using page = await open({
        viewport,
        permissions: ['geolocation'],
        geolocation: { latitude: 13.7, longitude: 100.5 },
      });
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(`${base}/report`);
      await page.getByText('ขั้นที่ 1 จาก 4').waitFor();
      await inspect(page, 'step-1');
      await page.getByRole('button', { name: 'ถัดไป' }).click();
      const words = page.getByRole('textbox', { name: 'เล่าเรื่องที่ต้องการแจ้ง' });
      await expectSaid(words, /บอกว่าเกิดอะไรขึ้น/);
      await inspect(page, 'step-1-errors');
      await words.fill('ฝาท่อหาย อันตรายมาก');
      expect(await words.getAttribute('aria-invalid')).toBeNull();
      await page.getByText('เลือกหมวดเรื่อง').click();
      await inspect(page, 'step-1-categories');
      await page.getByRole('button', { name: 'ถัดไป' }).click();
      await page.getByText('ขั้นที่ 2 จาก 4').waitFor();
      await page.getByLabel('สถานที่', { exact: false }).first().fill('ซอย 5');
      await page.getByRole('button', { name: 'ใช้ตำแหน่งของฉัน' }).click();
      await page.getByText('ปักหมุดแล้ว 13.70000, 100.50000').waitFor();
      await page.getByRole('button', { name: 'ปักหมุดบนแผนที่' }).click();
      await page.locator('.leaflet-marker-icon').waitFor();
      await page.getByText('ภาพแผนที่โหลดไม่ได้').waitFor();
      await page.locator('.map').click({ position: { x: 60, y: 60 } });
      await inspect(page, 'step-2-map');
      const pinned = await page.locator('[name=latitude]').inputValue();
      expect(pinned).not.toBe('13.700000');
      await page.getByRole('button', { name: 'ถัดไป' }).click();
      await page.setInputFiles('#photos', [await photo('a.jpg'), await photo('bb.jpg')]);
      await page.setInputFiles('#photos', [await photo('ccc.jpg')]);
      expect(await page.locator('.chosen li').count()).toBe(3);
      await page.getByRole('button', { name: 'เอารูปออก bb.jpg' }).click();
      await inspect(page, 'step-3-photos');
      await page.goBack();
      await page.getByText('ขั้นที่ 2 จาก 4').waitFor();
      expect(await page.getByLabel('สถานที่', { exact: false }).first().inputValue()).toBe('ซอย 5');
      await page.goForward();
      await page.getByRole('button', { name: 'ถัดไป' }).click();
      await inspect(page, 'step-4');
      expect(await lowTargets(page)).toEqual([]);
      await page.getByRole('button', { name: 'ส่งเรื่อง' }).click();
      await page.getByRole('alert').getByRole('link', { name: 'เลือกว่าจะเปิดเผยตัวตนแค่ไหน' }).waitFor();
      await inspect(page, 'step-4-errors');
      await page.getByLabel(/ไม่บอกชื่อ/).check();
      expect(await page.getByLabel('ชื่อ–นามสกุล').isVisible()).toBe(false);
      await page.getByRole('button', { name: 'ส่งเรื่อง' }).click();
      await page.waitForURL(/\/receipt\?/);
      await inspect(page, 'receipt');
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'บันทึกเป็นรูป' }).click();
      const picture = await saved;
      if (SHOTS) await picture.saveAs(`${SHOTS}/receipt-picture.png`);
      expect(picture.suggestedFilename()).toMatch(/^\d{4}-2569\.png$/);
      // Where nothing is downloaded (a browser inside LINE) the picture can be held.
      await page.getByText('ให้กดค้างที่รูปนี้').waitFor();
      await inspect(page, 'receipt-kept');
      await page.getByRole('link', { name: 'ติดตามเรื่องนี้' }).click();
      await page.waitForURL(/\/case\?/);
      expect(await page.locator('main img').count()).toBe(2);
      await inspect(page, 'case');
      const voices = await w.scoped((tx) =>
        tx.selectFrom('voices.voice').select('latitude').where('text', '=', 'ฝาท่อหาย อันตรายมาก').execute(),
      );
      expect(voices.map(({ latitude }) => latitude)).toContain(Number(pinned));
      expect(errors).toEqual([]);
    },
  );

  it('keeps the draft over a reload, and everything when the connection breaks', async () => {
    await using page = await open({ viewport: NARROW });
    await page.goto(`${base}/report`);
    await page.getByLabel('เล่าเรื่องที่ต้องการแจ้ง').fill('ร่างที่ยังไม่ส่ง');
    await page.reload();
    expect(await page.getByLabel('เล่าเรื่องที่ต้องการแจ้ง').inputValue()).toBe('ร่างที่ยังไม่ส่ง');
    for (let step = 1; step < 4; step += 1) await page.getByRole('button', { name: 'ถัดไป' }).click();
    await page.getByRole('button', { name: 'ส่งเรื่อง' }).click();
    // The page that comes back from a correction is as good as the first: it tells of a broken connection, and changes language.
    await page.getByRole('alert').getByRole('link', { name: 'เลือกว่าจะเปิดเผยตัวตนแค่ไหน' }).click();
    expect(await page.locator('#identity').and(page.locator(':focus')).count()).toBe(1);
    expect(await page.getByRole('link', { name: 'English' }).isVisible()).toBe(true);
    await page.getByLabel(/ไม่บอกชื่อ/).check();
    await page.clock.install();
    // First it breaks, then nothing is heard of it any more.
    const ways = ['breaks', 'is silent'];
    await page.route('**/report', async (route) => {
      if (route.request().method() !== 'POST') await route.continue();
      else if (ways.shift() === 'breaks') await route.abort();
    });
    await page.getByRole('button', { name: 'ส่งเรื่อง' }).click();
    await page.getByText('ส่งไม่สำเร็จ').waitFor();
    await page.getByRole('button', { name: 'ส่งเรื่อง' }).click();
    await page.getByRole('button', { name: 'กำลังส่ง…' }).waitFor();
    expect(await page.getByText('ส่งไม่สำเร็จ').count()).toBe(0);
    await page.clock.fastForward(61_000);
    await page.getByText('ส่งไม่สำเร็จ').waitFor();
    await page.unroute('**/report');
    // As it is found by whoever goes back to it after it was sent: it can be sent again.
    await page.route(/\/receipt\?/, (route) => route.fulfill({ status: 204 }), { times: 1 });
    const left = page.waitForRequest((each) => each.isNavigationRequest() && each.url().includes('/receipt?'));
    await page.getByRole('button', { name: 'ส่งเรื่อง' }).click();
    await left;
    await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
    await page.getByRole('button', { name: 'ส่งเรื่อง' }).click();
    await page.waitForURL(/\/receipt\?/);
    await page.goto(`${base}/report`);
    expect(await page.getByLabel('เล่าเรื่องที่ต้องการแจ้ง').inputValue()).toBe('');
  });

  it('keeps what is written on the page of the case: over a broken connection, a reload, and the other form', async () => {
    await using page = await open({ viewport: NARROW });
    await page.goto(`${base}/report`);
    await page.getByLabel('เล่าเรื่องที่ต้องการแจ้ง').fill('ไฟดับทั้งซอย');
    for (let step = 1; step < 4; step += 1) await page.getByRole('button', { name: 'ถัดไป' }).click();
    await page.getByLabel(/ไม่บอกชื่อ/).check();
    await page.getByRole('button', { name: 'ส่งเรื่อง' }).click();
    await page.waitForURL(/\/receipt\?/);
    await answer((await page.locator('[data-number]').innerText()).trim());
    await page.getByRole('link', { name: 'ติดตามเรื่องนี้' }).click();
    const message = page.getByLabel('ข้อความถึงเจ้าหน้าที่');
    await message.fill('ยังดับอยู่สองต้น');
    await page.getByLabel('ยังไม่เรียบร้อย', { exact: true }).check();
    await page.getByRole('button', { name: 'ส่งคำตอบ' }).click();
    await page.getByText('ขอบคุณที่ตอบ').waitFor();
    expect(await message.inputValue()).toBe('ยังดับอยู่สองต้น');
    const large = await photo('large.jpg', { width: 3000, height: 2400 });
    expect(large.buffer.length).toBeGreaterThan(1_500_000);
    await page.setInputFiles('#photos', [large]);
    const sent = async () => Number(await page.evaluate("document.querySelector('#photos').files[0]?.size ?? 0"));
    await expect.poll(sent).toBeLessThan(large.buffer.length);
    await page.route('**/case/message', (route) => route.abort(), { times: 1 });
    await page.getByRole('button', { name: 'ส่งข้อความ' }).click();
    await page.getByText('ส่งไม่สำเร็จ').waitFor();
    expect(await page.locator('.chosen li').count()).toBe(1);
    await page.getByRole('button', { name: 'ส่งข้อความ' }).click();
    await page.getByText('ส่งแล้ว เจ้าหน้าที่ได้รับข้อความของท่าน').waitFor();
    expect(await message.inputValue()).toBe('');
    expect(await page.locator('main .photos img').count()).toBe(1);
    await message.fill('อีกเรื่องหนึ่ง');
    await page.reload();
    expect(await message.inputValue()).toBe('อีกเรื่องหนึ่ง');
    await inspect(page, 'case-written');
  });
});

describe('what the chosen category asks', () => {
  it('is a step of its own as soon as the category is chosen, kept over a reload and answered before it is sent', async () => {
    await using page = await open({ viewport: NARROW });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${base}/report`);
    await page.getByText('ขั้นที่ 1 จาก 4').waitFor();
    await page.getByLabel('เล่าเรื่องที่ต้องการแจ้ง').fill('ไฟหน้าวัดดับ');
    await page.getByText('เลือกหมวดเรื่อง').click();
    // Where the questions do not come the step is passed, and they are fetched when the category is chosen again.
    await page.route('**/report/questions?*', (route) => route.abort(), { times: 1 });
    await page.getByLabel('เสาไฟ', { exact: true }).check();
    await page.getByRole('button', { name: 'ถัดไป' }).click();
    await page.getByText('เปิดคำถามไม่ได้ในขณะนี้').waitFor();
    await page.goBack();
    await page.getByLabel('ให้เจ้าหน้าที่เลือกให้').check();
    await page.getByText('ขั้นที่ 1 จาก 4').waitFor();
    await page.getByLabel('เสาไฟ', { exact: true }).check();
    await page.getByText('ขั้นที่ 1 จาก 5').waitFor();
    expect(await page.getByRole('button', { name: 'ดูคำถามของหมวดที่เลือก' }).count()).toBe(0);
    await page.getByRole('button', { name: 'ถัดไป' }).click();
    await page.getByText('ขั้นที่ 2 จาก 5').waitFor();
    await page.getByLabel('ใกล้อะไร').fill('ใกล้วัด');
    await page.getByRole('button', { name: 'ถัดไป' }).click();
    expect(await page.getByText('ขั้นที่ 2 จาก 5').isVisible()).toBe(true);
    await expectSaid(page.getByLabel('เลขเสาไฟ'), /จำเป็นต้องตอบ/);
    await page.getByLabel('เลขเสาไฟ').fill('สิบสอง');
    await page.getByRole('button', { name: 'ถัดไป' }).click();
    await expectSaid(page.getByRole('radio').first(), /จำเป็นต้องตอบ/);
    await page.getByLabel('กะพริบ').check();
    await page.getByLabel('เสาเอียง').check();
    expect(await lowTargets(page)).toEqual([]);
    await inspectEveryWay(page, 'step-questions');
    await page.setViewportSize(NARROW);
    await page.reload();
    await page.getByText('ขั้นที่ 2 จาก 5').waitFor();
    await expect.poll(() => page.getByLabel('เสาเอียง').isChecked()).toBe(true);
    expect(await page.getByLabel('ใกล้อะไร').inputValue()).toBe('ใกล้วัด');
    for (let step = 2; step < 5; step += 1) await page.getByRole('button', { name: 'ถัดไป' }).click();
    await page.getByLabel(/ไม่บอกชื่อ/).check();
    await page.getByRole('button', { name: 'ส่งเรื่อง' }).click();
    // What is no number the server says; the page opens where it is.
    await page
      .getByRole('alert')
      .getByRole('link', { name: /ใส่เป็นตัวเลข/ })
      .waitFor();
    await page.getByText('ขั้นที่ 2 จาก 5').waitFor();
    await inspect(page, 'step-questions-errors');
    await page.getByLabel('เลขเสาไฟ').fill('12');
    for (let step = 2; step < 5; step += 1) await page.getByRole('button', { name: 'ถัดไป' }).click();
    await page.getByRole('button', { name: 'ส่งเรื่อง' }).click();
    await page.waitForURL(/\/receipt\?/);
    await page.getByRole('link', { name: 'ติดตามเรื่องนี้' }).click();
    await page.getByText('เลขเสาไฟ: 12').waitFor();
    await inspect(page, 'case-answers');
    expect(errors).toEqual([]);
  });

  it('can be asked for without script, with everything kept', async () => {
    await using page = await open({ viewport: NARROW });
    await page.context().route('**/*.js', (route) => route.abort());
    await page.goto(`${base}/report`);
    await page.getByLabel('เล่าเรื่องที่ต้องการแจ้ง').fill('ไฟหน้าวัดดับ');
    await page.getByText('เลือกหมวดเรื่อง').click();
    await page.getByLabel('เสาไฟ', { exact: true }).check();
    await inspect(page, 'plain-ask');
    await page.getByRole('button', { name: 'ดูคำถามของหมวดที่เลือก' }).click();
    await page.waitForURL(/#step-questions$/);
    expect(await page.getByLabel('เล่าเรื่องที่ต้องการแจ้ง').inputValue()).toBe('ไฟหน้าวัดดับ');
    await page.getByLabel('เลขเสาไฟ').fill('12');
    await inspect(page, 'plain-questions');
    // Enter sends the form: the button that shows the questions is not what it presses.
    await page.getByLabel('เลขเสาไฟ').press('Enter');
    await page.getByRole('alert').getByRole('link', { name: 'ตอบคำถาม “อาการ”' }).waitFor();
  });
});

describe('every other page', () => {
  it.each([NARROW, WIDE])('is readable at $width px, in both languages', async (viewport) => {
    await using page = await open({ viewport });
    for (const [name, path] of Object.entries({
      privacy: '/privacy',
      lost: '/no-such-page',
      wrong: '/track?n=1/69&c=AAAA',
    })) {
      await page.goto(base + path);
      await inspect(page, name);
    }
    await page.goto(base);
    await page.getByRole('link', { name: 'English' }).click();
    await inspect(page, 'home-en');
    await page.getByRole('navigation').getByRole('link', { name: 'Report' }).click();
    expect(await page.locator('main').innerText()).not.toMatch(/แจ้ง|กรุณา|เลือก/);
    await inspect(page, 'report-en');
  });
});

/** The desk assigns and answers, as the console would. */
async function answer(number: string): Promise<void> {
  const officer = await w.signIn({ roles: ['intake'] });
  const { id } = await w.scoped((tx) =>
    tx.selectFrom('complaints.complaint').select('id').where('number', '=', number).executeTakeFirstOrThrow(),
  );
  const department = await w.scoped((tx) =>
    tx
      .selectFrom('people.directory_entry')
      .select('id')
      .where('noun', '=', 'department')
      .where('code', '=', 'public-works')
      .executeTakeFirstOrThrow(),
  );
  const steps = [
    { step: 'assign', departmentId: department.id },
    { step: 'progress', note: 'เจ้าหน้าที่ออกสำรวจพื้นที่แล้ว' },
    { step: 'reply', note: 'เทศบาลสูบน้ำออกและล้างท่อระบายน้ำหน้าตลาดเรียบร้อยแล้ว\nหากน้ำท่วมอีกแจ้งได้ทันที' },
  ];
  for (const step of steps) {
    const { version } = await w.scoped((tx) =>
      tx.selectFrom('complaints.complaint').select('version').where('id', '=', id).executeTakeFirstOrThrow(),
    );
    const done = await w.app.inject({
      method: 'POST',
      url: `/api/v1/complaints/${id}/steps`,
      headers: officer.headers,
      payload: { version, ...step },
    });
    expect(done.statusCode, done.body).toBe(200);
  }
}
