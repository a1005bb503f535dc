import type { CategoryQuestion } from '../src/modules/people/contract.ts';
import { addEntry, SYSTEM } from '../src/modules/people/index.ts';
import type { World } from './harness.ts';

const names = (nameTh: string, nameEn: string) => ({ nameTh, nameEn });
/** One question of each kind that a category may ask. */
const QUESTIONS: readonly CategoryQuestion[] = [
  { code: 'post_no', datatype: 'number', required: true, ...names('เลขเสาไฟ', 'Post number'), values: [] },
  {
    code: 'fault',
    datatype: 'singlevaluelist',
    required: true,
    ...names('อาการ', 'Fault'),
    values: [
      { key: 'dark', ...names('ดับ', 'Dark') },
      { key: 'flicker', ...names('กะพริบ', 'Flickering') },
    ],
  },
  {
    code: 'danger',
    datatype: 'multivaluelist',
    required: false,
    ...names('อันตราย', 'Danger'),
    values: [
      { key: 'wire', ...names('สายไฟห้อย', 'A hanging wire') },
      { key: 'leaning', ...names('เสาเอียง', 'A leaning post') },
    ],
  },
  { code: 'since', datatype: 'datetime', required: false, ...names('ตั้งแต่เมื่อไร', 'Since when'), values: [] },
  { code: 'near', datatype: 'string', required: false, ...names('ใกล้อะไร', 'Near what'), values: [] },
  { code: 'more', datatype: 'text', required: false, ...names('รายละเอียดอื่น', 'Anything else'), values: [] },
];

/** A category "เสาไฟ" that asks all of them; answers with its id. */
export function askingCategory(w: World): Promise<string> {
  return w.scoped(async (tx) => {
    const { id } = await addEntry(tx, { actor: SYSTEM, now: w.now() }, 'lamp_post', {
      noun: 'category',
      nameTh: 'เสาไฟ',
      nameEn: 'Lamp post',
      sort: 5,
      validFrom: '2026-01-01',
      data: { departmentId: null, visibility: 'normal', keywords: [], offered: true, questions: [...QUESTIONS] },
    });
    return id;
  });
}
