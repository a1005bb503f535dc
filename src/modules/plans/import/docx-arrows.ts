import type { DrawnArrow } from './sheet.ts';
import { allOf, attributeOf, childOf, type Element, textIn } from './xml.ts';

/** Shapes that are drawn as an arrow or a line. */
const ARROW = /arrow|line|connector/i;
const VML_LINE = /_t32$|_t20$|_t69$|_t13$|_t66$/;
const EMU_IN_TWIP = 635;
const EMU_IN = { pt: 12_700, in: 914_400, cm: 360_000, mm: 36_000, px: 9525 };
/** How far into a column an end may reach without meaning it, as a share of the column. */
const SLACK = 0.25;

/**
 * Arrows drawn in a cell, as the columns that they lie over: where they begin, counted from the cell's edge, and how wide they are.
 * `widths`: of the table's columns, in twentieths of a point.
 */
export function drawnIn(cell: Element, col: number, widths: readonly number[]): DrawnArrow[] {
  const choices = [...allOf(cell, 'drawing', ['Fallback', 'drawing']), ...allOf(cell, 'pict', ['Choice', 'pict'])];
  // The same drawing twice, once for old programs: the new one is read.
  const hasNew = choices.some(({ name }) => name === 'drawing');
  return choices
    .filter(({ name }) => name === 'drawing' || !hasNew)
    .flatMap((each) => (each.name === 'drawing' ? fromDrawing(each, col, widths) : fromVml(each, col, widths)));
}

function fromDrawing(drawing: Element, col: number, widths: readonly number[]): DrawnArrow[] {
  const shapes = allOf(drawing, 'prstGeom').filter((shape) => ARROW.test(attributeOf(shape, 'prst') ?? ''));
  if (shapes.length === 0) return [];
  const anchor = childOf(drawing, 'anchor');
  const size = Number(attributeOf(childOf(anchor ?? childOf(drawing, 'inline'), 'extent'), 'cx') ?? 0);
  const horizontal = childOf(anchor, 'positionH');
  const offset = Number(textIn(childOf(horizontal, 'posOffset')).trim() || 0);
  const byCell = !anchor || ['column', 'character', undefined].includes(attributeOf(horizontal, 'relativeFrom'));
  return [over(offset, size, col, widths, byCell)];
}

function fromVml(pict: Element, col: number, widths: readonly number[]): DrawnArrow[] {
  return pict.children.flatMap((shape): DrawnArrow[] => {
    if (shape.name === 'line') {
      const [from, to] = [
        length((attributeOf(shape, 'from') ?? '').split(',')[0]),
        length((attributeOf(shape, 'to') ?? '').split(',')[0]),
      ];
      return [over(Math.min(from, to), Math.abs(to - from), col, widths, true)];
    }
    if (shape.name !== 'shape' || !VML_LINE.test(attributeOf(shape, 'type') ?? '')) return [];
    const style = attributeOf(shape, 'style') ?? '';
    const part = (name: string) => length(new RegExp(`(?:^|;)\\s*${name}:([^;]+)`).exec(style)?.[1]);
    return [
      over(part('margin-left'), part('width'), col, widths, !/position-horizontal-relative:(page|margin)/.test(style)),
    ];
  });
}

/** A length of CSS in EMU. */
function length(text: string | undefined): number {
  const found = /^\s*(-?[\d.]+)\s*(pt|in|cm|mm|px)?/.exec(text ?? '');
  const unit =
    found?.[2] === 'in' || found?.[2] === 'cm' || found?.[2] === 'mm' || found?.[2] === 'px' ? found[2] : 'pt';
  return found ? Number(found[1]) * EMU_IN[unit] : 0;
}

function over(offset: number, size: number, col: number, widths: readonly number[], sure: boolean): DrawnArrow {
  const edges = [0];
  for (const width of widths.slice(col)) edges.push((edges.at(-1) ?? 0) + width * EMU_IN_TWIP);
  const at = (place: number, share: number) =>
    edges.findIndex((edge, i) => place < edge + ((edges[i + 1] ?? edge) - edge) * share && i > 0) - 1;
  if (edges.length < 2 || widths.every((width) => width === 0)) return { from: col, to: col, sure: false };
  const start = edges.findLastIndex((edge, i) => {
    const next = edges[i + 1];
    return next !== undefined && offset >= edge - (next - edge) * SLACK && offset < next - (next - edge) * SLACK;
  });
  const last = at(offset + size, SLACK);
  const from = start === -1 ? 0 : start;
  return {
    from: col + from,
    to: Math.max(col + from, col + (last < 0 ? edges.length - 2 : last)),
    sure: sure && start !== -1,
  };
}
