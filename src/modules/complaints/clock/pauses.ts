import { addWorkingMinutes, type IsHoliday, type WorkingHours, workingMinutesBetween } from './working-time.ts';

/** Time during which the department waits for somebody else; `to: null` is still going on. */
export type Pause = { from: Date; to: Date | null };

export type DepartmentClock = {
  startedAt: Date;
  /** Office time allowed, in minutes. */
  workingMinutes: number;
  /** In any order; they may overlap, and lie before the start or after the end, where they give nothing. */
  pauses: readonly Pause[];
  hours: WorkingHours;
  isHoliday: IsHoliday;
};

/** `creditedMinutes`: office time given back by pauses that ended (for an open pause, before it began). */
export type DepartmentDeadline =
  | { paused: false; due: Date; creditedMinutes: number }
  | { paused: true; due: null; since: Date; remainingMinutes: number; creditedMinutes: number };

/** Pauses in order, overlapping and touching ones as one. @throws RangeError when one ends before it begins. */
export function mergePauses(pauses: readonly Pause[]): Pause[] {
  const merged: Pause[] = [];
  for (const pause of [...pauses].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    if (pause.to !== null && pause.to < pause.from) throw new RangeError('A pause ends before it begins');
    const last = merged.at(-1);
    if (last === undefined || (last.to !== null && last.to < pause.from)) merged.push({ ...pause });
    else if (last.to !== null) last.to = pause.to === null || pause.to > last.to ? pause.to : last.to;
  }
  return merged;
}

/**
 * When a department's office time runs out, not counting pauses. A pause that begins after the time has run out
 * changes nothing; an open pause that begins before leaves no due time, only what remains.
 * @throws RangeError as `addWorkingMinutes` and `mergePauses`.
 */
export function departmentDeadline(clock: DepartmentClock): DepartmentDeadline {
  const { startedAt, workingMinutes, hours, isHoliday } = clock;
  let cursor = startedAt;
  let remainingMinutes = workingMinutes;
  let creditedMinutes = 0;
  for (const { from, to } of mergePauses(clock.pauses)) {
    if (to !== null && to <= cursor) continue;
    const pausedFrom = new Date(Math.max(from.getTime(), cursor.getTime()));
    const available = workingMinutesBetween(cursor, pausedFrom, hours, isHoliday);
    if (remainingMinutes <= available) break;
    remainingMinutes -= available;
    if (to === null) return { paused: true, due: null, since: pausedFrom, remainingMinutes, creditedMinutes };
    creditedMinutes += workingMinutesBetween(pausedFrom, to, hours, isHoliday);
    cursor = to;
  }
  return { paused: false, due: addWorkingMinutes(cursor, remainingMinutes, hours, isHoliday), creditedMinutes };
}
