import { expect, test } from 'vitest';
import { nameAmong, retiredAmong } from './directory.ts';

const entry = (id: string, nameTh: string, validFrom: string, validTo: string | null = null) => ({
  noun: 'department' as const,
  id,
  nameTh,
  nameEn: nameTh,
  validFrom,
  validTo,
});
const versions = [
  entry('a', 'กองยุทธศาสตร์', '2026-04-01'),
  entry('a', 'กองวิชาการ', '2016-10-01', '2026-04-01'),
  entry('b', 'กองเดิม', '2016-10-01', '2020-10-01'),
];

test('an id has the name of the day; what has ended keeps its last name, what came later has its first', () => {
  expect(nameAmong(versions, 'a', '2026-05-04')).toBe('กองยุทธศาสตร์');
  expect(nameAmong(versions, 'a', '2026-03-31')).toBe('กองวิชาการ');
  expect(nameAmong(versions, 'a', '2001-01-01')).toBe('กองวิชาการ');
  expect(nameAmong(versions, 'b', '2026-05-04')).toBe('กองเดิม');
  expect(nameAmong(versions, 'c', '2026-05-04')).toBe('');
  expect(nameAmong(versions, null, '2026-05-04')).toBe('');
});

test('retired are those of the noun that are not in force, once each; an earlier name of what is in force is not', () => {
  const others = versions.filter(({ validTo }) => validTo !== null);
  expect(retiredAmong(others, 'department', [{ id: 'a' }]).map(({ nameTh }) => nameTh)).toEqual(['กองเดิม']);
  expect(retiredAmong(others, 'category', [])).toEqual([]);
});
