import fc from 'fast-check';
import pg from 'pg';
import { expect, test } from 'vitest';
import { type Office, office } from '../../../test/desk.ts';
import { inMunicipality } from '../../platform/db/db.ts';
import { addDays, dayOf, fiscalYearOf, fiscalYearRange } from '../../thai/index.ts';
import { citizenVerdict } from './citizen-steps.ts';
import { ComplaintPage, HomeView } from './contract.ts';
import { promiseOpenedAgain } from './promise-opened-again.ts';
import type { Complaint } from './tables.ts';

const DAY = 86_400_000;
const NO_DEPARTMENT = '00000000-0000-0000-0000-000000000000';
type Sums = Record<string, { received: number; closed: number; closed_on_time: number }>;

type Register = { rows: readonly Complaint[]; steps: readonly Step[]; promises: readonly Promised[] };
type Step = { complaint_id: string; from_status: string | null; to_status: string; at: Date };
type Promised = { complaint_id: string; seq: number; due_on: string | null };
const ENDS = new Set(['answered', 'closed', 'refused', 'transferred']);

/** Whether each answer of a case came by its own last day: the first by the first promise, the next by that of when it was opened again. */
function keptAll({ steps, promises }: Register, id: string): boolean {
  const answers = steps.filter(
    (step) => step.complaint_id === id && !ENDS.has(step.from_status ?? '') && ENDS.has(step.to_status),
  );
  const due = promises.filter((each) => each.complaint_id === id);
  expect(due.length).toBeGreaterThanOrEqual(answers.length);
  return answers.every(({ at }, nth) => dayOf(at) <= (due[nth]?.due_on ?? ''));
}

/** Counted anew from the register and its history, without the code that keeps the figures. */
function recount(register: Register): Sums {
  const sums: Sums = {};
  for (const row of register.rows) {
    const of = (at: Date) => {
      const key = [dayOf(at), row.department_id ?? NO_DEPARTMENT, row.visibility].join(' ');
      const sum = sums[key] ?? { received: 0, closed: 0, closed_on_time: 0 };
      sums[key] = sum;
      return sum;
    };
    of(row.received_at).received += 1;
    if (row.closed_at === null) continue;
    of(row.closed_at).closed += 1;
    if (keptAll(register, row.id)) of(row.closed_at).closed_on_time += 1;
  }
  return sums;
}

async function figures({ w }: Office) {
  const { facts, ...register } = await w.scoped(async (tx) => ({
    facts: await tx.selectFrom('complaints.daily_fact').selectAll().execute(),
    rows: await tx.selectFrom('complaints.complaint').selectAll().execute(),
    steps: await tx.selectFrom('complaints.complaint_event').selectAll().orderBy('seq').execute(),
    promises: await tx
      .selectFrom('complaints.deadline')
      .selectAll()
      .where('clock', '=', 'citizen')
      .orderBy('seq')
      .execute(),
  }));
  const kept: Sums = {};
  for (const { day, department_id, visibility, received, closed, closed_on_time } of facts) {
    expect(Math.min(received, closed, closed_on_time)).toBeGreaterThanOrEqual(0);
    if (received || closed || closed_on_time)
      kept[[day, department_id, visibility].join(' ')] = { received, closed, closed_on_time };
  }
  return { kept, register };
}

const verdict = (o: Office, id: string, said: 'done' | 'not-done') =>
  inMunicipality(o.w.db, o.w.municipalityId, (tx) =>
    citizenVerdict(tx, { id }, { key: crypto.randomUUID(), verdict: said, stars: null, text: '' }, o.w.now()),
  );

