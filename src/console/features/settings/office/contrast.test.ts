import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contrast } from './contrast.ts';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);

describe('contrast of two colours', () => {
  test('of black and white is 21, of a colour with itself 1', () => {
    expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
    fc.assert(fc.property(colour, (each) => contrast(each, each) === 1));
  });
  test('is that of the standard’s examples', () => {
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
    expect(contrast('#0F5C63', '#ffffff')).toBeGreaterThan(4.5);
    expect(contrast('#E8A317', '#ffffff')).toBeLessThan(4.5);
  });
  test('does not depend on which is the ground', () => {
    fc.assert(fc.property(colour, colour, (a, b) => contrast(a, b) === contrast(b, a)));
  });
});
