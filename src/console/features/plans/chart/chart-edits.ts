import { type ChartContent, type ChartItem, COLUMNS, type Column } from '../../../../modules/plans/contract.ts';

/** Changes of a chart's content, each giving the chart as it then is. */
export const columnOf = (chart: ChartContent, id: string): Column | undefined =>
  COLUMNS.find((name) => chart.columns[name].items.some((item) => item.id === id));

export const itemOf = (chart: ChartContent, id: string): ChartItem | undefined =>
  COLUMNS.flatMap((name) => chart.columns[name].items).find((item) => item.id === id);

function setItems(chart: ChartContent, name: Column, items: ChartItem[]): ChartContent {
  // A column in which a person has put something of the office is not blank any more.
  const blank = chart.columns[name].blank && items.every(({ origin }) => origin === 'proposal');
  return { ...chart, columns: { ...chart.columns, [name]: { blank, items } } };
}

const onItems = (chart: ChartContent, change: (items: ChartItem[]) => ChartItem[]): ChartContent =>
  COLUMNS.reduce((all, name) => {
    const before = all.columns[name].items;
    const after = change(before);
    return after === before ? all : setItems(all, name, after);
  }, chart);

export const setItem = (chart: ChartContent, id: string, part: Partial<ChartItem>): ChartContent =>
  onItems(chart, (items) =>
    items.some((item) => item.id === id) ? items.map((item) => (item.id === id ? { ...item, ...part } : item)) : items,
  );

export const removeItem = (chart: ChartContent, id: string): ChartContent =>
  onItems(chart, (items) => (items.some((item) => item.id === id) ? items.filter((item) => item.id !== id) : items));

/** Adds an item of the office at a column's end, numbered on where its column is numbered. */
export function addItem(chart: ChartContent, name: Column, id: string): ChartContent {
  const { items } = chart.columns[name];
  const last = Number(items.at(-1)?.no ?? Number.NaN);
  const no = Number.isInteger(last) ? String(last + 1) : null;
  return setItems(chart, name, [...items, { id, no, text: '', raw: null, origin: 'own', link: null }]);
}

export type Place = { readonly column: Column; readonly next: string | null; readonly position: 'before' | 'after' };

/** Puts items before or after another one, or at the column's end; in the order in which they are given. */
export function placeItems(
  chart: ChartContent,
  ids: readonly string[],
  { column, next, position }: Place,
): ChartContent {
  const moved = ids.flatMap((id) => itemOf(chart, id) ?? []);
  if (moved.length === 0 || (next !== null && ids.includes(next))) return chart;
  const rest = onItems(chart, (items) =>
    items.some(({ id }) => ids.includes(id)) ? items.filter(({ id }) => !ids.includes(id)) : items,
  );
  const { items } = rest.columns[column];
  const at = items.findIndex(({ id }) => id === next);
  const index = at === -1 ? items.length : at + (position === 'after' ? 1 : 0);
  return setItems(rest, column, items.toSpliced(index, 0, ...moved));
}

export type Direction = 'up' | 'down' | 'left' | 'right';
/** One place up or down in its column, or to the neighbouring column at the same height. */
export function moveItem(chart: ChartContent, id: string, direction: Direction): ChartContent {
  const column = columnOf(chart, id);
  if (column === undefined) return chart;
  const { items } = chart.columns[column];
  const at = items.findIndex((item) => item.id === id);
  if (direction === 'up' || direction === 'down') {
    const next = items[direction === 'up' ? at - 1 : at + 1];
    if (next === undefined) return chart;
    return placeItems(chart, [id], { column, next: next.id, position: direction === 'up' ? 'before' : 'after' });
  }
  const to = COLUMNS[COLUMNS.indexOf(column) + (direction === 'left' ? -1 : 1)];
  if (to === undefined) return chart;
  return placeItems(chart, [id], { column: to, next: chart.columns[to].items[at]?.id ?? null, position: 'before' });
}

export const acceptItem = (chart: ChartContent, id: string): ChartContent => setItem(chart, id, { origin: 'own' });

export const acceptAll = (chart: ChartContent): ChartContent =>
  onItems(chart, (items) =>
    items.some(({ origin }) => origin === 'proposal')
      ? items.map((item) => (item.origin === 'proposal' ? { ...item, origin: 'own' as const } : item))
      : items,
  );

export const proposals = (chart: ChartContent): number =>
  COLUMNS.flatMap((name) => chart.columns[name].items).filter(({ origin }) => origin === 'proposal').length;
