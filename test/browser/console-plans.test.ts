import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Board, Board as BoardContract, DraftImport } from '../../src/modules/plans/contract.ts';
import type { SignedIn } from '../sign-in.ts';
import { holdMeeting } from './held-meeting.ts';
import { inspect, inspectEveryWay } from './inspect.ts';
import { openPage } from './open-page.ts';
import { type Served, served } from './served.ts';

const DOCUMENT = await readFile(new URL('../../src/modules/plans/seed/document-2562.txt', import.meta.url), 'utf8');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
/** The same plans as of the running fiscal year. */
const OF_NOW = DOCUMENT.replaceAll('2562', '2569').replaceAll('2561', '2568');

let own: Served;
let w: Served['w'];
let browser: Served['browser'];
let base: string;
let planner: SignedIn;
beforeAll(async () => {
  own = await served();
  ({ w, browser, lan: base } = own);
  planner = await w.signIn({ roles: ['planner'], name: 'วางแผน รอบคอบ' });
}, 180_000);
afterAll(() => own?.[Symbol.asyncDispose]());

const open = (who: SignedIn, path: string, { width = 1280 } = {}) =>
  openPage(browser, `${base}/console${path}`, { who, now: w.now(), width });

async function send(who: SignedIn, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object): Promise<unknown> {
  const answer = await w.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: who.headers,
    ...(payload && { payload }),
  });
  expect(answer.statusCode, `${url} ${answer.body}`).toBeLessThan(300);
  return answer.json();
}

const boardOf = async (year: number): Promise<Board> =>
  BoardContract.parse(await send(planner, 'GET', `/plans/years/${year}`));
async function planOf(year: number, code: string) {
  const found = (await boardOf(year)).systems.find(({ system }) => system.code === code)?.plan;
  if (!found) throw new Error(`no plan of ${code} in ${year}`);
  const [step] = found.document.content.outputs.flatMap(({ steps }) => steps);
  if (step === undefined) throw new Error(`no steps in ${code}`);
  return { id: found.document.id, document: found.document, step, steps: found.steps };
}

