import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '../../src/thai/index.ts';
import { askingCategory } from '../asking-category.ts';
import type { SignedIn } from '../sign-in.ts';
import { expectFocusInSight, inspect, inspectEveryWay } from './inspect.ts';
import { openPage } from './open-page.ts';
import { type Served, served } from './served.ts';

const SCAN = Buffer.from(
  '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n',
);

let own: Served;
let w: Served['w'];
let browser: Served['browser'];
let base: string;
beforeAll(async () => {
  own = await served();
  ({ w, browser, lan: base } = own);
}, 180_000);
afterAll(() => own?.[Symbol.asyncDispose]());

const open = (path: string, who: SignedIn | null, width = 1280) =>
  openPage(browser, `${base}${path}`, { who, now: w.now(), width });

const filedWith = (text: string) =>
  w.scoped((tx) =>
    tx
      .selectFrom('complaints.complaint as c')
      .innerJoin('voices.voice as v', 'v.id', 'c.voice_id')
      .select(['c.id', 'c.number'])
      .where('v.text', 'like', `%${text}%`)
      .execute(),
  );

it('what was half typed is not shown to whoever signs in next in the same tab', async () => {
  await using page = await open('/console/new', await w.signIn('intake'));
  await page.locator('textarea:focus').waitFor();
  await page.keyboard.type('เรื่องที่ยังพิมพ์ไม่จบ');
  const [name = '', value = ''] = (await w.signIn('intake')).cookie.split('=');
  await page.context().addCookies([{ name, value, url: base }]);
  await page.reload();
  await page.locator('textarea:focus').waitFor();
  expect(await page.getByRole('textbox', { name: 'เรื่องอะไร' }).inputValue()).toBe('');
});

it('a call is registered by keyboard alone, once, and what was typed survives a reload', async () => {
  // Whoever hears it registers it, also one who does not see the register.
  const officer = await w.signIn({ roles: ['administrator'], name: 'รับสาย ได้ยิน' });
  await using page = await open('/console/new', officer);
  await page.locator('textarea:focus').waitFor();
  await page.keyboard.type('ไฟทางดับหน้าวัดสามคืนแล้ว');
  await page.keyboard.press('Tab');
  await page.keyboard.type('หน้าวัดกลาง');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: /ไฟฟ้าสาธารณะ/ }).waitFor();
  await page.keyboard.press('Enter');
  expect(await page.getByRole('combobox', { name: 'หมวดเรื่อง' }).inputValue()).toBe('ไฟฟ้าสาธารณะ');
  for (let field = 0; field < 3; field += 1) await page.keyboard.press('Tab');
  await page.keyboard.type('สมใจ ดีงาม');
  await page.keyboard.press('Tab');
  await page.keyboard.type('0810000000');
  await inspect(page, 'intake');
  await page.reload();
  await page.getByRole('textbox', { name: 'เรื่องอะไร' }).waitFor();
  expect(await page.getByRole('textbox', { name: 'เรื่องอะไร' }).inputValue()).toBe('ไฟทางดับหน้าวัดสามคืนแล้ว');
  expect(await page.getByRole('textbox', { name: 'โทรศัพท์ติดต่อ' }).inputValue()).toBe('0810000000');
  expect(await filedWith('ไฟทางดับ')).toEqual([]);

  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+Enter');
  const done = page.getByRole('region', { name: 'รับเรื่องแล้ว' });
  await done.waitFor();
  const [filed, ...again] = await filedWith('ไฟทางดับ');
  expect(again).toEqual([]);
  const read = (await done.textContent()) ?? '';
  expect(read).toContain(filed?.number);
  expect(read).toMatch(/รหัสติดตาม[2-9A-Z]{12}/);
  expect(await page.getByRole('link', { name: 'เปิดเรื่องนี้' }).count()).toBe(0);
  await inspect(page, 'registered');
  await page.keyboard.press('n');
  await page.locator('textarea:focus').waitFor();
  expect(await page.getByRole('textbox', { name: 'เรื่องอะไร' }).inputValue()).toBe('');
});

