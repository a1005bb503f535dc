import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { citizenMessage } from '../../src/modules/complaints/index.ts';
import { loadDirectory } from '../../src/modules/people/index.ts';
import { dayOf } from '../../src/thai/index.ts';
import { multipart, photo } from '../forms.ts';
import type { SignedIn } from '../sign-in.ts';
import { inspect, inspectEveryWay } from './inspect.ts';
import { openPage } from './open-page.ts';
import { type Served, served } from './served.ts';

let own: Served;
let w: Served['w'];
let browser: Served['browser'];
let base: string;
let desk: SignedIn;
beforeAll(async () => {
  own = await served();
  ({ w, browser, base } = own);
  desk = await w.signIn({ roles: ['intake'], name: 'รับฟัง ใจดี' });
}, 180_000);
afterAll(() => own?.[Symbol.asyncDispose]());

const open = (who: SignedIn, path: string, { width = 1280 } = {}) =>
  openPage(browser, `${base}/console${path}`, { who, now: w.now(), width });

async function file(text: string, more: object = {}): Promise<{ id: string; number: string }> {
  const answer = await w.app.inject({
    method: 'POST',
    url: '/api/v1/intake',
    headers: desk.headers,
    payload: { key: crypto.randomUUID(), channel: 'phone', text, ...more },
  });
  expect(answer.statusCode).toBe(201);
  return answer.json();
}

const caseOf = async (id: string) =>
  (await w.app.inject({ url: `/api/v1/complaints/${id}`, headers: desk.headers })).json();

it('an officer takes a new case from the inbox to its end by keyboard', async () => {
  const { departments } = await w.scoped((tx) => loadDirectory(tx, dayOf(w.now())));
  const works = departments.find((each) => each.nameTh === 'กองช่าง');
  if (works === undefined) throw new Error('the seed has no engineers');
  const officer = await w.signIn({ roles: ['department-officer'], departmentId: works.id, name: 'ช่างไม้ แข็งแรง' });
  await using page = await open(desk, '/inbox');
  await page.getByText('ไม่มีเรื่องในมุมมองนี้').waitFor();
  const { id, number } = await file('ไฟถนนหน้าตลาดดับ <b>สามดวง</b> 😀', {
    contact: { name: 'นางทดลอง ใจเย็น', phone: '0812345678' },
  });
  await page.reload();
  await page.getByRole('link', { name: number }).waitFor();

  await page.keyboard.press('j');
  await page.getByRole('heading', { name: number }).waitFor();
  await page.getByText('ไฟถนนหน้าตลาดดับ <b>สามดวง</b> 😀').last().waitFor();
  await inspect(page, 'inbox');

  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'มอบหมาย' });
  await dialog.getByRole('combobox', { name: 'กองที่รับผิดชอบ' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type('กองช่าง');
  await page.getByRole('option', { name: 'กองช่าง', exact: true }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('แข็งแรง');
  await page.getByRole('option', { name: 'ช่างไม้ แข็งแรง' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await inspect(page, 'assign');
  await page.keyboard.press('Control+Enter');
  await page.getByText(`มอบหมายเรื่อง ${number} แล้ว`).waitFor();
  expect((await caseOf(id)).row).toMatchObject({ status: 'assigned', departmentId: works.id, ownerId: officer.userId });

  await page.keyboard.press('r');
  await page.keyboard.type('เปลี่ยนหลอดไฟแล้วทั้งสามดวง');
  await page.keyboard.press('Control+Enter');
  await page.getByText(`ตอบเรื่อง ${number} แล้ว`, { exact: false }).waitFor();
  expect((await caseOf(id)).row.status).toBe('answered');

  await page.evaluate('document.activeElement.blur()');
  await page.keyboard.press('e');
  const closing = page.getByRole('dialog', { name: 'ปิดเรื่อง' });
  await closing.waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText(`ปิดเรื่อง ${number} แล้ว`).waitFor();
  expect((await caseOf(id)).row.status).toBe('closed');
  // It has left the open cases, and is still what is being read.
  await page.getByRole('link', { name: number }).waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: number }).waitFor();
});

it('whoever acts on what they saw too long ago is told who did what, and keeps what they typed', async () => {
  const { id, number } = await file('ถังขยะหน้าซอยล้น');
  const other = await w.signIn({ roles: ['intake'], name: 'ยินดี ช่วยงาน' });
  await using page = await open(desk, `/cases/${id}?do=reply`);
  await page.getByRole('textbox', { name: 'ตอบประชาชน' }).fill('กำลังส่งรถไปเก็บ');
  const first = await w.app.inject({
    method: 'POST',
    url: `/api/v1/complaints/${id}/steps`,
    headers: other.headers,
    payload: { step: 'reply', version: 1, note: 'เก็บแล้วเมื่อเช้า', fileIds: [] },
  });
  expect(first.statusCode).toBe(200);
  await page.getByRole('button', { name: 'ส่ง', exact: true }).click();
  const told = page.getByRole('alert').filter({ hasText: 'ยินดี ช่วยงาน: ตอบประชาชน' });
  await told.waitFor();
  await page.getByText('เก็บแล้วเมื่อเช้า').waitFor();
  await inspect(page, 'changed');
  // An answered case takes no second answer: the words are kept, as a note if the officer wants.
  expect(await page.getByRole('region', { name: 'เขียนในเรื่องนี้' }).getByRole('textbox').inputValue()).toBe(
    'กำลังส่งรถไปเก็บ',
  );
  await page.reload();
  expect(await page.getByRole('region', { name: 'เขียนในเรื่องนี้' }).getByRole('textbox').inputValue()).toBe(
    'กำลังส่งรถไปเก็บ',
  );
  expect((await caseOf(id)).events.filter((event: { step: string }) => event.step === 'reply')).toHaveLength(1);
  expect((await caseOf(id)).row.number).toBe(number);
});

it('new cases wait behind a bar and do not move the one that is being read', async () => {
  const kept = await file('ท่อระบายน้ำตันหน้าวัด');
  await using page = await open(desk, `/inbox?case=${kept.id}`);
  await page.getByRole('heading', { name: kept.number }).waitFor();
  const first = page.getByRole('region', { name: 'รายการเรื่อง' }).getByRole('listitem').first();
  const shown = await first.textContent();
  const late = await file('สุนัขจรจัดหน้าโรงเรียน');
  // The list looks again by itself after twenty seconds, and at once when the window comes back into sight.
  await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))");
  const bar = page.getByRole('button', { name: 'แสดงเรื่องใหม่ 1 เรื่อง' });
  await bar.waitFor();
  expect(await first.textContent()).toBe(shown);
  await bar.click();
  await page.getByRole('link', { name: late.number }).waitFor();
  await page.getByRole('heading', { name: kept.number }).waitFor();
});

