import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Office, office } from '../desk.ts';
import { lineCitizen } from '../fakes/line-citizen.ts';
import { type FakeLine, startFakeLine } from '../fakes/line-server.ts';
import { type FakeMeta, startFakeMeta } from '../fakes/meta-server.ts';
import type { SignedIn } from '../sign-in.ts';
import { builtConsole } from './built-console.ts';
import { openBrowser } from './chromium.ts';
import { inspectEveryWay } from './inspect.ts';
import { openPage } from './open-page.ts';

let line: FakeLine;
let meta: FakeMeta;
let o: Office;
let browser: Browser;
let base: string;
let staff: SignedIn;
beforeAll(async () => {
  await builtConsole();
  [line, meta] = [await startFakeLine(), await startFakeMeta()];
  o = await office({
    now: new Date(),
    env: {
      ...line.env,
      META_API_BASE: meta.base,
      META_APP_SECRET: 'app-secret',
      META_VERIFY_TOKEN: 'verify me',
      META_PAGE_TOKEN: 'page-token',
    },
  });
  base = await o.w.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
  staff = await o.w.signIn({ roles: ['administrator', 'intake'], name: 'รับฟัง ใจดี' });
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await o?.[Symbol.asyncDispose]();
  await line?.close();
  await meta?.[Symbol.asyncDispose]();
});

const open = (path: string) => openPage(browser, `${base}${path}`, { who: staff });

const send = async (url: string, headers: Record<string, string>, body: string) =>
  (await fetch(`${base}${url}`, { method: 'POST', headers, body })).status;

async function meantForPage(entry: object): Promise<void> {
  const body = JSON.stringify({ object: 'page', entry: [{ id: meta.pageId, time: o.w.now().getTime(), ...entry }] });
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': meta.sign(Buffer.from(body)) };
  expect(await send('/webhooks/facebook/main', headers, body)).toBe(200);
  await o.w.runJobs();
}

/** Somebody writes by Messenger. */
async function messenger(id: string, text: string): Promise<void> {
  const timestamp = o.w.now().getTime();
  meta.hear(id, timestamp);
  const message = { mid: `m_${id}`, text };
  await meantForPage({ messaging: [{ sender: { id }, recipient: { id: meta.pageId }, timestamp, message }] });
}

const caseOf = (channel: 'line' | 'facebook' | 'twitter') =>
  o.w.scoped((tx) =>
    tx
      .selectFrom('complaints.complaint')
      .select(['id', 'number', 'summary'])
      .where('channel', '=', channel)
      .executeTakeFirstOrThrow(),
  );

