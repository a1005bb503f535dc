import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SignedIn } from '../sign-in.ts';
import { inspect } from './inspect.ts';
import { openPage } from './open-page.ts';
import { type Served, served } from './served.ts';

const SHOTS = process.env['SCREENSHOTS'];

let own: Served;
let w: Served['w'];
let browser: Served['browser'];
let base: string;
let admin: SignedIn;
beforeAll(async () => {
  own = await served({ env: { OUTBOUND_INTERNAL_HOSTS: '127.0.0.1' } });
  ({ w, browser, base } = own);
  admin = await w.signIn({ roles: ['administrator'], name: 'ผู้ดูแล ระบบ' });
}, 180_000);
afterAll(() => own?.[Symbol.asyncDispose]());

/** Somebody's site on another host: `localhost`, where ours is 127.0.0.1. Two sites to a browser, not only two origins. */
async function site(page: (origin: string) => string, csp?: (origin: string) => string) {
  const server = createServer((_request, response) => {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      ...(csp && { 'content-security-policy': csp(base) }),
    });
    response.end(page(base));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://localhost:${typeof address === 'object' ? address?.port : ''}`;
  return { origin, [Symbol.asyncDispose]: async () => void server.close() };
}
const carrying =
  (more = '') =>
  (origin: string) =>
    `<!doctype html><html lang="th"><title>เทศบาล</title><body><h1>เว็บไซต์เทศบาล</h1><a href="#x">ลิงก์ของเว็บ</a><script src="${origin}/widget.js" ${more} async></script></body></html>`;

async function allow(...sites: string[]): Promise<void> {
  const now = await w.app.inject({ url: '/api/v1/municipality', headers: admin.headers });
  const municipality = now.json();
  const answer = await w.app.inject({
    method: 'PUT',
    url: '/api/v1/municipality',
    headers: admin.headers,
    payload: { ...municipality, settings: { ...municipality.settings, embedSites: sites } },
  });
  expect(answer.statusCode, answer.body).toBe(200);
}

const open = (url: string, visit: { who?: SignedIn; width?: number } = {}) =>
  openPage(browser, url, { now: w.now(), ...visit });

it('the script is small, needs nothing, and is kept an hour', async () => {
  const answer = await w.app.inject({ url: '/widget.js' });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(answer.headers['cache-control']).toContain('max-age=3600');
  expect(answer.rawPayload.length).toBeLessThan(6 * 1024);
  expect(answer.body).not.toMatch(/^\s*(import|export) /m);
  // A browser that does not know dvh (Chrome before 108) would make the form as low as an empty frame.
  expect(answer.body.match(/100dvh/g)?.length).toBe(answer.body.match(/100vh\)?;height:[^;}]*100dvh/g)?.length);
});

it('only named sites may frame the citizens’ pages, and nobody the console', async () => {
  await allow('https://www.example.go.th');
  const csp = async (url: string) => String((await w.app.inject({ url })).headers['content-security-policy']);
  expect(await csp('/report')).toContain("frame-ancestors 'self' https://www.example.go.th");
  expect(await csp('/console')).toMatch(/frame-ancestors 'self'$/);
  expect(await csp('/api/docs')).toMatch(/frame-ancestors 'self'$/);
  const now = (await w.app.inject({ url: '/api/v1/municipality', headers: admin.headers })).json();
  for (const wrong of [
    "https://a.example; script-src 'unsafe-inline'",
    '*',
    'https://*',
    'https://a.example/path',
    'javascript:1',
  ]) {
    const answer = await w.app.inject({
      method: 'PUT',
      url: '/api/v1/municipality',
      headers: admin.headers,
      payload: { ...now, settings: { ...now.settings, embedSites: [wrong] } },
    });
    expect(answer.statusCode, wrong).toBe(400);
  }
});

