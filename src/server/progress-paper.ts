import type { ProgressPaper } from '../documents/plan-papers.ts';
import { type Board, type Report, standingWithin, TROUBLES } from '../modules/plans/index.ts';
import { formatInstant } from '../thai/index.ts';

type Step = NonNullable<Board['systems'][number]['plan']>['steps'][number];
type Cells = Step['cells'];
type State = Step['state'];

/** What a state is called, and the letter that stands for it in a narrow cell. */
const STATE: Readonly<Record<State, { word: string; mark: string }>> = {
  none: { word: 'ไม่มีแผน', mark: '' },
  planned: { word: 'ตามแผน ยังไม่ถึงกำหนด', mark: '–' },
  done: { word: 'ดำเนินการแล้ว', mark: 'ส' },
  early: { word: 'ก่อนกำหนด', mark: 'ก' },
  late: { word: 'ล่าช้า', mark: 'ช' },
  missed: { word: 'เลยกำหนด ยังไม่ดำเนินการ', mark: 'ข' },
  partly: { word: 'ดำเนินการบางส่วน', mark: 'บ' },
  unproven: { word: 'ยังไม่มีหลักฐาน', mark: '?' },
};
const KEY = Object.values(STATE)
  .filter(({ mark }) => mark !== '')
  .map(({ mark, word }) => `${mark} = ${word}`)
  .join('   ');

/** A report as it is printed: totals, what an executive should know, then each system's steps by month. Months after the report's are left blank. */
export function progressOf(report: Report, municipalityTh: string, printedAt: Date): ProgressPaper {
  const { board, totals } = report.content;
  return {
    municipalityTh,
    printedAt,
    note: null,
    title: `รายงานความก้าวหน้าแผนปฏิบัติการ รอบ ${report.months} เดือน ปีงบประมาณ พ.ศ. ${report.fiscalYear}`,
    tiles: [
      { value: String(totals.planned), label: 'ขั้นตอนที่ถึงกำหนดในรอบนี้' },
      { value: String(totals.done), label: 'ดำเนินการแล้ว' },
      { value: String(totals.late), label: 'ดำเนินการล่าช้า' },
      { value: String(totals.missed), label: 'เลยกำหนดหรือทำได้บางส่วน' },
      { value: String(totals.unproven), label: 'ยังไม่มีหลักฐาน' },
    ],
    attention: attentionOf(report),
    acknowledged: report.acknowledged.map(
      ({ by, at, direction }) =>
        `${by} · ${formatInstant(new Date(at))}${direction === '' ? '' : ` · สั่งการ: ${direction}`}`,
    ),
    systems: board.systems.map(({ system, plan }) => ({
      title: `ระบบที่ ${system.no} ${system.titleTh}`,
      steps: (plan?.document.content.outputs ?? [])
        .flatMap((output) => output.steps)
        .map((step) => {
          const seen = plan?.steps.find((each) => each.stepId === step.id);
          return {
            text: `${step.no === '' ? '' : `${step.no}. `}${step.text}`,
            word: STATE[standing(seen?.cells ?? [], report.months)].word,
            cells: (seen?.cells ?? []).map(({ month, state, planned }) => ({
              state: month > report.months && state !== 'planned' ? 'none' : state,
              planned,
              mark: month > report.months && state !== 'planned' ? '' : STATE[state].mark,
            })),
          };
        }),
    })),
    key: KEY,
  };
}

/** By the report's months; what is planned for later is not due in it. */
function standing(cells: Cells, months: number): State {
  const within = standingWithin(cells, months);
  return within === 'none' && cells.some(({ planned }) => planned) ? 'planned' : within;
}

/** The steps that are late or missing, worst first; twelve at most. */
function attentionOf({ content, months }: Report): string[] {
  const found = content.board.systems.flatMap(({ system, plan }) =>
    (plan?.document.content.outputs ?? [])
      .flatMap((output) => output.steps)
      .flatMap((step) => {
        const cells = plan?.steps.find((each) => each.stepId === step.id)?.cells ?? [];
        const state = standingWithin(cells, months);
        return TROUBLES.includes(state)
          ? [{ state, line: `ระบบที่ ${system.no} ขั้นตอนที่ ${step.no} ${step.text} — ${STATE[state].word}` }]
          : [];
      }),
  );
  return found
    .toSorted((a, b) => TROUBLES.indexOf(a.state) - TROUBLES.indexOf(b.state))
    .slice(0, 12)
    .map(({ line }) => line);
}

/** The same as rows for a spreadsheet. */
export function progressRows(paper: ProgressPaper): (string | number)[][] {
  return paper.systems.flatMap((system) =>
    system.steps.map((step) => [system.title, step.text, ...step.cells.map(({ mark }) => mark), step.word]),
  );
}
