import { expect, test } from 'vitest';
import { z } from 'zod';
import { office } from '../../../test/desk.ts';
import { CaseView, ClockRuleView, HolidayView } from './contract.ts';
import { seedClockIfNone } from './seed-clock.ts';

test('a rule changed later does not move a deadline that was promised; it holds from its day on', async () => {
  await using o = await office();
  const planner = await o.staff('planner');
  const before = await o.file();
  const rule = {
    code: 'citizen-7',
    clock: 'citizen',
    countMethod: 'calendar-s64',
    days: 7,
    effectiveFrom: '2026-05-06',
    legalSource: 'ประกาศเทศบาล',
  };
  expect(await o.call(planner, 'POST', '/clock-rules', { ...rule, effectiveFrom: '2026-05-01' })).toMatchObject({
    status: 400,
  });
  expect((await o.call(planner, 'POST', '/clock-rules', rule)).status).toBe(201);
  const today = await o.file();
  o.w.at(new Date('2026-05-06T03:00:00Z'));
  const after = await o.file();
  expect([before, today, after].map((each) => each.body['citizenDueOn'])).toEqual([
    '2026-05-19',
    '2026-05-19',
    '2026-05-13',
  ]);
  const clocks = (await o.see(o.desk, after.id)).body['clocks'] as {
    legalSource: string;
    explanation: { th: string[]; en: string[] };
  }[];
  expect(clocks[0]?.legalSource).toBe('ประกาศเทศบาล');
  expect(clocks[0]?.explanation.th.join('\n')).toContain('มาตรา 64');
  expect(clocks[0]?.explanation.en.join('\n')).toContain('s.64');
  const rules = z.array(ClockRuleView).parse((await o.call(planner, 'GET', '/clock-rules')).body);
  expect(rules.filter((each) => each.code.startsWith('citizen'))).toMatchObject([
    { code: 'citizen-7', effectiveTo: null },
    { code: 'citizen-15-days', effectiveTo: '2026-05-05' },
  ]);
});

test('a yearly list of holidays is tried first, then taken; bad lines are named; the same list again changes nothing', async () => {
  await using o = await office();
  const planner = await o.staff('planner');
  const csv = 'date,name\n2027-01-01,วันขึ้นปีใหม่\n1/5/2570,วันแรงงาน\n2027-02-30,ไม่มีวันนี้\n';
  const dry = await o.call(planner, 'POST', '/holidays/import', { csv, dryRun: true });
  expect(dry.body).toMatchObject({
    added: [{ day: '2027-01-01' }, { day: '2027-05-01' }],
    changed: [],
    refused: [{ line: 4, reason: 'date-unreadable' }],
  });
  const year = async () => z.array(HolidayView).parse((await o.call(planner, 'GET', '/holidays?year=2027')).body);
  expect(await year()).toEqual([]);
  await o.call(planner, 'POST', '/holidays/import', { csv, dryRun: false });
  expect(await year()).toHaveLength(2);
  expect((await o.call(planner, 'POST', '/holidays/import', { csv, dryRun: false })).body).toMatchObject({
    added: [],
    changed: [],
    unchanged: 2,
  });
  expect((await o.call(planner, 'DELETE', '/holidays/2027-01-01')).status).toBe(204);
  expect(await year()).toHaveLength(1);
});

test('holidays have English names for those who read English, also those that an earlier version kept without', async () => {
  await using o = await office({ now: new Date('2026-04-10T02:00:00Z') });
  const planner = await o.staff('planner');
  const skipped = async () => {
    const { id } = await o.file();
    await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers });
    const { clocks } = CaseView.parse((await o.see(o.desk, id)).body);
    const { explanation } = clocks.find(({ clock }) => clock === 'department') ?? {};
    return [explanation?.th.join(' '), explanation?.en.join(' ')];
  };
  const [th, en] = await skipped();
  expect(th).toContain('13 เม.ย. 2569 (วันสงกรานต์)');
  expect(en).toContain('13 Apr 2026 (Songkran Festival)');

  await o.w.scoped((tx) => tx.updateTable('complaints.holiday').set({ name_en: '' }).execute());
  expect((await skipped())[1]).toContain('(วันสงกรานต์)');
  await seedClockIfNone(o.w.db, o.w.municipalityId, o.w.now());
  expect((await skipped())[1]).toContain('(Songkran Festival)');

  // The names of days that are past may be given: no clock counts by them. A day that is named twice is told.
  const bring = (csv: string) => o.call(planner, 'POST', '/holidays/import', { csv, dryRun: false });
  const named = await bring(
    'date,name_th,name_en,kind\n2026-01-01,วันขึ้นปีใหม่,First of January,regular\n1/1/2569,ซ้ำ,,regular\n',
  );
  expect(named.body).toMatchObject({
    changed: [{ day: '2026-01-01', nameEn: 'First of January' }],
    refused: [{ line: 3, reason: 'day-twice' }],
  });
  expect((await bring('date,name\n2026-01-01,วันขึ้นปีใหม่\n')).body).toMatchObject({ changed: [], unchanged: 1 });
});

test('office hours must be blocks in order, and some', async () => {
  await using o = await office();
  const planner = await o.staff('planner');
  const day = [
    { from: '08:00', to: '12:00' },
    { from: '13:00', to: '16:00' },
  ];
  const set = (blocks: object[][]) =>
    o.call(planner, 'POST', '/working-hours', { effectiveFrom: '2026-06-01', blocks });
  expect((await set([[], day, day, day, day, day, []])).status).toBe(201);
  expect(await set([[], [...day].reverse(), day, day, day, day, []])).toMatchObject({ status: 400 });
  expect(await set([[], [], [], [], [], [], []])).toMatchObject({ status: 400 });
});