test.each([
  { again: 'reopen', first: 2, next: 3, onTime: 1 },
  { again: 'verdict', first: 2, next: 3, onTime: 1 },
  { again: 'reopen', first: 2, next: 20, onTime: 0 },
  { again: 'reopen', first: 20, next: 3, onTime: 0 },
] as const)(
  'answered after $first days, opened again much later ($again), answered after $next: each promise is judged by itself',
  async ({ again, first, next, onTime }) => {
    await using o = await office();
    const { id } = await o.file();
    const step = async (given: object) => expect((await o.step(o.desk, id, given)).status).toBe(200);
    const later = (days: number) => o.w.at(new Date(o.w.now().getTime() + days * DAY));
    const closed = async () =>
      Object.values((await figures(o)).kept)
        .map((sum) => [sum.received, sum.closed, sum.closed_on_time])
        .sort(([a = 0], [b = 0]) => a - b);
    await step({ step: 'assign', departmentId: o.engineers });
    later(first);
    const answeredAt = o.w.now();
    await step({ step: 'reply', note: 'เสร็จแล้ว' });
    await verdict(o, id, 'done');
    expect(await closed()).toContainEqual([0, 1, first < 15 ? 1 : 0]);
    later(300);
    await (again === 'reopen' ? step({ step: 'reopen', note: 'ยังดับ' }) : verdict(o, id, 'not-done'));
    expect(await closed()).toEqual([[1, 0, 0]]);
    const row = (await figures(o)).register.rows[0];
    expect(row).toMatchObject({ answered_at: null, closed_at: null, first_answered_at: answeredAt });
    // What the citizen said of the old answer is history; what they say now stands.
    expect([row?.verdict, row?.stars]).toEqual([again === 'reopen' ? null : 'not-done', null]);
    const seen = await o.see(o.desk, id);
    expect(seen.body.row).toMatchObject({
      daysLeft: 15,
      mark: 'in-progress',
      citizenDueOn: addDays(dayOf(o.w.now()), 15),
    });
    expect(new Date(String(seen.body.row?.['departmentDueAt'])).getTime()).toBeGreaterThan(o.w.now().getTime());
    const clocks = seen.body['clocks'] as { clock: string; explanation: { th: string[] } }[];
    const words = clocks.find(({ clock }) => clock === 'citizen')?.explanation.th.join(' ');
    expect(words).toContain(`คำตอบนั้น${first < 15 ? 'ทัน' : 'เกิน'}กำหนด`);
    expect(words).toContain('เปิดเรื่องอีกครั้ง');
    expect(words).not.toContain('รับเรื่อง');
    expect(seen.body['events']).toContainEqual(
      expect.objectContaining({ data: expect.objectContaining({ verdict: 'done' }) }),
    );
    later(next);
    await step({ step: 'reply', note: 'เปลี่ยนใหม่แล้ว' });
    expect((await o.see(o.desk, id)).body.row).toMatchObject({ verdict: null });
    await step({ step: 'note', note: 'จดไว้' });
    await step({ step: 'close' });
    expect(await closed()).toEqual([
      [0, 1, onTime],
      [1, 0, 0],
    ]);
    const { kept, register } = await figures(o);
    expect(kept).toEqual(recount(register));
    const year = 'from=2026-05-01&to=2026-05-31';
    const { channels } = (await o.call(o.desk, 'GET', `/channel-figures?${year}`)).body;
    expect(channels).toMatchObject([{ medianAnswerHours: first * 24 }]);
  },
);

