import { z } from 'zod';
import { isSeen } from '../contract.ts';

const Day = z.iso.date();

/** What is kept beside the cases for a while only: what providers sent, calls that became no case, and the sound of calls. */
export const RETAINED = ['raw-event', 'call', 'recording'] as const;
export const Retained = z.enum(RETAINED);
export type Retained = z.infer<typeof Retained>;
/** Fewest days: an event may be told or tried again for days, a call may be written down later. */
export const LEAST_DAYS: Readonly<Record<Retained, number>> = { 'raw-event': 7, call: 30, recording: 30 };
export const MOST_DAYS = 3650;

/** How long, since when, and by which law; `id` and `effectiveFrom` null: nobody decided, the program's own period holds. */
export const RetentionPeriod = z.object({
  id: z.uuid().nullable(),
  days: z.int(),
  effectiveFrom: Day.nullable(),
  legalSource: z.string(),
});
export type RetentionPeriod = z.infer<typeof RetentionPeriod>;
/** GET /retention */
export const RetentionView = z.object({
  what: Retained,
  least: z.int(),
  current: RetentionPeriod,
  /** What begins on a later day, and what held before, newest first. */
  others: z.array(RetentionPeriod),
});
export type RetentionView = z.infer<typeof RetentionView>;
/** POST /retention: from a day on, which is not over. What has not begun is taken back by DELETE /retention/:id. */
export const RetentionDraft = z
  .object({
    what: Retained,
    days: z.int().min(1).max(MOST_DAYS),
    effectiveFrom: Day,
    legalSource: z.string().trim().max(1000, 'text-too-long').refine(isSeen, 'text-missing'),
  })
  .refine(({ what, days }) => days >= LEAST_DAYS[what], { path: ['days'], error: 'too-few' });
export type RetentionDraft = z.infer<typeof RetentionDraft>;
