import { expect, it } from 'vitest';
import { printedLately } from './printed-lately.ts';

it('prints what is asked for by many once, another paper anew, and what failed again', async () => {
  const printed = printedLately();
  let times = 0;
  const print = async () => {
    times += 1;
    return Buffer.from(String(times));
  };
  const many = await Promise.all(Array.from({ length: 50 }, () => printed('ก', print)));
  expect(new Set(many.map(String))).toEqual(new Set(['1']));
  expect(String(await printed('ข', print))).toBe('2');
  await expect(printed('ค', () => Promise.reject(new Error('no printer')))).rejects.toThrow('no printer');
  expect(String(await printed('ค', print))).toBe('3');
  for (let i = 0; i < 100; i += 1) await printed(`อื่น ${i}`, print);
  expect(String(await printed('ก', print))).toBe('104');
});
