import { drawnIn } from './docx-arrows.ts';
import { type Numbering, readNumbering } from './docx-numbering.ts';
import type { DrawnArrow, Row } from './sheet.ts';
import { allOf, attributeOf, childOf, childrenOf, type Element, parseXml } from './xml.ts';

const WHITE = new Set(['auto', 'FFFFFF', 'ffffff', '']);

/** A Word document's paragraphs and tables as rows: merged cells at their first column, numbers of lists as they are shown. */
export function readDocx(entries: ReadonlyMap<string, Uint8Array>): Row[] {
  const body = childOf(parseXml(entries.get('word/document.xml')), 'document', 'body');
  const numbering = readNumbering(entries.get('word/numbering.xml'));
  const rows: Row[] = [];
  let tables = 0;
  const walk = (element: Element) => {
    if (element.name === 'p') {
      for (const text of paragraphText(element, numbering).split('\n')) rows.push(loose(rows.length + 1, text));
    } else if (element.name === 'tbl') {
      // A table in a box around a page is a frame, not a table of ours.
      const inner = innerTables(element);
      if (inner.length > 0) for (const each of inner) walk(each);
      else rows.push(...tableRows(element, tables++, rows.length, numbering));
    } else if (['sdt', 'sdtContent', 'ins', 'smartTag', 'customXml'].includes(element.name))
      for (const child of element.children) walk(child);
  };
  for (const child of body?.children ?? []) walk(child);
  return rows;
}

const loose = (line: number, text: string): Row => ({
  line,
  cells: [text],
  raw: text,
  table: null,
  spans: null,
  shaded: new Set(),
  drawn: [],
});

/** Tables inside the single cell of another. */
function innerTables(table: Element): Element[] {
  const cells = allOf(table, 'tc', ['tc']);
  const inside = cells.flatMap((cell) => childrenOf(cell, 'tbl'));
  return cells.length <= 2 ? inside : [];
}

function tableRows(table: Element, number: number, before: number, numbering: Numbering): Row[] {
  const widths = childrenOf(childOf(table, 'tblGrid'), 'gridCol').map((column) =>
    Number(attributeOf(column, 'w') ?? 0),
  );
  const trs = allOf(table, 'tr', ['tr', 'tbl']);
  return trs.map((tr, i): Row => {
    const cells: string[] = [];
    const spans = new Map<number, number>();
    const shaded = new Set<number>();
    const drawn: DrawnArrow[] = [];
    const skip = Number(attributeOf(childOf(tr, 'trPr', 'gridBefore'), 'val') ?? 0);
    for (let k = 0; k < skip; k += 1) cells.push('');
    for (const tc of allOf(tr, 'tc', ['tc', 'tbl'])) {
      const col = cells.length;
      const properties = childOf(tc, 'tcPr');
      const span = Math.min(200, Math.max(1, Number(attributeOf(childOf(properties, 'gridSpan'), 'val') ?? 1) || 1));
      const merge = childOf(properties, 'vMerge');
      const covered = merge !== undefined && attributeOf(merge, 'val') !== 'restart';
      const fill = attributeOf(childOf(properties, 'shd'), 'fill') ?? '';
      cells.push(covered ? '' : cellText(tc, numbering));
      for (let k = 1; k < span; k += 1) cells.push('');
      if (span > 1) spans.set(col, span);
      if (!WHITE.has(fill)) for (let k = 0; k < span; k += 1) shaded.add(col + k);
      drawn.push(...drawnIn(tc, col, widths));
    }
    const all = cells.length - shaded.size;
    // A row that is coloured through is a head or a stripe, not a bar of months.
    return {
      line: before + i + 1,
      cells,
      raw: cells.filter((cell) => cell.trim() !== '').join(' '),
      table: number,
      spans,
      shaded: all <= 1 ? new Set() : shaded,
      drawn,
    };
  });
}

const cellText = (tc: Element, numbering: Numbering): string =>
  allOf(tc, 'p', ['p'])
    .map((paragraph) => paragraphText(paragraph, numbering))
    .join('\n')
    .replace(/^\n+|\n+$/g, (ends) => (ends.length > 0 && hasLines(tc) ? ends : ''));

/** Blank paragraphs before or behind text place an arrow beside its step, in a cell that holds nothing but arrows. */
const hasLines = (tc: Element): boolean => {
  const paragraphs = allOf(tc, 'p', ['p']);
  return paragraphs.length > 1 && !/[ก-ฮ]/.test(paragraphs.map((each) => runText(each)).join(''));
};

function paragraphText(paragraph: Element, numbering: Numbering): string {
  const properties = childOf(paragraph, 'pPr', 'numPr');
  const list = attributeOf(childOf(properties, 'numId'), 'val');
  const level = Number(attributeOf(childOf(properties, 'ilvl'), 'val') ?? 0);
  const text = runText(paragraph);
  return list && text.trim() !== '' ? numbering.next(list, level) + text : text;
}

/** What a paragraph's runs show: text, tabs, line ends and symbols; nothing that was deleted, no fallback of a drawing. */
function runText(element: Element): string {
  return element.children
    .map((child): string => {
      if (child.name === 't') return child.children.map(({ text }) => text).join('');
      if (child.name === 'tab') return '\t';
      if (child.name === 'br' || child.name === 'cr') return '\n';
      if (child.name === 'noBreakHyphen') return '-';
      if (child.name === 'sym')
        return String.fromCodePoint(Number.parseInt(attributeOf(child, 'char') ?? '20', 16) || 0x20);
      if (
        ['del', 'pPr', 'rPr', 'Fallback', 'pict', 'drawing', 'object', 'instrText', 'AlternateContent'].includes(
          child.name,
        )
      )
        return '';
      return runText(child);
    })
    .join('');
}