it('a document is imported and its doubts settled; a meeting is held and the month turns done; a new year begins', async () => {
  await using page = await open(planner, '/plans/import');
  await page.getByRole('textbox', { name: 'ข้อความจากเอกสาร' }).fill(OF_NOW);
  await page.getByRole('button', { name: 'อ่านเอกสาร' }).click();
  await page.getByText('พบ 5 ระบบ', { exact: false }).waitFor();
  expect(await page.getByRole('textbox', { name: 'ปีงบประมาณของแผน (พ.ศ.)' }).inputValue()).toBe('2569');
  await inspect(page, 'import-review');
  const doubts = page.getByText('ลูกศรนี้อ่านได้หลายแบบ', { exact: false });
  const before = await doubts.count();
  expect(before).toBeGreaterThan(1);
  await page
    .getByRole('button', { name: /^อ่านเป็น/ })
    .first()
    .click();
  await page.getByText('ชี้ขาดโดย วางแผน รอบคอบ', { exact: false }).first().waitFor();
  expect(await doubts.count()).toBe(before - 1);
  // Words are corrected in their row, by keyboard; what was typed stays when it cannot be kept yet.
  const read = page.getByRole('textbox', { name: 'ข้อความของขั้นตอน 6' }).last();
  await read.fill('ติดตาม วิเคราะห์ ปรับปรุง แก้ไข');
  const year = page.getByRole('textbox', { name: 'ปีงบประมาณของแผน (พ.ศ.)' });
  await year.fill('69');
  await read.press('Tab');
  await page.getByRole('button', { name: /^เก็บเป็นแผน/ }).click();
  await page.getByText('ใส่ปี พ.ศ. สี่หลัก').first().waitFor();
  await page.getByRole('button', { name: 'อ่านเอกสารอื่น' }).click();
  const asked = page.getByRole('alertdialog', { name: 'ทิ้งสิ่งที่แก้ไว้หรือไม่' });
  await asked.getByRole('button', { name: 'ยกเลิก' }).click();
  expect(await read.inputValue()).toBe('ติดตาม วิเคราะห์ ปรับปรุง แก้ไข');
  await year.fill('2569');
  await page.getByRole('button', { name: 'เก็บเป็นแผนของปี 2569' }).click();
  await page.waitForURL('**/plans?year=2569');
  await page.getByRole('heading', { name: '5. การจัดการข้อร้องเรียน', exact: false }).waitFor();
  expect((await boardOf(2569)).systems.reduce((sum, { plan }) => sum + (plan?.openDoubts ?? 0), 0)).toBe(before - 1);

  // The first step, to meet, is planned for October; it is moved to May, the running month, by keyboard.
  const { id, step, document } = await planOf(2569, 'complaints');
  expect(document.content.outputs.flatMap(({ steps }) => steps.map(({ text }) => text)).at(-1)).toBe(
    'ติดตาม วิเคราะห์ ปรับปรุง แก้ไข',
  );
  await page.goto(`${base}/console/plans/documents/${id}`);
  const months = page.getByRole('group', { name: 'ลูกศรของขั้นตอน 1', exact: true });
  await months.getByRole('button', { name: 'ตุลาคม 2568', exact: false }).focus();
  await page.keyboard.press('Delete');
  for (let month = 1; month < 8; month += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.getByText('วาดลูกศร พ.ค. แล้ว').waitFor({ state: 'attached' });
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+Shift+z');
  await page.keyboard.press('Control+s');
  const saving = page.getByRole('dialog', { name: 'บันทึกเป็นฉบับใหม่' });
  await saving.getByRole('button', { name: 'บันทึก' }).click();
  await saving.getByText('แผนของเดือนที่ผ่านไปแล้วถูกแก้').waitFor();
  await inspect(page, 'month-over');
  await saving.getByRole('button', { name: 'ยืนยันและบันทึก' }).click();
  await saving.getByText('เขียนเหตุผล', { exact: true }).waitFor();
  await saving.getByRole('textbox', { name: 'แก้เพราะอะไร' }).fill('เลื่อนประชุมตามมติ');
  await saving.getByRole('button', { name: 'ยืนยันและบันทึก' }).click();
  await page.getByText('บันทึกเป็นฉบับที่ 2 แล้ว').waitFor();
  const saved = await planOf(2569, 'complaints');
  expect(saved.step.arrows.map(({ from, to }) => [from, to])).toEqual([[8, 8]]);

  await page.getByRole('link', { name: 'กลับกระดานแผน' }).click();
  const strip = page.getByRole('group', { name: `เดือนของขั้นตอน ${step.no} ${step.text}` }).last();
  await strip.getByRole('button', { name: /^พฤษภาคม 2569 · ตามแผน ยังไม่ถึง/ }).waitFor();
  await holdMeeting({ send, planner, approver: await w.signIn('executive') }, step.id);
  await page.reload();
  await strip.getByRole('button', { name: /^พฤษภาคม 2569 · ทำแล้ว/ }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'ประชุมคณะกรรมการ' }).waitFor();
  await inspect(page, 'cell');
  await page.keyboard.press('Escape');

  const october = new Date('2026-10-05T03:00:00Z');
  w.at(october);
  await page.context().clock.setFixedTime(october);
  await page.reload();
  await page.getByRole('button', { name: 'ขึ้นปีงบประมาณใหม่' }).click();
  const opening = page.getByRole('dialog', { name: 'ขึ้นปีงบประมาณใหม่' });
  expect(await opening.getByRole('textbox').inputValue()).toBe('2570');
  await opening.getByText('ปิดปีงบประมาณ 2569 ไปพร้อมกัน').click();
  await inspect(page, 'new-year');
  await opening.getByRole('button', { name: 'เปิดปี' }).click();
  await page.getByText('ลูกศรยังไม่ได้ชี้ขาด').first().waitFor();
  await inspect(page, 'new-year-doubts');
  await page.getByRole('button', { name: 'ไปที่กระดาน' }).click();
  await page.waitForURL('**/plans?year=2570');
  const [now, then] = [await boardOf(2570), await boardOf(2569)];
  expect([now.year.copiedFrom, then.year.frozenAt === null]).toEqual([2569, false]);
  await page.goto(`${base}/console/plans?year=2569`);
  await page.getByText('ปิดปีแล้วเมื่อ', { exact: false }).waitFor();
  await strip.getByRole('button', { name: /^พฤษภาคม 2569 · ทำแล้ว/ }).waitFor();
  await page.goto(`${base}/console/plans/documents/${id}`);
  await page.getByText('ปีงบประมาณนี้ปิดแล้ว ดูได้ แก้ไม่ได้').waitFor();
  expect(await page.getByRole('button', { name: 'บันทึก' }).count()).toBe(0);
}, 240_000);