it.each([1280, 360])(
  'on another site under a strict policy, a citizen reports in the dialog at %d px',
  async (width) => {
    await using host = await site(
      carrying(),
      (origin) => `default-src 'none'; script-src ${origin}; frame-src ${origin}; style-src 'self'; base-uri 'none'`,
    );
    await allow(host.origin);
    await using page = await open(host.origin, { width });
    const button = page.getByRole('button', { name: 'แจ้งเรื่อง' });
    await button.waitFor();
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/widget-closed-${width}.png` });
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'แจ้งเรื่อง' });
    await dialog.waitFor();
    const frame = page.frameLocator('iframe[title="แจ้งเรื่อง"]');
    await frame.getByLabel('เล่าเรื่องที่ต้องการแจ้ง').waitFor();
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/widget-open-${width}.png` });
    // What is behind the dialog cannot be reached.
    for (let i = 0; i < 6; i++) await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.tagName')).not.toBe('A');
    await frame.getByLabel('เล่าเรื่องที่ต้องการแจ้ง').fill('ฝาท่อหายหน้าโรงเรียน');
    // Esc inside the frame closes it, as soon as the frame's small script is there; what was typed is there when it is opened again.
    await Promise.all(page.frames().map((one) => one.waitForLoadState('load')));
    await frame.getByLabel('เล่าเรื่องที่ต้องการแจ้ง').press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.evaluate('document.activeElement.shadowRoot.activeElement.className')).toContain('open');
    await button.click();
    expect(await frame.getByLabel('เล่าเรื่องที่ต้องการแจ้ง').inputValue()).toBe('ฝาท่อหายหน้าโรงเรียน');
    for (let i = 0; i < 3; i++) await frame.getByRole('button', { name: 'ถัดไป' }).click();
    await frame.getByLabel(/ปกปิดตัวตน/).check();
    await frame.getByLabel('ชื่อ–นามสกุล').fill('สมศรี ใจดี');
    await frame.getByRole('button', { name: 'ส่งเรื่อง' }).click();
    await frame.locator('[data-number]').waitFor();
    const number = String(await frame.locator('[data-number]').textContent()).trim();
    const row = await w.scoped((tx) =>
      tx
        .selectFrom('complaints.complaint')
        .select(['channel', 'summary'])
        .where('number', '=', number)
        .executeTakeFirst(),
    );
    expect(row).toEqual({ channel: 'website', summary: 'ฝาท่อหายหน้าโรงเรียน' });
    // Once the receipt's own script has told that it is done, opening it again begins anew.
    await Promise.all(page.frames().map((one) => one.waitForLoadState('load')));
    await page.getByRole('button', { name: 'ปิด' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await button.click();
    await frame.getByLabel('เล่าเรื่องที่ต้องการแจ้ง').waitFor();
  },
);

it('where the site forbids frames, the report opens as a page of its own', async () => {
  await using host = await site(carrying('data-lang="en"'), (origin) => `default-src 'none'; script-src ${origin}`);
  await using page = await open(host.origin);
  const opened = page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'Report a problem' }).click();
  const report = await opened;
  await report.waitForURL(/\/report\?lang=en/);
  await report.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});

it('where we do not let the site frame us, the way to a page of its own is shown', async () => {
  await allow();
  await using host = await site(carrying());
  await using page = await open(host.origin);
  await page.getByRole('button', { name: 'แจ้งเรื่อง' }).click();
  await page.getByText('แบบฟอร์มไม่ขึ้นใช่ไหม').waitFor();
  const opened = page.context().waitForEvent('page');
  await page.getByRole('link', { name: 'เปิดในหน้าใหม่' }).click();
  expect((await opened).url()).toContain(`${base}/report`);
});

it('an own link of the site can open it', async () => {
  await using host = await site(
    (origin) =>
      `<!doctype html><html lang="th"><title>x</title><body><a id="own" href="${origin}/report">ร้องเรียน</a><script src="${origin}/widget.js" data-target="#own" async></script></body></html>`,
  );
  await allow(host.origin);
  await using page = await open(host.origin);
  await page.waitForLoadState('networkidle');
  expect(await page.getByRole('button').count()).toBe(0);
  await page.getByRole('link', { name: 'ร้องเรียน' }).click();
  await page.getByRole('dialog').waitFor();
  await page.frameLocator('iframe').getByLabel('เล่าเรื่องที่ต้องการแจ้ง').waitFor();
});

