import { z } from 'zod';
import { isSeen } from '../../people/contract.ts';

const Day = z.iso.date();
const id = z.uuid();

export const ClockRuleDraft = z
  .object({
    code: z.string().trim().max(40).refine(isSeen, 'missing'),
    clock: z.enum(['citizen', 'department']),
    categoryId: id.nullable().default(null),
    countMethod: z.enum(['calendar-s64', 'working-time']),
    party: z.enum(['authority', 'person']).default('authority'),
    days: z.int().min(1).max(3650).nullable().default(null),
    workingMinutes: z.int().min(1).max(1_000_000).nullable().default(null),
    effectiveFrom: Day,
    legalSource: z.string().trim().max(500).refine(isSeen, 'missing'),
  })
  .refine(
    (rule) => (rule.countMethod === 'calendar-s64' ? rule.days !== null : rule.workingMinutes !== null),
    'length-missing',
  );
export type ClockRuleDraft = z.infer<typeof ClockRuleDraft>;
export const ClockRuleView = z.object({
  id,
  code: z.string(),
  clock: z.enum(['citizen', 'department']),
  categoryId: id.nullable(),
  countMethod: z.enum(['calendar-s64', 'working-time']),
  party: z.enum(['authority', 'person']),
  days: z.int().nullable(),
  workingMinutes: z.int().nullable(),
  effectiveFrom: Day,
  effectiveTo: Day.nullable(),
  legalSource: z.string(),
});
export type ClockRuleView = z.infer<typeof ClockRuleView>;
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Seven lists of blocks, Sunday first. */
export const WorkingHoursView = z.object({
  effectiveFrom: Day,
  blocks: z.array(z.array(z.object({ from: time, to: time })).max(6)).length(7),
});
export type WorkingHoursView = z.infer<typeof WorkingHoursView>;
/** `nameEn`: '' where the list named it in Thai only. */
export const HolidayView = z.object({ day: Day, name: z.string(), nameEn: z.string(), kind: z.string() });
/** POST /holidays/import: a year's list as CSV text; `dryRun` shows what would change. */
export const ImportHolidays = z.object({ csv: z.string().min(1).max(200_000), dryRun: z.boolean() });
export const HolidaysImported = z.object({
  added: z.array(HolidayView),
  changed: z.array(HolidayView),
  unchanged: z.int(),
  refused: z.array(z.object({ line: z.int(), reason: z.string(), text: z.string() })),
});
