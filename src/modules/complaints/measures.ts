import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/db.ts';
import {
  type Found,
  type Look,
  type Measure,
  measure,
  type RecordBehind,
  readOnce,
  type Span,
} from '../../platform/measure.ts';
import { endOfDay, startOfDay } from '../../thai/index.ts';
import { departmentOfFact } from './store.ts';

/** Figures count ordinary and restricted cases; those of corruption are never among them. */
const COUNTED = ['normal', 'restricted'] as const;
const Percent = z.number().min(0).max(100);

const Least = z.object({ least: z.int().min(1).max(1_000_000).default(1) });
const ByDepartment = z.object({ each: z.int().min(1).max(100_000).default(1) });
const OnTime = z.object({ percent: Percent.default(95), period: z.enum(['month', 'quarter']).default('quarter') });

/** The figures of the register that plans and reports may name. */
export const complaintMeasures: readonly Measure[] = [
  measure({
    id: 'complaints.recorded',
    settings: Least,
    cadence: 'continuous',
    words: {
      th: { title: 'มีเรื่องเข้าสู่ทะเบียนอย่างน้อยตามจำนวนที่กำหนดในเดือน', help: 'นับเรื่องที่รับในเดือน ทุกช่องทาง' },
      en: {
        title: 'At least so many cases received in the month',
        help: 'Counts what was received in the month, by any channel.',
      },
    },
    spans: async (look, { least }) =>
      (await facts(look)).map((month) => {
        const value = sum(month, 'received');
        return { value, target: least, met: value >= least, records: value };
      }),
    records: (tx, _settings, span) => receivedRecords(tx, span, false),
  }),
  measure({
    id: 'complaints.recorded-by-every-department',
    settings: ByDepartment,
    cadence: 'continuous',
    words: {
      th: {
        title: 'ทุกหน่วยงานที่ได้รับมอบหมายมีเรื่องในทะเบียนครบตามจำนวน',
        help: 'ค่าที่แสดงคือจำนวนหน่วยงานที่ครบ เทียบกับหน่วยงานที่มีเรื่องตั้งแต่ต้นปีงบประมาณจนถึงเดือนนั้น',
      },
      en: {
        title: 'Every department in charge has its number of cases',
        help: 'Shows how many departments reached the number, of those that had any case from the start of the year up to that month.',
      },
    },
    spans: async (look, { each }) => byDepartment(await facts(look), each),
    records: (tx, _settings, span) => receivedRecords(tx, span, true),
  }),
  measure({
    id: 'complaints.on-time',
    settings: OnTime,
    cadence: 'continuous',
    words: {
      th: {
        title: 'ตอบภายในเวลาที่กำหนดไม่ต่ำกว่าร้อยละที่ตั้งไว้',
        help: 'ร้อยละของเรื่องที่ยุติในไตรมาส (หรือเดือน) จนถึงสิ้นเดือนนั้น ซึ่งตอบทันกำหนดของประชาชน เรื่องที่เปิดใหม่นับว่าทันเมื่อทุกคำตอบทันกำหนดของตน',
      },
      en: {
        title: 'Answered in time, at least so many per cent',
        help: 'Of the cases that ended in the quarter (or month) up to the end of that month; one that was opened again is in time when every answer kept its own limit.',
      },
    },
    spans: async (look, { percent, period }) => onTime(look, await facts(look), percent, period),
    records: (tx, { period }, span) => closedRecords(tx, period === 'quarter' ? sinceQuarter(span) : span),
  }),
];

/** What the daily figures say of one span and department, or of what has none. */
type Fact = {
  readonly department: string | null;
  readonly received: number;
  readonly closed: number;
  readonly onTime: number;
};
const sum = (facts: readonly Fact[], what: 'received' | 'closed' | 'onTime'): number =>
  facts.reduce((total, fact) => total + fact[what], 0);

/** The daily figures, added up a span and department. The spans are joined by their days, so that the key of the table finds them. */
const facts = readOnce(async ({ tx, spans }: Look): Promise<Fact[][]> => {
  const { rows } = await sql<{ span: number; department: string; received: number; closed: number; on_time: number }>`
    select s.nth::int as span, f.department_id as department, sum(f.received)::float8 as received,
           sum(f.closed)::float8 as closed, sum(f.closed_on_time)::float8 as on_time
      from unnest(${spans.map(({ from }) => from)}::date[], ${spans.map(({ to }) => to)}::date[]) with ordinality s (first, last, nth)
      join complaints.daily_fact f on f.day between s.first and s.last and f.visibility = any (${COUNTED})
     group by 1, 2`.execute(tx);
  const found: Fact[][] = spans.map(() => []);
  for (const { span, department, received, closed, on_time } of rows) {
    found[span - 1]?.push({ department: departmentOfFact(department), received, closed, onTime: on_time });
  }
  return found;
});

function byDepartment(months: readonly Fact[][], each: number): Found[] {
  const inCharge = new Set<string>();
  return months.map((month) => {
    const mine = month.filter((fact) => fact.department !== null);
    // In charge by that month: a department that begins later does not undo a month that was reached.
    for (const { department } of mine) if (department !== null) inCharge.add(department);
    const value = mine.filter(({ received }) => received >= each).length;
    const target = inCharge.size;
    return { value, target, met: target > 0 && value === target, records: sum(mine, 'received') };
  });
}

function onTime({ spans }: Look, months: readonly Fact[][], percent: number, period: 'month' | 'quarter'): Found[] {
  return spans.map((span, i) => {
    const { from } = period === 'quarter' ? sinceQuarter(span) : span;
    const mine = months.filter((_, n) => n <= i && (spans[n]?.from ?? '') >= from).flat();
    const closed = sum(mine, 'closed');
    const value = closed === 0 ? null : Math.round((sum(mine, 'onTime') / closed) * 1000) / 10;
    return { value, target: percent, met: value !== null && value >= percent, records: closed };
  });
}

/** From the first day of the quarter that a month is in, to the month's end. Quarters of the fiscal year are those of the calendar. */
function sinceQuarter({ from, to }: Span): Span {
  const month = Number(from.slice(5, 7));
  const first = String(month - ((month - 1) % 3)).padStart(2, '0');
  return { from: `${from.slice(0, 4)}-${first}-01`, to };
}

const MOST = 200;
// The number alone: whoever reads plans sees that the case is there; what it is about only the case page tells, to whom may see it.
const recordOf = (row: { id: string; number: string }, at: Date): RecordBehind => ({
  id: row.id,
  label: row.number,
  to: `/cases/${row.id}`,
  at: at.toISOString(),
});

async function receivedRecords(tx: Tx, { from, to }: Span, assigned: boolean): Promise<RecordBehind[]> {
  let query = tx
    .selectFrom('complaints.complaint')
    .select(['id', 'number', 'received_at'])
    .where('received_at', '>=', startOfDay(from))
    .where('received_at', '<', endOfDay(to))
    .where('visibility', 'in', COUNTED)
    .orderBy('received_at', 'desc')
    .limit(MOST);
  if (assigned) query = query.where('department_id', 'is not', null);
  return (await query.execute()).map((row) => recordOf(row, row.received_at));
}

async function closedRecords(tx: Tx, { from, to }: Span): Promise<RecordBehind[]> {
  const rows = await tx
    .selectFrom('complaints.complaint')
    .select(['id', 'number', 'closed_at'])
    .where('closed_at', '>=', startOfDay(from))
    .where('closed_at', '<', endOfDay(to))
    .where('visibility', 'in', COUNTED)
    .orderBy('closed_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.flatMap((row) => (row.closed_at ? [recordOf(row, row.closed_at)] : []));
}
