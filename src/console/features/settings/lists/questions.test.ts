import { expect, test } from 'vitest';
import { emptyQuestion, faultOf, linesOf, valuesIn } from './questions.ts';

test('choices are lines; one that was there keeps its key', () => {
  const first = valuesIn('ดับ = Dark\n\n เอียง=Leaning \nสายขาด', []);
  expect(first).toEqual([
    { key: 'Dark', nameTh: 'ดับ', nameEn: 'Dark' },
    { key: 'Leaning', nameTh: 'เอียง', nameEn: 'Leaning' },
    { key: 'สายขาด', nameTh: 'สายขาด', nameEn: 'สายขาด' },
  ]);
  expect(valuesIn(linesOf(first), first)).toEqual(first);
  expect(valuesIn('ดับ = Out', first)).toEqual([{ key: 'Dark', nameTh: 'ดับ', nameEn: 'Out' }]);
});

test('a new question has a code of its own, and says what it lacks', () => {
  const one = emptyQuestion([]);
  const three = emptyQuestion([one, { ...one, code: 'q2' }]);
  expect([one.code, three.code, emptyQuestion([three]).code]).toEqual(['q1', 'q3', 'q1']);
  expect(faultOf(one)).toBe('questionName');
  const named = { ...one, nameTh: 'เลขเสา', nameEn: 'Post' };
  expect(faultOf(named)).toBeNull();
  expect(faultOf({ ...named, datatype: 'singlevaluelist' })).toBe('questionValues');
});
