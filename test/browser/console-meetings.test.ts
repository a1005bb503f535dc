import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { Meeting } from '../../src/modules/plans/meetings/contract.ts';
import type { SignedIn } from '../sign-in.ts';
import { inspect, inspectEveryWay } from './inspect.ts';
import { openPage } from './open-page.ts';
import { type Served, served } from './served.ts';

let own: Served;
let w: Served['w'];
let browser: Served['browser'];
let base: string;
let planner: SignedIn;
let mayor: SignedIn;
beforeAll(async () => {
  own = await served();
  ({ w, browser, lan: base } = own);
  planner = await w.signIn({ roles: ['planner'], name: 'วางแผน รอบคอบ' });
  mayor = await w.signIn({ roles: ['executive'], name: 'นายกเทศมนตรี' });
  await send(planner, 'POST', '/committees', {
    version: null,
    committee: {
      name: 'คณะกรรมการรับเรื่องร้องเรียนและรับฟังความต้องการของประชาชนในเขตเทศบาล',
      duties: 'กำหนดช่องทาง\nติดตามเรื่องค้าง',
      termFrom: '2025-10-01',
      members: [
        { name: 'นายหนึ่ง ใจดี', position: 'นายกเทศมนตรี', role: 'chair' },
        { name: 'นางสอง ขยัน', position: 'ผู้อำนวยการกองสาธารณสุขและสิ่งแวดล้อม', role: 'member' },
        { name: 'นายสาม จดจำ', role: 'secretary' },
      ],
    },
  });
}, 180_000);
afterAll(() => own?.[Symbol.asyncDispose]());

const open = (who: SignedIn, path: string) => openPage(browser, `${base}/console${path}`, { who, now: w.now() });

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
const Made = z.object({ id: z.string() });
const idOf = (answer: unknown): string => Made.parse(answer).id;