it('every page of the channels can be read on a phone, at a desk and in the dark', async () => {
  const somchai = lineCitizen(line, send, o.w.now);
  line.profiles.set(`profile/${somchai.userId}`, { displayName: 'สมชาย ใจดี', language: 'th' });
  await somchai.deliver(somchai.text('ไฟทางหน้าวัดดับสามวันแล้วครับ'));
  await o.w.runJobs();
  await somchai.deliver(somchai.text('อยู่ตรงทางเข้าวัด'), somchai.event({ type: 'membership' }));
  await o.w.runJobs();
  meta.state.names.set('P1', 'ฟ้าใส ตัวอย่าง');
  await messenger('P1', 'ถนนหน้าโรงเรียนเป็นหลุมลึกมาก');
  const way = { nameTh: 'ไลน์ของเทศบาล', address: '@test', url: 'https://line.example.org/test', hours: 'ทุกวัน' };
  const directory = { version: null, way: { channel: 'line', ...way, openedOn: '2026-01-01' } };
  expect((await o.call(staff, 'POST', '/channel-directory', directory)).status).toBeLessThan(300);
  expect((await o.call(staff, 'POST', '/channel-directory/publish', {})).status).toBeLessThan(300);
  const scanned = await o.file({ channel: 'petition', kind: 'petition', text: 'ขอทางม้าลาย', textFrom: 'scan' });
  const [byLine, byPage] = [await caseOf('line'), await caseOf('facebook')];
  const { body: ofLine } = await o.call(staff, 'GET', `/complaints/${byLine.id}/person`);
  const { body: talks } = await o.call(staff, 'GET', '/conversations');
  const [talk] = talks['items'] as [{ threadId: string }];

  await using page = await open('/console/channels');
  const walk: readonly (readonly [name: string, path: string, shows: RegExp])[] = [
    ['channels', '/console/channels', /เชื่อมต่อแล้ว/],
    ['channel-facebook', '/console/channels/facebook', /สิทธิ์ Human Agent/],
    ['channel-none', '/console/channels/none', /ไม่พบหน้านี้/],
    ['channel-events', '/console/channel-events', /ตั้งเป็นเรื่องใหม่/],
    ['channel-directory', '/console/channel-directory', /@test/],
    ['conversations', '/console/conversations?all=true', /ฟ้าใส ตัวอย่าง/],
    ['conversation', `/console/conversations/${talk.threadId}`, /พิมพ์ตอบ/],
    ['line-case', `/console/cases/${byLine.id}`, /ช่องทางที่ตอบกลับ/],
    // The window that Meta keeps open, as a clock beside the case, and who wrote as Facebook shows them.
    ['facebook-case', `/console/cases/${byPage.id}`, /ตอบได้ถึง .* \(เหลือ 2[34] ชม\./],
    ['scanned-case', `/console/cases/${scanned.id}`, /ข้อความอ่านจากภาพคำร้อง เจ้าหน้าที่ตรวจแก้แล้ว/],
    ['person', `/console/people/${(ofLine['person'] as { id: string }).id}`, /ตัวตนที่รวมไว้/],
    ['public-channels', '/channels', /ไลน์ของเทศบาล/],
    ['retention', '/console/settings/privacy', /สายโทรศัพท์ที่ไม่เป็นเรื่อง/],
  ];
  for (const [name, path, shows] of walk) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(`${base}${path}`);
    await page.getByText(shows).filter({ visible: true }).first().waitFor();
    await inspectEveryWay(page, name);
  }

  // How long raw content is kept is decided with its source, from a day on.
  await page.getByRole('button', { name: 'เปลี่ยน “ข้อมูลดิบจากช่องทาง”' }).click();
  const dialog = page.getByRole('dialog');
  const days = dialog.getByLabel('เก็บกี่วัน');
  await days.fill('3');
  await dialog.getByRole('button', { name: 'บันทึก' }).click();
  expect(await days.getAttribute('aria-invalid')).toBe('true');
  await days.fill('30');
  await dialog.getByText('สั้นกว่าเดิม').waitFor();
  await inspectEveryWay(page, 'retention-dialog');
  await dialog.getByRole('button', { name: 'บันทึก' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('30 วัน', { exact: true }).waitFor();
  // What begins on a later day can be taken back.
  const later = { what: 'call', days: 45, effectiveFrom: '2099-01-01', legalSource: 'คำสั่งเทศบาล' };
  expect((await o.call(staff, 'POST', '/retention', later)).status).toBe(201);
  await page.reload();
  await page.getByRole('button', { name: /^ถอน “สายโทรศัพท์ที่ไม่เป็นเรื่อง” 45 วัน/ }).click();
  await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: 'ถอนกำหนด' }).click();
  await page.getByText('ถอนกำหนดแล้ว').waitFor();
  await page.getByText(/เก็บ 45 วัน/).waitFor({ state: 'detached' });
}, 240_000);

