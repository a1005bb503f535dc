import { type Day, dayOf } from '../../thai/index.ts';

/** Which day it is in Thailand, by this machine's clock. */
export const today = (): Day => dayOf(new Date());

/** The day itself, or today where it has passed. Days are compared as text, which sorts as dates do. */
export function fromTodayOn(day: Day): Day {
  const now = today();
  if (day < now) return now;
  return day;
}

/** Whether an instant has come, by this device's clock. */
export const hasCome = (instant: string): boolean => new Date(instant) <= new Date();