test('a case that a version before opened again gets its promise from that day, once, when the program starts', async () => {
  await using o = await office();
  const later = (days: number) => o.w.at(new Date(o.w.now().getTime() + days * DAY));
  const opened = [];
  for (const first of [2, 20]) {
    const { id } = await o.file();
    expect((await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers })).status).toBe(200);
    later(first);
    for (const given of [{ step: 'reply', note: 'เสร็จแล้ว' }, { step: 'close' }])
      expect((await o.step(o.desk, id, given)).status).toBe(200);
    later(100);
    expect((await o.step(o.desk, id, { step: 'reopen', note: 'ยังดับ' })).status).toBe(200);
    opened.push({ id, at: o.w.now(), late: first > 15 });
  }
  const untouched = await o.file();
  const rows = () =>
    o.w.scoped((tx) => tx.selectFrom('complaints.complaint').selectAll().orderBy('received_at').execute());
  const promises = () =>
    o.w.scoped((tx) =>
      tx
        .selectFrom('complaints.deadline')
        .selectAll()
        .orderBy('complaint_id')
        .orderBy('clock')
        .orderBy('seq')
        .execute(),
    );
  const asItShould = await rows();
  expect(asItShould.map((row) => row.late_before)).toEqual([false, true, false]);
  // As the version before left them: with the first promise alone.
  const owner = new pg.Client({ connectionString: o.w.ownerUrl });
  await owner.connect();
  await owner.query(`delete from complaints.deadline where seq > 1`);
  await owner.query(`update complaints.complaint c
    set late_before = false, citizen_due_on = d.due_on, citizen_warn_on = d.warn_on
    from complaints.deadline d where d.complaint_id = c.id and d.clock = 'citizen'`);
  await owner.query(`update complaints.complaint c set department_started_at = d.started_at, department_due_at = d.due_at
    from complaints.deadline d where d.complaint_id = c.id and d.clock = 'department'`);
  await owner.end();
  const { row } = (await o.see(o.desk, opened[0]?.id ?? '')).body as { row: { daysLeft: number } };
  expect(row.daysLeft).toBeLessThan(0);
  later(1);
  await promiseOpenedAgain(o.w.db, o.w.municipalityId);
  expect(await rows()).toEqual(asItShould);
  for (const { id, at } of opened) {
    const seen = await o.see(o.desk, id);
    expect(seen.body.row).toMatchObject({ citizenDueOn: addDays(dayOf(at), 15) });
    expect(JSON.stringify(seen.body['clocks'])).toContain('เปิดเรื่องอีกครั้ง');
  }
  const once = await promises();
  expect(once.filter(({ complaint_id, clock }) => complaint_id === untouched.id && clock === 'citizen')).toHaveLength(
    1,
  );
  later(1);
  await promiseOpenedAgain(o.w.db, o.w.municipalityId);
  expect(await promises()).toEqual(once);
  expect(await rows()).toEqual(asItShould);
});