it('what the category asks is asked by keyboard, the optional questions folded; the answers stand below the matter', async () => {
  await askingCategory(w);
  await using page = await open('/console/new', await w.signIn('intake'));
  await page.locator('textarea:focus').waitFor();
  await page.keyboard.type('เสาหน้าตลาดติด ๆ ดับ ๆ');
  for (let field = 0; field < 2; field += 1) await page.keyboard.press('Tab');
  await page.keyboard.type('เสาไฟ');
  await page.getByRole('option', { name: 'เสาไฟ' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'คำถามของหมวด “เสาไฟ”' }).waitFor();
  expect(await page.getByRole('textbox', { name: 'ใกล้อะไร' }).isVisible()).toBe(false);
  await page.keyboard.press('Tab');
  await page.keyboard.type('47');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option', { name: 'กะพริบ' }).waitFor();
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await page.getByRole('option', { name: 'กะพริบ' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: 'เสาเอียง' }).waitFor();
  for (let field = 0; field < 2; field += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await inspectEveryWay(page, 'intake-questions');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('region', { name: 'รับเรื่องแล้ว' }).waitFor();
  expect(await filedWith('ติด ๆ ดับ ๆ\nเลขเสาไฟ: 47\nอาการ: กะพริบ\nอันตราย: เสาเอียง')).toHaveLength(1);
});

it('what cannot be saved stays in the form, and Enter in a line sends nothing', async () => {
  const desk = await w.signIn('intake');
  await using page = await open('/console/new', desk, 360);
  await page.getByRole('textbox', { name: 'ที่ไหน' }).fill('ซอยเงียบ');
  await page.keyboard.press('Enter');
  expect(await page.getByText('บอกว่าเรื่องอะไร').count()).toBe(0);
  await page.keyboard.press('Control+Enter');
  await page.getByText('บอกว่าเรื่องอะไร').waitFor();
  await page.getByRole('textbox', { name: 'เรื่องอะไร' }).fill('เสียงดังกลางคืนซอยเงียบ');
  await page.route('**/api/v1/intake', (route) => route.abort(), { times: 1 });
  await page.keyboard.press('Control+Enter');
  await page.getByText('ยังไม่ได้บันทึก').waitFor();
  expect(await page.getByRole('textbox', { name: 'ที่ไหน' }).inputValue()).toBe('ซอยเงียบ');
  await inspect(page, 'intake-refused');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('region', { name: 'รับเรื่องแล้ว' }).waitFor();
  expect(await filedWith('เสียงดังกลางคืน')).toHaveLength(1);
});

it('a petition is registered with its scan and prints a receipt', async () => {
  const desk = await w.signIn('intake');
  await using page = await open('/console/new?mode=petition', desk);
  await page.getByRole('textbox', { name: 'คำร้องขออะไร' }).fill('ขอให้ทำลูกระนาดหน้าโรงเรียน');
  await page.getByRole('textbox', { name: 'ชื่อผู้ยื่นคำร้อง' }).fill('สมศักดิ์ รักถิ่น');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'คำร้อง.pdf', mimeType: 'application/pdf', buffer: SCAN });
  await page.getByText('คำร้อง.pdf').waitFor();
  await inspect(page, 'petition');
  await page.getByRole('button', { name: 'บันทึก' }).click();
  await page.getByRole('region', { name: 'รับเรื่องแล้ว' }).waitFor();
  const address = await page.getByRole('link', { name: 'พิมพ์ใบรับเรื่อง' }).getAttribute('href');
  const receipt = await w.app.inject({ url: address ?? '', headers: desk.headers });
  expect(receipt.headers['content-type']).toBe('application/pdf');
  expect(receipt.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  const [filed] = await filedWith('ลูกระนาด');
  const view = await w.app.inject({ url: `/api/v1/complaints/${filed?.id}`, headers: desk.headers });
  expect(view.json()).toMatchObject({ row: { kind: 'petition', channel: 'petition' }, files: [{ name: 'คำร้อง.pdf' }] });
});

it('a department gets a new name from today and keeps the old one in its history', async () => {
  const administrator = await w.signIn('administrator');
  await using page = await open('/console/settings/lists/departments', administrator);
  await page.getByRole('button', { name: 'แก้ไข “กองช่าง”' }).click();
  const name = page.getByRole('textbox', { name: 'ชื่อภาษาไทย' });
  // What is missing is gone to, also where the form is longer than the screen.
  await name.fill('');
  await page.getByRole('button', { name: 'บันทึก' }).click();
  await name.and(page.locator(':focus')).waitFor();
  await name.fill('สำนักช่าง');
  // Escape, pressed by mistake, does not throw it away.
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').getByRole('button', { name: 'กลับไปทำต่อ' }).click();
  expect(await name.inputValue()).toBe('สำนักช่าง');
  await inspect(page, 'rename');
  // Another changed it meanwhile: whoever saves is told first.
  const { departments } = (await w.app.inject({ url: '/api/v1/directory', headers: administrator.headers })).json();
  const { id, validTo: _, ...entry } = departments.find(({ nameTh }: { nameTh: string }) => nameTh === 'กองช่าง');
  const payload = { ...entry, nameTh: 'กองช่างและผังเมือง', validFrom: dayOf(w.now()) };
  const url = `/api/v1/directory/${id}`;
  expect((await w.app.inject({ method: 'PUT', url, headers: administrator.headers, payload })).statusCode).toBe(200);
  await page.getByRole('button', { name: 'บันทึก' }).click();
  await page.getByRole('alert').getByText('มีผู้อื่นแก้ไขรายการนี้', { exact: false }).waitFor();
  expect(await name.inputValue()).toBe('สำนักช่าง');
  await inspect(page, 'overtaken');
  await page.getByRole('button', { name: 'บันทึก' }).click();
  await page.getByRole('rowheader', { name: /สำนักช่าง/ }).waitFor();
  await page.getByRole('button', { name: 'เพิ่มเติม: สำนักช่าง' }).click();
  await page.getByRole('menuitem', { name: 'ประวัติ' }).click();
  const history = page.getByRole('dialog');
  await history.getByRole('rowheader', { name: 'กองช่าง' }).waitFor();
  await history.getByRole('rowheader', { name: 'สำนักช่าง' }).waitFor();
  await inspect(page, 'history');
});

