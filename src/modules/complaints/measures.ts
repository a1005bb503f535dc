import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/db.ts';
import { type Found, type Measure, measure, type RecordBehind, type Span } from '../../platform/measure.ts';
import { addDays, startOfDay } from '../../thai/index.ts';
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
    spans: async (tx, { least }, spans) =>
      (await received(tx, spans)).map((value) => ({ value, target: least, met: value >= least, records: value })),
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
    spans: async (tx, { each }, spans) => byDepartment(tx, spans, each),
    records: (tx, _settings, span) => receivedRecords(tx, span, true),
  }),
  measure({
    id: 'complaints.on-time',
    settings: OnTime,
    cadence: 'continuous',
    words: {
      th: {
        title: 'ตอบภายในเวลาที่กำหนดไม่ต่ำกว่าร้อยละที่ตั้งไว้',
        help: 'ร้อยละของเรื่องที่ยุติในไตรมาส (หรือเดือน) จนถึงสิ้นเดือนนั้น ซึ่งตอบทันกำหนดของประชาชน',
      },
      en: {
        title: 'Answered in time, at least so many per cent',
        help: 'Of the cases that ended in the quarter (or month) up to the end of that month.',
      },
    },
    spans: async (tx, { percent, period }, spans) => onTime(tx, spans, percent, period),
    records: (tx, { period }, span) => closedRecords(tx, period === 'quarter' ? sinceQuarter(span) : span),
  }),
];

const whole = (spans: readonly Span[]) => ({ from: spans[0]?.from ?? '', to: spans.at(-1)?.to ?? '' });

async function received(tx: Tx, spans: readonly Span[]): Promise<number[]> {
  const { from, to } = whole(spans);
  const rows = await tx
    .selectFrom('complaints.daily_fact')
    .select((eb) => [sql<string>`to_char(day, 'YYYY-MM')`.as('month'), eb.fn.sum<string>('received').as('n')])
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('visibility', 'in', COUNTED)
    .groupBy(sql`1`)
    .execute();
  const byMonth = new Map(rows.map((row) => [row.month, Number(row.n)]));
  return spans.map((span) => byMonth.get(span.from.slice(0, 7)) ?? 0);
}

async function byDepartment(tx: Tx, spans: readonly Span[], each: number): Promise<Found[]> {
  const { from, to } = whole(spans);
  const rows = await tx
    .selectFrom('complaints.daily_fact')
    .select((eb) => [
      sql<string>`to_char(day, 'YYYY-MM')`.as('month'),
      'department_id',
      eb.fn.sum<string>('received').as('n'),
    ])
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('visibility', 'in', COUNTED)
    .groupBy([sql`1`, 'department_id'])
    .execute();
  const assigned = rows.filter((row) => departmentOfFact(row.department_id) !== null);
  return spans.map((span) => {
    // In charge by that month: a department that begins later does not undo a month that was reached.
    const until = span.from.slice(0, 7);
    const departments = new Set(assigned.filter((row) => row.month <= until).map((row) => row.department_id)).size;
    const mine = assigned.filter((row) => row.month === span.from.slice(0, 7));
    const value = mine.filter((row) => Number(row.n) >= each).length;
    const records = mine.reduce((sum, row) => sum + Number(row.n), 0);
    return { value, target: departments, met: departments > 0 && value === departments, records };
  });
}

async function onTime(tx: Tx, spans: readonly Span[], percent: number, period: 'month' | 'quarter'): Promise<Found[]> {
  const { from, to } = whole(spans);
  const rows = await tx
    .selectFrom('complaints.daily_fact')
    .select((eb) => [
      sql<string>`to_char(day, 'YYYY-MM')`.as('month'),
      eb.fn.sum<string>('closed').as('closed'),
      eb.fn.sum<string>('closed_on_time').as('on_time'),
    ])
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('visibility', 'in', COUNTED)
    .groupBy(sql`1`)
    .execute();
  return spans.map((span) => {
    const { from: since, to: until } = period === 'quarter' ? sinceQuarter(span) : span;
    const mine = rows.filter((row) => row.month >= since.slice(0, 7) && row.month <= until.slice(0, 7));
    const closed = mine.reduce((sum, row) => sum + Number(row.closed), 0);
    const good = mine.reduce((sum, row) => sum + Number(row.on_time), 0);
    const value = closed === 0 ? null : Math.round((good / closed) * 1000) / 10;
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
    .where('received_at', '<', startOfDay(addDays(to, 1)))
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
    .where('closed_at', '<', startOfDay(addDays(to, 1)))
    .where('visibility', 'in', COUNTED)
    .orderBy('closed_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.flatMap((row) => (row.closed_at ? [recordOf(row, row.closed_at)] : []));
}