it('what a citizen writes stands out on the first page, in the list and on the case, until it is taken note of', async () => {
  const { id, number } = await file('ฝาท่อแตกหน้าโรงเรียน');
  const noted = { version: 1, step: 'note', note: 'โทรหาช่างแล้ว' };
  const url = `/api/v1/complaints/${id}/steps`;
  expect((await w.app.inject({ method: 'POST', url, headers: desk.headers, payload: noted })).statusCode).toBe(200);
  await w.scoped((tx) =>
    citizenMessage(tx, { id }, { key: crypto.randomUUID(), text: 'รถล้มไปแล้วหนึ่งคัน', fileIds: [] }, w.now()),
  );
  await withoutRecording(id);
  await using page = await open(desk, '/');
  await page.getByRole('link', { name: 'ผู้แจ้งเขียนมา ยังไม่ตอบ' }).click();
  const row = page.getByRole('region', { name: 'รายการเรื่อง' }).getByRole('link', { name: number });
  await row.getByText('ผู้แจ้งเขียนมา 10:00 น.').waitFor();
  await row.click();
  await page.getByText('ผู้แจ้งเขียนมา ยังไม่มีใครตอบ ตั้งแต่ 4 พ.ค. 2569 10:00 น.').waitFor();
  await page.getByText('เสียงบันทึกสายเมื่อ 4 พ.ค. 2568 10:00 น. ถูกลบแล้วเมื่อ 4 พ.ค. 2569').waitFor();
  await page.getByText('กำหนดเก็บ 365 วันหลังปิดเรื่อง · พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล').waitFor();
  await inspect(page, 'citizen-spoke');
  await page.getByRole('button', { name: 'รับทราบ ไม่ต้องตอบ' }).click();
  await page.getByText(`รับทราบข้อความในเรื่อง ${number} แล้ว`).waitFor();
  // The button is gone, and the keyboard is at what is nearest: a screen reader says where.
  await page.getByRole('region', { name: 'เรื่องที่เลือก' }).and(page.locator(':focus')).waitFor();
  await row.waitFor({ state: 'detached' });
  expect((await caseOf(id)).row.citizenSpokeAt).toBeNull();
});

