import { addDays, dayOf, daysBetween } from '../../../thai/index.ts';

/** Enough for the month · it will end before the month does · it has ended. */
export type QuotaState = 'enough' | 'ending' | 'ended';

/** From this part of the month's messages on, it is said to be ending. */
const NEARLY = 0.8;
/** Before this part of the month and of its messages is over, a projection is a guess. */
const SOONEST = { month: 0.2, used: 0.4 };

/** The first day of a moment's month in Bangkok, and how much of the month is over. */
export function monthOf(now: Date): { month: string; passed: number } {
  const today = dayOf(now);
  const month = `${today.slice(0, 7)}-01`;
  const next = `${addDays(month, 32).slice(0, 7)}-01`;
  return { month, passed: (daysBetween(month, today) + 1) / daysBetween(month, next) };
}

/** What the month's use says: as used today, and as it will be at the same pace. `most` null: not limited. */
export function quotaState({ used, most }: { used: number; most: number | null }, now: Date): QuotaState {
  if (most === null) return 'enough';
  if (used >= most) return 'ended';
  const part = used / most;
  const { passed } = monthOf(now);
  const projected = passed >= SOONEST.month && part >= SOONEST.used && part / passed > 1;
  return part >= NEARLY || projected ? 'ending' : 'enough';
}
