import type { Actor } from '../../modules/people/index.ts';
import type { Board } from '../../modules/plans/contract.ts';
import {
  acknowledge,
  approveDocument,
  loadBoard,
  makeReport,
  meetingsAndTasksPointAt,
  openYear,
  publishYear,
  saveDocument,
  signEvidence,
} from '../../modules/plans/index.ts';
import type { Tx } from '../../platform/db/db.ts';
import { MEASURES } from '../../server/measures.ts';
import { addDays, type Day, fiscalYearRange, startOfDay } from '../../thai/index.ts';
import { linkedChart, OWNED, ownedPlan } from './demo-years.ts';
import type { Random } from './random.ts';

const HOUR = 3_600_000;
/** The fiscal year of the document that every municipality begins with. */
const DOCUMENT_YEAR = 2562;
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const NOTES = [
  'ดำเนินการตามแผนแล้ว บันทึกสรุปผลลงนามโดยหัวหน้างาน',
  'จัดทำแล้วเสร็จ เสนอที่ประชุมคณะกรรมการรับทราบแล้ว',
  'ดำเนินการครบตามเป้าหมาย เก็บเอกสารไว้ที่กองวิชาการและแผนงาน',
];
const DIRECTIONS = ['ให้เร่งรัดขั้นตอนที่เลยกำหนดให้แล้วเสร็จภายในเดือนถัดไป', 'รับทราบ ให้ทุกกองรักษาเวลาตอบประชาชนให้ได้ร้อยละ 95'];

/** Something that happens to the plans at a moment of the year. */
export type Moment = { readonly at: Date; readonly happens: (tx: Tx) => Promise<unknown> };
export type Planning = {
  readonly planner: Actor;
  readonly mayor: Actor;
  readonly departments: readonly { readonly id: string; readonly code: string }[];
  readonly random: Random;
};

const at = (day: Day, hour: number): Date => new Date(startOfDay(day).getTime() + hour * HOUR);

/** The last day of a month of a fiscal year; 1 is October. */
function lastDayOf(fiscalYear: number, month: number): Day {
  const start = new Date(`${fiscalYearRange(fiscalYear).from}T00:00:00Z`);
  return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month, 0)).toISOString().slice(0, 10);
}

/**
 * Two fiscal years: the one before, opened from the document and taken over, signed for month by month and reported each quarter; and the
 * running one, which begins by closing it. Nothing happens before `from`, or after `now`.
 */
export function planMoments(given: Planning, { from, year, now }: { from: Day; year: number; now: Date }): Moment[] {
  const last = year - 1;
  const { planner, mayor } = given;
  const opens = at(from, 8);
  const turns = new Date(Math.min(at(addDays(fiscalYearRange(year).from, 2), 9).getTime(), now.getTime()));
  return [
    {
      at: opens,
      happens: async (tx) => {
        await openYear(tx, planner, MEASURES, { fiscalYear: last, from: DOCUMENT_YEAR, freeze: false }, opens);
        await takeOver(tx, given, last, opens);
        await publishYear(tx, mayor, last, true, opens);
      },
    },
    ...[...signings(given, last, opens), ...reports(given, last)].filter((each) => opens <= each.at && each.at < turns),
    {
      at: turns,
      happens: async (tx) => {
        await openYear(tx, planner, MEASURES, { fiscalYear: year, from: last, freeze: true }, turns);
        await approve(tx, given, year, ['complaints', 'dissatisfaction-factors'], turns);
        await publishYear(tx, mayor, year, true, turns);
      },
    },
    ...[...signings(given, year, turns), ...reports(given, year)].filter((each) => turns < each.at && each.at <= now),
  ];
}

/** Near each month's end somebody signs; for what was before `earliest`, then. */
function signings(given: Planning, fiscalYear: number, earliest: Date): Moment[] {
  const signed = new Set<string>();
  return MONTHS.map((month) => {
    const on = addDays(lastDayOf(fiscalYear, month), -3);
    const moment = new Date(Math.max(at(addDays(on, 1), 10).getTime(), earliest.getTime()));
    return { at: moment, happens: (tx) => sign(tx, given, signed, { fiscalYear, month, on, now: moment }) };
  });
}