it('whoever saves second sees what the first changed, and keeps both', async () => {
  const { id, document, step } = await planOf(2562, 'satisfaction');
  await using page = await open(planner, `/plans/documents/${id}`);
  const words = page.getByRole('textbox', { name: 'ขั้นตอนการดำเนินงาน' }).first();
  await words.fill('ประชุมวางแผนประเมิน');
  const other = await w.signIn({ roles: ['planner'], name: 'ผู้วางแผน อีกคน' });
  const change = (part: object) => ({
    ...document.content,
    outputs: document.content.outputs.map((output) => ({
      ...output,
      steps: output.steps.map((each) => (each.id === step.id ? { ...each, ...part } : each)),
    })),
  });
  await send(other, 'PUT', `/plans/documents/${id}`, {
    version: document.version,
    why: '',
    document: { kind: 'plan', content: change({ text: 'ประชุมคณะทำงาน', target: 'ประชุม 1 ครั้ง' }) },
  });
  await page.getByRole('button', { name: 'บันทึก' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'บันทึก' }).click();
  const told = page.getByRole('dialog', { name: 'มีผู้อื่นแก้ไปก่อน' });
  await told.getByText('ผู้วางแผน อีกคน', { exact: false }).waitFor();
  await told.getByText('ประชุม 1 ครั้ง').waitFor();
  await inspect(page, 'conflict');
  await told.getByText('ของฉัน').first().click();
  await told.getByRole('button', { name: 'รวมแล้วแก้ต่อ' }).click();
  expect(await words.inputValue()).toBe('ประชุมวางแผนประเมิน');
  await page.getByRole('button', { name: 'บันทึก' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'บันทึก' }).click();
  await page.getByText('บันทึกเป็นฉบับที่ 3 แล้ว').waitFor();
  expect((await planOf(2562, 'satisfaction')).step).toMatchObject({
    text: 'ประชุมวางแผนประเมิน',
    target: 'ประชุม 1 ครั้ง',
  });

  await page.getByRole('button', { name: 'ประวัติฉบับ' }).click();
  const versions = page.getByRole('dialog', { name: 'ประวัติฉบับ' });
  await versions.getByText('ผู้วางแผน อีกคน', { exact: false }).waitFor();
  await versions.getByRole('button', { name: 'ดูฉบับนี้' }).last().click();
  await page.getByRole('heading', { name: 'ต่างจากฉบับปัจจุบัน' }).waitFor();
  await inspect(page, 'version');
}, 120_000);

