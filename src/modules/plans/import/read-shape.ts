import { z } from 'zod';

/**
 * What the importer reads out of a document of SIPOC charts and action plans. `raw` is what is written, `clean` the same with words that
 * lines broke put together; without white space the two are equal but for letters that were repaired. Columns count from 0.
 */
const Text = z.object({ raw: z.string(), clean: z.string() });

/** Months are "2018-10", or "--10" while the plan's year is not known. */
const Month = z.string().regex(/^(\d{4}|-)-(0[1-9]|1[0-2])$/);

const SipocItem = Text.extend({
  no: z.union([z.number(), z.string()]).nullable(),
  channelCode: z.string().optional(),
  modernSpelling: z.string().optional(),
  modernName: z.string().optional(),
  corrected: z.string().optional(),
  note: z.string().optional(),
});
const SipocPart = z.object({ raw: z.string(), items: z.array(SipocItem) });
const Sipoc = z.object({
  line: z.number(),
  headerLine: z.number(),
  suppliers: SipocPart,
  inputs: SipocPart,
  process: SipocPart,
  outputs: SipocPart,
  customers: SipocPart,
});

const Arrow = z.object({
  glyph: z.string(),
  startCol: z.number(),
  endCol: z.number(),
  start: Month.nullable(),
  startLabel: z.string().nullable(),
  end: Month.nullable(),
  endLabel: z.string().nullable(),
  /** How many columns after the last month the arrow ends; null within the months. */
  columnsBeyondSep: z.number().nullable(),
  certain: z.boolean(),
});
const Step = Text.extend({
  no: z.union([z.number(), z.string()]).nullable(),
  line: z.number(),
  arrows: z.array(Arrow),
  /** The months that the arrows cover as printed. */
  literalMonths: z.array(Month),
  /** Those to load unless the person says otherwise: differs only where an arrow leaves the months. */
  recommendedMonths: z.array(Month),
  uncertain: z.boolean(),
  note: z.string().optional(),
  quarterReading: z.array(Month).optional(),
  ambiguousSpan: z.boolean().optional(),
});
/** `amount` in baht; null where none is stated: "-" is not 0. */
const Budget = Text.extend({ amount: z.number().nullable(), meaning: z.string() });
const PlanRow = z.object({
  no: z.string().nullable(),
  output: Text,
  budget: Budget,
  unit: Text,
  responsible: Text.optional(),
  target: Text.optional(),
  indicator: Text.optional(),
  risk: Text.optional(),
  remark: Text.optional(),
  steps: z.array(Step),
});
const MonthColumn = z.object({
  col: z.number(),
  /** 1 = ต.ค. */
  fiscalMonth: z.number(),
  abbr: z.string(),
  name: z.string(),
  yearBE: z.number().nullable(),
  iso: Month,
  label: z.string(),
});
const FiscalYear = z.object({ be: z.number(), start: z.iso.date(), end: z.iso.date() });
/** The first row's output, budget and unit, and the steps of all rows; a plan of several outputs has them apart in `rows`. */
const ActionPlan = PlanRow.extend({
  headerLines: z.tuple([z.number(), z.number()]),
  rowLines: z.tuple([z.number(), z.number()]),
  tableWidthCols: z.number(),
  extraColsAfterSep: z.number(),
  columnHeads: z.array(z.string()),
  fiscalYear: FiscalYear.nullable(),
  months: z.array(MonthColumn),
  rows: z.array(PlanRow),
});

const Heading = Text.extend({ line: z.number() });
const System = z.object({
  no: z.number(),
  slug: z.string(),
  title: z.object({ clean: z.string(), headings: z.array(Heading) }),
  sipoc: Sipoc.nullable(),
  actionPlan: ActionPlan.nullable(),
  missing: z.array(z.enum(['sipoc', 'actionPlan'])),
  note: z.string().optional(),
});

const Doubt = z.object({
  code: z.string(),
  /** The code in Thai. */
  message: z.string(),
  where: z.object({
    /** Line of the file or row of the sheet, the first is 1; null for the whole document. */
    line: z.number().nullable(),
    system: z.number().nullable(),
    part: z.enum(['document', 'title', 'sipoc', 'plan']),
    /** The step's or the item's number, or the column's head. */
    at: z.string().nullable(),
    /** The first is 0. */
    col: z.number().nullable(),
  }),
  raw: z.string(),
  /** What it may mean; the first is what was taken. */
  readings: z.array(z.string()),
});

export const ReadDocument = z.object({
  schema: z.literal('seed-plan/1'),
  source: z.object({
    path: z.string(),
    format: z.enum(['text', 'csv', 'xlsx', 'docx']),
    sha256: z.string(),
    bytes: z.number(),
    lines: z.number(),
  }),
  method: z.record(z.string(), z.string()),
  document: z.object({
    framework: z.string().nullable(),
    category: Heading.extend({ no: z.number() }).nullable(),
    owner: z.string().nullable(),
    fiscalYear: FiscalYear.nullable(),
    months: z.array(MonthColumn),
  }),
  systems: z.array(System),
  doubts: z.array(Doubt),
});

export type ReadDocument = z.infer<typeof ReadDocument>;
export type ReadSystem = z.infer<typeof System>;
export type ReadPlan = z.infer<typeof ActionPlan>;
export type ReadPlanRow = z.infer<typeof PlanRow>;
export type ReadStep = z.infer<typeof Step>;
export type ReadArrow = z.infer<typeof Arrow>;
export type ReadSipoc = z.infer<typeof Sipoc>;
export type ReadItem = z.infer<typeof SipocItem>;
export type ReadFiscalYear = z.infer<typeof FiscalYear>;
export type ReadMonth = z.infer<typeof MonthColumn>;
export type ReadText = z.infer<typeof Text>;
export type ReadBudget = z.infer<typeof Budget>;