/** A call of last year stands at a case that was opened again; its recording is gone, its period being over. */
async function withoutRecording(complaintId: string): Promise<void> {
  const { body, type } = multipart([{ name: 'file', value: await photo(), filename: 'call.wav', type: 'image/jpeg' }]);
  const headers = { ...desk.headers, 'content-type': type };
  const kept = await w.app.inject({ method: 'POST', url: '/api/v1/files', headers, payload: body });
  const [at, now] = [new Date('2025-05-04T03:00:00Z'), w.now()];
  const call = { id: v7(), call_id: 'last year', direction: 'in' as const, from_number: '', at, received_at: at };
  await w.scoped((tx) =>
    tx
      .insertInto('complaints.call')
      .values({
        ...call,
        to_number: '',
        extension: '',
        recording_url: null,
        recording_file_id: kept.json<{ id: string }>().id,
        complaint_id: complaintId,
        linked_at: at,
        linked_by: null,
        taken_by: null,
        taken_at: null,
        emptied_at: null,
        recording_removed_at: now,
      })
      .execute(),
  );
}

it('a department without a case is not told that the register is empty', async () => {
  await file('ท่อแตกหน้าตลาด');
  await using page = await open(await w.signIn('department-officer'), '/');
  await page.getByText('นับเฉพาะเรื่องที่ท่านมีสิทธิ์เห็น').waitFor();
  expect(await page.getByText('ยังไม่มีเรื่องในทะเบียน').count()).toBe(0);
  await inspectEveryWay(page, 'home-department');
});

it('the box to write in can be put away on a phone without being looked for', async () => {
  const { id } = await file('ท่อแตกหน้าวัด');
  await using page = await open(desk, `/cases/${id}`, { width: 360 });
  await page.getByRole('button', { name: 'ตอบ', exact: true }).click();
  const away = await page.getByRole('button', { name: 'พับช่องเขียน' }).boundingBox();
  expect((away?.x ?? 360) + (away?.width ?? 0)).toBeLessThanOrEqual(360);
  await page.getByRole('button', { name: 'พับช่องเขียน' }).click();
  await page.getByRole('button', { name: 'มอบหมาย', exact: true }).waitFor();
});

it('what changes nothing is not recorded, and that is said', async () => {
  const { id } = await file('ไฟทางดับหน้าโรงเรียน');
  await using page = await open(desk, `/cases/${id}`);
  await page.getByRole('button', { name: 'ขั้นตอนอื่น' }).click();
  await page.getByRole('menuitem', { name: 'แก้หมวดเรื่อง' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'แก้หมวดเรื่อง' }).click();
  await page.getByText('ไม่มีอะไรเปลี่ยน').waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect((await caseOf(id)).events.map(({ step }: { step: string }) => step)).not.toContain('classify');
});

it('without a network a page that was not opened yet is said not to come, what is open stays, and it is there again with the network', async () => {
  await using page = await open(desk, '/inbox');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.context().setOffline(true);
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  const fault = page.getByRole('main').getByRole('alert');
  await fault.getByText('รหัส network').waitFor();
  await page.getByRole('navigation', { name: 'เมนูหลัก' }).waitFor();
  await page.context().setOffline(false);
  await fault.getByRole('button', { name: 'ลองใหม่' }).click();
  await page.getByRole('heading', { level: 1, name: 'งานที่ต้องทำ' }).waitFor();
});

it('what is searched for is in the address and in the palette', async () => {
  const { id, number } = await file('เสาไฟเอียงใกล้ล้มตรงโค้งศาลเจ้า');
  await using page = await open(desk, '/inbox');
  await page.getByRole('searchbox').fill('ศาลเจ้า');
  await page.getByText('ค้นจากทุกเรื่องที่ท่านเห็นได้', { exact: false }).waitFor();
  await page.getByRole('link', { name: number }).waitFor();
  expect(new URL(page.url()).searchParams.get('search')).toBe('ศาลเจ้า');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('โค้งศาล');
  await page.getByRole('option', { name: number }).click();
  await page.waitForURL(`**/cases/${id}`);
});

it('every place of the menu has keys of its own, and the help lists them', async () => {
  await using page = await open(desk, '/');
  const menu = page.getByRole('navigation', { name: 'เมนูหลัก' }).getByRole('link');
  await menu.first().waitFor();
  const places = await menu.allInnerTexts();
  expect(places.length).toBeGreaterThan(5);
  // A page is read from its heading, whatever led to it.
  for (const at of [2, 1]) {
    await menu.nth(at).focus();
    await page.keyboard.press('Enter');
    await page
      .getByRole('heading', { level: 1, name: places[at] ?? '' })
      .and(page.locator(':focus'))
      .waitFor();
  }
  const help = page.getByRole('dialog', { name: 'ปุ่มลัด' });
  await expect.poll(async () => page.keyboard.press('?').then(() => help.isVisible())).toBe(true);
  // Two places with the same keys would be one here.
  for (const place of places) await help.getByRole('listitem').filter({ hasText: place }).first().waitFor();
});

