import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Category } from '../../../modules/people/contract.ts';
import { suggestCategories } from './suggest.ts';

const category = (code: string, nameTh: string, keywords: string[]): Category => ({
  noun: 'category',
  id: `00000000-0000-4000-8000-${code.padStart(12, '0')}`,
  code,
  nameTh,
  nameEn: code,
  sort: 0,
  validFrom: '2000-01-01',
  validTo: null,
  version: 1,
  data: { departmentId: null, visibility: 'normal', keywords, offered: true, questions: [] },
});
const road = category('1', 'ถนน ทางเท้า', ['ถนน', 'หลุม', 'ทางเท้า']);
const light = category('2', 'ไฟฟ้าสาธารณะ', ['ไฟดับ', 'เสาไฟ', 'ไฟทาง']);
const water = category('3', 'น้ำท่วม ระบายน้ำ', ['น้ำท่วม', 'ท่อตัน']);
const all = [road, light, water];
const codes = (text: string) => suggestCategories(text, all).map(({ code }) => code);

describe('the category suggested while a call is written down', () => {
  test('is the one whose words were heard', () => {
    expect(codes('ไฟดับหน้าวัดสามคืนแล้ว')).toEqual(['2']);
  });
  test('comes first when more of its words were heard', () => {
    expect(codes('น้ำท่วมถนนเพราะท่อตัน')).toEqual(['3', '1']);
  });
  test('is found when the tone marks were left out', () => {
    expect(codes('นำทวมหน้าบ้าน')).toEqual(['3']);
  });
  test('is none when nothing was heard', () => {
    expect(codes('')).toEqual([]);
    expect(codes('ขอบคุณเจ้าหน้าที่')).toEqual([]);
  });
  test('is at most three, each one of those offered, none twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('ถนน', 'ไฟดับ', 'น้ำท่วม', 'ก', ' ', 'x')), (parts) => {
        const found = suggestCategories(parts.join(''), all);
        expect(found.length).toBeLessThanOrEqual(3);
        expect(new Set(found).size).toBe(found.length);
        expect(found.every((each) => all.includes(each))).toBe(true);
      }),
    );
  });
});