test('whatever is done with cases, the daily figures are what a recount of the register gives, and no open case is in nobody’s view', async () => {
  await using o = await office();
  const committee = await o.staff('committee');
  const heads = [await o.staff('department-head', o.engineers), await o.staff('department-head', o.health)];
  const categories = [null, ...o.directory.categories.map(({ id }) => id)];
  const reasonId = o.directory.refusalReasons[0]?.id;
  const classify = { step: 'classify', communityId: null, groupId: null, kind: 'complaint', severity: 'normal' };
  const act = fc.oneof(
    fc.constantFrom<object>(
      { step: 'assign', departmentId: o.engineers },
      { step: 'assign', departmentId: o.health },
      { step: 'start' },
      { step: 'note', note: 'จด' },
      { step: 'reply', note: 'ตอบ' },
      { step: 'reply', note: 'ตอบ' },
      { step: 'close' },
      { step: 'close' },
      { step: 'ask-citizen', note: 'ตรงไหน' },
      { step: 'resume' },
      { step: 'acknowledge' },
      { step: 'reopen', note: 'เปิดใหม่' },
      { step: 'refuse', reasonId, note: 'ไม่รับ' },
      { step: 'transfer', agency: 'การไฟฟ้า', note: 'ส่งต่อ' },
    ),
    fc.constantFrom(...categories).map((categoryId): object => ({ ...classify, categoryId })),
    fc.constantFrom('restricted', 'normal').map((visibility): object => ({
      ...classify,
      categoryId: null,
      visibility,
      note: 'เปิด',
    })),
    fc.constantFrom('done' as const, 'not-done' as const),
  );
  const walk = fc.array(fc.tuple(act, fc.constantFrom(0, 1, 9)), { minLength: 4, maxLength: 14 });
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(walk, async (walked) => {
      const { id } = await o.file();
      for (const [given, days] of walked) {
        o.w.at(new Date(o.w.now().getTime() + days * DAY));
        if (typeof given === 'string') await verdict(o, id, given).catch(() => undefined);
        else {
          const { status } = await o.step(o.desk, id, given);
          const done = status === 404 ? (await o.step(committee, id, given)).status : status;
          if (done < 300) taken += 1;
        }
      }
      const { kept, register } = await figures(o);
      expect(kept).toEqual(recount(register));
      const open = register.rows.flatMap((row) => (row.open ? [row.id] : []));
      const inViews = new Set([
        ...(await inViewsOf(o, [o.desk, committee], ['unassigned', 'waiting', 'to-close'])),
        ...(await inViewsOf(o, heads, ['my-department'])),
      ]);
      expect(open.filter((each) => !inViews.has(each))).toEqual([]);
      expect([...inViews].filter((each) => !open.includes(each))).toEqual([]);
    }),
    { numRuns: 12 },
  );
  expect(taken).toBeGreaterThan(20);
  const counts = await o.call(o.desk, 'GET', '/complaints/counts');
  expect(counts.body['unassigned']).toBe((await inViewsOf(o, [o.desk], ['unassigned'])).length);
  // Nobody in a department that was closed looks at its cases: they are the desk's again, from that day on.
  const [administrator, school] = [await o.staff('administrator'), o.named(o.directory.departments, 'กองการศึกษา').id];
  const left = await o.file();
  await o.step(o.desk, left.id, { step: 'assign', departmentId: school });
  const today = dayOf(o.w.now());
  for (const { id, code: _, validTo: __, ...category } of o.directory.categories.filter(
    ({ data }) => data.departmentId === school,
  )) {
    const moved = { ...category, validFrom: today, data: { ...category.data, departmentId: o.health } };
    expect((await o.call(administrator, 'PUT', `/directory/${id}`, moved)).status).toBe(200);
  }
  const closed = await o.call(administrator, 'DELETE', `/directory/${school}?from=${addDays(today, 1)}`);
  expect(closed.status).toBe(200);
  const waitsAtDesk = async () => (await inViewsOf(o, [o.desk], ['unassigned'])).includes(left.id);
  expect(await waitsAtDesk()).toBe(false);
  o.w.at(new Date(o.w.now().getTime() + DAY));
  expect(await waitsAtDesk()).toBe(true);

  // Nor would anybody look at those of a department whose people have all left or were moved, or at a case of corruption whose officer is gone.
  const welfare = o.named(o.directory.departments, 'กองสวัสดิการ').id;
  const only = await o.staff('department-officer', welfare);
  const member = await o.w.signIn({ roles: ['department-officer', 'committee'], departmentId: o.engineers });
  const treasury = o.named(o.directory.departments, 'กองคลัง').id;
  const mover = await o.staff('department-officer', treasury);
  const theirs = [await o.file(), await o.file(), await o.file()].map(({ id }) => id);
  const nobodys = async () => {
    const found = new Set(await inViewsOf(o, [o.desk, committee], ['unassigned']));
    return theirs.map((id) => found.has(id));
  };
  await o.step(o.desk, theirs[0] ?? '', { step: 'assign', departmentId: welfare });
  await o.step(o.desk, theirs[1] ?? '', { step: 'assign', departmentId: o.engineers, ownerId: member.userId });
  await o.step(o.desk, theirs[2] ?? '', { step: 'assign', departmentId: treasury });
  const secret = { ...classify, kind: 'whistleblow', categoryId: null };
  expect((await o.step(o.desk, theirs[1] ?? '', secret)).status).toBe(204);
  expect((await o.see(committee, theirs[1] ?? '')).body.row).toMatchObject({ ownerId: member.userId });
  expect(await nobodys()).toEqual([false, false, false]);
  for (const [who, departmentId, active] of [
    [only, welfare, false],
    [member, o.engineers, false],
    [mover, o.engineers, true],
  ] as const) {
    const leaves = await o.w.app.inject({
      method: 'PATCH',
      url: `/api/v1/staff/${who.userId}`,
      headers: administrator.headers,
      payload: { position: '', roles: ['department-officer'], departmentId, active },
    });
    expect(leaves.statusCode).toBe(200);
  }
  expect(await nobodys()).toEqual([true, true, true]);

  const desk = await o.staff('intake');
  for (const departmentId of [o.engineers, o.health, null]) {
    const { id } = await o.file({}, desk);
    if (departmentId) await o.step(desk, id, { step: 'assign', departmentId });
    expect((await o.step(desk, id, { step: 'refuse', reasonId, note: 'ไม่รับ' })).status).toBe(200);
  }
  expect(await figuresAreLists(o, desk)).toBe(3);
  expect(await figuresAreLists(o, await o.staff('department-head', o.engineers))).toBe(1);
  await figuresAreLists(o, await o.staff('committee'));
});

