import { addDays, type Day, dayOf, startOfDay } from '../../../thai/index.ts';
import { type IsHoliday, isWorkingDay, nextWorkingMoment, OFFICE_HOURS, type WorkingHours } from './working-time.ts';

/** Whose duty the time limit is: the authority's (answering) or a person's (appealing, sending documents). */
export type Party = 'authority' | 'person';

/**
 * From which day the count starts. `receipt`: the day it arrived. `next-working-day-when-after-hours`: what arrives
 * outside office time counts as received on the next working day (Electronic Performance of Government Duties Act
 * B.E. 2565; whether it moves an office's own limits is for the municipality's lawyer to say, so it is a choice).
 */
export type CountFrom = 'receipt' | 'next-working-day-when-after-hours';

export type LegalDeadlineInput = {
  receivedAt: Date;
  /** Whole days, 1 or more. */
  days: number;
  party: Party;
  isHoliday: IsHoliday;
  /** Default `receipt`. */
  countFrom?: CountFrom;
  /** Which weekdays are working days, and what is after hours. Default Mon–Fri 08:30–16:30. */
  hours?: WorkingHours;
};

/** How the count went; all days are in Bangkok. */
export type LegalSteps = {
  receivedDay: Day;
  /** The first day, which is not counted; later than `receivedDay` only by `countFrom`. */
  effectiveDay: Day;
  firstCounted: Day;
  lastCounted: Day;
  lastCountedIsWorkingDay: boolean;
};

export type LegalDeadline = {
  dueDay: Day;
  /** The last millisecond of `dueDay` in Bangkok. */
  dueAt: Date;
  /** The last working day from receipt to `dueDay`: when to act at the latest. Null when offices are closed throughout. */
  warnDay: Day | null;
  steps: LegalSteps;
};

function lastWorkingDay(from: Day, to: Day, works: (day: Day) => boolean): Day | null {
  for (let day = to; day >= from; day = addDays(day, -1)) if (works(day)) return day;
  return null;
}

/** The last millisecond of a day in Bangkok. */
export function endOfDay(day: Day): Date {
  return new Date(startOfDay(addDays(day, 1)).getTime() - 1);
}

/**
 * A time limit in days by the Administrative Procedure Act B.E. 2539 s.64: the first day is not counted; for the
 * authority the last day counts even when offices are closed; for a person a last day on which offices are closed
 * gives way to the next working day.
 * @throws RangeError when `days` is not a whole number above 0, or no working day comes within 400 days.
 */
export function legalDeadline(input: LegalDeadlineInput): LegalDeadline {
  const { receivedAt, days, party, isHoliday, countFrom = 'receipt', hours = OFFICE_HOURS } = input;
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`Not a number of days to count: ${days}`);
  const works = (day: Day) => isWorkingDay(day, hours, isHoliday);
  const receivedDay = dayOf(receivedAt);
  const effectiveDay = countFrom === 'receipt' ? receivedDay : effectiveReceipt(receivedAt, hours, isHoliday);
  const lastCounted = addDays(effectiveDay, days);
  const lastCountedIsWorkingDay = works(lastCounted);
  const dueDay =
    party === 'authority' || lastCountedIsWorkingDay
      ? lastCounted
      : dayOf(nextWorkingMoment(startOfDay(lastCounted), hours, isHoliday));
  return {
    dueDay,
    dueAt: endOfDay(dueDay),
    warnDay: lastWorkingDay(receivedDay, dueDay, works),
    steps: { receivedDay, effectiveDay, firstCounted: addDays(effectiveDay, 1), lastCounted, lastCountedIsWorkingDay },
  };
}

/**
 * The day on which something counts as received when after-hours arrivals move: the same day until the office closes
 * (early morning and the noon break are the same day), else the next working day.
 */
export function effectiveReceipt(receivedAt: Date, hours: WorkingHours, isHoliday: IsHoliday): Day {
  return dayOf(nextWorkingMoment(receivedAt, hours, isHoliday));
}
