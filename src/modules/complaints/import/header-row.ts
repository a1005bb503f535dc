import { knownHeaders } from './guess-columns.ts';

/** How far down a table's header may stand under titles and notes. */
export const HEADER_WITHIN = 20;

/** Which of the first rows heads the table: the one with most known words, at least two; else the first with two filled cells. */
export function findHeader(rows: readonly (readonly string[])[]): number {
  const scores = rows.slice(0, HEADER_WITHIN).map(knownHeaders);
  const best = Math.max(0, ...scores);
  if (best >= 2) return scores.indexOf(best);
  const filled = rows.findIndex((cells) => cells.filter((cell) => cell.trim() !== '').length >= 2);
  return filled === -1 ? 0 : filled;
}
