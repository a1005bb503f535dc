import type { Tx } from '../../platform/db/db.ts';
import { addDays, type Day } from '../../thai/index.ts';
import { closedDepartments } from '../people/index.ts';
import { isWorkingDay } from './clock/working-time.ts';
import { type ClockBook, openClockBook } from './clock-book.ts';

/** How many days before its last one a case is due soon. */
const SOON_DAYS = 3;
/** Beyond so many closed days the hours are a mistake. */
const LONGEST_CLOSURE = 60;

/**
 * Which last days press, as seen on a day. `lastToday`: what is due until then has to be answered today, for the office does not work again
 * before: today itself, and the closed days that follow where the office works today. `lastSoon`: until then it is due soon.
 */
export type DueDays = { readonly today: Day; readonly lastToday: Day; readonly lastSoon: Day };

/** A day as views go by it: which last days press, and which departments there are no more. */
export type Today = DueDays & { readonly closedDepartments: readonly string[] };

/** By the holidays and hours that are known now: a day that the cabinet has added since counts. */
export async function dueDays(tx: Tx, today: Day): Promise<Today> {
  return { ...dueDaysOf(await openClockBook(tx), today), closedDepartments: await closedDepartments(tx, today) };
}

export function dueDaysOf({ hoursOn, isHoliday }: Pick<ClockBook, 'hoursOn' | 'isHoliday'>, today: Day): DueDays {
  const works = (day: Day) => isWorkingDay(day, hoursOn(day), isHoliday);
  const lastClosedAfter = (day: Day): Day => {
    let last = day;
    for (let n = 0; n < LONGEST_CLOSURE && !works(addDays(last, 1)); n += 1) last = addDays(last, 1);
    return last;
  };
  return {
    today,
    lastToday: works(today) ? lastClosedAfter(today) : today,
    lastSoon: lastClosedAfter(addDays(today, SOON_DAYS)),
  };
}
