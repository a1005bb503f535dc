import { createHash } from 'node:crypto';
import { type Doubt, doubtList } from './doubts.ts';
import { type Block, collectPlan, findBlocks, type PlanBlock, type SipocBlock } from './find-blocks.ts';
import { type Group, groupSystems } from './group-systems.ts';
import { looksWrapped, type Writing } from './join-words.ts';
import { type Year, yearInText } from './months.ts';
import { openDocument } from './open-document.ts';
import { fiscalYear, readPlan } from './read-plan.ts';
import { ReadDocument, type ReadPlan, type ReadSipoc, type ReadSystem } from './read-shape.ts';
import { readSipoc } from './read-sipoc.ts';
import type { Row, Sheet } from './sheet.ts';
import { isUnit, slugOf, type TextLine } from './titles.ts';

/**
 * Reads SIPOC charts and action plans out of a document: a DOCX, an XLSX, a CSV or TSV, or text with tabs as it is copied out of a PDF.
 * `name` is only shown. Nothing is guessed in silence: `doubts` lists what the person is to decide.
 * @throws Refusal('file-unreadable' | 'file-type-refused' | 'file-too-large') with a `reason` of `unreadable.ts`
 */
export async function readDocument(
  input: Uint8Array | string,
  { name }: { readonly name: string },
): Promise<ReadDocument> {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const sheet = await openDocument(bytes);
  const source = {
    path: name,
    format: sheet.format,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    lines: sheet.rows.at(-1)?.line ?? 0,
  };
  return ReadDocument.parse({ schema: 'seed-plan/1', source, ...readSheet(sheet) });
}

function readSheet(sheet: Sheet): Omit<ReadDocument, 'schema' | 'source'> {
  const doubts: Doubt[] = [];
  const { rows, blocks } = findBlocks(sheet);
  const { groups, category, owners, documentLines, unplaced } = groupSystems(blocks);
  const writing = writingOf(rows, blocks, sheet.format);
  const texts = [...documentLines, ...unplaced, ...groups.flatMap(({ headings }) => headings)];
  let year = firstYear(texts);
  const systems: ReadSystem[] = [];
  for (const [i, group] of groups.entries()) {
    const no = i + 1;
    const own = firstYear(group.headings);
    const system = readSystem(group, no, {
      rows,
      writing,
      year: own ?? year,
      doubts,
      slugs: new Set(systems.map(({ slug }) => slug)),
    });
    systems.push(system);
    const be = system.actionPlan?.fiscalYear?.be;
    if (!year && be) year = { be, fiscal: true, short: false, western: false };
  }
  const document = doubtList('document', null, doubts);
  for (const line of unplaced) document.add('text-not-placed', line.line, line.raw);
  if (groups.every(({ sipocs, plans }) => sipocs.length + plans.length === 0)) document.add('nothing-found', null, '');
  const plans = systems.flatMap(({ actionPlan }) => (actionPlan ? [actionPlan] : []));
  const dated = plans.find((plan) => plan.fiscalYear !== null);
  return {
    method: methodOf(plans),
    document: {
      framework:
        category ||
        /PMQA|หมวด(?:ที่)?\s*[1-7๑-๗]|พัฒนาคุณภาพการบริหารจัดการภาครัฐ/i.test(texts.map(({ raw }) => raw).join(' '))
          ? 'PMQA'
          : null,
      category: category
        ? { no: category.no ?? 0, line: category.line, raw: category.raw, clean: category.clean }
        : null,
      owner:
        mostCommon(owners) ??
        mostCommon(
          plans.flatMap(({ rows: each }) => each.flatMap(({ unit }) => (isUnit(unit.clean) ? [unit.clean] : []))),
        ),
      fiscalYear: dated?.fiscalYear ?? fiscalYear(year?.be ?? null),
      months: (plans.find(({ months, fiscalYear: of }) => of !== null && months.length > 0) ?? plans[0])?.months ?? [],
    },
    systems,
    doubts: doubts.toSorted(
      (a, b) => (a.where.system ?? 0) - (b.where.system ?? 0) || (a.where.line ?? 0) - (b.where.line ?? 0),
    ),
  };
}

type Around = {
  readonly rows: readonly Row[];
  readonly writing: Writing;
  readonly year: Year | null;
  readonly doubts: Doubt[];
  readonly slugs: ReadonlySet<string>;
};