it('an administrator adds a receiver, sees its secret once, tests it and sends again', async () => {
  const got: string[] = [];
  let status = 500;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      got.push(String(request.headers['webhook-signature']));
      response.writeHead(status);
      response.end(status === 200 ? 'ok' : 'ขัดข้อง');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`;
  await using page = await open(`${base}/console/settings/integrations`, { who: admin });
  await page.getByText('ยังไม่มีปลายทาง', { exact: false }).waitFor();
  await inspect(page, 'integrations-empty');
  await page.getByRole('button', { name: 'เพิ่มปลายทาง' }).click();
  const form = page.getByRole('dialog', { name: 'เพิ่มปลายทาง' });
  await form.getByLabel('ที่อยู่ปลายทาง (URL)').fill('https://10.0.0.5/hook');
  await form.getByRole('button', { name: 'บันทึก' }).click();
  await form.getByText('ที่อยู่นี้อยู่ในเครือข่ายภายใน', { exact: false }).waitFor();
  await inspect(page, 'integrations-refused');
  await form.getByLabel('ที่อยู่ปลายทาง (URL)').fill(url);
  await form.getByLabel('ใช้ทำอะไร').fill('แดชบอร์ดจังหวัด');
  await form.getByRole('button', { name: 'บันทึก' }).click();
  const secret = page.getByRole('dialog', { name: /รหัสลับของ/ });
  expect(await secret.locator('code').textContent()).toMatch(/^whsec_/);
  await secret.getByRole('button', { name: 'คัดลอกแล้ว ปิดหน้านี้' }).click();
  await page.getByRole('button', { name: /ทดสอบส่ง/ }).click();
  await page.getByText('ปลายทางไม่รับ: ตอบ HTTP 500').waitFor();
  await page.getByRole('button', { name: /รายการที่ส่ง/ }).click();
  const list = page.getByRole('dialog', { name: /รายการที่ส่งไปยัง/ });
  await list.getByText('ข้อความทดสอบ', { exact: true }).waitFor();
  await list.getByText('ตอบ HTTP 500', { exact: false }).waitFor();
  await inspect(page, 'integrations-deliveries');
  await page.keyboard.press('Escape');
  status = 200;
  await page.getByRole('button', { name: /ทดสอบส่ง/ }).click();
  await page.getByText('ปลายทางรับแล้ว (200)').waitFor();
  expect(got).toHaveLength(2);
  expect(await page.content()).not.toContain('whsec_');
  await inspect(page, 'integrations');
  await page.getByRole('tab', { name: 'Open311' }).click();
  await page.getByText(`${base}/open311/main/v2`, { exact: true }).waitFor();
  await inspect(page, 'integrations-open311');
  await page.getByRole('tab', { name: 'ปุ่มบนเว็บไซต์' }).click();
  await page.getByText(`<script src="${base}/widget.js" data-lang="th" async></script>`).waitFor();
  const preview = page.frameLocator('iframe[title="ตัวอย่าง"]');
  await preview.getByRole('button', { name: 'แจ้งเรื่อง' }).waitFor();
  await page.getByLabel('เว็บไซต์ที่วางปุ่มได้').fill('https://www.example.go.th/\nwww.wrong');
  await page.getByRole('button', { name: 'บันทึก' }).click();
  await page.getByText('เขียนเป็น https://', { exact: false }).waitFor();
  await page.getByLabel('เว็บไซต์ที่วางปุ่มได้').fill('https://www.example.go.th/');
  await page.getByRole('button', { name: 'บันทึก' }).click();
  await page.getByText('บันทึกแล้ว').waitFor();
  await inspect(page, 'integrations-widget');
  server.close();
});

it('the page is readable on a phone', async () => {
  await using page = await open(`${base}/console/settings/integrations`, { who: admin, width: 360 });
  await page.getByRole('article').first().waitFor();
  await inspect(page, 'integrations-phone');
});

it('who follows a link to a part of the settings that others look after is told so, with no button that would be refused', async () => {
  const officer = await w.signIn({ roles: ['intake'], name: 'รับเรื่อง ใจดี' });
  await using page = await open(`${base}/console/settings/integrations`, { who: officer });
  await page.getByText('หน้านี้เป็นงานของผู้ดูแลระบบ').waitFor();
  expect(await page.getByRole('button', { name: 'เพิ่มปลายทาง' }).count()).toBe(0);
  await inspect(page, 'settings-not-theirs');
});
