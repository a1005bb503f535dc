import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExact } from './exact-json.ts';

test('an id beyond 2^53 keeps every digit, also a negative one', () => {
  expect(parseExact('{"id":2080765813578191303,"small":7,"n":[-6850472171600526495,1.5,1e30]}')).toEqual({
    id: '2080765813578191303',
    small: 7,
    n: ['-6850472171600526495', 1.5, 1e30],
  });
});

test('whatever the whole number, its digits come back', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (id) => {
      expect(String((parseExact(`{"id":${id}}`) as { id: unknown }).id)).toBe(String(id));
    }),
  );
});

test('what JSON.parse refuses is refused', () => {
  expect(() => parseExact('{"a":')).toThrow(SyntaxError);
});
