import { expect, it } from 'vitest';
import { clockWords } from './case-words.ts';

it.each([
  [{ daysLeft: 3, answerToday: false, closedAt: null, status: 'assigned' }, 'เหลือ 3 วัน'],
  [{ daysLeft: 5, answerToday: true, closedAt: null, status: 'assigned' }, 'ต้องตอบวันนี้'],
  [{ daysLeft: 0, answerToday: true, closedAt: null, status: 'new' }, 'ครบวันนี้'],
  [{ daysLeft: -2, answerToday: false, closedAt: null, status: 'waiting-agency' }, 'เกิน 2 วัน'],
  [{ daysLeft: null, answerToday: false, closedAt: null, status: 'answered' }, 'ตอบแล้ว รอปิด'],
  // 18:30 UTC of the 8th is already the 9th in Bangkok.
  [{ daysLeft: null, answerToday: false, closedAt: '2024-12-08T18:30:00.000Z', status: 'closed' }, 'ปิด 9 ธ.ค. 2567'],
] as const)('says of %o: %s', (row, words) => {
  expect(clockWords(row)).toBe(words);
});
