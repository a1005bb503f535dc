import type { Doubts } from './doubts.ts';
import type { MonthColumn } from './plan-columns.ts';
import { isLong, readMarks, type Token } from './read-marks.ts';
import type { ReadArrow } from './read-shape.ts';
import type { Row } from './sheet.ts';

/** Where the months stand; `before` and `after`: columns without a head on either side that belong to no other. */
export type MonthArea = {
  readonly months: readonly MonthColumn[];
  readonly before: ReadonlySet<number>;
  readonly after: ReadonlySet<number>;
  /** Whole arrows of one letter that the document has. */
  readonly glyphs: readonly string[];
};
/** From column to column, both in; `open`: an end was not found. */
export type Span = {
  glyph: string;
  from: number;
  to: number;
  open: 'start' | 'end' | null;
  unclear: boolean;
  drawn: boolean;
  known: boolean;
};

/** The arrows of a row from left to right, as they stand. Cells of a merged one are all its columns. */
export function findSpans(row: Row, area: MonthArea): Span[] {
  const columns = [...area.before, ...area.months.map(({ col }) => col), ...area.after].toSorted((a, b) => a - b);
  const spans: Span[] = [];
  let open: Span | null = null;
  let lines: { col: number; token: Token }[] = [];
  const put = (glyph: string, from: number, to: number, more: Partial<Span> = {}) =>
    spans.push({ glyph, from, to, open: null, unclear: false, drawn: false, known: false, ...more });
  const endLines = () => {
    const [first] = lines;
    const last = lines.at(-1);
    // One short dash alone says "none"; a drawn line, or dashes over several months, say an arrow without heads.
    const long =
      lines.length > 1
        ? lines.some(({ token }) => token.glyph !== '-' && token.glyph !== '.')
        : isLong(first?.token.glyph ?? '');
    if (first && last && long && /[-–—─━═=_]/.test(first.token.glyph)) put(first.token.glyph, first.col, last.col);
    lines = [];
  };
  for (const col of columns) {
    const tokens = readMarks(row.cells[col] ?? '');
    const width = row.spans?.get(col) ?? 1;
    const to = col + width - 1;
    if (tokens.length === 0 && !open) endLines();
    for (const token of tokens) {
      if (token.kind === 'line') {
        if (!open) lines.push({ col, token });
        else open.to = to;
        continue;
      }
      if (token.kind === 'right') {
        const from: number = open?.from ?? lines[0]?.col ?? (width > 1 ? col : -1);
        // Hyphens alone may as well say that nothing is done in those months.
        const faint = lines.length > 0 && lines.every((each) => /^[-.]$/.test(each.token.glyph));
        if (open) {
          open.to = to;
          open.open = null;
          open.glyph = `${open.glyph}…${token.glyph}`;
          open = null;
        } else if (from !== -1) put(token.glyph, from, to, { open: faint ? 'start' : null });
        else put(token.glyph, col, to, { open: 'start' });
        lines = [];
        continue;
      }
      endLines();
      open = null;
      if (token.kind === 'left') {
        put(token.glyph, col, to, { open: 'end' });
        open = spans.at(-1) ?? null;
      } else {
        const last = spans.at(-1);
        const goesOn = token.kind === 'mark' && last?.glyph === token.glyph && last.to === col - 1;
        if (goesOn) last.to = to;
        else if (last?.from !== col || last.glyph !== token.glyph)
          put(token.glyph, col, to, { unclear: token.kind === 'unclear', known: width > 1 });
      }
    }
  }
  endLines();
  addShaded(row, columns, spans);
  for (const { from, to, sure } of row.drawn) put('↔', from, to, { drawn: true, unclear: !sure });
  return spans.toSorted((a, b) => a.from - b.from);
}

/** Cells filled with a colour under the months are a bar, unless something is written in them. */
function addShaded(row: Row, columns: readonly number[], spans: Span[]): void {
  const taken = (col: number) => spans.some(({ from, to }) => from <= col && col <= to);
  let bar: Span | null = null;
  for (const col of columns) {
    if (!row.shaded.has(col) || taken(col)) {
      bar = null;
      continue;
    }
    if (bar) bar.to = col;
    else {
      bar = { glyph: '█', from: col, to: col, open: null, unclear: false, drawn: false, known: true };
      spans.push(bar);
    }
  }
}

