import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readYear, yearName } from './fiscal-year.ts';
import { setLanguage } from './i18n.ts';

beforeEach(() => vi.stubGlobal('document', { documentElement: { lang: '' } }));
afterEach(() => {
  setLanguage('th');
  vi.unstubAllGlobals();
});

test('a fiscal year is said in the era of the language', () => {
  expect(yearName(2570)).toBe('2570');
  setLanguage('en');
  expect(yearName(2570)).toBe('2027');
});

test('a year is read in either era and in either digits', () => {
  for (const typed of ['2570', ' ๒๕๗๐ ', '2027', '๒๐๒๗']) expect(readYear(typed), typed).toBe(2570);
});

test('what is no year of four digits, or one that nobody plans, is none', () => {
  for (const typed of ['', '70', '2570.5', '25700', '-2570', '2400', '3000', 'ปี', '0x9fa']) {
    expect(readYear(typed), typed).toBeNull();
  }
});
