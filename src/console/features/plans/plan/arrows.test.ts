import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Arrow } from '../../../../modules/plans/contract.ts';
import { arrowAt, draw, erase, gripAt, settle, spanOf } from './arrows.ts';

const by = { by: 'สมชาย', at: '2026-05-04T02:00:00Z' };
const arrow = (id: string, from: number, to: number, doubt: Arrow['doubt'] = null): Arrow => ({
  id,
  from,
  to,
  origin: 'source',
  doubt,
});
const spans = (arrows: readonly Arrow[]) => arrows.map(({ from, to }) => [from, to]);
const pull = (arrows: readonly Arrow[], from: number, to: number) => {
  const grip = gripAt(arrows, from);
  return draw(arrows, spanOf(arrows, grip, to), { id: 'new', replaces: grip.what === 'new' ? null : grip.id, ...by });
};

test('a drag over empty months draws, in either direction and not past the year', () => {
  expect(spans(pull([], 3, 5))).toEqual([[3, 5]]);
  expect(spans(pull([], 5, 3))).toEqual([[3, 5]]);
  expect(spans(pull([], 10, 40))).toEqual([[10, 12]]);
  expect(spans(pull([arrow('a', 1, 2)], 6, 6))).toEqual([
    [1, 2],
    [6, 6],
  ]);
});

test('an arrow is pulled by its ends and moved by its middle', () => {
  const three = [arrow('a', 4, 6)];
  expect(spans(pull(three, 6, 9))).toEqual([[4, 9]]);
  expect(spans(pull(three, 4, 2))).toEqual([[2, 6]]);
  expect(spans(pull(three, 5, 8))).toEqual([[7, 9]]);
  expect(spans(pull(three, 5, 12))).toEqual([[10, 12]]);
  expect(pull(three, 5, 5)).toEqual(three);
});

test('arrows that meet over a month become one; what a person moved is theirs, and its doubt is settled', () => {
  const doubt = { printedFrom: 7, printedTo: 13, glyphs: '<->', readings: [], settled: null };
  const joined = pull([arrow('a', 1, 3), arrow('b', 7, 9, doubt)], 7, 4);
  expect(spans(joined)).toEqual([
    [1, 3],
    [4, 9],
  ]);
  const over = pull([arrow('a', 1, 3), arrow('b', 7, 9, doubt)], 9, 2);
  expect(over).toEqual([
    { id: 'b', from: 1, to: 7, origin: 'own', doubt: { ...doubt, settled: { at: by.at, by: by.by } } },
  ]);
});

test('a reading is chosen by name and time; erasing leaves the others', () => {
  const doubt = {
    printedFrom: 1,
    printedTo: 1,
    glyphs: '<>',
    readings: [{ from: 1, to: 3, why: 'ไตรมาส' }],
    settled: null,
  };
  const [settled] = settle([arrow('a', 1, 1, doubt)], 'a', { from: 1, to: 3 }, by.by, by.at);
  expect(settled).toMatchObject({ from: 1, to: 3, origin: 'source', doubt: { settled: { by: 'สมชาย' } } });
  expect(erase([arrow('a', 1, 1), arrow('b', 2, 2)], 'a').map(({ id }) => id)).toEqual(['b']);
});

test('however it is dragged, arrows lie inside the year, in order, and never over each other', () => {
  const month = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(fc.array(fc.tuple(month, fc.integer({ min: -3, max: 16 }))), (drags) => {
      const arrows = drags.reduce<Arrow[]>((before, [from, to], at) => {
        const grip = gripAt(before, from);
        const replaces = grip.what === 'new' ? null : grip.id;
        return draw(before, spanOf(before, grip, to), { id: String(at), replaces, ...by });
      }, []);
      for (const [at, { from, to }] of arrows.entries()) {
        expect(from >= 1 && from <= to && to <= 12).toBe(true);
        const next = arrows[at + 1];
        if (next !== undefined) expect(next.from).toBeGreaterThan(to);
      }
      expect(new Set(arrows.map(({ id }) => id)).size).toBe(arrows.length);
      for (let each = 1; each <= 12; each += 1) {
        expect(arrows.filter((one) => one === arrowAt(arrows, each)).length).toBeLessThanOrEqual(1);
      }
    }),
  );
});
