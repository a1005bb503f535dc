import { expect, test } from 'vitest';
import { firstBrokenAudit } from '../src/platform/audit.ts';
import { addDays, type Day, dayOf, startOfDay } from '../src/thai/index.ts';
import { type Office, office } from './desk.ts';
import { dice } from './dice.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ANSWERED = new Set(['answered', 'closed', 'refused', 'transferred']);
const OFFICE_BLOCKS = [
  [510, 720],
  [780, 990],
] as const;

/** What the office decides on the way, each as it stood from a moment on: a promise of so many days, and days on which it is closed. */
type Book = { at: Date; days: { from: Day; days: number }[]; closed: ReadonlySet<Day> };
type Pause = { from: number; to: number };

/** Office time from a moment on, minute after minute, but for the pauses; null where it is paused still. */
function countedOut(start: Date, minutes: number, pauses: readonly Pause[], { closed }: Book): Date | null {
  let left = minutes * MINUTE;
  for (let day = dayOf(start); ; day = addDays(day, 1)) {
    const midnight = startOfDay(day).getTime();
    if (pauses.some(({ from, to }) => from < midnight && to === Number.POSITIVE_INFINITY)) return null;
    if (closed.has(day) || [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) continue;
    for (const [from, to] of OFFICE_BLOCKS) {
      for (let at = Math.max(midnight + from * MINUTE, start.getTime()); at < midnight + to * MINUTE; ) {
        const next = Math.min(Math.floor(at / MINUTE) * MINUTE + MINUTE, midnight + to * MINUTE);
        const edges = pauses.flatMap((pause) => [pause.from, pause.to]).filter((edge) => edge > at && edge < next);
        const until = Math.min(next, ...edges);
        if (!pauses.some((pause) => pause.from <= at && at < pause.to)) {
          if (left <= until - at) return new Date(at + left);
          left -= until - at;
        }
        at = until;
      }
    }
  }
}

async function registerOf({ w }: Office) {
  return w.scoped(async (tx) => ({
    rows: await tx.selectFrom('complaints.complaint').selectAll().orderBy('sequence').execute(),
    events: await tx.selectFrom('complaints.complaint_event').selectAll().orderBy('seq').execute(),
    deadlines: await tx.selectFrom('complaints.deadline').selectAll().orderBy('seq').execute(),
    trail: await tx.selectFrom('platform.audit_entry').select(['action', 'subject_id']).execute(),
    broken: await firstBrokenAudit(tx),
  }));
}

/** Holds the register against its history and the calendar, counted anew without the program's code. */
async function holds(o: Office, books: readonly Book[]) {
  const { rows, events, deadlines, trail, broken } = await registerOf(o);
  expect(broken).toBeNull();
  for (const year of new Set(rows.map((row) => row.fiscal_year))) {
    const numbers = rows.flatMap((row) => (row.fiscal_year === year ? [row.sequence] : []));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, nth) => nth + 1));
  }
  for (const row of rows) {
    const day = dayOf(row.received_at);
    expect(row.fiscal_year, row.number).toBe(Number(day.slice(0, 4)) + 543 + (day.slice(5, 7) >= '10' ? 1 : 0));
    const steps = events.filter((event) => event.complaint_id === row.id);
    expect(steps.map(({ seq }) => seq)).toEqual(steps.map((_, nth) => nth + 1));
    expect(steps.slice(1).map((step) => step.from_status)).toEqual(steps.slice(0, -1).map((step) => step.to_status));
    expect(row.status, row.number).toBe(steps.at(-1)?.to_status);
    const told = trail.filter(({ subject_id }) => subject_id === row.id).map(({ action }) => action);
    expect(told.toSorted(), row.number).toEqual(steps.map(({ step }) => `complaint.${step}`).toSorted());

    const again = steps.filter((each) => ANSWERED.has(each.from_status ?? '') && !ANSWERED.has(each.to_status));
    const promises = deadlines.filter((each) => each.complaint_id === row.id && each.clock === 'citizen');
    expect(promises).toHaveLength(1 + again.length);
    for (const [nth, promise] of promises.entries()) {
      const begins = nth === 0 ? row.received_at : again[nth - 1]?.at;
      const from = dayOf(begins ?? row.received_at);
      const rule = books.findLast(({ at }) => at <= promise.computed_at)?.days.findLast((each) => each.from <= from);
      expect(promise.due_on, `${row.number} promise ${nth + 1}`).toBe(addDays(from, rule?.days ?? 0));
    }
    expect(row.citizen_due_on).toBe(promises.at(-1)?.due_on);

    for (const { computed_at, started_at, due_at, clock } of deadlines.filter((each) => each.complaint_id === row.id)) {
      if (clock !== 'department') continue;
      const waits: Pause[] = [];
      for (const { at, from_status, to_status } of steps.filter((step) => step.at <= computed_at)) {
        const open = waits.at(-1);
        if (from_status?.startsWith('waiting') && from_status !== to_status && open) open.to = at.getTime();
        if (to_status.startsWith('waiting') && from_status !== to_status)
          waits.push({ from: at.getTime(), to: Number.POSITIVE_INFINITY });
      }
      const book = books.findLast(({ at }) => at <= computed_at);
      if (!book) throw new Error('a clock before any book');
      expect(due_at, `${row.number} ${steps.map(({ step }) => step).join(' ')}`).toEqual(
        countedOut(started_at, 5 * 420, waits, book),
      );
    }
    const newest = deadlines.filter((each) => each.complaint_id === row.id && each.clock === 'department').at(-1);
    expect(row.department_due_at, row.number).toEqual(newest?.due_at ?? null);
  }
}

