import { expect, test } from 'vitest';
import { emptyQuestion, faultOf, linesOf, repeatedIn, valuesIn } from './questions.ts';

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

test('a choice keeps its key while its name is typed; a line put in between, taken out or moved changes no other key', () => {
  const loaded = [
    { key: '021', nameTh: 'ดับ', nameEn: 'Dark' },
    { key: '022', nameTh: 'เอียง', nameEn: 'Leaning' },
    { key: '023', nameTh: 'สายขาด', nameEn: 'Cut' },
  ];
  const keys = (...lines: string[]) => valuesIn(lines.join('\n'), loaded).map(({ key }) => key);
  const typed = 'เสาเอียงมาก';
  for (let n = 1; n <= typed.length; n += 1) {
    expect(keys('ดับ = Dark', typed.slice(0, n), 'สายขาด')).toEqual(['021', '022', '023']);
  }
  expect(keys('ดับ', '', 'สายขาด')).toEqual(['021', '023']);
  expect(keys('ไฟดับ', 'เสาเอียง', 'สายไฟขาด')).toEqual(['021', '022', '023']);
  expect(keys('ใหม่ = New', 'ดับ', 'เอียง', 'สายขาด')).toEqual(['New', '021', '022', '023']);
  expect(keys('ดับ', 'ใหม่ = New', 'เอียง', 'สายขาด', 'อื่น = Other')).toEqual(['021', 'New', '022', '023', 'Other']);
  expect(keys('สายขาด', 'ดับ', 'เอียง')).toEqual(['023', '021', '022']);
});

test('a choice that is there twice is said, not dropped', () => {
  const twice = valuesIn('ดับ = Dark\nมืด = Dark', []);
  expect(twice).toHaveLength(2);
  expect(repeatedIn(twice)?.nameTh).toBe('มืด');
  const question = { ...emptyQuestion([]), nameTh: 'อาการ', nameEn: 'Fault', datatype: 'singlevaluelist' as const };
  expect(faultOf({ ...question, values: twice })).toBe('questionTwice');
  expect(faultOf({ ...question, values: valuesIn('ดับ = Dark\nมืด = Dim', []) })).toBeNull();
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
