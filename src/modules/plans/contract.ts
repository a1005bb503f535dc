import { z } from 'zod';

const id = z.uuid();
const Instant = z.iso.datetime();
const Day = z.iso.date();
const words = z.string().trim().max(2000);

/** Fiscal year of the Buddhist era, named by the year in which it ends: 2562 is 1 October 2561 to 30 September 2562. */
export const FiscalYear = z.int().min(2540).max(2700);
/** Month of the fiscal year: 1 is October, 12 is September. */
export const FiscalMonth = z.int().min(1).max(12);

/** The five columns of a SIPOC chart, in the order in which they are printed. */
export const COLUMNS = ['suppliers', 'inputs', 'process', 'outputs', 'customers'] as const;
export const Column = z.enum(COLUMNS);
export type Column = z.infer<typeof Column>;

/** A page of ours, or an address on the web; nothing that a browser would run. */
const PAGE = /^(?:https?:\/\/|\/(?![\\/])|$)/i;

/** The live thing that an item of a chart names. */
export const ItemLink = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('channel'), channel: z.string() }),
  z.object({ kind: z.literal('step'), stepId: id }),
  z.object({ kind: z.literal('page'), url: z.string().max(500).regex(PAGE) }),
  z.object({ kind: z.literal('groups'), groupKind: z.enum(['recipient', 'stakeholder']) }),
  z.object({ kind: z.literal('department'), departmentId: id }),
]);
export type ItemLink = z.infer<typeof ItemLink>;

export const ChartItem = z.object({
  id,
  /** As printed before the item; null when it is not numbered. */
  no: z.string().max(10).nullable(),
  text: words,
  /** As the document has it, misspelt or broken; null when it was written here. */
  raw: z.string().max(4000).nullable(),
  /** source: in the document · proposal: ours, until a person accepts it · own: written or accepted by a person. */
  origin: z.enum(['source', 'proposal', 'own']),
  link: ItemLink.nullable(),
});
export type ChartItem = z.infer<typeof ChartItem>;
/** One column: `blank` says that the document has none ("ต้นฉบับไม่มี"), which is not the same as an empty list of ours. */
export const ChartColumn = z.object({ blank: z.boolean(), items: z.array(ChartItem).max(100) });
export const ChartContent = z.object({
  title: words,
  owner: words,
  columns: z.object({
    suppliers: ChartColumn,
    inputs: ChartColumn,
    process: ChartColumn,
    outputs: ChartColumn,
    customers: ChartColumn,
  }),
});
export type ChartContent = z.infer<typeof ChartContent>;

/** Who settled a doubt, and when: as the server knows them. */
const Settled = z.object({ at: Instant, by: z.string() });

/** Why the months of a printed arrow may be read so; each reader says it in words. */
export const READING_REASONS = ['past-last-month', 'starting-month', 'one-cell', 'whole-quarter'] as const;
export type ReadingReason = (typeof READING_REASONS)[number];

/** A bar over months of the year. `from` and `to` are what the office decided to load; what was printed stands beside it. */
export const Arrow = z.object({
  id,
  from: FiscalMonth,
  to: FiscalMonth,
  origin: z.enum(['source', 'proposal', 'own']),
  /** What was printed, where it does not say the months by itself. */
  doubt: z
    .object({
      /** The table's columns of the arrow's ends as printed, counted from 1 = the first month; more than 12 is past September. */
      printedFrom: z.int(),
      printedTo: z.int(),
      glyphs: z.string().max(40),
      /** What it may mean: months, and why: a `ReadingReason`, or the words in which it was kept before there were reasons. */
      readings: z.array(z.object({ from: FiscalMonth, to: FiscalMonth, why: z.string().max(500) })),
      /** Who settled it, and when; null while it is open. */
      settled: Settled.nullable(),
    })
    .nullable(),
});
export type Arrow = z.infer<typeof Arrow>;

/** By which records a step's months turn done: a rule of the catalogue with its settings, or evidence that a person signs. */
export const EvidenceChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rule'), rule: z.string().max(80), settings: z.record(z.string(), z.unknown()) }),
  z.object({ kind: z.literal('manual'), needs: words }),
]);
export type EvidenceChoice = z.infer<typeof EvidenceChoice>;

/** What a copy from another year could not carry over by itself, until a person chooses another or says that it stays. */
export const STEP_DOUBTS = ['committee-ended', 'owner-left', 'department-retired'] as const;
export const StepDoubt = z.object({
  code: z.enum(STEP_DOUBTS),
  /** Whom or what it is about, by the name it had. */
  name: z.string().max(300),
  settled: Settled.nullable(),
});
export type StepDoubt = z.infer<typeof StepDoubt>;

