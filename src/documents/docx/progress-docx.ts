import { Table, TableCell, TableRow, WidthType } from 'docx';
import { MONTHS } from '../../thai/index.ts';
import type { ProgressPaper } from '../plan-papers.ts';
import { type Look, line } from './paragraphs.ts';
import { writeDocx } from './write-docx.ts';

const FISCAL_MONTHS = [...MONTHS.th.short.slice(9), ...MONTHS.th.short.slice(0, 9)];
const cell = (text: string, look: Look = { size: 11 }) => new TableCell({ children: [line(text, look)] });
const head = (text: string) => cell(text, { size: 11, bold: true, align: 'center' });

/** The progress report as a Word document: the same first page and tables as its PDF. */
export function progressDocx(report: ProgressPaper): Promise<Buffer> {
  return writeDocx(
    report.title,
    [
      line(report.title, { size: 18, bold: true }),
      line(report.municipalityTh),
      line(report.tiles.map(({ label, value }) => `${label} ${value}`).join('   ·   ')),
      ...section('เรื่องที่ผู้บริหารควรทราบ', report.attention),
      ...section('ผู้บริหารรับทราบ', report.acknowledged),
      ...report.systems.flatMap((system) => [
        line(system.title, { size: 15, bold: true }),
        ...(system.steps.length === 0 ? [line('ไม่มีแผนปฏิบัติการ', { grey: true })] : [tableOf(system.steps)]),
      ]),
      line(report.key, { size: 11, grey: true }),
    ],
    { lying: true, margin: 15 },
  );
}

const section = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : [line(title, { bold: true }), ...lines.map((text) => line(`• ${text}`))];

const tableOf = (steps: ProgressPaper['systems'][number]['steps']) =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({
        tableHeader: true,
        children: [head('ขั้นตอน'), ...FISCAL_MONTHS.map(head), head('ผลรวม')],
      }),
      ...steps.map(
        (step) =>
          new TableRow({
            children: [
              cell(step.text),
              ...step.cells.map(({ mark }) => cell(mark, { size: 11, align: 'center' })),
              cell(step.word),
            ],
          }),
      ),
    ],
  });