it('a list of holidays is shown before it is taken, line by line', async () => {
  const administrator = await w.signIn('administrator');
  await using page = await open('/console/settings/clock', administrator, 360);
  await page.getByRole('tab', { name: 'วันหยุด' }).click();
  await page.getByRole('button', { name: 'นำเข้าวันหยุด' }).click();
  await page.getByRole('textbox', { name: /รายการวันหยุด/ }).fill('15 ก.พ. 2585,วันทดสอบ\n32 ม.ค. 2585,ไม่มีจริง');
  await page.getByRole('button', { name: 'ตรวจก่อนนำเข้า' }).click();
  await page.getByText('เพิ่มใหม่ 1 วัน').waitFor();
  await page.getByText(/บรรทัด 2: อ่านวันที่ไม่ได้/).waitFor();
  await inspect(page, 'holidays');
  const known = () => w.app.inject({ url: '/api/v1/holidays?year=2042', headers: administrator.headers });
  expect((await known()).json()).toEqual([]);
  await page.getByRole('button', { name: 'นำเข้า 1 วัน' }).click();
  await page.getByText('นำเข้าแล้ว').waitFor();
  expect((await known()).json()).toEqual([{ day: '2042-02-15', name: 'วันทดสอบ', nameEn: '', kind: 'regular' }]);
});

it('who may only look at the settings finds no button that changes them', async () => {
  const head = await w.signIn('department-head');
  await using page = await open('/console/settings/lists/categories', head, 360);
  await page.getByText('ท่านดูได้อย่างเดียว').waitFor();
  await page.getByRole('list', { name: 'หมวดเรื่อง' }).getByRole('listitem').first().waitFor();
  expect(await page.getByRole('button', { name: /^(แก้ไข|เพิ่ม$)/ }).count()).toBe(0);
  await inspect(page, 'settings-read-only');
});

it('an invitation sets a password once and signs in; the link then says what to do', async () => {
  const administrator = await w.signIn('administrator');
  const invited = await w.app.inject({
    method: 'POST',
    url: '/api/v1/invitations',
    headers: administrator.headers,
    payload: { email: 'wipa@example.org', name: 'วิภา ใจเย็น', roles: ['intake'], departmentId: null },
  });
  const { pathname, search } = new URL(invited.json().link);
  await using page = await open(`${pathname}${search}`, null, 360);
  const password = page.getByRole('textbox', { name: /รหัสผ่าน/ });
  await password.fill('password1234');
  await inspect(page, 'welcome');
  await page.getByRole('button', { name: 'ตั้งรหัสผ่านและเข้าสู่ระบบ' }).click();
  await page.getByText('รหัสผ่านนี้เดาง่าย').waitFor();
  await password.fill('ม้าเขียวกินหญ้าหน้าวัด');
  await page.getByRole('button', { name: 'ตั้งรหัสผ่านและเข้าสู่ระบบ' }).click();
  await page.waitForURL(`${base}/console/`);
  await page.goto(`${base}/console/account`);
  await page.getByText('wipa@example.org').first().waitFor();
  await page.getByText('เครื่องนี้', { exact: true }).waitFor();
  await inspect(page, 'account');
  // The session ends while something is typed: it waits behind the question who is there.
  const name = page.getByRole('textbox', { name: 'ชื่อ', exact: true });
  await name.fill('วิภา ใจเย็นมาก');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'บันทึกชื่อ' }).click();
  const again = page.getByRole('dialog', { name: 'เข้าสู่ระบบอีกครั้งเพื่อทำต่อ' });
  await again.getByLabel('รหัสผ่าน', { exact: true }).and(page.locator(':focus')).fill('ม้าเขียวกินหญ้าหน้าวัด');
  await inspect(page, 'again');
  await page.keyboard.press('Enter');
  await again.waitFor({ state: 'detached' });
  expect(await name.inputValue()).toBe('วิภา ใจเย็นมาก');
  await page.getByRole('button', { name: 'บันทึกชื่อ' }).click();
  await page.getByText('เปลี่ยนชื่อแล้ว').waitFor();
  await page.goto(`${base}/console/new`);
  await page.locator('textarea:focus').waitFor();
  await expectFocusInSight(page, 25);
  await page.goto(`${base}${pathname}${search}`);
  await page.getByRole('heading', { name: 'ลิงก์นี้ใช้ไม่ได้แล้ว' }).waitFor();
  await inspect(page, 'expired');
});
