import { expect, test } from 'vitest';
import { calendarYear, daysOfMonth, FISCAL_MONTHS, monthName, monthOfDay, monthOfYear, monthSpan } from './months.ts';

test('a fiscal year runs from October of the year before to September, in the era of the language', () => {
  expect(FISCAL_MONTHS.map((month) => monthName(month, 'th')).join(' ')).toBe(
    'ต.ค. พ.ย. ธ.ค. ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย.',
  );
  expect(FISCAL_MONTHS.map((month) => calendarYear(2569, month, 'th'))).toEqual([
    2568, 2568, 2568, 2569, 2569, 2569, 2569, 2569, 2569, 2569, 2569, 2569,
  ]);
  expect(monthOfYear(2569, 1, 'en')).toBe('October 2025');
  expect(monthSpan({ from: 1, to: 3 }, 'th')).toBe('ต.ค.–ธ.ค.');
  expect(monthSpan({ from: 12, to: 12 }, 'th')).toBe('ก.ย.');
});

test('months have their days, leap years included, and a day finds its month', () => {
  expect(daysOfMonth(2569, 1)).toEqual({ first: '2025-10-01', last: '2025-10-31' });
  expect(daysOfMonth(2571, 5).last).toBe('2028-02-29');
  expect(FISCAL_MONTHS.map((month) => monthOfDay(2569, daysOfMonth(2569, month).last))).toEqual([...FISCAL_MONTHS]);
  expect([monthOfDay(2569, '2025-09-30'), monthOfDay(2569, '2026-10-01')]).toEqual([0, 13]);
});