/** Tab until it has the focus: what Tab does not reach is not there for whoever has no mouse. */
async function tabTo(wanted: Locator): Promise<void> {
  await wanted.waitFor();
  const page = wanted.page();
  for (let pressed = 0; pressed < 60; pressed += 1) {
    if ((await wanted.and(page.locator(':focus')).count()) === 1) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('not reached by Tab');
}

it('without a mouse: a meeting is called, its minutes written, and its resolution is a task that is carried out', async () => {
  await using page = await open(planner, '/meetings');
  const { keyboard } = page;
  const dialog = page.getByRole('dialog');
  await tabTo(page.getByRole('button', { name: 'นัดประชุม' }).first());
  await keyboard.press('Enter');
  await tabTo(dialog.getByRole('button', { name: /คณะกรรมการ/, disabled: false }));
  await keyboard.press('ArrowDown');
  await page.getByRole('option').first().waitFor();
  // What only a screen reader says of a list that lies over the page, it says in Thai.
  expect(await page.getByRole('button', { name: 'Dismiss' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'ปิด', exact: true }).count()).toBeGreaterThan(0);
  await keyboard.press('Enter');
  await tabTo(dialog.getByRole('textbox', { name: 'เรื่องประชุม' }));
  await keyboard.type('ติดตามเรื่องค้าง');
  await tabTo(dialog.getByRole('spinbutton').first());
  await keyboard.type('04052569');
  await tabTo(dialog.getByRole('textbox', { name: 'เวลาเริ่ม' }));
  await keyboard.type('08:00');
  await tabTo(dialog.getByRole('textbox', { name: 'เวลาเลิก' }));
  await keyboard.type('08:30');
  await tabTo(dialog.getByRole('textbox', { name: 'ระเบียบวาระ' }));
  await keyboard.type('เรื่องค้างเกินกำหนด');
  await keyboard.press('Enter');
  await keyboard.type('4.1 เรื่องอื่น');
  await tabTo(dialog.getByRole('button', { name: 'บันทึก' }));
  await keyboard.press('Enter');
  await page.waitForURL('**/meetings/*-*');

  await tabTo(page.getByRole('button', { name: 'ทุกคนมา' }));
  await keyboard.press('Enter');
  await tabTo(page.getByRole('button', { name: /นางสอง/ }));
  await keyboard.press('ArrowDown');
  await page.getByRole('option', { name: 'ลา' }).waitFor();
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await tabTo(page.getByRole('textbox', { name: 'วาระที่ 1 เรื่องค้างเกินกำหนด' }));
  await keyboard.type('กองช่างชี้แจงเรื่องถนน');
  await tabTo(page.getByRole('button', { name: 'เพิ่มมติ' }));
  await keyboard.press('Enter');
  // The new resolution has the focus: whoever adds one writes it.
  await page.getByRole('textbox', { name: 'มติที่ 1' }).waitFor();
  await keyboard.type('ให้กองช่างซ่อมให้เสร็จ');
  await tabTo(page.getByRole('combobox', { name: /กองที่รับผิดชอบ/ }));
  await keyboard.type('กองช่าง');
  await page.getByRole('option', { name: 'กองช่าง' }).waitFor();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const other = await w.signIn({ roles: ['planner'], name: 'ผู้ช่วย ใจร้อน' });
  await send(other, 'PUT', `/meetings/${id}/minutes`, { version: 1, attendance: [], minutes: [], resolutions: [] });
  const save = page.getByRole('button', { name: 'บันทึกรายงาน' });
  await tabTo(save);
  await keyboard.press('Enter');
  // Somebody else saved meanwhile: it is said who, nothing typed is lost, and it is saved over only by a second press.
  await page.getByRole('alert').filter({ hasText: 'ผู้ช่วย ใจร้อน' }).waitFor();
  expect(await page.getByRole('textbox', { name: 'มติที่ 1' }).inputValue()).toBe('ให้กองช่างซ่อมให้เสร็จ');
  await tabTo(page.getByRole('button', { name: 'บันทึกทับฉบับล่าสุด' }));
  await keyboard.press('Enter');
  await save.waitFor();
  await page.getByText('รายงานยังไม่รับรอง', { exact: false }).waitFor();
  const written = Meeting.parse(await send(planner, 'GET', `/meetings/${id}`));
  expect(written.agenda).toEqual([
    { no: '1', text: 'เรื่องค้างเกินกำหนด' },
    { no: '4.1', text: 'เรื่องอื่น' },
  ]);
  expect(written.members.map(({ attendance }) => attendance)).toEqual(['present', 'leave', 'present']);
  expect(written.resolutions).toMatchObject([{ text: 'ให้กองช่างซ่อมให้เสร็จ', task: { state: 'open' } }]);

  await page.goto(`${base}/console/tasks?of=all`);
  await page.getByText('ให้กองช่างซ่อมให้เสร็จ').waitFor();
  await tabTo(page.getByRole('button', { name: 'ทำเสร็จแล้ว' }).first());
  await keyboard.press('Enter');
  await tabTo(dialog.getByRole('textbox', { name: /ผลที่ได้/ }));
  await keyboard.type('ซ่อมแล้วทุกจุด');
  await tabTo(dialog.getByRole('button', { name: 'ทำเสร็จแล้ว' }));
  await keyboard.press('Enter');
  await page.getByText('ไม่มีงานในรายการนี้').waitFor();
  const ended = Meeting.parse(await send(planner, 'GET', `/meetings/${id}`));
  expect(ended.resolutions[0]?.task?.state).toBe('done');
}, 120_000);

it('meetings, committees, tasks and reports are readable on a phone, on a desk and in the dark', async () => {
  await send(planner, 'POST', '/plans/years', { fiscalYear: 2569, from: 2562 });
  const [committee] = z.array(Made).parse(await send(planner, 'GET', '/committees'));
  const call = async (title: string, day: string) =>
    idOf(
      await send(planner, 'POST', '/meetings', {
        committeeId: committee?.id,
        title,
        startsAt: `${day}T02:00:00Z`,
        endsAt: `${day}T04:00:00Z`,
        place: 'ห้องประชุมชั้น 2 อาคารสำนักงานเทศบาล',
        agenda: [{ no: '1', text: 'เรื่องที่ประธานแจ้งให้ทราบ' }],
        stepIds: [],
      }),
    );
  const held = await call('ประชุมครั้งที่ 1', '2026-04-20');
  const { members } = Meeting.parse(await send(planner, 'GET', `/meetings/${held}`));
  const written = Meeting.parse(
    await send(planner, 'PUT', `/meetings/${held}/minutes`, {
      version: 1,
      attendance: members.slice(0, 2).map(({ id }) => ({ memberId: id, state: 'present' })),
      minutes: [{ no: '1', text: 'ที่ประชุมรับทราบ' }],
      resolutions: [{ no: '1', text: 'ให้ทุกกองรายงานเรื่องค้าง', task: { ownerId: mayor.userId, dueOn: '2026-04-30' } }],
    }),
  );
  await send(mayor, 'POST', `/meetings/${held}/minutes/approve`, { version: written.version });
  const open1 = await call('ประชุมครั้งที่ 2', '2026-05-03');
  const coming = await call('ประชุมครั้งที่ 3', '2026-06-01');
  await send(planner, 'POST', '/papers', { kind: 'order', committeeId: committee?.id });
  await send(planner, 'POST', '/papers', { kind: 'memo', meetingId: coming });
  const report = idOf(await send(planner, 'POST', '/plans/reports', { fiscalYear: 2569, months: 6 }));
  await using page = await open(planner, '/meetings');
  for (const [path, name, shown] of [
    ['/meetings', 'meetings', 'ประชุมครั้งที่ 3'],
    ['/meetings?show=committees', 'committees', 'นางสอง ขยัน'],
    [`/meetings/${held}`, 'meeting-approved', 'ให้ทุกกองรายงานเรื่องค้าง'],
    [`/meetings/${open1}`, 'meeting-minutes', 'เพิ่มมติ'],
    [`/meetings/${coming}`, 'meeting-coming', 'บันทึกรายงานได้เมื่อถึงเวลาประชุม'],
    ['/tasks?of=all', 'tasks', 'ให้ทุกกองรายงานเรื่องค้าง'],
    [`/plans/reports/${report}`, 'report', 'เรื่องที่ต้องสั่งการ'],
  ] as const) {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(`${base}/console${path}`);
    await page.getByText(shown, { exact: false }).first().waitFor();
    await page.waitForLoadState('networkidle');
    await inspectEveryWay(page, name);
    await inspect(page, `${name}-targets`, ['target-size']);
  }
}, 180_000);

it('what a step of a plan asks for is given out from its month, and is seen as the step’s', async () => {
  await using page = await open(planner, '/plans?year=2562');
  await page
    .getByRole('group', { name: /^เดือนของขั้นตอน/ })
    .first()
    .getByRole('button')
    .first()
    .click();
  await page.getByRole('link', { name: 'มอบหมายงานของขั้นตอนนี้' }).click();
  const dialog = page.getByRole('dialog', { name: 'เพิ่มงาน' });
  const title = await dialog.getByRole('textbox', { name: 'งาน', exact: true }).inputValue();
  expect(title).not.toBe('');
  await dialog.getByRole('combobox', { name: 'กอง' }).fill('กองช่าง');
  await page.getByRole('option', { name: 'กองช่าง' }).click();
  await dialog.getByRole('button', { name: 'บันทึก' }).click();
  const task = page.getByRole('listitem').filter({ hasText: title }).filter({ hasText: 'ขั้นตอนของแผน' });
  await task.waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
});