async function inViewsOf(o: Office, people: readonly Awaited<ReturnType<Office['staff']>>[], views: readonly string[]) {
  const pages = people.flatMap((who) => views.map((view) => o.call(who, 'GET', `/complaints?view=${view}&limit=100`)));
  return (await Promise.all(pages)).flatMap(({ body }) => ComplaintPage.parse(body).items.map(({ id }) => id));
}

/** Each figure of the first page is as long as the list it leads to, asked for page by page. */
async function figuresAreLists(o: Office, who: Awaited<ReturnType<Office['staff']>>) {
  const { body } = await o.call(who, 'GET', '/home');
  const { departments, trend, today } = HomeView.parse(body);
  const year = fiscalYearRange(fiscalYearOf(today));
  const listed = async (filter: Record<string, string>) => {
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const query = new URLSearchParams({ ...filter, limit: '7', ...(after && { after }) });
      const page: ComplaintPage = ComplaintPage.parse((await o.call(who, 'GET', `/complaints?${query}`)).body);
      seen.push(...page.items.map(({ closedAt, receivedAt }) => closedAt ?? receivedAt));
      after = page.next;
    }
    return seen;
  };
  for (const { departmentId, closed, received } of departments) {
    const of = { departmentId: departmentId ?? 'none' };
    const ended = await listed({ view: 'closed', ...of, closedFrom: year.from, closedTo: year.to });
    expect(ended).toHaveLength(closed);
    expect(ended).toEqual(ended.toSorted().toReversed());
    expect(await listed({ view: 'all', ...of, from: year.from, to: year.to })).toHaveLength(received);
  }
  const from = trend[0]?.day ?? today;
  const sum = (of: 'received' | 'closed') => trend.reduce((all, day) => all + day[of], 0);
  expect(await listed({ view: 'closed', closedFrom: from })).toHaveLength(sum('closed'));
  expect(await listed({ view: 'all', from })).toHaveLength(sum('received'));
  return departments.filter(({ closed }) => closed > 0).length;
}

test('the figures on the first page give away no case that one may not see', async () => {
  await using o = await office();
  const category = (code: string) => o.directory.categories.find((each) => each.code === code)?.id;
  const classify = { step: 'classify', communityId: null, groupId: null, kind: 'complaint', severity: 'normal' };
  const [road, rude] = [await o.file(), await o.file()];
  await o.file({ kind: 'whistleblow' });
  await o.file({ categoryId: category('corruption') });
  for (const { id } of [road, rude]) await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers });
  await o.step(o.desk, rude.id, { ...classify, categoryId: category('service') });
  const received = async (who: Awaited<ReturnType<Office['staff']>>) => {
    const { body } = await o.call(who, 'GET', '/home');
    const departments = body['departments'] as { departmentId: string | null; received: number }[];
    expect(departments.reduce((sum, each) => sum + each.received, 0)).toBe(body['newToday']);
    return body['newToday'];
  };
  expect(await received(o.desk)).toBe(2);
  expect(await received(await o.staff('committee'))).toBe(2);
  for (const role of ['planner', 'administrator', 'data-protection-officer', 'assessor'] as const)
    expect(await received(await o.staff(role)), role).toBe(1);
  expect(await received(await o.staff('department-officer', o.engineers))).toBe(1);
  expect(await received(await o.staff('department-head', o.engineers))).toBe(2);
  expect(await received(await o.staff('department-head', o.health))).toBe(0);
  expect(await received(await o.staff('department-officer'))).toBe(0);
  const officer = await o.staff('department-officer', o.engineers);
  await o.step(o.desk, road.id, { ...classify, categoryId: null, respondentId: officer.userId });
  expect(await received(officer)).toBe(0);
  await o.step(o.desk, road.id, { step: 'reply', note: 'เสร็จแล้ว' });
  await o.step(o.desk, road.id, { step: 'close' });
  expect((await o.call(officer, 'GET', '/home')).body['departments']).toMatchObject([{ closed: 0 }]);
});
