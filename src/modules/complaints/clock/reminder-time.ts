import { type IsHoliday, nextWorkingMoment, type WorkingHours } from './working-time.ts';

/**
 * When a reminder that is due at `at` may be sent: then, if the office works, else when it next opens. Nobody's phone
 * rings at night, at noon or on a holiday. @throws RangeError when no office time comes within 400 days.
 */
export function nextReminderMoment(at: Date, hours: WorkingHours, isHoliday: IsHoliday): Date {
  return nextWorkingMoment(at, hours, isHoliday);
}