export type ReadSteps = {
  readonly arrows: ReadArrow[];
  readonly literal: string[];
  readonly recommended: string[];
  readonly uncertain: boolean;
  readonly note: string | null;
  readonly quarter: string[] | null;
};

/** Of a step's arrows, the months as printed, those to load, and what is doubtful. */
export function readArrows(
  spans: readonly Span[],
  area: MonthArea,
  doubts: Doubts,
  line: number,
  at: string,
): ReadSteps {
  const [first, last] = [area.months[0], area.months.at(-1)];
  if (!first || !last) return { arrows: [], literal: [], recommended: [], uncertain: true, note: null, quarter: null };
  const end = { iso: last.isos.at(-1) ?? '', label: last.labels.at(-1) ?? '' };
  const literal = new Set<string>();
  const recommended = new Set<string>();
  const notes: string[] = [];
  let uncertain = false;
  const arrows = spans.map((span, i): ReadArrow => {
    const covered = area.months.filter(({ col }) => col >= span.from && col <= span.to);
    const isos = covered.flatMap((each) => each.isos);
    for (const iso of isos) {
      literal.add(iso);
      recommended.add(iso);
    }
    const beyond = span.to > last.col ? span.to - last.col : null;
    const early = span.from < first.col;
    const place = { at, col: beyond ? span.to : span.from };
    const which = spans.length === 1 ? 'only ' : i === 0 ? '' : `${ordinal(i + 1)} `;
    if (beyond) {
      recommended.add(end.iso);
      const end1 = isos.length > 0 ? (/[^…]+$/.exec(span.glyph)?.[0] ?? span.glyph) : span.glyph;
      const columns = `${beyond} column${beyond === 1 ? '' : 's'} after ${last.heads}`;
      notes.push(
        isos.length > 0
          ? `${end1} sits ${columns}; clamp to ${end.label} (default) or continue into ${nextYear(last)}`
          : `${which}${end1} sits ${columns}; default ${end.label}`,
      );
      doubts.add('arrow-past-last-month', line, span.glyph, pastReadings(end.label, isos.length > 0), place);
    }
    if (early) {
      recommended.add(first.isos[0] ?? '');
      notes.push(`${span.glyph} sits before ${first.heads}; default ${first.labels[0]}`);
      doubts.add(
        'arrow-before-first-month',
        line,
        span.glyph,
        [`เริ่ม ${first.labels[0]}`, 'ไม่ใช่ลูกศรของเดือน ไม่กำหนดเดือน'],
        place,
      );
    }
    const label = isos.length > 0 ? rangeLabel(covered) : '';
    if (span.open === 'end') {
      notes.push(`${span.glyph} has no end`);
      doubts.add(
        'arrow-without-end',
        line,
        span.glyph,
        label === end.label ? [label] : [`เฉพาะ ${label}`, `ตั้งแต่ ${label} ถึง ${end.label}`],
        place,
      );
    }
    if (span.open === 'start') {
      notes.push(`${span.glyph} has no start`);
      doubts.add(
        'arrow-without-start',
        line,
        span.glyph,
        [`เฉพาะ ${label}`, `ตั้งแต่ ${first.labels[0]} ถึง ${label}`],
        place,
      );
    }
    if (span.unclear && !span.drawn) {
      notes.push(`"${span.glyph}" is no known mark`);
      doubts.add('mark-unclear', line, span.glyph, [`ดำเนินการใน ${label}`, 'เป็นหมายเหตุ ไม่กำหนดเดือน'], place);
    }
    if (span.drawn) doubts.add('arrow-drawn', line, span.glyph, [label === '' ? 'ไม่กำหนดเดือน' : label], place);
    const certain = !beyond && !early && span.open === null && !span.unclear;
    uncertain ||= !certain;
    const startMonth = span.from > last.col ? null : (covered[0] ?? null);
    const endMonth = beyond ? null : (covered.at(-1) ?? null);
    return {
      glyph: span.glyph,
      startCol: span.from,
      endCol: span.to,
      start: startMonth?.isos[0] ?? null,
      startLabel: startMonth?.labels[0] ?? null,
      end: endMonth?.isos.at(-1) ?? null,
      endLabel: endMonth?.labels.at(-1) ?? null,
      columnsBeyondSep: beyond,
      certain,
    };
  });
  if (arrows.length === 0) {
    uncertain = true;
    notes.push(`no arrow in the source; default leaves it unscheduled and asks the planner (suggest ${end.label})`);
    doubts.add('no-arrow', line, '', ['ไม่กำหนดเดือน', `กำหนดเป็น ${end.label}`], { at });
  }
  const order = (months: ReadonlySet<string>) =>
    area.months.flatMap(({ isos }) => isos.filter((iso) => months.has(iso)));
  const quarter = quarterReading(spans, area);
  if (quarter) {
    notes.push(longNote(spans, area));
    doubts.add(
      'arrow-span-unclear',
      line,
      spans.map(({ glyph }) => glyph).join(' '),
      ['เฉพาะเดือนที่ลูกศรอยู่', 'ทั้งไตรมาสที่ลูกศรอยู่'],
      { at },
    );
  }
  return {
    arrows,
    literal: order(literal),
    recommended: order(recommended),
    uncertain,
    note: notes.length > 0 ? notes.join('; ') : null,
    quarter,
  };
}

