import { formatInstant, MONTHS } from '../thai/index.ts';
import { printable } from './printable.ts';
import { drawn, typeset } from './typst.ts';

/** October first: the months of a fiscal year as a table's head has them. */
const FISCAL_MONTHS = [...MONTHS.th.short.slice(9), ...MONTHS.th.short.slice(0, 9)];

export type PaperFacts = {
  municipalityTh: string;
  printedAt: Date /** Beside the title: "ร่าง ยังไม่รับรอง". */;
  note: string | null;
};
export type ChartPaper = PaperFacts & {
  title: string;
  owner: string;
  /** In the order S I P O C. */
  columns: readonly { blank: boolean; items: readonly { no: string | null; text: string; proposal: boolean }[] }[];
};
export type PlanPaper = PaperFacts & {
  title: string;
  owner: string;
  fiscalYear: number;
  outputs: readonly {
    no: string;
    output: string;
    budget: string;
    unit: string;
    steps: readonly {
      no: string;
      text: string;
      proposal: boolean;
      arrows: readonly { from: number; to: number; doubt: boolean; proposal: boolean }[];
    }[];
  }[];
  /** What flagged arrows may mean, a line each. */
  doubts: readonly string[];
};

const HEADS = [
  { letter: 'S', th: 'ผู้ส่งมอบ', en: 'Suppliers' },
  { letter: 'I', th: 'ปัจจัยนำเข้า', en: 'Inputs' },
  { letter: 'P', th: 'กระบวนการ', en: 'Process' },
  { letter: 'O', th: 'ผลผลิต', en: 'Outputs' },
  { letter: 'C', th: 'ผู้รับบริการ', en: 'Customers' },
];
const LONGEST = 600;

/** A SIPOC chart as the office prints it, A4 lying: five columns; blanks say "ต้นฉบับไม่มี", drafts of ours "(ร่าง)". */
export const chartPaper = (chart: ChartPaper): Promise<Buffer> => typeset('chart', chartData(chart));
/** The same as a picture, for a web page or a slide. */
export const chartPicture = (chart: ChartPaper): Promise<string> => drawn('chart', chartData(chart));

const chartData = (chart: ChartPaper) => ({
  ...frame(chart),
  heads: HEADS,
  columns: chart.columns.map(({ blank, items }) => ({
    blank,
    items: items.map((item) => ({ ...item, text: printable(item.text, LONGEST) })),
  })),
});

/** An action plan as the office prints it, A4 lying: twelve months under their years, arrows drawn over the months they cover. */
export function planPaper(plan: PlanPaper): Promise<Buffer> {
  return typeset('plan', {
    ...frame(plan),
    years: [
      { label: `พ.ศ. ${plan.fiscalYear - 1}`, months: 3 },
      { label: `พ.ศ. ${plan.fiscalYear}`, months: 9 },
    ],
    months: FISCAL_MONTHS,
    outputs: plan.outputs.map((output) => ({
      no: output.no,
      output: printable(output.output, LONGEST),
      budget: printable(output.budget, 60),
      unit: printable(output.unit, 200),
      steps: output.steps.map((step) => {
        const bars = inLanes(step.arrows);
        return {
          text: `${step.no === '' ? '' : `${step.no}. `}${printable(step.text, LONGEST)}`,
          proposal: step.proposal,
          bars,
          lanes: Math.max(1, ...bars.map((bar) => bar.lane + 1)),
        };
      }),
    })),
    doubts: plan.doubts.map((line) => printable(line, LONGEST)),
  });
}

/** Arrows that share a month stand under each other. */
function inLanes(arrows: PlanPaper['outputs'][number]['steps'][number]['arrows']) {
  const ends: number[] = [];
  return arrows
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to, doubt, proposal }) => {
      const free = ends.findIndex((end) => end < from);
      const lane = free === -1 ? ends.length : free;
      ends[lane] = to;
      return { from, months: to - from + 1, lane, flag: doubt, proposal };
    });
}

export type ProgressPaper = PaperFacts & {
  title: string;
  tiles: readonly { value: string; label: string }[];
  attention: readonly string[];
  acknowledged: readonly string[];
  systems: readonly {
    title: string;
    steps: readonly {
      text: string;
      word: string;
      cells: readonly { state: string; planned: boolean; mark: string }[];
    }[];
  }[];
  key: string;
};

/** The progress of a year's plans: what an executive needs on the first page, then each system's steps by month. */
export function progressPaper(report: ProgressPaper): Promise<Buffer> {
  return typeset('progress', {
    ...frame(report),
    tiles: report.tiles,
    attention: report.attention.map((line) => printable(line, LONGEST)),
    acknowledged: report.acknowledged.map((line) => printable(line, LONGEST)),
    months: FISCAL_MONTHS,
    systems: report.systems.map((system) => ({
      title: printable(system.title, LONGEST),
      steps: system.steps.map((step) => ({ ...step, text: printable(step.text, LONGEST) })),
    })),
    key: report.key,
  });
}

const frame = (paper: PaperFacts & { title: string; owner?: string }) => ({
  municipalityTh: printable(paper.municipalityTh, 120),
  title: printable(paper.title, LONGEST),
  owner: printable(paper.owner ?? '', 200),
  note: paper.note === null ? null : printable(paper.note, 200),
  printed: `พิมพ์เมื่อ ${formatInstant(paper.printedAt)}`,
});
