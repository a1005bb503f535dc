import type { Day } from '../../../thai/index.ts';

export type HolidayName = { name: string; nameEn?: string };
export type NamedDay = HolidayName & { day: Day };

/** One step of a computation as plain JSON: days as 'YYYY-MM-DD', instants (`at`, `since`) as ISO 8601, office time in minutes. */
export type ExplanationLine =
  | { code: 'received'; at: string }
  | { code: 'answered-first'; at: string; dueOn: Day | null }
  | { code: 'reopened'; at: string }
  | { code: 'received-after-hours'; day: Day }
  | { code: 'first-day-excluded' }
  | { code: 'days-counted'; days: number; from: Day; to: Day }
  | { code: 'last-day-counts-though-closed'; day: Day; holiday: HolidayName | null; actBy: Day | null }
  | { code: 'last-day-moves'; day: Day; holiday: HolidayName | null; to: Day }
  | { code: 'due-day'; day: Day }
  | { code: 'started'; at: string }
  | { code: 'working-time'; minutes: number }
  | { code: 'holidays-skipped'; holidays: readonly NamedDay[] }
  | { code: 'pauses-credited'; minutes: number }
  | { code: 'paused'; since: string; minutes: number }
  | { code: 'due-at'; at: string }
  | { code: 'by-rule'; legalSource: string }
  | { code: 'holidays-unknown'; year: number };
