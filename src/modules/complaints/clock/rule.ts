import type { Day } from '../../../thai/index.ts';
import type { CountFrom, Party } from './legal-deadline.ts';

/** The citizen's clock runs from receipt, the department's from assignment. */
export type ClockKind = 'citizen' | 'department';

/** A dated rule of how long something may take. Rules are ended and followed, never changed, so past deadlines stay. */
export type ClockRule = {
  id: string;
  /** A short name for people, e.g. 'citizen-15-days'. */
  code: string;
  clock: ClockKind;
  /** First and last day (both inside) on which a clock may start under this rule; null: until further notice. */
  effectiveFrom: Day;
  effectiveTo: Day | null;
  countMethod: 'calendar-s64' | 'working-time';
  /** Needed by `calendar-s64`: whole days. */
  days?: number | null;
  /** Needed by `working-time`: minutes of office time. */
  workingMinutes?: number | null;
  party: Party;
  /** Default `receipt`. */
  countFrom?: CountFrom | null;
  /** The law, order or manual it comes from, in Thai, as printed in the explanation. */
  legalSource: string;
  /** Only for this category; null or absent: for all. */
  categoryId?: string | null;
};

/**
 * The rule for a clock that starts on `day`: one for the category before one for all, then the one that took effect
 * last, then the greatest id. Null when none is in force.
 */
export function ruleInForce(
  rules: readonly ClockRule[],
  clock: ClockKind,
  categoryId: string | null,
  day: Day,
): ClockRule | null {
  let best: ClockRule | null = null;
  for (const rule of rules) {
    const inForce = rule.effectiveFrom <= day && (rule.effectiveTo === null || day <= rule.effectiveTo);
    const own = rule.categoryId ?? null;
    if (rule.clock !== clock || !inForce || (own !== null && own !== categoryId)) continue;
    if (best === null || goesBefore(rule, best)) best = rule;
  }
  return best;
}

function goesBefore(a: ClockRule, b: ClockRule): boolean {
  const [aOwn, bOwn] = [(a.categoryId ?? null) !== null, (b.categoryId ?? null) !== null];
  if (aOwn !== bOwn) return aOwn;
  return a.effectiveFrom === b.effectiveFrom ? a.id > b.id : a.effectiveFrom > b.effectiveFrom;
}
