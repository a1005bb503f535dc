import { BlockList } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPublicAddress } from './public-address.ts';

/** The same rule told a second time, by Node's own list. */
const closed = new BlockList();
for (const block of [
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24',
  '192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4',
  '240.0.0.0/4 168.63.129.16/32',
].flatMap((line) => line.split(' '))) {
  const [first = '', length] = block.split('/');
  closed.addSubnet(first, Number(length), 'ipv4');
}
const v4 = fc.ipV4();
const hex = (value: number) => value.toString(16);

test('an IPv4 address is public exactly when it lies in no special block', () => {
  // Half from anywhere, half close to the edges of the blocks.
  const near = fc
    .tuple(
      fc.constantFrom(
        '10.0.0.0',
        '100.64.0.0',
        '172.16.0.0',
        '192.168.0.0',
        '198.18.0.0',
        '224.0.0.0',
        '127.0.0.0',
        '169.254.0.0',
      ),
      fc.integer({ min: -300, max: 300 }),
    )
    .map(([first, by]) => {
      const value = (first.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) + by) >>> 0;
      return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join('.');
    });
  fc.assert(
    fc.property(fc.oneof(v4, near), (address) => {
      expect(isPublicAddress(address), address).toBe(!closed.check(address, 'ipv4'));
    }),
    { numRuns: 3000 },
  );
});

test('an IPv4 address wrapped in IPv6 is what it is unwrapped, however it is written', () => {
  fc.assert(
    fc.property(v4, fc.constantFrom('::ffff:', '::FFFF:', '0:0:0:0:0:ffff:', '64:ff9b::'), (address, prefix) => {
      const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
      const groups = `${hex(a * 256 + b)}:${hex(c * 256 + d)}`;
      expect(isPublicAddress(`${prefix}${address}`)).toBe(isPublicAddress(address));
      expect(isPublicAddress(`${prefix}${groups}`)).toBe(isPublicAddress(address));
    }),
  );
});

test('outside of 2000::/3 nothing of IPv6 is public, but for what carries a public IPv4', () => {
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      const firstGroup = Number.parseInt(address.startsWith(':') ? '0' : (address.split(':')[0] ?? '0'), 16);
      const outside = firstGroup < 0x2000 || firstGroup > 0x3fff;
      const wraps =
        /^(0:0:0:0:0:ffff|::ffff|64:ff9b)/i.test(address) || (address.startsWith(':') && address.includes('ffff'));
      if (outside && !wraps) expect(isPublicAddress(address), address).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '169.254.169.254',
  '100.100.100.200',
  '192.168.1.1',
  '172.31.255.255',
  '0.0.0.0',
  '255.255.255.255',
  '::',
  '::1',
  'fe80::1',
  'fe80::1%eth0',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::a00:1',
  '64:ff9b::10.0.0.1',
  '64:ff9b:1::8.8.8.8',
  '2002:7f00:1::',
  '2001::1',
  '2001:db8::1',
  '3fff::1',
  '5f00::1',
  '100::1',
  'localhost',
  '',
  '1.2.3',
  '08.8.8.8',
  '0x7f.0.0.1',
  ' 8.8.8.8',
  '2130706433',
])('%s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  '8.8.8.8',
  '1.1.1.1',
  '203.150.0.1',
  '172.32.0.1',
  '100.128.0.1',
  '2606:4700::1111',
  '2404:6800:4001::1',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});
