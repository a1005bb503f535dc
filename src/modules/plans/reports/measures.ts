import { z } from 'zod';
import { type Look, type Measure, measure, reachedOn, readOnce, wholeOf } from '../../../platform/measure.ts';
import { type Day, dayOf, fiscalYearOf } from '../../../thai/index.ts';
import { spansOf } from '../months.ts';

/**
 * The day for which an acknowledgement is evidence: that on which it was given, while the year that the report is of runs. Given once
 * that year is over, it counts for the last day that the report speaks of: it says nothing of the year in which it was given. Null: a
 * report of a year that had not begun is evidence of nothing.
 */
export function countsOn(report: { fiscal_year: number; months: number }, at: Date): Day | null {
  const day = dayOf(at);
  const year = fiscalYearOf(day);
  if (year < report.fiscal_year) return null;
  return year === report.fiscal_year ? day : (spansOf(report.fiscal_year)[report.months - 1]?.to ?? null);
}

/** The acknowledgements that count for a look's days, oldest first: each is one of the year that its report is of. */
const acknowledged = readOnce(async (look) => {
  const { from, to } = wholeOf(look);
  const rows = await look.tx
    .selectFrom('plans.acknowledgement as a')
    .innerJoin('plans.report as r', (on) =>
      on.onRef('r.municipality_id', '=', 'a.municipality_id').onRef('r.id', '=', 'a.report_id'),
    )
    .select(['r.id', 'r.fiscal_year', 'r.months', 'a.by_name', 'a.at'])
    .where('r.fiscal_year', '>=', fiscalYearOf(from))
    .where('r.fiscal_year', '<=', fiscalYearOf(to))
    .orderBy('a.at')
    .execute();
  return rows.flatMap((row) => {
    const day = countsOn(row, row.at);
    return day !== null && from <= day && day <= to ? [{ ...row, day }] : [];
  });
});

/** Reports to executives as evidence. */
export const reportMeasures: readonly Measure[] = [
  measure({
    id: 'plans.report-acknowledged',
    settings: z.object({}),
    cadence: 'milestone',
    words: {
      th: {
        title: 'ผู้บริหารรับทราบรายงานความก้าวหน้า',
        help: 'นับตามวันที่ผู้บริหารกดรับทราบในระบบ หากกดหลังสิ้นปีงบประมาณของรายงาน นับเป็นเดือนสุดท้ายของรอบรายงานนั้น',
      },
      en: {
        title: 'An executive acknowledged a progress report',
        help: 'Counted on the day it was acknowledged; after the report’s fiscal year, for the last month that the report is of.',
      },
    },
    spans: async (look) =>
      reachedOn(
        (await acknowledged(look)).map(({ day }) => day),
        look,
      ),
    async records(tx, _settings, span) {
      const look: Look = { tx, spans: [span] };
      return (await acknowledged(look))
        .toReversed()
        .slice(0, 200)
        .map((row) => ({
          id: row.id,
          label: `รายงานรอบ ${row.months} เดือน ปีงบประมาณ ${row.fiscal_year} · ${row.by_name}`,
          to: `/plans/reports/${row.id}`,
          at: row.at.toISOString(),
        }));
    },
  }),
];
