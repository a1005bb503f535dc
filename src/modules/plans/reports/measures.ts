import { z } from 'zod';
import { type Measure, measure } from '../../../platform/measure.ts';
import { addDays, dayOf, startOfDay } from '../../../thai/index.ts';

/** Reports to executives as evidence: on the day an executive acknowledged one. */
export const reportMeasures: readonly Measure[] = [
  measure({
    id: 'plans.report-acknowledged',
    settings: z.object({}),
    cadence: 'milestone',
    words: {
      th: { title: 'ผู้บริหารรับทราบรายงานความก้าวหน้า', help: 'นับตามวันที่ผู้บริหารกดรับทราบในระบบ' },
      en: { title: 'An executive acknowledged a progress report', help: 'Counted on the day it was acknowledged.' },
    },
    async spans(tx, _settings, spans) {
      const rows = await tx
        .selectFrom('plans.acknowledgement')
        .select('at')
        .where('at', '>=', startOfDay(spans[0]?.from ?? '1970-01-01'))
        .where('at', '<', startOfDay(addDays(spans.at(-1)?.to ?? '1970-01-01', 1)))
        .execute();
      const days = rows.map((row) => dayOf(row.at));
      return spans.map(({ from, to }) => {
        const records = days.filter((day) => from <= day && day <= to).length;
        return { value: records, target: 1, met: records > 0, records };
      });
    },
    async records(tx, _settings, { from, to }) {
      const rows = await tx
        .selectFrom('plans.acknowledgement as a')
        .innerJoin('plans.report as r', (on) =>
          on.onRef('r.municipality_id', '=', 'a.municipality_id').onRef('r.id', '=', 'a.report_id'),
        )
        .select(['r.id', 'r.fiscal_year', 'r.months', 'a.by_name', 'a.at'])
        .where('a.at', '>=', startOfDay(from))
        .where('a.at', '<', startOfDay(addDays(to, 1)))
        .orderBy('a.at', 'desc')
        .limit(200)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        label: `รายงานรอบ ${row.months} เดือน ปีงบประมาณ ${row.fiscal_year} · ${row.by_name}`,
        to: `/plans/reports/${row.id}`,
        at: row.at.toISOString(),
      }));
    },
  }),
];