it('a chart is moved by mouse and keyboard, undone, its proposals accepted, and saved', async () => {
  const chart = (await boardOf(2562)).systems.find(({ system }) => system.code === 'relationship')?.chart;
  if (!chart) throw new Error('no chart of relationships');
  await using page = await open(planner, `/plans/charts/${chart.id}`);
  const column = (name: string) => page.getByRole('grid', { name, exact: true });
  const [first, second] = chart.content.columns.inputs.items;
  if (first === undefined || second === undefined) throw new Error('no proposals of inputs');
  await page.getByText('ข้อเสนอของระบบ', { exact: false }).first().waitFor();
  await inspect(page, 'chart-edit');
  await page.getByRole('button', { name: 'รับข้อเสนอทั้งหมด' }).click();
  const texts = async (name: string) =>
    (await column(name).getByRole('row').allTextContents()).map((text) => text.trim());
  await column('ปัจจัยนำเข้า').getByRole('row', { name: first.text }).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(async () => (await texts('ปัจจัยนำเข้า'))[0]).toContain(second.text);
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(async () => (await texts('กระบวนการ')).some((text) => text.includes(first.text))).toBe(true);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await texts('กระบวนการ')).some((text) => text.includes(first.text))).toBe(false);
  await column('ปัจจัยนำเข้า').getByRole('row', { name: second.text }).dragTo(column('ผู้รับบริการ').getByRole('row').last());
  await expect.poll(async () => (await texts('ผู้รับบริการ')).some((text) => text.includes(second.text))).toBe(true);
  await page.getByRole('button', { name: 'เพิ่มในผลผลิต' }).click();
  await page.keyboard.type('ช่องทางใหม่');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'บันทึก' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'บันทึก' }).click();
  await page.getByText('บันทึกเป็นฉบับที่ 2 แล้ว').waitFor();
  const { columns } = (await boardOf(2562)).systems.find(({ system }) => system.code === 'relationship')?.chart
    ?.content ?? { columns: chart.content.columns };
  expect(columns.customers.items.map(({ id }) => id)).toContain(second.id);
  expect(columns.outputs.items.at(-1)).toMatchObject({ text: 'ช่องทางใหม่', origin: 'own' });
  expect(columns.inputs).toMatchObject({ blank: false });
  await page.getByRole('tab', { name: 'ตาราง' }).click();
  await inspect(page, 'chart-table');

  // What an item names is a click away: the channel's cases, the step of the plan, the public page, the groups.
  const plan = await planOf(2562, 'complaints');
  const links = [
    { kind: 'channel', channel: 'website' },
    { kind: 'step', stepId: plan.step.id },
    { kind: 'page', url: '/plans' },
    { kind: 'groups', groupKind: 'stakeholder' },
  ];
  const items = columns.process.items.slice(0, links.length).map((item, i) => ({ ...item, link: links[i] }));
  const content = { ...chart.content, columns: { ...columns, process: { blank: false, items } } };
  const document = { kind: 'chart', content };
  await send(planner, 'PUT', `/plans/documents/${chart.id}`, { version: 2, why: '', document });
  await page.reload();
  await page.getByRole('tab', { name: 'แผนผัง' }).click();
  const shown = page.getByRole('tabpanel').getByRole('link');
  await expect.poll(() => shown.count()).toBe(links.length);
  expect(await Promise.all((await shown.all()).map((link) => link.getAttribute('href')))).toEqual([
    expect.stringMatching(/^\/console\/inbox\?.*channel=website/),
    `/console/plans/documents/${plan.id}#step-${plan.step.id}`,
    '/plans',
    '/console/settings/lists/groups',
  ]);
  await shown.nth(1).click();
  await page.locator(`[id="step-${plan.step.id}"]`).waitFor();
  await page.goBack();
  await page.getByRole('tab', { name: 'แผนผัง' }).click();
  await shown.nth(3).click();
  await page.getByRole('heading', { level: 1, name: /กลุ่ม/ }).waitFor();
}, 120_000);