/**
 * The months that long arrows cover when each was drawn over a merged quarter: only where the format does not say what is merged, each
 * stands in the first month of a quarter, and nothing else stands in the quarter.
 */
function quarterReading(spans: readonly Span[], area: MonthArea): string[] | null {
  if (spans.length === 0 || area.months.some(({ isos }) => isos.length > 1)) return null;
  const found = new Set<string>();
  for (const span of spans) {
    const at = area.months.findIndex(({ col }) => col === span.from);
    const month = area.months[at];
    if (span.from !== span.to || span.known || span.drawn || !month || !isLong(span.glyph) || month.fiscal % 3 !== 1)
      return null;
    for (const each of area.months.slice(at, at + 3)) for (const iso of each.isos) found.add(iso);
    const others = spans.some(({ from }) => from > span.from && from <= (area.months[at + 2]?.col ?? span.from));
    if (others) return null;
  }
  return area.months.flatMap(({ isos }) => isos.filter((iso) => found.has(iso)));
}

function longNote(spans: readonly Span[], { months, glyphs }: MonthArea): string {
  const glyph = spans[0]?.glyph ?? '';
  const many = ['one', 'two', 'three', 'four', 'five', 'six'][Array.from(glyph).length - 1] ?? 'many';
  const other = glyphs.find((each) => each !== glyph);
  const perQuarter = spans.length === 4 && months.length === 12;
  return [
    `glyph is the ${many}-character ${glyph}${other ? ` (elsewhere ${other})` : ''}: may be a long arrow over the merged quarter`,
    'literal reading = the single month under the tab',
    ...(perQuarter ? ['four arrows = first month of each fiscal quarter'] : []),
  ].join('; ');
}

/** The fiscal year after the one that the last month lies in. */
const nextYear = ({ months }: MonthColumn): string => {
  const { month, be } = months.at(-1) ?? { month: 9, be: null };
  return be === null ? 'the next fiscal year' : `FY${month >= 10 ? be + 2 : be + 1}`;
};

const rangeLabel = (covered: readonly MonthColumn[]): string => {
  const [from, to] = [covered[0]?.labels[0] ?? '', covered.at(-1)?.labels.at(-1) ?? ''];
  return from === to ? from : `${from} – ${to}`;
};
const pastReadings = (end: string, runs: boolean): string[] =>
  runs
    ? [`ถึง ${end}`, 'ต่อเนื่องไปปีงบประมาณถัดไป', 'เป็นช่องหมายเหตุ']
    : [`ใน ${end}`, 'เป็นช่องหมายเหตุ ไม่กำหนดเดือน', 'อยู่ในปีงบประมาณถัดไป'];
const ordinal = (n: number): string => ['1st', '2nd', '3rd'][n - 1] ?? `${n}th`;