it('an answer to a public comment: what all will read is said before, and the officer may choose the whole', async () => {
  meta.comment('c1', 'P2', o.w.now().getTime());
  const comment = { item: 'comment', verb: 'add', comment_id: 'c1', post_id: 'p1', parent_id: 'p1' };
  const from = { id: 'P2', name: 'มานะ ตัวอย่าง' };
  const said = { from, message: 'ท่อระบายน้ำตันหน้าตลาด', created_time: Math.floor(o.w.now().getTime() / 1000) };
  await meantForPage({ changes: [{ field: 'feed', value: { ...comment, ...said } }] });
  const { id, number } = await o.w.scoped((tx) =>
    tx
      .selectFrom('complaints.complaint')
      .select(['id', 'number'])
      .where('summary', '=', said.message)
      .executeTakeFirstOrThrow(),
  );
  await using page = await open(`/console/cases/${id}`);
  await page.getByRole('button', { name: 'ตอบ', exact: true }).click();
  await page.getByText(`ในที่สาธารณะเขียนเพียงว่า “เรื่อง ${number} มีความเคลื่อนไหว`).waitFor();
  await page.getByText('คำตอบเต็มอยู่ที่หน้าติดตามเรื่อง').waitFor();
  await page.getByText('ตอบเต็มในที่สาธารณะ').click();
  const words = page.getByRole('textbox', { name: 'ตอบประชาชน' });
  await words.fill('คุณมานะ โทร 081-234-5678 ได้เลย');
  await page.getByText('ดูเหมือนมีเบอร์โทรศัพท์ และชื่อผู้แจ้ง').waitFor();
  await inspectEveryWay(page, 'public-answer');
  await words.fill('ก'.repeat(8000));
  await page.getByText('ยาวเกินที่ช่องทางนี้รับ').waitFor();
  expect(await page.getByRole('button', { name: 'ส่ง', exact: true }).isDisabled()).toBe(true);
  await words.fill('ลอกท่อหน้าตลาดเสร็จแล้ว');
  const posted = `ตอบเรื่อง ${number}\n\nลอกท่อหน้าตลาดเสร็จแล้ว`;
  await page.getByText(`ยาว ${posted.length} จาก 8,000 ตัวอักษร`).waitFor();
  await page.getByRole('button', { name: 'ส่ง', exact: true }).click();
  await page.getByText(`ตอบเรื่อง ${number} แล้ว`).first().waitFor();
  await o.w.runJobs();
  expect(meta.posted.at(-1)?.message).toBe(posted);
  // Closing says beside its question what all will read of it.
  await page.getByRole('button', { name: 'ปิดเรื่อง', exact: true }).first().click();
  await page.getByRole('dialog').getByText(`ในที่สาธารณะเขียนเพียงว่า “เรื่อง ${number} มีความเคลื่อนไหว`).waitFor();
  await inspectEveryWay(page, 'public-close');
}, 120_000);

it('a post that no connection brings is copied with its link and a screenshot, and is a voice of that channel', async () => {
  await using page = await open('/console/new?mode=social');
  await page.getByRole('button', { name: /คัดลอกมาจาก/ }).click();
  await page.getByRole('option', { name: /X/ }).click();
  const link = page.getByLabel('ลิงก์ของโพสต์หรือข้อความ');
  await link.fill('http://x.com/a/status/1');
  await page.getByLabel('เรื่องอะไร').fill('ป้ายบอกทางหน้าโรงพยาบาลหันผิดด้าน');
  await page.getByText('ไม่บอกชื่อ', { exact: true }).click();
  const bytes = await sharp({ create: { width: 40, height: 60, channels: 3, background: '#dfe7ee' } })
    .png()
    .toBuffer();
  await page.locator('input[type=file]').setInputFiles({ name: 'post.png', mimeType: 'image/png', buffer: bytes });
  await page.getByText('post.png').waitFor();
  await page.getByRole('button', { name: /^บันทึก/ }).click();
  await page.getByText('วางลิงก์ที่ขึ้นต้นด้วย https://', { exact: false }).waitFor();
  await link.fill('https://x.com/a/status/1');
  await inspectEveryWay(page, 'capture');
  await page.getByRole('button', { name: /^บันทึก/ }).click();
  await page.getByText('รับเรื่องแล้ว').first().waitFor();
  const captured = await caseOf('twitter');
  expect(captured.summary).toBe('ป้ายบอกทางหน้าโรงพยาบาลหันผิดด้าน');
  const { body } = await o.see(staff, captured.id);
  expect(body).toMatchObject({
    openAt: 'https://x.com/a/status/1',
    files: [{ name: 'post.png' }],
    identity: 'anonymous',
  });
  await page.goto(`${base}/console/cases/${captured.id}`);
  await page.getByRole('link', { name: 'https://x.com/a/status/1' }).waitFor();
}, 120_000);

