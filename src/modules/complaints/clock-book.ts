import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/db.ts';
import { prepared } from '../../platform/db/prepared.ts';
import type { Holiday, HolidayCalendar, HolidayKind } from '../../thai/holidays.ts';
import { type Day, dayOf } from '../../thai/index.ts';
import { type ComputedDeadline, computeDeadline } from './clock/compute.ts';
import type { Pause } from './clock/pauses.ts';
import { type ClockKind, type ClockRule, ruleInForce } from './clock/rule.ts';
import { OFFICE_HOURS, type WorkingHours } from './clock/working-time.ts';

const Kind = z.enum(['regular', 'substitute', 'cabinet', 'government'] satisfies HolidayKind[]);
const Blocks = z.array(z.array(z.object({ from: z.string(), to: z.string() }))).length(7);

/** Everything that a clock is computed from, as it stands in one municipality. */
export type ClockBook = {
  readonly calendar: HolidayCalendar;
  readonly isHoliday: (day: Day) => boolean;
  hoursOn(day: Day): WorkingHours;
  /** The rule in force for a clock that starts then, and its deadline; null when no rule is. */
  compute(
    clock: ClockKind,
    categoryId: string | null,
    startedAt: Date,
    pauses?: readonly Pause[],
  ): BookedDeadline | null;
  /** The same under a rule that was chosen before: a rule changed later does not move a deadline. */
  recompute(ruleId: string, startedAt: Date, pauses: readonly Pause[]): BookedDeadline | null;
};
export type BookedDeadline = ComputedDeadline & { rule: ClockRule; startedAt: Date };

/** Books that were read before, by what they were read from: a book is never older than the rows that it stands for. */
const read = new Map<string, ClockBook>();
const MOST_KEPT = 50;
const MOST_DAYS = 1000;

/** The book of this municipality. Its rows are read and understood only when they are not those of a book that is kept. */
export async function openClockBook(tx: Tx): Promise<ClockBook> {
  const version = await versionOf(tx);
  const kept = read.get(version);
  if (kept) return kept;
  const book = await readBook(tx);
  // Under another isolation, rows may have changed between the two statements: then what was read has another version.
  if ((await versionOf(tx)) !== version) return book;
  if (read.size >= MOST_KEPT) read.clear();
  read.set(version, book);
  return book;
}

/** One digest of every row that a book is made of, municipality included. */
async function versionOf(tx: Tx): Promise<string> {
  const { rows } = await tx.executeQuery(
    prepared(
      sql<{ version: string }>`select concat_ws(' ', platform.scope(),
        (select concat(count(*), ' ', sum(hash_record_extended(r, 0))) from complaints.clock_rule r),
        (select concat(count(*), ' ', sum(hash_record_extended(h, 0))) from complaints.holiday h),
        (select concat(count(*), ' ', sum(hash_record_extended(w, 0))) from complaints.working_hours w)) as version`.compile(
        tx,
      ),
    ),
  );
  return rows[0]?.version ?? '';
}

async function readBook(tx: Tx): Promise<ClockBook> {
  const [rules, holidays, hours] = await Promise.all([
    tx.selectFrom('complaints.clock_rule').selectAll().execute(),
    tx.selectFrom('complaints.holiday').select(['day', 'name', 'name_en', 'kind']).execute(),
    tx
      .selectFrom('complaints.working_hours')
      .select(['effective_from', 'blocks'])
      .orderBy('effective_from', 'desc')
      .execute(),
  ]);
  const closed = holidays.map(
    ({ day, name, name_en, kind }): Holiday => ({
      day,
      name,
      ...(name_en === '' ? {} : { nameEn: name_en }),
      kind: Kind.parse(kind),
    }),
  );
  const calendar: HolidayCalendar = new Map(closed.map((holiday) => [holiday.day, holiday]));
  const dated = hours.map((row) => ({ from: row.effective_from, hours: readBlocks(row.blocks) }));
  const book: readonly ClockRule[] = rules.map((row) => ({
    id: row.id,
    code: row.code,
    clock: row.clock,
    effectiveFrom: row.effective_from,
    effectiveTo: row.effective_to,
    countMethod: row.count_method,
    days: row.days,
    workingMinutes: row.working_minutes,
    party: row.party,
    legalSource: row.legal_source,
    categoryId: row.category_id,
  }));
  const hoursOn = (day: Day) => dated.find((row) => row.from <= day)?.hours ?? OFFICE_HOURS;
  const counted = countedByDay((rule, startedAt) =>
    computeDeadline(rule, { startedAt }, calendar, hoursOn(dayOf(startedAt))),
  );
  const under = (rule: ClockRule, startedAt: Date, pauses: readonly Pause[]): BookedDeadline => {
    const computed =
      rule.countMethod === 'calendar-s64'
        ? counted(rule, startedAt)
        : computeDeadline(rule, { startedAt, pauses }, calendar, hoursOn(dayOf(startedAt)));
    return { ...computed, rule, startedAt };
  };
  return {
    calendar,
    isHoliday: (day) => calendar.has(day),
    hoursOn,
    compute(clock, categoryId, startedAt, pauses = []) {
      const rule = ruleInForce(book, clock, categoryId, dayOf(startedAt));
      return rule && under(rule, startedAt, pauses);
    },
    recompute(ruleId, startedAt, pauses) {
      const rule = book.find((each) => each.id === ruleId);
      return rule ? under(rule, startedAt, pauses) : null;
    },
  };
}

/** A limit in whole days is counted once for each rule and day of receipt: only the moment of receipt differs, which it names first. */
function countedByDay(count: (rule: ClockRule, startedAt: Date) => ComputedDeadline) {
  const known = new Map<string, ComputedDeadline>();
  return (rule: ClockRule, startedAt: Date): ComputedDeadline => {
    if (rule.countFrom !== undefined && rule.countFrom !== 'receipt') return count(rule, startedAt);
    const key = `${rule.id} ${dayOf(startedAt)}`;
    const computed = known.get(key) ?? count(rule, startedAt);
    if (known.size >= MOST_DAYS) known.clear();
    known.set(key, computed);
    const [, ...rest] = computed.explanation;
    return { ...computed, explanation: [{ code: 'received', at: startedAt.toISOString() }, ...rest] };
  };
}

function readBlocks(stored: unknown): WorkingHours {
  const [sun = [], mon = [], tue = [], wed = [], thu = [], fri = [], sat = []] = Blocks.parse(stored);
  return { blocks: { 0: sun, 1: mon, 2: tue, 3: wed, 4: thu, 5: fri, 6: sat } };
}
