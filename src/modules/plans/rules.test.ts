import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Found } from '../../platform/measure.ts';
import { cellsOf, standingOf } from './rules.ts';

const found = (met: boolean, value = 0): Found => ({ value, target: 1, met, records: value });
const months = (...met: number[]): Found[] => Array.from({ length: 12 }, (_, i) => found(met.includes(i + 1)));
const states = (cells: { state: string }[]) => cells.map((cell) => cell.state).join(' ');
const milestone = (...met: number[]) => ({ months: months(...met), cadence: 'milestone' }) as const;

test('a milestone is done in its arrow, early before it, late after it, missed when the arrow is over without it', () => {
  const arrow = [{ from: 4, to: 6 }];
  expect(states(cellsOf(arrow, milestone(5), 9))).toBe(
    'none none none planned done planned none none none none none none',
  );
  expect(states(cellsOf(arrow, milestone(2), 9))).toBe(
    'none early none early early early none none none none none none',
  );
  expect(states(cellsOf(arrow, milestone(8), 9))).toBe('none none none late late late none late none none none none');
  expect(states(cellsOf(arrow, milestone(), 9))).toBe(
    'none none none missed missed missed none none none none none none',
  );
  expect(states(cellsOf(arrow, milestone(), 6))).toBe(
    'none none none planned planned planned none none none none none none',
  );
});

test('two arrows need two achievements: one cannot serve both', () => {
  const arrows = [
    { from: 4, to: 4 },
    { from: 12, to: 12 },
  ];
  const cells = cellsOf(arrows, milestone(4), 13);
  expect(cells[3]?.state).toBe('done');
  expect(cells[11]?.state).toBe('missed');
  expect(states(cellsOf(arrows, milestone(4, 10), 13))).toBe(
    'none none none done none none none none none early none early',
  );
});

test('a continuous step is judged month by month: done, partly, missed; the running month is not missed yet', () => {
  const proof = {
    months: [found(true, 3), found(false, 1), found(false), found(false), ...months().slice(4)],
    cadence: 'continuous',
  } as const;
  expect(states(cellsOf([{ from: 1, to: 6 }], proof, 4))).toBe(
    'done partly missed planned planned planned none none none none none none',
  );
});

test('a step without an evidence rule says so in every planned month that has come', () => {
  const cells = cellsOf([{ from: 1, to: 3 }], { months: null, cadence: 'milestone' }, 2);
  expect(states(cells)).toBe('unproven unproven planned none none none none none none none none none');
});

const bar = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })).map(([a, b]) => ({
  from: Math.min(a, b),
  to: Math.max(a, b),
}));

test('whatever the arrows and the records: a month with records met shows it, nothing is missed before its arrow is over', () => {
  fc.assert(
    fc.property(
      fc.array(bar, { maxLength: 5 }),
      fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      fc.constantFrom('milestone' as const, 'continuous' as const),
      fc.integer({ min: 0, max: 13 }),
      (arrows, met, cadence, now) => {
        const cells = cellsOf(arrows, { months: met.map((each) => found(each)), cadence }, now);
        expect(cells.map((cell) => cell.month)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        cells.forEach((cell, i) => {
          if (met[i]) expect(['done', 'early', 'late']).toContain(cell.state);
          if (!met[i] && !cell.planned) expect(cell.state).toBe('none');
          if (cell.state === 'missed') {
            const mine = arrows.filter(({ from, to }) => from <= cell.month && cell.month <= to);
            const over = cadence === 'continuous' ? cell.month < now : mine.some(({ to }) => to < now);
            expect(over).toBe(true);
          }
        });
        expect(standingOf(cells) === 'none').toBe(cells.every((cell) => cell.state === 'none'));
      },
    ),
    { numRuns: 2000 },
  );
});

test('as many arrows are reached as there are months with records to reach them, when no two arrows overlap', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 12 })),
      fc.uniqueArray(fc.integer({ min: 1, max: 12 })),
      (at, met) => {
        const arrows = at.map((month) => ({ from: month, to: month }));
        const cells = cellsOf(arrows, milestone(...met), 13);
        const missed = cells.filter((cell) => cell.state === 'missed').length;
        expect(missed).toBe(Math.max(0, at.length - met.length));
      },
    ),
  );
});
