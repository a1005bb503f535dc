import { addDays, coversYear, type Day, dayOf, type HolidayCalendar } from '../../../thai/index.ts';
import type { ExplanationLine, HolidayName, NamedDay } from './explanation.ts';
import { legalDeadline } from './legal-deadline.ts';
import { departmentDeadline, type Pause } from './pauses.ts';
import type { ClockRule } from './rule.ts';
import { isWorkingDay, OFFICE_HOURS, type WorkingHours } from './working-time.ts';

/** `startedAt`: the receipt for the citizen's clock, the assignment for the department's. Pauses: working time only. */
export type ClockOccasion = { startedAt: Date; pauses?: readonly Pause[] };

export type ComputedDeadline = {
  /** Null while paused. */
  dueAt: Date | null;
  dueDay: Day | null;
  /** The last working day to act on; earlier than `dueDay` when that is a closed day. Null when there is none. */
  warnDay: Day | null;
  /** Office minutes left when the open pause began; null when not paused. */
  remainingMinutes: number | null;
  /** How it was computed, as plain data: store it with the deadline, and print it with `explain`. */
  explanation: readonly ExplanationLine[];
};

/**
 * The deadline of one clock under one rule, with its explanation. A limit in days by law does not pause.
 * @throws RangeError when the rule lacks the length its method needs, and as `legalDeadline` and `departmentDeadline`.
 */
export function computeDeadline(
  rule: ClockRule,
  occasion: ClockOccasion,
  calendar: HolidayCalendar,
  hours: WorkingHours = OFFICE_HOURS,
): ComputedDeadline {
  return rule.countMethod === 'calendar-s64'
    ? inDays(rule, occasion.startedAt, calendar, hours)
    : inWorkingTime(rule, occasion, calendar, hours);
}

function inDays(rule: ClockRule, receivedAt: Date, calendar: HolidayCalendar, hours: WorkingHours): ComputedDeadline {
  const days = rule.days ?? 0;
  const { dueDay, dueAt, warnDay, steps } = legalDeadline({
    receivedAt,
    days,
    party: rule.party,
    isHoliday: (day) => calendar.has(day),
    countFrom: rule.countFrom ?? 'receipt',
    hours,
  });
  const explanation: ExplanationLine[] = [{ code: 'received', at: receivedAt.toISOString() }];
  if (steps.effectiveDay !== steps.receivedDay)
    explanation.push({ code: 'received-after-hours', day: steps.effectiveDay });
  explanation.push(
    { code: 'first-day-excluded' },
    { code: 'days-counted', days, from: steps.firstCounted, to: steps.lastCounted },
  );
  if (!steps.lastCountedIsWorkingDay) {
    const closed = { day: steps.lastCounted, holiday: nameOn(calendar, steps.lastCounted) };
    explanation.push(
      rule.party === 'authority'
        ? { code: 'last-day-counts-though-closed', ...closed, actBy: warnDay }
        : { code: 'last-day-moves', ...closed, to: dueDay },
    );
  }
  explanation.push({ code: 'due-day', day: dueDay }, ...source(rule), ...gaps(calendar, steps.receivedDay, dueDay));
  return { dueAt, dueDay, warnDay, remainingMinutes: null, explanation };
}

function inWorkingTime(
  rule: ClockRule,
  { startedAt, pauses = [] }: ClockOccasion,
  calendar: HolidayCalendar,
  hours: WorkingHours,
): ComputedDeadline {
  const workingMinutes = rule.workingMinutes ?? 0;
  if (workingMinutes <= 0) throw new RangeError(`The rule ${rule.code} gives no working time`);
  const result = departmentDeadline({
    startedAt,
    workingMinutes,
    pauses,
    hours,
    isHoliday: (day) => calendar.has(day),
  });
  const explanation: ExplanationLine[] = [
    { code: 'started', at: startedAt.toISOString() },
    { code: 'working-time', minutes: workingMinutes },
  ];
  const until = dayOf(result.due ?? result.since ?? startedAt);
  const skipped = closedWorkdays(calendar, hours, dayOf(startedAt), until);
  if (skipped.length > 0) explanation.push({ code: 'holidays-skipped', holidays: skipped });
  if (result.creditedMinutes > 0) explanation.push({ code: 'pauses-credited', minutes: result.creditedMinutes });
  if (result.paused) {
    const { remainingMinutes } = result;
    explanation.push({ code: 'paused', since: result.since.toISOString(), minutes: remainingMinutes }, ...source(rule));
    return { dueAt: null, dueDay: null, warnDay: null, remainingMinutes, explanation };
  }
  explanation.push({ code: 'due-at', at: result.due.toISOString() }, ...source(rule));
  explanation.push(...gaps(calendar, dayOf(startedAt), until));
  return { dueAt: result.due, dueDay: until, warnDay: until, remainingMinutes: null, explanation };
}

function nameOn(calendar: HolidayCalendar, day: Day): HolidayName | null {
  const holiday = calendar.get(day);
  if (holiday === undefined) return null;
  return { name: holiday.name, ...(holiday.nameEn === undefined ? {} : { nameEn: holiday.nameEn }) };
}

/** Holidays that closed a day on which the office would have worked. */
function closedWorkdays(calendar: HolidayCalendar, hours: WorkingHours, from: Day, to: Day): NamedDay[] {
  const closed: NamedDay[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const name = nameOn(calendar, day);
    if (name !== null && isWorkingDay(day, hours, () => false)) closed.push({ day, ...name });
  }
  return closed;
}

function source(rule: ClockRule): ExplanationLine[] {
  return rule.legalSource === '' ? [] : [{ code: 'by-rule', legalSource: rule.legalSource }];
}

/** Says so when a year's holidays were not known yet: the office may turn out to be closed on days that were counted. */
function gaps(calendar: HolidayCalendar, from: Day, to: Day): ExplanationLine[] {
  const lines: ExplanationLine[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    if (!coversYear(calendar, year)) lines.push({ code: 'holidays-unknown', year });
  }
  return lines;
}
