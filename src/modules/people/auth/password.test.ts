import fc from 'fast-check';
import { expect, test } from 'vitest';
import { network } from '../../../platform/rate-limit.ts';
import { mustBeGoodPassword } from './password.ts';

test('passwords that everybody tries, that are short, or that are the e-mail are refused', () => {
  const bad = [
    '12345678901',
    'Password1234!',
    'P@ssword2569',
    'admin1234567',
    'abcabcabcabc',
    '000000000000',
    'somchai.jaidee99',
    'qwertyuiop123',
  ];
  for (const password of bad)
    expect(() => mustBeGoodPassword(password, 'somchai.jaidee@example.org'), password).toThrow('invalid-input');
  for (const password of ['ข้าวเหนียวหมูปิ้ง', 'correct horse battery', 'kZ8#vmQ2pLx!'])
    mustBeGoodPassword(password, 'somchai.jaidee@example.org');
});

test('addresses of one IPv6 network count as one, however they are written', () => {
  expect(network('203.0.113.7')).toBe('203.0.113.7');
  expect(network('::ffff:203.0.113.7')).toBe('203.0.113.7');
  const group = fc.integer({ min: 1, max: 0xffff }).map((n) => n.toString(16));
  fc.assert(
    fc.property(fc.tuple(group, group), fc.tuple(group, group, group, group), ([a, b], [w, x, y, z]) => {
      expect(network(`${a}:${b}::${w}:${x}:${y}:${z}`)).toBe(network(`${a}:${b}:0:0:1:1:1:1`));
      expect(network(`${a}:${b}::`)).toBe(network(`${a}:${b}::${z}`));
      expect(network(`${a}:${b}:1::${z}`)).not.toBe(network(`${a}:${b}::${z}`));
    }),
  );
});
