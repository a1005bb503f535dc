import fc from 'fast-check';
import { expect, test } from 'vitest';
import { components, type Edge } from './components.ts';
import { emailValue, phoneValue } from './identity-value.ts';

/** The same by walking from each, without a forest. */
function naive(ids: readonly string[], edges: readonly Edge[]): string[][] {
  const seen = new Set<string>();
  return ids.flatMap((start) => {
    if (seen.has(start)) return [];
    const found = new Set([start]);
    for (const id of found) {
      for (const [one, other] of edges) {
        if (one === id && ids.includes(other)) found.add(other);
        if (other === id && ids.includes(one)) found.add(one);
      }
    }
    for (const id of found) seen.add(id);
    return [ids.filter((id) => found.has(id))];
  });
}

const NODES = 'abcdefghij'.split('');

test('who belongs together is who a chain of proofs leads between, in whatever order the proofs come', () => {
  const ids = fc.uniqueArray(fc.constantFrom(...NODES), { maxLength: 10 });
  const edges = fc.array(fc.tuple(fc.constantFrom(...NODES), fc.constantFrom(...NODES)), {
    maxLength: 14,
  });
  fc.assert(
    fc.property(ids, edges, (nodes, proofs) => {
      expect(components(nodes, proofs)).toEqual(naive(nodes, proofs));
      expect(components(nodes, proofs.toReversed())).toEqual(components(nodes, proofs));
      if (proofs.length === 0) expect(components(nodes, proofs)).toEqual(nodes.map((id) => [id]));
    }),
  );
});

test.each([
  ['08 1234 5678', '+66812345678'],
  ['081-234-5678', '+66812345678'],
  ['๐๘๑๒๓๔๕๖๗๘', '+66812345678'],
  ['+66 81 234 5678', '+66812345678'],
  ['+66 (0)81 234 5678', '+66812345678'],
  ['66812345678', '+66812345678'],
  ['0066812345678', '+66812345678'],
  ['02-123-4567 ต่อ 12', '+6621234567'],
  ['+81 90 1234 5678', '+819012345678'],
  ['1669', null],
  ['0812345', null],
  ['ไม่มี', null],
  ['', null],
])('the number %s is %s', (typed, value) => {
  expect(phoneValue(typed)).toBe(value);
});

test('an address is the same in small letters; none is none', () => {
  expect(emailValue(' Somchai@Example.ORG ')).toBe('somchai@example.org');
  expect(emailValue(' ')).toBeNull();
});
