import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Office, office } from '../../../test/desk.ts';
import { inMunicipality } from '../../platform/db/db.ts';
import { dayOf, fiscalYearOf, fiscalYearRange } from '../../thai/index.ts';
import { citizenVerdict } from './citizen-steps.ts';
import { ComplaintPage, HomeView } from './contract.ts';
import type { Complaint } from './tables.ts';

const DAY = 86_400_000;
const NO_DEPARTMENT = '00000000-0000-0000-0000-000000000000';
type Sums = Record<string, { received: number; closed: number; closed_on_time: number }>;

/** Counted anew from the register, without the code that keeps the figures. */
function recount(rows: readonly Complaint[]): Sums {
  const sums: Sums = {};
  for (const row of rows) {
    const of = (at: Date) => {
      const key = [dayOf(at), row.department_id ?? NO_DEPARTMENT, row.visibility].join(' ');
      const sum = sums[key] ?? { received: 0, closed: 0, closed_on_time: 0 };
      sums[key] = sum;
      return sum;
    };
    of(row.received_at).received += 1;
    if (row.closed_at === null) continue;
    of(row.closed_at).closed += 1;
    const told = dayOf(row.answered_at ?? row.closed_at);
    if (row.citizen_due_on === null || told <= row.citizen_due_on) of(row.closed_at).closed_on_time += 1;
  }
  return sums;
}

async function figures({ w }: Office) {
  const { facts, rows } = await w.scoped(async (tx) => ({
    facts: await tx.selectFrom('complaints.daily_fact').selectAll().execute(),
    rows: await tx.selectFrom('complaints.complaint').selectAll().execute(),
  }));
  const kept: Sums = {};
  for (const { day, department_id, visibility, received, closed, closed_on_time } of facts) {
    expect(Math.min(received, closed, closed_on_time)).toBeGreaterThanOrEqual(0);
    if (received || closed || closed_on_time)
      kept[[day, department_id, visibility].join(' ')] = { received, closed, closed_on_time };
  }
  return { kept, rows };
}

const verdict = (o: Office, id: string, said: 'done' | 'not-done') =>
  inMunicipality(o.w.db, o.w.municipalityId, (tx) =>
    citizenVerdict(tx, { id }, { key: crypto.randomUUID(), verdict: said, stars: null, text: '' }, o.w.now()),
  );

test.each(['reopen', 'verdict'] as const)(
  'answered on time, worked on again (%s), answered late: closed, not on time',
  async (again) => {
    await using o = await office();
    const { id } = await o.file();
    const step = async (given: object) => expect((await o.step(o.desk, id, given)).status).toBe(200);
    const closed = async () =>
      Object.values((await figures(o)).kept).map((sum) => [sum.received, sum.closed, sum.closed_on_time]);
    await step({ step: 'reply', note: 'เสร็จแล้ว' });
    await step({ step: 'close' });
    expect(await closed()).toEqual([[1, 1, 1]]);
    o.w.at(new Date(o.w.now().getTime() + 40 * DAY));
    await (again === 'reopen' ? step({ step: 'reopen', note: 'ยังดับ' }) : verdict(o, id, 'not-done'));
    expect(await closed()).toEqual([[1, 0, 0]]);
    expect((await figures(o)).rows[0]).toMatchObject({ answered_at: null, closed_at: null });
    await step({ step: 'reply', note: 'เปลี่ยนใหม่แล้ว' });
    await step({ step: 'note', note: 'จดไว้' });
    await step({ step: 'close' });
    expect((await closed()).sort(([a = 0], [b = 0]) => a - b)).toEqual([
      [0, 1, 0],
      [1, 0, 0],
    ]);
  },
);

test('whatever is done with cases, the daily figures are what a recount of the register gives', async () => {
  await using o = await office();
  const committee = await o.staff('committee');
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
      { step: 'reopen', note: 'เปิดใหม่' },
      { step: 'refuse', reasonId, note: 'ไม่รับ' },
      { step: 'transfer', agency: 'การไฟฟ้า', note: 'ส่งต่อ' },
    ),
    fc.constantFrom(...categories).map((categoryId): object => ({ ...classify, categoryId })),
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
      const { kept, rows } = await figures(o);
      expect(kept).toEqual(recount(rows));
    }),
    { numRuns: 12 },
  );
  expect(taken).toBeGreaterThan(20);
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
