import { Table, TableCell, TableRow, VerticalMergeType, WidthType } from 'docx';
import { MONTHS } from '../../thai/index.ts';
import type { ChartPaper, PlanPaper } from '../plan-papers.ts';
import { type Look, line } from './paragraphs.ts';
import { writeDocx } from './write-docx.ts';

const FISCAL_MONTHS = [...MONTHS.th.short.slice(9), ...MONTHS.th.short.slice(0, 9)];
type CellOptions = { span?: number; merge?: 'start' | 'goes-on'; width?: number; look?: Look };

function cell(text: string | readonly string[], { span = 1, merge, width, look = { size: 12 } }: CellOptions = {}) {
  const lines = typeof text === 'string' ? [text] : text;
  return new TableCell({
    children: lines.map((each) => line(each, look)),
    columnSpan: span,
    ...(merge && {
      verticalMerge: merge === 'start' ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE,
    }),
    ...(width && { width: { size: width, type: WidthType.DXA } }),
    margins: { top: 30, bottom: 30, left: 60, right: 60 },
  });
}
const head = (text: string, options: CellOptions = {}) =>
  cell(text, { ...options, look: { size: 12, bold: true, align: 'center' } });

/** An action plan as a Word table: months are cells, an arrow is one cell over its months. */
export function planDocx(plan: PlanPaper): Promise<Buffer> {
  const start = { merge: 'start' } as const;
  const goesOn = { merge: 'goes-on' } as const;
  const heads = ['ลำดับที่', 'ผลผลิต', 'งบประมาณ', 'พื้นที่/หน่วยดำเนินการ', 'ขั้นตอนการดำเนินงาน'];
  const rows = [
    new TableRow({
      tableHeader: true,
      children: [
        ...heads.map((text) => head(text, start)),
        head(`พ.ศ. ${plan.fiscalYear - 1}`, { span: 3 }),
        head(`พ.ศ. ${plan.fiscalYear}`, { span: 9 }),
      ],
    }),
    new TableRow({
      tableHeader: true,
      children: [...heads.map(() => head('', goesOn)), ...FISCAL_MONTHS.map((name) => head(name))],
    }),
    ...plan.outputs.flatMap((output) => {
      const steps = output.steps.length === 0 ? [null] : output.steps;
      return steps.map(
        (step, i) =>
          new TableRow({
            children: [
              ...[output.no, output.output, output.budget, output.unit].map((text) =>
                cell(i === 0 ? text : '', i === 0 ? start : goesOn),
              ),
              cell(step ? `${step.no === '' ? '' : `${step.no}. `}${step.text}` : 'ต้นฉบับไม่มีแผนปฏิบัติการ'),
              ...monthCells(step?.arrows ?? []),
            ],
          }),
      );
    }),
  ];
  return writeDocx(
    plan.title,
    [
      line('Action Plan', { size: 16, bold: true, align: 'center' }),
      line(plan.title, { size: 16, bold: true, align: 'center' }),
      line(plan.owner, { align: 'center' }),
      ...(plan.note === null ? [] : [line(plan.note, { size: 12, grey: true, align: 'center' })]),
      new Table({ rows, width: { size: 100, type: WidthType.PERCENTAGE } }),
      ...plan.doubts.map((doubt) => line(`? ${doubt}`, { size: 11, grey: true })),
    ],
    { lying: true, margin: 15 },
  );
}

/** The twelve months of a step. Arrows that overlap share one cell, a line each. */
function monthCells(arrows: PlanPaper['outputs'][number]['steps'][number]['arrows']): TableCell[] {
  const cells: TableCell[] = [];
  for (let month = 1; month <= 12; ) {
    const here = arrows.filter((arrow) => arrow.from === month);
    if (here.length === 0) {
      cells.push(cell(''));
      month += 1;
      continue;
    }
    let to = month;
    for (let grown = true; grown; ) {
      const reach = Math.max(...arrows.filter(({ from }) => month <= from && from <= to).map((arrow) => arrow.to));
      grown = reach > to;
      to = Math.max(to, reach);
    }
    const mine = arrows.filter(({ from }) => month <= from && from <= to);
    const drawn = mine.map(({ from, to: end, doubt }) => `←${'─'.repeat((end - from) * 3)}→${doubt ? ' ?' : ''}`);
    cells.push(cell(drawn, { span: to - month + 1, look: { size: 12, align: 'center' } }));
    month = to + 1;
  }
  return cells;
}

/** A SIPOC chart as a Word table of five columns. */
export function chartDocx(chart: ChartPaper): Promise<Buffer> {
  const heads = ['S', 'I', 'P', 'O', 'C'];
  const words = chart.columns.map(({ blank, items }) => [
    ...(blank ? ['ต้นฉบับไม่มี'] : []),
    ...items.map(({ no, text, proposal }) => `${no === null ? '' : `${no}. `}${text}${proposal ? ' (ร่าง)' : ''}`),
  ]);
  return writeDocx(
    chart.title,
    [
      line(chart.title, { size: 16, bold: true, align: 'center' }),
      line(chart.owner, { align: 'center' }),
      ...(chart.note === null ? [] : [line(chart.note, { size: 12, grey: true, align: 'center' })]),
      new Table({
        width: { size: 100, type: WidthType.PERCENTAGE },
        rows: [
          new TableRow({ tableHeader: true, children: heads.map((text) => head(text)) }),
          new TableRow({
            children: words.map((lines) => cell(lines.length === 0 ? '' : lines, { look: { size: 14 } })),
          }),
        ],
      }),
    ],
    { lying: true, margin: 15 },
  );
}