it('a step judged by a person is signed with a file, cannot be deleted then, and the signature is taken back', async () => {
  await send(planner, 'POST', '/plans/years', { fiscalYear: 2568, from: 2562 });
  const { id, document } = await planOf(2568, 'satisfaction');
  const content = {
    ...document.content,
    outputs: document.content.outputs.map((output) => ({
      ...output,
      steps: output.steps.map((step) => ({ ...step, evidence: { kind: 'manual' as const, needs: 'รายงานผล' } })),
    })),
  };
  await send(planner, 'PUT', `/plans/documents/${id}`, {
    version: 1,
    why: 'คนรับรองแทน',
    confirmPast: true,
    document: { kind: 'plan', content },
  });
  await using page = await open(planner, '/plans?year=2568');
  const [step] = content.outputs.flatMap(({ steps }) => steps);
  const strip = page.getByRole('group', { name: `เดือนของขั้นตอน ${step?.no} ${step?.text}` }).first();
  await strip.getByRole('button', { name: /^ตุลาคม 2567/ }).click();
  await page.getByRole('button', { name: 'รับรองว่าทำแล้ว' }).click();
  const signing = page.getByRole('dialog', { name: 'รับรองผลของขั้นตอน' });
  await signing.getByRole('textbox', { name: 'ทำอะไร ได้ผลอย่างไร' }).fill('ประชุมแล้ว มีรายงาน');
  await signing.locator('input[type=file]').setInputFiles({
    name: 'รายงาน.png',
    mimeType: 'image/png',
    buffer: PNG,
  });
  await inspect(page, 'sign');
  await signing.getByRole('button', { name: 'รับรองว่าทำแล้ว' }).click();
  const cell = page.getByRole('dialog');
  await cell.getByText('ประชุมแล้ว มีรายงาน').waitFor();
  const href = await cell.getByRole('link', { name: 'ไฟล์หลักฐาน' }).getAttribute('href');
  const file = await w.app.inject({ url: href ?? '', headers: planner.headers });
  expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'image/png']);

  await cell.getByRole('link', { name: 'เปิดแผน' }).click();
  await page.getByRole('button', { name: 'ลบขั้นตอน 1' }).first().click();
  await page.getByRole('button', { name: 'บันทึก' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'บันทึก' }).click();
  await page.getByRole('alertdialog').getByText('การรับรองผล: ').waitFor();
  await inspect(page, 'in-use');
  await page.getByRole('alertdialog').getByRole('button', { name: 'กลับไปแก้' }).click();
  await page.keyboard.press('Control+z');
  await page.getByText('บันทึกแล้วทั้งหมด', { exact: false }).waitFor();

  await page.goto(`${base}/console/plans?year=2568`);
  await strip.getByRole('button', { name: /^ตุลาคม 2567 · ทำแล้ว/ }).click();
  await page.getByRole('button', { name: 'ถอนการรับรอง' }).click();
  const back = page.getByRole('dialog', { name: 'ถอนการรับรอง' });
  await back.getByRole('textbox').fill('บันทึกผิดขั้นตอน');
  await back.getByRole('button', { name: 'ถอนการรับรอง' }).click();
  await page.getByText('ยังไม่มีใครรับรองผลในเดือนนี้').waitFor();
  await page.getByText('ถอนการรับรองโดย', { exact: false }).waitFor();
}, 120_000);

