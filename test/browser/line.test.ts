import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lineCitizen } from '../fakes/line-citizen.ts';
import { type FakeLine, startFakeLine } from '../fakes/line-server.ts';
import { type World, world } from '../harness.ts';
import { builtConsole } from './built-console.ts';
import { openBrowser } from './chromium.ts';
import { openPage } from './open-page.ts';

const SHOTS = process.env['SCREENSHOTS'];

let line: FakeLine;
let w: World;
let browser: Browser;
let base: string;
beforeAll(async () => {
  await builtConsole();
  line = await startFakeLine();
  w = await world({
    env: line.env,
  });
  base = await w.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await w?.[Symbol.asyncDispose]();
  await line?.close();
});

it('a signed LINE event arrives, the officer answers in the console, LINE receives the answer with that event’s token', async () => {
  const desk = await w.signIn({ roles: ['intake'], name: 'รับฟัง ใจดี' });
  const send = async (url: string, headers: Record<string, string>, body: string) =>
    (await fetch(`${base}${url}`, { method: 'POST', headers, body })).status;
  const somchai = lineCitizen(line, send, w.now);
  line.profiles.set(`profile/${somchai.userId}`, { displayName: 'สมชาย ใจดี', language: 'th' });
  expect(await somchai.deliver(somchai.text('ไฟทางหน้าวัดดับสามวันแล้วครับ'))).toBe(200);
  await w.runJobs();
  expect(JSON.stringify(somchai.sees())).toContain('ร.0001/2569');
  // What is added is acknowledged once; after that the next event's free token is the officer's.
  await somchai.deliver(somchai.text('อยู่ตรงทางเข้าวัด'));
  await w.runJobs();
  const last = somchai.text('ช่วยรีบหน่อยนะครับ');
  await somchai.deliver(last);
  await w.runJobs();

  await using page = await openPage(browser, `${base}/console/inbox`, { who: desk });
  await page.getByRole('link', { name: 'ร.0001/2569' }).click();
  await page.getByRole('heading', { name: 'ร.0001/2569' }).waitFor();
  for (const words of ['ไฟทางหน้าวัดดับสามวันแล้วครับ', 'อยู่ตรงทางเข้าวัด', 'ช่วยรีบหน่อยนะครับ']) {
    await page.getByText(words).last().waitFor();
  }
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/line-case-1280.png` });
  await page.evaluate('document.activeElement.blur()');
  await page.keyboard.press('r');
  await page.keyboard.type('ช่างจะเข้าไปเปลี่ยนหลอดวันนี้');
  await page.keyboard.press('Control+Enter');
  await page.getByText('ตอบเรื่อง ร.0001/2569 แล้ว', { exact: false }).waitFor();
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/line-answered-1280.png` });

  await w.runJobs();
  const answer = somchai.sees().at(-1);
  expect(answer).toMatchObject({ by: 'reply', token: last.replyToken });
  expect(JSON.stringify(answer)).toContain('ช่างจะเข้าไปเปลี่ยนหลอดวันนี้');
  expect(line.state.used).toBe(0);
}, 240_000);

it('opened inside LINE, the report page knows the name that LINE has proven', async () => {
  const { headers } = await w.signIn('administrator');
  const fields = { loginChannelId: '1650000000', liffId: '1650000000-AbCdEfGh' };
  await w.app.inject({ method: 'PUT', url: '/api/v1/channels/line', headers, payload: { active: true, fields } });
  line.state.now = () => w.now().getTime();
  const exp = Math.floor(w.now().getTime() / 1000) + 3600;
  line.idTokens.set('a.b.c', { sub: `U${'a'.repeat(32)}`, aud: '1650000000', name: 'สมหญิง ใจเย็น', exp });
  const context = await browser.newContext({ locale: 'th-TH', viewport: { width: 360, height: 740 } });
  const sdk =
    'window.liff = { init: async () => {}, isLoggedIn: () => true, isInClient: () => true, getIDToken: () => "a.b.c" };';
  await context.route(
    (url) => !url.href.startsWith(base),
    (route) =>
      route.request().url() === 'https://static.line-scdn.net/liff/edge/2/sdk.js'
        ? route.fulfill({ contentType: 'text/javascript', body: sdk })
        : route.abort(),
  );
  const page = await context.newPage();
  await page.goto(`${base}/liff`);
  await page.waitForURL(/\/report\?line=/);
  expect(await page.locator('#name').inputValue()).toBe('สมหญิง ใจเย็น');
  await context.close();

  const blocked = await browser.newContext({
    locale: 'th-TH',
    viewport: { width: 360, height: 740 },
    javaScriptEnabled: false,
  });
  const plain = await blocked.newPage();
  await plain.goto(`${base}/liff`);
  if (SHOTS) await plain.screenshot({ path: `${SHOTS}/liff-360.png` });
  await plain.locator('main').getByRole('link', { name: 'แจ้งเรื่อง' }).click();
  await plain.waitForURL(/\/report(\?|$)/);
  await blocked.close();
}, 120_000);
