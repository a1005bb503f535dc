import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysBetween, endOfDay, isDay, makeDay, startOfDay, timeOfDay, weekdayOf } from './dates.ts';
import { fiscalYearOf, fiscalYearRange, quarterOf } from './fiscal-year.ts';

const anyDay = fc
  .oneof(
    { weight: 3, arbitrary: fc.integer({ min: -25_000, max: 47_000 }) },
    // Around 29 Feb 2024, 28 Feb 2023, 30 Sep/1 Oct 2024 and New Year 2025, counted in days since 1970-01-01.
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(19_782, 19_416, 19_996, 20_089), fc.integer({ min: -3, max: 3 }))
        .map(([d, n]) => d + n),
    },
  )
  .map((n) => addDays('1970-01-01', n));

describe('civil days of Bangkok', () => {
  it('changes day at 17:00 UTC', () => {
    expect(dayOf(new Date('2024-12-08T16:59:59.999Z'))).toBe('2024-12-08');
    expect(dayOf(new Date('2024-12-08T17:00:00Z'))).toBe('2024-12-09');
    expect(timeOfDay(new Date('2024-12-08T17:00:59Z'))).toBe('00:00');
    expect(startOfDay('2024-12-09').toISOString()).toBe('2024-12-08T17:00:00.000Z');
  });

  it('knows leap days and the weekdays of known dates', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-02-28', 1)).toBe('2023-03-01');
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect([
      weekdayOf('2024-12-09'),
      weekdayOf('1970-01-01'),
      weekdayOf('1969-12-28'),
      weekdayOf('2000-02-29'),
    ]).toEqual([1, 4, 0, 2]);
  });

  it.each(['2023-02-29', '2024-13-01', '2024-1-1', '', '2024-04-31', '+12024-01-01'])('refuses %j', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => addDays(text, 1)).toThrow(RangeError);
  });

  it('gives no day for a date that does not exist', () => {
    expect(makeDay(2023, 2, 29)).toBeNull();
    expect(makeDay(2024, 2, 29)).toBe('2024-02-29');
  });

  it('agrees with itself in both directions, and with the order of strings', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -2000, max: 2000 }), (day, n) => {
        const other = addDays(day, n);
        expect(daysBetween(day, other)).toBe(n);
        expect(addDays(other, -n)).toBe(day);
        expect(other > day).toBe(n > 0);
        expect(weekdayOf(other)).toBe((((weekdayOf(day) + n) % 7) + 7) % 7);
        expect(dayOf(startOfDay(day))).toBe(day);
        expect(dayOf(new Date(startOfDay(day).getTime() - 1))).toBe(addDays(day, -1));
        expect(endOfDay(day)).toEqual(startOfDay(addDays(day, 1)));
      }),
    );
  });
});

describe('fiscal years', () => {
  it('turns between 30 September and 1 October', () => {
    expect(fiscalYearOf('2024-09-30')).toBe(2567);
    expect(fiscalYearOf('2024-10-01')).toBe(2568);
    expect(fiscalYearRange(2568)).toEqual({ from: '2024-10-01', to: '2025-09-30' });
    expect(['2024-10-01', '2024-12-31', '2025-01-01', '2025-03-31'].map(quarterOf)).toEqual([1, 1, 2, 2]);
    expect(['2025-04-01', '2025-06-30', '2025-07-01', '2025-09-30'].map(quarterOf)).toEqual([3, 3, 4, 4]);
  });

  it('refuses what is not a Buddhist-era year', () => {
    expect(() => fiscalYearRange(0)).toThrow(RangeError);
    expect(() => fiscalYearRange(2567.5)).toThrow(RangeError);
  });

  it('holds every day in exactly its own year, and years follow without a gap', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const be = fiscalYearOf(day);
        const { from, to } = fiscalYearRange(be);
        expect(from <= day && day <= to).toBe(true);
        expect(addDays(to, 1)).toBe(fiscalYearRange(be + 1).from);
      }),
    );
  });
});
