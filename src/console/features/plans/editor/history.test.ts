import fc from 'fast-check';
import { expect, test } from 'vitest';
import { begin, change, type History, redo, undo } from './history.ts';

test('typing in one field is one step back; another field is another', () => {
  let history = begin({ a: '', b: '' });
  for (const a of ['ก', 'กา', 'กาแ']) history = change(history, { ...history.present, a }, 'a');
  history = change(history, { ...history.present, b: 'x' }, 'b');
  history = undo(history);
  expect(history.present).toEqual({ a: 'กาแ', b: '' });
  history = undo(history);
  expect(history.present).toEqual({ a: '', b: '' });
  expect(undo(history)).toBe(history);
});

test('typing on after a step back does not join what was typed before', () => {
  let history = change(change(begin('0'), '1', 'a'), '2', 'b');
  history = change(undo(history), '3', 'a');
  expect(undo(history).present).toBe('1');
});

test('whatever was done, undoing it all leads to the beginning and redoing it all back', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer(), fc.option(fc.constantFrom('a', 'b')))), (changes) => {
      const start: History<number | null> = begin<number | null>(null);
      const end = changes.reduce((history, [next, key]) => change(history, next, key), start);
      let back = end;
      while (back.past.length > 0) back = undo(back);
      expect(back.present).toBe(null);
      while (back.future.length > 0) back = redo(back);
      expect(back.present).toBe(end.present);
    }),
  );
});

test('a change after a step back forgets what could have been done again', () => {
  const history = change(undo(change(begin(1), 2)), 3);
  expect(redo(history)).toBe(history);
  expect(history).toMatchObject({ past: [1], present: 3, future: [] });
});