function readSystem(group: Group, no: number, around: Around): ReadSystem {
  const { rows, writing, doubts } = around;
  const title = doubtList('title', no, doubts);
  const [first] = [...group.sipocs, ...group.plans];
  if (group.title === null) title.add('title-missing', rows[first?.at ?? 0]?.line ?? null, '');
  const sipocs = group.sipocs.map((block) => readChart(block, no));
  const plans = group.plans.map((block) => readOne(block, no, around));
  const sipoc = sipocs.length > 0 ? sipocs.reduce(addChart) : null;
  const actionPlan = plans.length > 0 ? plans.reduce(addPlan) : null;
  const line = group.headings[0]?.line ?? rows[first?.at ?? 0]?.line ?? null;
  if (!sipoc) title.add('sipoc-missing', line, group.title ?? '', ['เว้นว่าง', 'เขียนเพิ่มเองภายหลัง']);
  if (!actionPlan) title.add('plan-missing', line, group.title ?? '', ['เว้นว่าง', 'เขียนเพิ่มเองภายหลัง']);
  return {
    no,
    slug: slugOf(group.title ?? '', no, around.slugs),
    title: {
      clean: group.title ?? '',
      headings: group.headings.map(({ line: at, raw, clean }) => ({ line: at, raw, clean })),
    },
    sipoc,
    actionPlan,
    missing: [...(sipoc ? [] : ['sipoc' as const]), ...(actionPlan ? [] : ['actionPlan' as const])],
    ...(sipoc || actionPlan ? {} : { note: 'heading only' }),
  };

  function readChart(block: SipocBlock, system: number): ReadSipoc {
    return readSipoc(rows, block.place, block.to, writing, doubtList('sipoc', system, doubts));
  }
  function readOne(block: PlanBlock, system: number, { year }: Around): ReadPlan {
    const list = doubtList('plan', system, doubts);
    const { head, heads, found } = collectPlan(rows, block, year, list);
    return readPlan(found, head, heads, writing, list);
  }
}

/** A chart that goes on over another page. */
function addChart(a: ReadSipoc, b: ReadSipoc): ReadSipoc {
  const both = (x: ReadSipoc['inputs'], y: ReadSipoc['inputs']) => ({
    raw: [x.raw, y.raw].filter(Boolean).join('\n'),
    items: [...x.items, ...y.items],
  });
  return {
    ...a,
    suppliers: both(a.suppliers, b.suppliers),
    inputs: both(a.inputs, b.inputs),
    process: both(a.process, b.process),
    outputs: both(a.outputs, b.outputs),
    customers: both(a.customers, b.customers),
  };
}

/** A plan that goes on over another page: its first row may be the last one's rest. */
function addPlan(a: ReadPlan, b: ReadPlan): ReadPlan {
  const [first, ...more] = b.rows;
  const last = a.rows.at(-1);
  const rest = first && last && first.no === null && first.output.clean === '';
  const rows = rest
    ? [...a.rows.slice(0, -1), { ...last, steps: [...last.steps, ...first.steps] }, ...more]
    : [...a.rows, ...b.rows];
  return { ...a, rows, steps: rows.flatMap(({ steps }) => steps), rowLines: [a.rowLines[0], b.rowLines[1]] };
}

/** How the tables' cells were written: see `Writing`. */
function writingOf(rows: readonly Row[], blocks: readonly Block[], format: Sheet['format']): Writing {
  const cells = blocks.flatMap((block) =>
    block.kind === 'text' ? [] : rows.slice(block.at, block.to).flatMap((row) => row.cells),
  );
  const thai = cells.filter((cell) => /[ก-๙]/.test(cell));
  return {
    wrapped: looksWrapped(thai, format === 'text'),
    solid: thai.join('\n').slice(0, 200_000),
    glyphs: WHOLE_ARROWS.filter((glyph) => cells.some((cell) => cell.trim() === glyph)),
  };
}
const WHOLE_ARROWS = ['↔', '⟷', '⇔'];

function firstYear(lines: readonly TextLine[]): Year | null {
  const years = lines.flatMap(({ raw }) => {
    const year = yearInText(raw);
    return year ? [year] : [];
  });
  return years.find(({ fiscal }) => fiscal) ?? years[0] ?? null;
}

function mostCommon(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** How the fields are to be understood, for whoever reads the JSON alone. */
function methodOf(plans: readonly ReadPlan[]): Record<string, string> {
  const months = plans[0]?.months ?? [];
  const [first, last] = [months[0], months.at(-1)];
  const extra = Math.max(0, ...plans.map(({ extraColsAfterSep }) => extraColsAfterSep));
  const after =
    extra === 0 || !last
      ? ''
      : `; columns ${last.col + 1}-${last.col + extra} exist after ${last.abbr} in the tables and carry no month head`;
  return {
    raw: 'exact source text (tabs only removed by cell split)',
    clean:
      'PDF-extraction spaces inside words/phrases removed; strip-all-whitespace(raw)==strip-all-whitespace(clean) but for letters that were repaired',
    corrected: 'only where the source itself is misspelt',
    months:
      first && last ? `tab column ${first.col}=${first.label} … ${last.col}=${last.label}${after}` : 'no months found',
    literalMonths: 'month columns the arrow covers as printed',
    recommendedMonths: `default to load into the product; differs from literal only where columns run past ${last?.abbr ?? 'the last month'}`,
  };
}
