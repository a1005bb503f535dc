import { z } from 'zod';
import { Board, FiscalYear } from '../contract.ts';

/** POST /plans/reports: the progress at 3, 6, 9 or 12 months, as it is now; later data does not change it. */
export const MakeReport = z.object({
  fiscalYear: FiscalYear,
  months: z.union([z.literal(3), z.literal(6), z.literal(9), z.literal(12)]),
});
export type MakeReport = z.infer<typeof MakeReport>;

const Counts = z.object({
  /** Steps that had something planned up to that month. */
  planned: z.int(),
  done: z.int(),
  late: z.int(),
  missed: z.int(),
  unproven: z.int(),
});
export const ReportContent = z.object({
  board: Board,
  totals: Counts,
  systems: z.array(z.object({ systemId: z.uuid(), counts: Counts })),
});
export type ReportContent = z.infer<typeof ReportContent>;
export const ReportRow = z.object({
  id: z.uuid(),
  fiscalYear: FiscalYear,
  months: z.int(),
  madeAt: z.iso.datetime(),
  madeBy: z.string(),
  totals: Counts,
  acknowledged: z.array(z.object({ by: z.string(), at: z.iso.datetime(), direction: z.string() })),
});
export type ReportRow = z.infer<typeof ReportRow>;
export const Report = ReportRow.extend({ content: ReportContent });
export type Report = z.infer<typeof Report>;
export const Acknowledge = z.object({ direction: z.string().trim().max(2000).default('') });
