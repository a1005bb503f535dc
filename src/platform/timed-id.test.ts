import { validate, version } from 'uuid';
import { expect, test } from 'vitest';
import { timedId } from './timed-id.ts';

test('ids are of version 7, all different, and in the order in which they were made', () => {
  const before = Date.now();
  const ids = Array.from({ length: 20_000 }, timedId);
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  const at = Number.parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16);
  expect(at).toBeGreaterThanOrEqual(before);
  expect(at).toBeLessThan(before + 60_000);
});
