import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seal, unseal } from './seal.ts';

const KEY = 'a key for tests, long enough to be one';

test('what is sealed opens again with the same key and purpose, and with no other', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ minLength: 1 }), (text, purpose) => {
      const bytes = seal(KEY, purpose, text);
      expect(unseal(KEY, purpose, bytes)).toBe(Buffer.from(text).toString('utf8'));
      expect(unseal(KEY, `${purpose}.`, bytes)).toBeNull();
      expect(unseal(`${KEY}.`, purpose, bytes)).toBeNull();
    }),
    { numRuns: 60 },
  );
});

test('one changed bit anywhere, and nothing comes out', () => {
  const bytes = seal(KEY, 'ช่องทาง', 'whsec_ความลับ');
  for (let i = 0; i < bytes.length; i++) {
    const changed = Buffer.from(bytes);
    changed[i] = (changed[i] ?? 0) ^ 1;
    expect(unseal(KEY, 'ช่องทาง', changed)).toBeNull();
  }
  for (let length = 0; length < bytes.length; length++) {
    expect(unseal(KEY, 'ช่องทาง', bytes.subarray(0, length))).toBeNull();
  }
});

test('the same secret never looks the same, and is not there to read', () => {
  const [one, other] = [seal(KEY, 'p', 'whsec_secret'), seal(KEY, 'p', 'whsec_secret')];
  expect(one.equals(other)).toBe(false);
  expect(one.includes('secret')).toBe(false);
});