test('a year of cases: numbers, both clocks, histories and the trail are what is counted by hand', async () => {
  await using o = await office();
  const { below, one } = dice(2569);
  const administrator = await o.staff('administrator');
  const reasonId = o.directory.refusalReasons[0]?.id;
  const known = await o.w.scoped((tx) => tx.selectFrom('complaints.holiday').select('day').execute());
  const books: Book[] = [
    { at: new Date(0), days: [{ from: '2000-01-01', days: 15 }], closed: new Set(known.map(({ day }) => day)) },
  ];
  const acts = [
    { step: 'assign', departmentId: o.engineers },
    { step: 'assign', departmentId: o.health },
    { step: 'start' },
    { step: 'progress', note: 'กำลังซ่อม' },
    { step: 'ask-citizen', note: 'ตรงไหน' },
    { step: 'wait-agency', agency: 'การไฟฟ้า' },
    { step: 'resume' },
    { step: 'reply', note: 'เสร็จแล้ว' },
    { step: 'close' },
    { step: 'reopen', note: 'ยังดับ' },
    { step: 'refuse', reasonId, note: 'ไม่รับ' },
  ];
  const ids: string[] = [];
  let taken = 0;
  while (o.w.now() < new Date('2027-05-04T00:00:00Z')) {
    o.w.at(new Date(o.w.now().getTime() + MINUTE + below(2.4 * DAY)));
    const [now, today, last] = [o.w.now(), dayOf(o.w.now()), books.at(-1)];
    const kind = below(20);
    if (kind < 3 || ids.length === 0) {
      const receivedAt = below(3) === 0 ? new Date(now.getTime() - below(20 * DAY)).toISOString() : null;
      ids.push((await o.file({ receivedAt })).id);
    } else if (kind === 5 && last) {
      const rule = { code: `r${books.length}`, clock: 'citizen', countMethod: 'calendar-s64', legalSource: 'ประกาศ' };
      const [from, days] = [addDays(today, below(30)), 1 + below(30)];
      const added = await o.call(administrator, 'POST', '/clock-rules', { ...rule, days, effectiveFrom: from });
      if (added.status !== 201) continue;
      const known = [...last.days, { from, days }].toSorted((a, b) => a.from.localeCompare(b.from));
      books.push({ ...last, at: now, days: known });
    } else if (kind === 6 && last) {
      const closed = addDays(today, below(20));
      const csv = `date,name_th,name_en,kind\n${closed},วันหยุดพิเศษ,Special,cabinet\n`;
      const added = await o.call(administrator, 'POST', '/holidays/import', { csv, dryRun: false });
      if (added.status === 200 && added.body['added'] !== undefined)
        books.push({ ...last, at: now, closed: new Set([...last.closed, closed]) });
    } else {
      const act = one(acts);
      const done = await o.step(o.desk, one(ids.slice(-3)) ?? '', act ?? {});
      expect([200, 403, 409]).toContain(done.status);
      if (done.status === 200) taken += 1;
    }
  }
  expect(taken).toBeGreaterThan(30);
  await holds(o, books);
});