/** On the day after each quarter a report is made, and the mayor acknowledges it in the afternoon. */
function reports({ planner, mayor, random }: Planning, fiscalYear: number): Moment[] {
  return ([3, 6, 9, 12] as const).map((months) => {
    const day = addDays(lastDayOf(fiscalYear, months), 1);
    return {
      at: at(day, 15),
      happens: async (tx) => {
        const made = await makeReport(tx, planner, MEASURES, { fiscalYear, months }, at(day, 9));
        await acknowledge(tx, mayor, made.id, random.pick(DIRECTIONS), at(day, 15));
      },
    };
  });
}

/** The office makes the plans its own, links the charts, and has them approved. */
async function takeOver(tx: Tx, given: Planning, fiscalYear: number, now: Date): Promise<void> {
  const { planner, departments } = given;
  const board = await loadBoard(tx, MEASURES, fiscalYear, now);
  const save = (id: string, version: number, document: Parameters<typeof saveDocument>[3]['document']) =>
    saveDocument(
      tx,
      planner,
      id,
      { version, why: 'ปรับให้ตรงกับงานของเทศบาล ตามมติคณะกรรมการ', confirmPast: true, document },
      meetingsAndTasksPointAt,
      now,
    );
  for (const { system, chart, plan } of board.systems.filter(({ system: { code } }) => OWNED.has(code))) {
    const owned = plan && ownedPlan(system.code, plan.document.content, { departments, by: planner.name, at: now });
    if (plan && owned) await save(plan.document.id, plan.document.version, { kind: 'plan', content: owned });
    if (chart) {
      await save(chart.id, chart.version, { kind: 'chart', content: linkedChart(chart.content, owned, departments) });
    }
  }
  await approve(tx, given, fiscalYear, [...OWNED], now);
}

async function approve(tx: Tx, { mayor }: Planning, fiscalYear: number, codes: readonly string[], now: Date) {
  const board = await loadBoard(tx, MEASURES, fiscalYear, now);
  for (const { chart, plan } of board.systems.filter(({ system }) => codes.includes(system.code))) {
    for (const document of [chart, plan?.document]) {
      if (document) await approveDocument(tx, mayor, document.id, document.version, now);
    }
  }
}

type Month = { readonly fiscalYear: number; readonly month: number; readonly on: Day; readonly now: Date };

/** What people sign for at a month's end: most of what was planned for it, and some of what was late. */
async function sign(tx: Tx, { planner, random }: Planning, signed: Set<string>, month: Month) {
  const { fiscalYear, on, now } = month;
  const board = await loadBoard(tx, MEASURES, fiscalYear, now);
  for (const { documentId, stepId, arrow } of signable(board)) {
    const key = `${stepId} ${arrow.from}`;
    const isLong = arrow.to - arrow.from > 2;
    const runs = arrow.from <= month.month && month.month <= arrow.to;
    const share = runs ? (isLong ? 0.5 : 0.85) : arrow.to === month.month - 1 ? 0.6 : 0;
    if ((signed.has(key) && !(runs && isLong)) || !random.chance(share)) continue;
    signed.add(key);
    const body = { stepId, doneOn: on, note: random.pick(NOTES), fileId: null };
    await signEvidence(tx, planner, documentId, body, now);
  }
}

function signable({ systems }: Board) {
  return systems.flatMap(({ plan }) =>
    (plan?.document.content.outputs ?? [])
      .flatMap(({ steps }) => steps)
      .filter(({ evidence }) => evidence?.kind === 'manual')
      .flatMap(({ id, arrows }) => arrows.map((arrow) => ({ documentId: plan?.document.id ?? '', stepId: id, arrow }))),
  );
}

/** The steps of a year that a meeting is evidence for. */
export async function meetingSteps(tx: Tx, fiscalYear: number, now: Date): Promise<string[]> {
  const { systems } = await loadBoard(tx, MEASURES, fiscalYear, now);
  return systems
    .flatMap(({ plan }) => plan?.document.content.outputs ?? [])
    .flatMap(({ steps }) => steps)
    .filter(({ evidence }) => evidence?.kind === 'rule' && evidence.rule === 'plans.meeting-held')
    .map(({ id }) => id);
}
