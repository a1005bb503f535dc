import type { ProgressPaper } from '../documents/plan-papers.ts';
import { type Board, type Report, standingWithin, TROUBLES } from '../modules/plans/index.ts';
import { formatInstant } from '../thai/index.ts';
import { PAPER_WORDS, STATE_WORDS } from './paper-words.ts';

type Step = NonNullable<Board['systems'][number]['plan']>['steps'][number];
type Cells = Step['cells'];
type State = Step['state'];

const KEY = Object.values(STATE_WORDS)
  .filter(({ mark }) => mark !== '')
  .map(({ mark, word }) => `${mark} = ${word}`)
  .join('   ');

const MOST_SHOWN = 12;

/** A report as it is printed: totals, what an executive should know, then each system's steps by month. Months after the report's are left blank. */
export function progressOf(report: Report, municipalityTh: string, printedAt: Date): ProgressPaper {
  const { board, totals } = report.content;
  return {
    municipalityTh,
    printedAt,
    note: null,
    title: PAPER_WORDS.progress(report.months, report.fiscalYear),
    tiles: [
      { value: String(totals.planned), label: PAPER_WORDS.planned },
      { value: String(totals.done), label: PAPER_WORDS.done },
      { value: String(totals.late), label: PAPER_WORDS.late },
      { value: String(totals.missed), label: PAPER_WORDS.missed },
      { value: String(totals.unproven), label: PAPER_WORDS.unproven },
    ],
    attention: attentionOf(report),
    acknowledged: report.acknowledged.map(
      ({ by, at, direction }) =>
        `${by} · ${formatInstant(new Date(at))}${direction === '' ? '' : ` · ${PAPER_WORDS.direction(direction)}`}`,
    ),
    systems: board.systems.map(({ system, plan }) => ({
      title: `${PAPER_WORDS.system(system.no)} ${system.titleTh}`,
      steps: (plan?.document.content.outputs ?? [])
        .flatMap((output) => output.steps)
        .map((step) => {
          const seen = plan?.steps.find((each) => each.stepId === step.id);
          return {
            text: `${step.no === '' ? '' : `${step.no}. `}${step.text}`,
            word: STATE_WORDS[standing(seen?.cells ?? [], report.months)].word,
            cells: (seen?.cells ?? []).map(({ month, state, planned }) => ({
              state: month > report.months && state !== 'planned' ? 'none' : state,
              planned,
              mark: month > report.months && state !== 'planned' ? '' : STATE_WORDS[state].mark,
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

/** The steps that are late or missing, worst first; twelve at most, and how many more there are. */
function attentionOf({ content, months }: Report): string[] {
  const found = content.board.systems.flatMap(({ system, plan }) =>
    (plan?.document.content.outputs ?? [])
      .flatMap((output) => output.steps)
      .flatMap((step) => {
        const cells = plan?.steps.find((each) => each.stepId === step.id)?.cells ?? [];
        const state = standingWithin(cells, months);
        return TROUBLES.includes(state)
          ? [
              {
                state,
                line: `${PAPER_WORDS.system(system.no)} ${PAPER_WORDS.step(step.no)} ${step.text}: ${STATE_WORDS[state].word}`,
              },
            ]
          : [];
      }),
  );
  const lines = found.toSorted((a, b) => TROUBLES.indexOf(a.state) - TROUBLES.indexOf(b.state)).map(({ line }) => line);
  const shown = lines.slice(0, MOST_SHOWN);
  return lines.length > shown.length ? [...shown, PAPER_WORDS.more(lines.length - shown.length)] : shown;
}

/** The same as rows for a spreadsheet. */
export function progressRows(paper: ProgressPaper): (string | number)[][] {
  return paper.systems.flatMap((system) =>
    system.steps.map((step) => [system.title, step.text, ...step.cells.map(({ mark }) => mark), step.word]),
  );
}