export const PlanStep = z.object({
  id,
  no: z.string().max(10),
  text: words,
  raw: z.string().max(4000).nullable(),
  origin: z.enum(['source', 'proposal', 'own']),
  arrows: z.array(Arrow).max(24),
  /** null: the step says that it has no evidence rule. */
  evidence: EvidenceChoice.nullable(),
  responsible: words,
  departmentId: id.nullable(),
  ownerId: id.nullable(),
  target: words,
  indicator: words,
  /** Baht; null is "-", which is not 0. */
  budgetPlanned: z.number().min(0).nullable(),
  budgetSpent: z.number().min(0).nullable(),
  risk: words,
  doubts: z.array(StepDoubt).max(10).optional(),
});
export type PlanStep = z.infer<typeof PlanStep>;

type Signer = { id: string | null; roles: readonly string[]; departmentId: string | null; editsPlans: boolean };
/** Who may sign that a step was done: planners, whose step it is, and the head of the department that has it. */
export const maySign = (who: Signer, { ownerId, departmentId }: Pick<PlanStep, 'ownerId' | 'departmentId'>): boolean =>
  who.editsPlans ||
  (who.id !== null && ownerId === who.id) ||
  (who.roles.includes('department-head') && who.departmentId !== null && departmentId === who.departmentId);

/** One output ("ผลผลิต") of a plan with its steps, as one numbered row of the printed table. */
export const PlanOutput = z.object({
  id,
  no: z.string().max(10),
  output: words,
  raw: z.string().max(4000).nullable(),
  /** As printed: "-" stays "-". */
  budgetText: z.string().max(200),
  budgetPlanned: z.number().min(0).nullable(),
  unit: words,
  steps: z.array(PlanStep).max(100),
});
export type PlanOutput = z.infer<typeof PlanOutput>;
export const PlanContent = z.object({ title: words, owner: words, outputs: z.array(PlanOutput).max(50) });
export type PlanContent = z.infer<typeof PlanContent>;

/** What a month of a step is, from the records. `none`: nothing planned, nothing done. */
const CELL_STATES = ['none', 'planned', 'done', 'early', 'late', 'missed', 'partly', 'unproven'] as const;
export const CellState = z.enum(CELL_STATES);
/** What months are, the worst first: by the first of these that it has, a whole step stands. */
export const WORST_FIRST = [
  'missed',
  'partly',
  'unproven',
  'late',
  'done',
  'early',
  'planned',
] as const satisfies readonly z.infer<typeof CellState>[];
/** Those of them that somebody has to look into. */
export const TROUBLES: readonly z.infer<typeof CellState>[] = WORST_FIRST.slice(0, WORST_FIRST.indexOf('done'));
export const Cell = z.object({
  month: FiscalMonth,
  planned: z.boolean(),
  state: CellState,
  /** The figure the rule read, and what it had to reach; null where it counts nothing. */
  value: z.number().nullable(),
  target: z.number().nullable(),
  /** How many records stand behind it; they are opened by their own address. */
  records: z.int(),
});
export type Cell = z.infer<typeof Cell>;

const ContentOf = { chart: ChartContent, plan: PlanContent } as const;
export const Standing = z.enum(['source', 'blank', 'proposal', 'own']);

const documentFacts = {
  id,
  systemId: id,
  fiscalYear: FiscalYear,
  version: z.int(),
  standing: Standing,
  approvedAt: Instant.nullable(),
  approvedBy: z.string().nullable(),
  updatedAt: Instant,
  updatedBy: z.string().nullable(),
};
export const ChartDocument = z.object({ kind: z.literal('chart'), ...documentFacts, content: ContentOf.chart });
export const PlanDocument = z.object({ kind: z.literal('plan'), ...documentFacts, content: ContentOf.plan });
export const PlansDocument = z.discriminatedUnion('kind', [ChartDocument, PlanDocument]);
export type ChartDocument = z.infer<typeof ChartDocument>;
export type PlanDocument = z.infer<typeof PlanDocument>;
export type PlansDocument = z.infer<typeof PlansDocument>;

/** PUT /plans/documents/:id. `version` is the one that was read: who was overtaken is told ('changed-meanwhile') before anything is lost. */
export const SaveDocument = z.object({
  version: z.int(),
  why: z.string().trim().max(500).default(''),
  /** Months that are over are changed on purpose; then `why` is needed. */
  confirmPast: z.boolean().default(false),
  document: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('chart'), content: ChartContent }),
    z.object({ kind: z.literal('plan'), content: PlanContent }),
  ]),
});
export type SaveDocument = z.infer<typeof SaveDocument>;

export const DocumentVersion = z.object({
  version: z.int(),
  standing: Standing,
  at: Instant,
  by: z.string().nullable(),
  why: z.string(),
});
export const VersionContent = z.object({
  version: z.int(),
  content: z.union([ChartContent, PlanContent]),
});

export const SignEvidence = z.object({
  stepId: id,
  doneOn: Day,
  note: z.string().trim().min(1).max(2000),
  fileId: id.nullable().default(null),
});
export type SignEvidence = z.infer<typeof SignEvidence>;
export const SignedEvidence = z.object({
  id,
  documentId: id,
  stepId: id,
  month: FiscalMonth,
  doneOn: Day,
  note: z.string(),
  fileId: id.nullable(),
  signedBy: z.string(),
  signedAt: Instant,
  /** Who took it back, when and why: from then on it proves nothing. */
  takenBack: z.object({ at: Instant, by: z.string(), why: z.string() }).nullable(),
});
export type SignedEvidence = z.infer<typeof SignedEvidence>;