it.each([
  ['/', 'home'],
  ['/inbox?view=overdue', 'inbox-overdue'],
  ['/cases/', 'case'],
])('%s is readable on a phone and in the dark', async (path, name) => {
  const { id } = await file('น้ำประปาไม่ไหลทั้งหมู่บ้าน', { latitude: 13.75, longitude: 100.5, severity: 'urgent' });
  const to = path === '/cases/' ? `${path}${id}` : path;
  await using page = await open(desk, to, { width: 360 });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await inspectEveryWay(page, name);
  // A desk's screen at twice its size: the page has the whole width.
  await page.setViewportSize({ width: 640, height: 450 });
  await expect.poll(async () => (await page.getByRole('main').boundingBox())?.width).toBe(640);
});

it('a planner reads what is the matter and not whose, and is told so and why', async () => {
  const { id, number } = await file('ไฟถนนดับ ถามนายสมปอง วงศ์งาม โทร 081 234 5678 ได้', {
    placeText: 'บ้านเลขที่ 99/12 ซอย 5',
    contact: { name: 'สมหญิง รักถิ่น', phone: '0898765432' },
  });
  const planner = await w.signIn({ roles: ['planner'], name: 'วางแผน รอบคอบ' });
  await using page = await open(planner, '/inbox?view=open');
  await page.getByRole('link', { name: `${number} ` }).click();
  const note = page.getByRole('region', { name: 'ปิดไว้สำหรับบทบาทของท่าน' });
  await note.getByText('อ่านเรื่องเพื่อวางแผน').waitFor();
  await page.goto(`${base}/console/cases/${id}`);
  await note.waitFor();
  const words = page.getByRole('listitem').filter({ hasText: 'ไฟถนนดับ' }).first();
  expect(await words.getByText('ปิดไว้').count()).toBe(2);
  await page.getByText('ไม่เปิดเผยว่าใครแจ้ง').waitFor();
  await inspectEveryWay(page, 'case-deidentified');
  const all = await page.content();
  for (const own of ['สมปอง', 'วงศ์งาม', '5678', '99/12', 'สมหญิง']) expect(all).not.toContain(own);
});

it('a confidential case is opened only by whoever has read who will see it; a department where nobody may is said before it is given', async () => {
  const { categories } = await w.scoped((tx) => loadDirectory(tx, dayOf(w.now())));
  const conduct = categories.find((each) => each.code === 'service');
  if (conduct === undefined) throw new Error('the seed has no category for conduct');
  const { id } = await file('ช่างพูดจาไม่ดี', { categoryId: conduct.id });
  await using page = await open(desk, `/cases/${id}`);
  await page.getByRole('button', { name: 'มอบหมาย', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('กองนี้ยังไม่มีเจ้าหน้าที่ที่เห็นเรื่องนี้ได้').waitFor();
  await inspectEveryWay(page, 'case-assign-nobody');
  await dialog.getByRole('button', { name: 'ยกเลิก' }).click();

  await page.getByRole('button', { name: 'ขั้นตอนอื่น' }).click();
  await page.getByRole('menuitem', { name: 'แก้หมวดเรื่อง' }).click();
  await dialog.getByRole('combobox', { name: 'หมวดเรื่อง' }).fill('ถนน');
  await page.getByRole('option', { name: 'ถนน ทางเท้า ไหล่ทาง' }).click();
  await dialog.getByRole('button', { name: /คงเดิม/ }).click();
  await page.getByRole('option', { name: /เปิดเป็นเรื่องปกติ/ }).click();
  await dialog.getByText('เรื่องอาจปรากฏต่อสาธารณะ').waitFor();
  await dialog.getByRole('button', { name: 'แก้และเปิดให้เห็นมากขึ้น' }).click();
  await dialog.getByText('กรุณายืนยันก่อน').waitFor();
  await inspectEveryWay(page, 'case-show-to-more');
  expect((await caseOf(id)).row.visibility).toBe('restricted');
  await dialog.getByText('อ่านแล้วว่าใครจะเห็น').click();
  await dialog.getByLabel('เหตุผล (ประชาชนไม่เห็น)').fill('เป็นเรื่องถนน ไม่เกี่ยวกับเจ้าหน้าที่');
  await dialog.getByRole('button', { name: 'แก้และเปิดให้เห็นมากขึ้น' }).click();
  await page.getByText('เปลี่ยนผู้ที่เห็นเรื่อง จากจำกัดผู้เห็น เป็นปกติ').first().waitFor();
  expect((await caseOf(id)).row.visibility).toBe('normal');
});
