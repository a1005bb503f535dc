import type { Block, PlanBlock, SipocBlock } from './find-blocks.ts';
import { bare } from './repair-letters.ts';
import { goesOn, joinTitle, ownerOf, readLine, sameTitle, type TextLine } from './titles.ts';

/** A system of the document with the blocks that are its own. `title` is null where a table stands without one. */
export type Group = {
  title: string | null;
  no: number | null;
  readonly headings: TextLine[];
  readonly sipocs: SipocBlock[];
  readonly plans: PlanBlock[];
};
export type Grouped = {
  readonly groups: readonly Group[];
  readonly category: TextLine | null;
  readonly owners: readonly string[];
  readonly documentLines: readonly TextLine[];
  readonly unplaced: readonly TextLine[];
};

type Paragraph = { lines: TextLine[]; title: string; no: number | null; strong: boolean; dated: boolean; at: number };
type Piece = { readonly line: TextLine; readonly paragraph: Paragraph | null };
const FAR = 3;

/** Which system each table and each heading belongs to: a table is its nearest title's above; a title that comes again is the same system. */
export function groupSystems(blocks: readonly Block[]): Grouped {
  const runs = blocks.map((block) => (block.kind === 'text' ? readRun(block.rows) : null));
  const keys = new Set(
    runs.flatMap((run) => (run ?? []).flatMap(({ paragraph }) => (paragraph ? [bare(paragraph.title)] : []))),
  );
  const groups: Group[] = [];
  const [documentLines, unplaced, owners]: [TextLine[], TextLine[], string[]] = [[], [], []];
  let category: TextLine | null = null;
  let current: Group | null = null;
  const open = (title: string | null, no: number | null): Group => {
    const group: Group = { title, no, headings: [], sipocs: [], plans: [] };
    groups.push(group);
    return group;
  };
  for (const [i, block] of blocks.entries()) {
    if (block.kind === 'text') {
      const pieces = mergeRepeats(runs[i] ?? [], keys);
      const paragraphs = [...new Set(pieces.flatMap(({ paragraph }) => (paragraph ? [paragraph] : [])))];
      const isLastRun = i === blocks.length - 1;
      const placed = place(paragraphs, groups, isLastRun, open);
      const titled: Group | null =
        paragraphs.map((paragraph) => placed.get(paragraph)).findLast((group) => group) ?? null;
      let here = paragraphs.length > 0 ? null : current;
      for (const { line, paragraph } of pieces) {
        const group: Group | null = paragraph ? (placed.get(paragraph) ?? null) : (here ?? titled ?? current);
        if (line.kind === 'category') category ??= line;
        else if (line.kind === 'document') documentLines.push(line);
        else if (line.kind === 'other' || !group) {
          if (line.kind === 'owner') owners.push(ownerOf(line));
          if (line.kind === 'marker') documentLines.push(line);
          else if (line.kind !== 'owner' && !/^\s*[-–]?\s*[0-9๐-๙]+\s*[-–]?\s*$/.test(line.raw)) unplaced.push(line);
        } else {
          if (line.kind === 'owner') owners.push(ownerOf(line));
          group.headings.push(line);
        }
        if (paragraph && group) here = group;
      }
      current = titled ?? current;
      continue;
    }
    const before = blocks[i - 1];
    const told = before?.kind === 'text' && (runs[i - 1] ?? []).some(({ paragraph }) => paragraph !== null);
    const full = block.kind === 'sipoc' ? (current?.sipocs.length ?? 0) > 0 : (current?.plans.length ?? 0) > 0;
    current = current && (told || !full) ? current : open(null, null);
    if (block.kind === 'sipoc') current.sipocs.push(block);
    else current.plans.push(block);
  }
  return { groups, category, owners, documentLines, unplaced };
}

function readRun(rows: Extract<Block, { kind: 'text' }>['rows']): Piece[] {
  const pieces: Piece[] = [];
  let last: Paragraph | null = null;
  for (const { row, at } of rows) {
    const line = readLine({ ...row, raw: row.raw });
    if (line.kind !== 'title') {
      pieces.push({ line, paragraph: null });
      if (line.kind !== 'other') last = null;
      continue;
    }
    const before = last?.lines.at(-1);
    const near = last !== null && at - last.at <= (/^(ของ|กับ|ที่|ต่อ)/.test(line.title) ? FAR : 1);
    if (last && before && near && goesOn(before, line)) {
      last.lines.push(line);
      last.title = joinTitle(last.title, line.title);
      last.at = at;
    } else last = { lines: [line], title: line.title, no: line.no, strong: line.strong, dated: line.dated, at };
    pieces.push({ line, paragraph: last });
  }
  return pieces;
}

/** Paragraphs that together are a title that stands elsewhere in one piece are that title. */
function mergeRepeats(pieces: readonly Piece[], keys: ReadonlySet<string>): Piece[] {
  const paragraphs = [...new Set(pieces.flatMap(({ paragraph }) => (paragraph ? [paragraph] : [])))];
  const into = new Map<Paragraph, Paragraph>();
  for (let i = 0; i < paragraphs.length; i += 1) {
    for (let j = i + 1; j < Math.min(paragraphs.length, i + FAR + 1); j += 1) {
      const together = paragraphs.slice(i, j + 1);
      const [first] = together;
      if (!first || !keys.has(bare(together.map(({ title }) => title).join('')))) continue;
      first.title = together.map(({ title }) => title).reduce(joinTitle);
      for (const each of together) into.set(each, first);
      i = j;
      break;
    }
  }
  return pieces.map(({ line, paragraph }) => ({
    line,
    paragraph: paragraph ? (into.get(paragraph) ?? paragraph) : null,
  }));
}

/** The system of each title of a run: a known one, the one that the table below is of, or one of which there is only the heading. */
function place(
  paragraphs: readonly Paragraph[],
  groups: readonly Group[],
  isLastRun: boolean,
  open: (title: string | null, no: number | null) => Group,
): Map<Paragraph, Group> {
  const placed = new Map<Paragraph, Group>();
  const known = (title: string) => groups.find((group) => group.title !== null && sameTitle(group.title, title));
  const fresh = paragraphs.filter(({ title }) => !known(title));
  const strong = fresh.filter((paragraph) => paragraph.strong);
  const owner = isLastRun ? null : (strong.at(-1) ?? fresh.at(-1) ?? null);
  const lastKnown = paragraphs.findLast(({ title }) => known(title));
  for (const paragraph of paragraphs) {
    const same = known(paragraph.title);
    if (same) placed.set(paragraph, same);
    else if (
      (paragraph === owner &&
        !(lastKnown && paragraphs.indexOf(lastKnown) > paragraphs.indexOf(paragraph) && !paragraph.strong)) ||
      standsAlone(paragraph, owner, groups.length === 0)
    )
      placed.set(paragraph, open(paragraph.title, paragraph.no));
  }
  return placed;
}

/** Whether a title with nothing under it names a system: numbered or marked as the others are, or worded as a piece of work is. */
const standsAlone = ({ title, strong, dated, no }: Paragraph, owner: Paragraph | null, isFirst: boolean): boolean =>
  !dated &&
  !(isFirst && owner && owner.no !== null && no === null) &&
  ((strong && (owner === null || owner.strong)) ||
    (/^(การ|ระบบ)/.test(title) && title.length >= 15 && !/แผนปฏิบัติ|คู่มือ|รายงาน|พัฒนาคุณภาพ|PMQA/i.test(title)));
