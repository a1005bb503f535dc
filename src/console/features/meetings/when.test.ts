import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agendaOf, instantOf, whenOf } from './when.ts';

test('a day and a clock in Bangkok are one instant, and back', () => {
  expect(instantOf('2026-05-04', '09.30')).toBe('2026-05-04T02:30:00.000Z');
  expect(instantOf('2026-05-04', '25:00')).toBeNull();
  expect(instantOf(null, '09:30')).toBeNull();
  fc.assert(
    fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }), (date) => {
      const minute = new Date(Math.floor(date.getTime() / 60_000) * 60_000).toISOString();
      const { day, clock } = whenOf(minute);
      expect(instantOf(day, clock)).toBe(minute);
    }),
  );
});

test('agenda lines keep their own numbers, others are counted; empty lines are none', () => {
  expect(agendaOf('เรื่องแจ้งเพื่อทราบ\n\n2.1 ติดตามงาน\n๓) เรื่องอื่น ๆ')).toEqual([
    { no: '1', text: 'เรื่องแจ้งเพื่อทราบ' },
    { no: '2.1', text: 'ติดตามงาน' },
    { no: '๓', text: 'เรื่องอื่น ๆ' },
  ]);
});
