import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defineWords, locale, setLanguage } from './i18n.ts';

const t = defineWords({
  th: { due: 'ต้องตอบ {n} เรื่อง ก่อน {day}', bare: 'ปีงบประมาณ {year}', left: 'เหลือ {n} วัน' },
  en: { due: '{n} to answer before {day}', bare: 'Fiscal year {year}', left: '{n|day is|days are} left' },
});

beforeEach(() => vi.stubGlobal('document', { documentElement: { lang: '' } }));
afterEach(() => {
  setLanguage('th');
  vi.unstubAllGlobals();
});

test('numbers get thousands separators, words stand as they are, and a missing part stays visible', () => {
  expect(t('due', { n: 3793, day: 'วันศุกร์' })).toBe('ต้องตอบ 3,793 เรื่อง ก่อน วันศุกร์');
  expect(t('bare', { year: '2570' })).toBe('ปีงบประมาณ 2570');
  expect(t('bare', { other: 1 })).toBe('ปีงบประมาณ {year}');
});

test('a change of language changes the words and the calendar', () => {
  expect(new Intl.DateTimeFormat(locale(), { year: 'numeric' }).format(new Date('2026-11-22'))).toContain('2569');
  setLanguage('en');
  expect(t('bare', { year: '2027' })).toBe('Fiscal year 2027');
  expect(new Intl.DateTimeFormat(locale(), { year: 'numeric' }).format(new Date('2026-11-22'))).toContain('2026');
});

test('English says one of a thing otherwise than several', () => {
  setLanguage('en');
  expect([0, 1, 2, 1001].map((n) => t('left', { n }))).toEqual([
    '0 days are left',
    '1 day is left',
    '2 days are left',
    '1,001 days are left',
  ]);
});

test('a value that looks like a pattern is not replaced again', () => {
  expect(t('due', { n: 1, day: '{n}' })).toBe('ต้องตอบ 1 เรื่อง ก่อน {n}');
});
