import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChartContent, type ChartItem, COLUMNS } from '../../../../modules/plans/contract.ts';
import { acceptAll, acceptItem, addItem, moveItem, placeItems, proposals, removeItem } from './chart-edits.ts';

const item = (id: string, origin: ChartItem['origin'] = 'source'): ChartItem => ({
  id,
  no: null,
  text: id,
  raw: null,
  origin,
  link: null,
});
const chart = (columns: Partial<Record<(typeof COLUMNS)[number], ChartItem[]>>): ChartContent => {
  const column = (name: (typeof COLUMNS)[number]) => ({
    blank: columns[name] === undefined,
    items: columns[name] ?? [],
  });
  return {
    title: '',
    owner: '',
    columns: {
      suppliers: column('suppliers'),
      inputs: column('inputs'),
      process: column('process'),
      outputs: column('outputs'),
      customers: column('customers'),
    },
  };
};
const shape = ({ columns }: ChartContent) =>
  COLUMNS.map((name) => columns[name].items.map(({ id }) => id).join('')).join('|');
const abc = () => chart({ suppliers: [item('a'), item('b')], inputs: [item('c'), item('d')] });

test('items move within a column and to its neighbours, and not over the edges', () => {
  expect(shape(moveItem(abc(), 'b', 'up'))).toBe('ba|cd|||');
  expect(shape(moveItem(abc(), 'a', 'down'))).toBe('ba|cd|||');
  expect(shape(moveItem(abc(), 'b', 'right'))).toBe('a|cbd|||');
  expect(shape(moveItem(abc(), 'c', 'left'))).toBe('cab|d|||');
  expect(shape(moveItem(abc(), 'a', 'left'))).toBe('ab|cd|||');
  expect(shape(moveItem(abc(), 'a', 'up'))).toBe('ab|cd|||');
});

test('dropped items stand where they were dropped, in their order', () => {
  expect(shape(placeItems(abc(), ['a', 'b'], { column: 'inputs', next: 'c', position: 'after' }))).toBe('|cabd|||');
  expect(shape(placeItems(abc(), ['d'], { column: 'customers', next: null, position: 'before' }))).toBe('ab|c|||d');
  expect(shape(placeItems(abc(), ['a'], { column: 'suppliers', next: 'a', position: 'before' }))).toBe('ab|cd|||');
});

test('a blank column stays blank under proposals, and is not once something of the office stands in it', () => {
  const proposed = chart({ process: [item('p', 'proposal'), item('q', 'proposal')] });
  const blank = {
    ...proposed,
    columns: { ...proposed.columns, process: { ...proposed.columns.process, blank: true } },
  };
  expect(proposals(blank)).toBe(2);
  expect(removeItem(blank, 'q').columns.process.blank).toBe(true);
  expect(acceptItem(blank, 'p').columns.process).toMatchObject({ blank: false });
  expect(proposals(acceptAll(blank))).toBe(0);
  expect(acceptAll(abc())).toEqual(abc());
});

test('a new item is numbered on where its column is numbered', () => {
  const numbered = chart({ inputs: [{ ...item('a'), no: '8' }] });
  expect(addItem(numbered, 'inputs', 'n').columns.inputs.items[1]).toMatchObject({ id: 'n', no: '9', origin: 'own' });
  expect(addItem(numbered, 'outputs', 'n').columns.outputs).toMatchObject({ blank: false, items: [{ no: null }] });
});

test('no item is lost or doubled by moving', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('up', 'down', 'left', 'right'))),
      (moves) => {
        const end = moves.reduce((now, [id, to]) => moveItem(now, id, to), abc());
        expect(shape(end).replaceAll('|', '').split('').toSorted().join('')).toBe('abcd');
      },
    ),
  );
});
