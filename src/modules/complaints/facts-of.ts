import { dayOf } from '../../thai/index.ts';
import type { FactChange } from './store.ts';
import type { Complaint } from './tables.ts';

type Counted = Pick<
  Complaint,
  'received_at' | 'answered_at' | 'closed_at' | 'citizen_due_on' | 'late_before' | 'department_id' | 'visibility'
>;

/**
 * What one case, as its row stands, adds to the daily figures: received on its day of receipt, closed on the day it ended, both with
 * the department that has it and among those who may see it. `sign` -1 takes exactly the same back.
 */
export function factsOf(row: Counted, sign: 1 | -1 = 1): FactChange[] {
  const { department_id: departmentId, visibility } = row;
  const none = { departmentId, visibility, received: 0, closed: 0, closedOnTime: 0 };
  const received = { ...none, day: dayOf(row.received_at), received: sign };
  if (row.closed_at === null) return [received];
  return [received, { ...none, day: dayOf(row.closed_at), closed: sign, closedOnTime: isOnTime(row) ? sign : 0 }];
}

/** On time: the citizen had every answer by its own last day, the first and, each time the case was opened again, the next. */
export function isOnTime({
  answered_at,
  closed_at,
  citizen_due_on,
  late_before,
}: Omit<Counted, 'received_at'>): boolean {
  const at = answered_at ?? closed_at;
  return !late_before && (at === null || citizen_due_on === null || dayOf(at) <= citizen_due_on);
}