test('what clocks have already run by is not changed, and every change keeps what was before', async () => {
  await using o = await office(); // 4 May 2569
  const planner = await o.staff('planner');
  const week = (to: string) => [[], ...Array.from({ length: 5 }, () => [{ from: '08:30', to }]), []];
  const hours = (effectiveFrom: string, to: string) =>
    o.call(planner, 'POST', '/working-hours', { effectiveFrom, blocks: week(to) });
  expect((await hours('2026-05-04', '16:30')).status).toBe(201);
  expect(await hours('2026-05-04', '15:00')).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  expect((await hours('2026-05-05', '15:00')).status).toBe(201);
  expect((await hours('2026-05-05', '16:00')).status).toBe(201);

  const bring = (csv: string) => o.call(planner, 'POST', '/holidays/import', { csv, dryRun: false });
  expect((await bring('date,name\n2026-05-03,วันก่อน\n2026-05-06,วันหน้า\n')).status).toBe(200);
  expect(await bring('date,name\n2026-05-03,เปลี่ยนชื่อ\n2026-05-06,วันหน้าใหม่\n')).toMatchObject({
    status: 400,
    body: { code: 'invalid-input', detail: { fields: [{ problem: 'in-the-past', day: '2026-05-03' }] } },
  });
  expect((await bring('date,name\n2026-05-06,วันหน้าใหม่\n')).status).toBe(200);
  expect(await o.call(planner, 'DELETE', '/holidays/2026-05-03')).toMatchObject({
    status: 400,
    body: { code: 'invalid-input' },
  });
  expect((await o.call(planner, 'DELETE', '/holidays/2026-05-06')).status).toBe(204);

  const rule = { code: 'seven', clock: 'citizen', countMethod: 'calendar-s64', days: 7, legalSource: 'ประกาศ' };
  const add = (effectiveFrom: string, more: object = {}) =>
    o.call(planner, 'POST', '/clock-rules', { ...rule, ...more, effectiveFrom });
  const both = await Promise.all([add('2026-05-06'), add('2026-05-06', { days: 8 })]);
  expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
  expect(both.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'already-there' });
  const categoryId = o.directory.categories[0]?.id;
  expect((await add('2026-05-06', { categoryId })).status).toBe(201);
  expect((await add('2026-05-06', { categoryId })).status).toBe(409);
  expect(await add('2026-05-06', { categoryId: crypto.randomUUID() })).toMatchObject({
    status: 400,
    body: { detail: { fields: [{ field: '/categoryId', problem: 'unknown' }] } },
  });

  // In whatever order they are added, one rule of each clock is in force on any day; one that has not begun can be taken back.
  const spans = async () => z.array(ClockRuleView).parse((await o.call(planner, 'GET', '/clock-rules')).body);
  const inOrder = async () =>
    (await spans())
      .filter((each) => each.clock === 'citizen' && each.categoryId === null)
      .map((each) => [each.effectiveFrom, each.effectiveTo])
      .toReversed();
  const [first] = await inOrder();
  const early = await add('2026-05-05', { days: 10 });
  expect(await inOrder()).toEqual([
    [first?.[0], '2026-05-04'],
    ['2026-05-05', '2026-05-05'],
    ['2026-05-06', null],
  ]);
  const withdraw = (id: unknown) => o.call(planner, 'DELETE', `/clock-rules/${String(id)}`);
  expect((await withdraw(early.body['id'])).status).toBe(204);
  const [, begun] = (await spans()).filter((each) => each.clock === 'citizen' && each.categoryId === null);
  expect(await inOrder()).toEqual([
    [first?.[0], '2026-05-05'],
    ['2026-05-06', null],
  ]);
  expect(await withdraw(begun?.id)).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  expect(await inOrder()).toHaveLength(2);

  const entries = await o.w.scoped((tx) =>
    tx
      .selectFrom('platform.audit_entry')
      .select(['action', 'detail'])
      .where('subject_kind', '=', 'setting')
      .where('actor_id', '=', planner.userId)
      .orderBy('seq')
      .execute(),
  );
  // Also when several are added at once.
  const months = ['2026-08-01', '2026-06-01', '2026-07-01'];
  const added = await Promise.all(months.map((effectiveFrom) => add(effectiveFrom)));
  expect(added.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect((await inOrder()).slice(-3)).toEqual([
    ['2026-06-01', '2026-06-30'],
    ['2026-07-01', '2026-07-31'],
    ['2026-08-01', null],
  ]);
  const of = (action: string) => entries.filter((each) => each.action === action).map(({ detail }) => detail);
  expect(of('working-hours.set')).toEqual([
    { before: null, after: week('16:30') },
    { before: null, after: week('15:00') },
    { before: week('15:00'), after: week('16:00') },
  ]);
  expect(of('holiday.import').at(-1)).toMatchObject({ before: [{ name: 'วันหน้า' }], after: [{ name: 'วันหน้าใหม่' }] });
  expect(of('holiday.remove')).toMatchObject([{ before: { name: 'วันหน้าใหม่' }, after: null }]);
  expect(of('clock-rule.add')).toMatchObject([
    { before: { code: 'citizen-15-days', effectiveTo: null }, after: { code: 'seven', effectiveFrom: '2026-05-06' } },
    { before: null, after: { categoryId } },
    { before: { effectiveTo: '2026-05-05' }, after: { effectiveFrom: '2026-05-05', effectiveTo: '2026-05-05' } },
  ]);
  expect(of('clock-rule.withdraw')).toMatchObject([{ before: { days: 10 }, after: null }]);
});