export const System = z.object({ id, code: z.string(), no: z.int(), titleTh: z.string(), titleEn: z.string() });
export type System = z.infer<typeof System>;
export const Year = z.object({
  fiscalYear: FiscalYear,
  copiedFrom: FiscalYear.nullable(),
  publishedAt: Instant.nullable(),
  frozenAt: Instant.nullable(),
});
export type Year = z.infer<typeof Year>;

/** One step of the board: its months, and how it stands as a whole. */
export const BoardStep = z.object({
  stepId: id,
  state: CellState,
  /** Without an evidence rule nothing can turn done, and the board says so. */
  judgedBy: z.enum(['rule', 'manual', 'none']),
  cells: z.array(Cell).length(12),
});
export const BoardPlan = z.object({ document: PlanDocument, steps: z.array(BoardStep), openDoubts: z.int() });
export type BoardPlan = z.infer<typeof BoardPlan>;
export const BoardSystem = z.object({ system: System, chart: ChartDocument.nullable(), plan: BoardPlan.nullable() });
/** GET /plans/:year */
export const Board = z.object({
  year: Year,
  /** The running month of that year: 0 before it, 13 after it. */
  month: z.int().min(0).max(13),
  systems: z.array(BoardSystem),
  /** Names of departments and people that the contents mention, as on the year's last day or today, whichever is earlier. */
  names: z.record(z.string(), z.string()),
});
export type Board = z.infer<typeof Board>;

export const MeasureView = z.object({
  id: z.string(),
  cadence: z.enum(['milestone', 'continuous']),
  title: z.string(),
  help: z.string(),
  /** JSON Schema of its settings. */
  settings: z.record(z.string(), z.unknown()),
});
export const RecordView = z.object({
  id: z.string(),
  label: z.string(),
  to: z.string(),
  at: Instant,
  /** Of what was recorded after it had happened: when it was. */
  recordedAt: Instant.optional(),
  /** Of what somebody approves: when it was approved. */
  approvedAt: Instant.optional(),
});

/** POST /plans/years: a year from another (its plans copied forward), or an empty one. `freeze`: the other year is closed with it. */
export const OpenYear = z.object({
  fiscalYear: FiscalYear,
  from: FiscalYear.nullable().default(null),
  freeze: z.boolean().default(false),
});
export type OpenYear = z.infer<typeof OpenYear>;
/** What the copy could not carry over by itself; the steps say it too, until it is settled. */
export const YearOpened = z.object({
  year: Year,
  doubts: z.array(
    z.object({
      code: z.enum([...STEP_DOUBTS, 'open-doubt']),
      systemNo: z.int(),
      stepNo: z.string(),
      text: z.string(),
    }),
  ),
});
export type YearOpened = z.infer<typeof YearOpened>;
export type VersionContent = z.infer<typeof VersionContent>;

/** Which version every chart and plan of ours had when a document was read, by its id: an accepted one replaces what it was read beside. */
const Versions = z.record(id, z.int());

/** POST /plans/import/read answers with what the document says: nothing is kept until a person accepts it. */
export const DraftImport = z.object({
  fiscalYear: FiscalYear.nullable(),
  owner: z.string(),
  systems: z.array(
    z.object({
      /** The system of ours that it is; null: a new one. */
      systemId: id.nullable(),
      title: z.string(),
      chart: ChartContent.nullable(),
      plan: PlanContent.nullable(),
    }),
  ),
  /** Everything that may mean something else, in Thai, for the person. */
  doubts: z.array(
    z.object({
      code: z.string(),
      message: z.string(),
      /** Number of the system in the document; null: of the whole. */
      system: z.number().nullable(),
      part: z.enum(['document', 'title', 'sipoc', 'plan']),
      line: z.number().nullable(),
      at: z.string().nullable(),
      raw: z.string(),
      readings: z.array(z.string()),
    }),
  ),
  seen: Versions,
});
export type DraftImport = z.infer<typeof DraftImport>;
/**
 * POST /plans/import/accept: what was read, as a person left it. Words, arrows and rows may be changed, added and left out; `raw` keeps what
 * the document has.
 */
export const AcceptImport = z.object({
  fiscalYear: FiscalYear,
  why: z.string().trim().max(500).default(''),
  /** As in `SaveDocument`. */
  confirmPast: z.boolean().default(false),
  seen: Versions.default({}),
  systems: z
    .array(
      z.object({
        systemId: id.nullable(),
        title: words,
        chart: ChartContent.nullable(),
        plan: PlanContent.nullable(),
      }),
    )
    .min(1)
    .max(50),
});
export type AcceptImport = z.infer<typeof AcceptImport>;
