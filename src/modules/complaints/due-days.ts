import type { NotNull } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';
import { addDays, type Day } from '../../thai/index.ts';
import { emptyDepartments, staffAddresses } from '../people/index.ts';
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

/** A day as views go by it: which last days press, in which departments nobody is, and which officers hold a case that they do not see any more. */
export type Today = DueDays & { readonly emptyDepartments: readonly string[]; readonly blindOwners: readonly string[] };

/** By the holidays and hours that are known now: a day that the cabinet has added since counts. */
export async function dueDays(tx: Tx, today: Day): Promise<Today> {
  return {
    ...dueDaysOf(await openClockBook(tx), today),
    emptyDepartments: await emptyDepartments(tx, today),
    blindOwners: await blindOwners(tx),
  };
}

/**
 * Who holds a case of corruption and left, or left the committee: it would be theirs alone, for no department sees it. Any other case is its
 * department's as well.
 */
async function blindOwners(tx: Tx): Promise<string[]> {
  const held = await tx
    .selectFrom('complaints.complaint')
    .select('owner_id')
    .distinct()
    .where('open', '=', true)
    .where('visibility', '=', 'corruption')
    .where('owner_id', 'is not', null)
    .$narrowType<{ owner_id: NotNull }>()
    .execute();
  if (held.length === 0) return [];
  const staff = await staffAddresses(tx, 'everybody');
  const seeing = new Set(
    staff.flatMap(({ userId, actor }) => (actor.may.has('complaint.read.corruption') ? [userId] : [])),
  );
  return held.flatMap(({ owner_id }) => (seeing.has(owner_id) ? [] : [owner_id]));
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
