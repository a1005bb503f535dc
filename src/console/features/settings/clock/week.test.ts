import { describe, expect, test, vi } from 'vitest';

vi.stubGlobal('document', { documentElement: {} });
const { asTime, weekProblem } = await import('./week.ts');

const week = (monday: { from: string; to: string }[]) => [[], monday, [], [], [], [], []];

describe('office hours as they are typed', () => {
  test('several blocks a day are good, touching ones too', () => {
    expect(
      weekProblem(
        week([
          { from: '08:30', to: '12:00' },
          { from: '12:00', to: '16:30' },
        ]),
      ),
    ).toBeNull();
  });
  test('a block that ends before it begins, lies over another, or is no time is not', () => {
    expect(weekProblem(week([{ from: '12:00', to: '08:30' }]))).toBe('hoursWrong');
    expect(
      weekProblem(
        week([
          { from: '08:30', to: '12:00' },
          { from: '11:00', to: '16:30' },
        ]),
      ),
    ).toBe('hoursWrong');
    expect(weekProblem(week([{ from: '8:30', to: '24:00' }]))).toBe('hoursWrong');
  });
  test('an office that never opens is none', () => {
    expect(weekProblem(week([]))).toBe('neverOpen');
  });
  test('hours as officers write them become hours and minutes', () => {
    expect(['8.30', '๘๓๐', '8:30', '08:30', '1630'].map(asTime)).toEqual(['08:30', '08:30', '08:30', '08:30', '16:30']);
    expect(asTime('เช้า')).toBe('เช้า');
  });
});