it('an exchange says who is calling: the officer sees that number’s history and takes the call into the form', async () => {
  const before = await o.file({ contact: { name: 'สมหญิง รักถิ่น', phone: '081-234-5678' }, text: 'ขยะล้นถังหน้าวัด' });
  const { body: made } = await o.call(staff, 'POST', '/api-keys', { name: 'ตู้สาขา' });
  const headers = { authorization: `Bearer ${String(made['secret'])}`, 'content-type': 'application/json' };
  const tell = async (call: object): Promise<string> => {
    const told = await fetch(`${base}/api/v1/calls`, { method: 'POST', headers, body: JSON.stringify(call) });
    expect(told.status).toBe(201);
    return String(((await told.json()) as { id: unknown }).id);
  };
  await tell({ callId: 'pbx-0', from: '0810000000', direction: 'out' });
  // Over whatever page is open: nothing that is being written is touched, and it is gone when somebody else takes the call.
  await using page = await open(`/console/cases/${before.id}`);
  await page.getByRole('button', { name: 'ตอบ', exact: true }).click();
  const words = page.getByRole('textbox', { name: 'ตอบประชาชน' });
  await words.pressSequentially('กำลังส่งรถ');
  const taken = await tell({ callId: 'pbx-9', from: '0899999999' });
  await page.getByText('สายเข้าจาก 0899999999').waitFor();
  await words.pressSequentially('ไปเก็บ');
  expect(await words.inputValue()).toBe('กำลังส่งรถไปเก็บ');
  expect((await o.call(await o.staff('intake'), 'POST', `/calls/${taken}/take`, { from: null })).status).toBe(204);
  await page.getByText('สายเข้าจาก 0899999999').waitFor({ state: 'detached' });
  await tell({ callId: 'pbx-1', from: '0812345678' });
  const notice = page.getByRole('region', { name: 'สายที่โทรเข้ามา' });
  await notice.getByText('เบอร์นี้เคยให้ชื่อ สมหญิง รักถิ่น').waitFor();
  await inspectEveryWay(page, 'call-notice');
  await notice.getByRole('link', { name: 'รับเรื่องจากสายนี้' }).press('Enter');
  const ringing = page.getByRole('list', { name: 'สายที่โทรเข้ามา' });
  await ringing.getByRole('button', { name: 'กำลังจดสายนี้', exact: true }).waitFor();
  expect(await notice.getByRole('link').count()).toBe(0);
  expect(await ringing.getByRole('link').getAttribute('href')).toContain(before.id);
  await inspectEveryWay(page, 'call');
  expect(await page.getByLabel('โทรศัพท์ติดต่อ').inputValue()).toBe('0812345678');
  await page.getByRole('textbox', { name: 'เรื่องอะไร' }).fill('ขยะยังไม่มีคนมาเก็บ');
  await page.getByRole('button', { name: /^บันทึก/ }).click();
  await page.getByText('รับเรื่องแล้ว').first().waitFor();
  const { body: calls } = await o.call(staff, 'GET', '/calls');
  expect(calls).toContainEqual(
    expect.objectContaining({ callId: 'pbx-1', complaint: expect.objectContaining({ id: expect.any(String) }) }),
  );
}, 120_000);

it('a category’s questions are written in the console and asked by Open311', async () => {
  await using page = await open('/console/settings/lists/categories');
  await page.getByRole('button', { name: 'แก้ไข “ไฟฟ้าสาธารณะ”' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: 'เพิ่มคำถาม' }).click();
  await form.getByLabel('คำถามภาษาไทย').fill('อาการ');
  await form.getByRole('button', { name: /ตอบเป็น/ }).click();
  await page.getByRole('option', { name: 'เลือกหนึ่งข้อ' }).click();
  await form.getByRole('button', { name: 'บันทึก' }).click();
  await form.getByText('กรอกคำถามทั้งภาษาไทยและอังกฤษ').waitFor();
  await form.getByLabel('คำถามภาษาอังกฤษ').fill('Fault');
  await form.getByText('ใส่ตัวเลือกอย่างน้อยสองข้อ').waitFor();
  await form.getByLabel('ตัวเลือก').fill('ดับ = Dark\nเอียง = Leaning');
  await form.getByText('ต้องตอบ').click();
  await inspectEveryWay(page, 'questions');
  await form.getByRole('button', { name: 'บันทึก' }).click();
  await form.waitFor({ state: 'hidden' });
  const answer = await o.w.app.inject({ url: '/open311/main/v2/services/light.json' });
  expect(answer.json().attributes).toContainEqual(
    expect.objectContaining({
      code: 'q1',
      datatype: 'singlevaluelist',
      required: true,
      description: 'อาการ',
      values: [
        { key: 'Dark', name: 'ดับ' },
        { key: 'Leaning', name: 'เอียง' },
      ],
    }),
  );
}, 120_000);
