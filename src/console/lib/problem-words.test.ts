import { expect, test } from 'vitest';
import { problemSentences } from './problem-words.ts';

test('a refusal names each problem once; what has no words, or says nothing without its field, has no sentence', () => {
  const field = (problem: string, words?: string) => ({ field: '/a', problem, words });
  const twice = [
    field('in-force', 'ใช้แล้ว'),
    field('in-force', 'ใช้แล้ว'),
    field('too_small', 'ต้องไม่น้อยกว่า 1'),
    field('new'),
  ];
  expect(problemSentences({ fields: twice })).toEqual(['ใช้แล้ว']);
  expect(problemSentences(undefined)).toEqual([]);
});
