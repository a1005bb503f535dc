import type { Tx } from '../../platform/db/db.ts';
import { dayOf } from '../../thai/index.ts';
import { isWorkingMoment } from './clock/working-time.ts';
import { openClockBook } from './clock-book.ts';

/** Whether the office works at that moment, by its dated hours and holidays: reminders of any kind go out only then. */
export async function isOfficeHour(tx: Tx, at: Date): Promise<boolean> {
  const book = await openClockBook(tx);
  return isWorkingMoment(at, book.hoursOn(dayOf(at)), book.isHoliday);
}