it('a report is made by a planner and acknowledged by an executive', async () => {
  const mayor = await w.signIn({ roles: ['executive'], name: 'นายกเทศมนตรี' });
  await using page = await open(planner, '/plans/reports?year=2562');
  await page.getByText('ปีนี้ยังไม่มีรายงาน').waitFor();
  await page.getByRole('button', { name: 'ทำรายงาน' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'ทำรายงาน' }).click();
  await page.waitForURL('**/plans/reports/*-*');
  await page.getByRole('heading', { name: 'เรื่องที่ต้องสั่งการ' }).waitFor();
  expect(await page.getByRole('button', { name: 'รับทราบรายงาน' }).count()).toBe(0);
  const path = new URL(page.url()).pathname.replace('/console', '');
  await using seen = await open(mayor, path);
  await seen.getByRole('button', { name: 'รับทราบรายงาน' }).click();
  await seen.getByRole('textbox', { name: 'ข้อสั่งการ' }).fill('เร่งรัดขั้นตอนที่เลยกำหนด');
  await seen.getByRole('dialog').getByRole('button', { name: 'รับทราบรายงาน' }).click();
  await seen.getByText('นายกเทศมนตรี รับทราบเมื่อ', { exact: false }).waitFor();
  await seen.getByText('เร่งรัดขั้นตอนที่เลยกำหนด', { exact: true }).waitFor();
  await inspect(seen, 'report');
  await using phone = await open(mayor, path, { width: 360 });
  await phone.getByRole('heading', { level: 1 }).waitFor();
  await phone.waitForLoadState('networkidle');
  await inspect(phone, 'report');
}, 120_000);

it('a document that changes months that are over is kept when that is confirmed, with a reason', async () => {
  const text = DOCUMENT.replaceAll('2562', '2567').replaceAll('2561', '2566');
  const { seen, systems } = DraftImport.parse(await send(planner, 'POST', '/plans/import/read', { text }));
  await send(planner, 'POST', '/plans/import/accept', { fiscalYear: 2567, seen, systems });
  await using page = await open(planner, '/plans/import');
  await page.getByRole('textbox', { name: 'ข้อความจากเอกสาร' }).fill(text);
  await page.getByRole('button', { name: 'อ่านเอกสาร' }).click();
  await page.getByRole('button', { name: 'เก็บเป็นแผนของปี 2567', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: 'เปลี่ยนแผนในเดือนที่ผ่านไปแล้ว' }).waitFor();
  await inspect(page, 'import-past');
  const confirm = page.getByRole('button', { name: 'ยืนยัน และเก็บเป็นแผนของปี 2567' });
  await confirm.click();
  await page.getByRole('textbox', { name: /^ที่มาของเอกสาร/ }).fill('แผนฉบับที่ผู้บริหารลงนาม');
  await confirm.click();
  await page.waitForURL('**/plans?year=2567');
  expect((await planOf(2567, 'complaints')).document.version).toBe(2);
}, 120_000);

it('who only reads plans sees them without buttons', async () => {
  const assessor = await w.signIn({ roles: ['assessor'], name: 'ผู้ตรวจประเมิน' });
  await using page = await open(assessor, '/plans?year=2562');
  await page.getByRole('heading', { name: '1. การรวบรวมข้อมูล', exact: false }).waitFor();
  for (const name of ['ขึ้นปีงบประมาณใหม่', 'จัดการปี']) {
    expect(await page.getByRole('button', { name }).count(), name).toBe(0);
  }
  expect(await page.getByRole('link', { name: 'นำเข้าแผน' }).count()).toBe(0);
  const { id } = await planOf(2562, 'complaints');
  await page.goto(`${base}/console/plans/documents/${id}`);
  await page.getByText('ดูได้อย่างเดียว ผู้แก้คือนักวิเคราะห์นโยบายและแผน').waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
  await inspect(page, 'plan-read');
}, 120_000);

it('every page of plans is readable on a phone and in the dark', async () => {
  const { id } = await planOf(2562, 'satisfaction');
  const chart = (await boardOf(2562)).systems[0]?.chart?.id ?? '';
  for (const [path, name] of [
    ['/plans?year=2562', 'board'],
    [`/plans/documents/${id}`, 'plan'],
    [`/plans/charts/${chart}`, 'chart'],
    ['/plans/import', 'import'],
    ['/plans/reports?year=2562', 'reports'],
    ['/plans/compare?year=2569', 'compare'],
  ] as const) {
    await using page = await open(planner, path, { width: 360 });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await inspectEveryWay(page, name);
  }
}, 480_000);
