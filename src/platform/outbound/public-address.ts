import { isIP } from 'node:net';

/**
 * IPv4 that is not the public internet (IANA IPv4 Special-Purpose Address Registry): first address and length of each block. Also what
 * belongs to one machine, one network or one provider's metadata service (169.254.169.254 and Alibaba's 100.100.100.200 lie within).
 */
const CLOSED_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // Azure's wire server: public by number, inside by nature.
  ['168.63.129.16', 32],
];

/** Within 2000::/3, the global unicast space, what is not a host of the internet: protocol assignments (Teredo, ORCHID, benchmarks), 6to4, documentation. */
const CLOSED_V6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];

/**
 * Whether an address (as text, IPv4 or IPv6) is one of the public internet: not loopback, private, link-local, carrier-grade NAT,
 * multicast, documentation, nor any of these wrapped in IPv6 (mapped `::ffff:`, NAT64 `64:ff9b::`). What cannot be read is not public.
 */
export function isPublicAddress(address: string): boolean {
  const kind = isIP(address);
  if (kind === 4) return isPublicV4(bytesOfV4(address));
  // A zone (`fe80::1%eth0`) only belongs to addresses of one link.
  return kind === 6 && !address.includes('%') && isPublicV6(bytesOfV6(address));
}

function isPublicV4(bytes: readonly number[]): boolean {
  return !CLOSED_V4.some(([first, length]) => sameStart(bytes, bytesOfV4(first), length));
}

function isPublicV6(bytes: readonly number[]): boolean {
  const within = (first: string, length: number) => sameStart(bytes, bytesOfV6(first), length);
  if (within('::ffff:0:0', 96) || within('64:ff9b::', 96)) return isPublicV4(bytes.slice(12));
  return within('2000::', 3) && !CLOSED_V6.some(([first, length]) => within(first, length));
}

const bytesOfV4 = (address: string): number[] => address.split('.').map(Number);

/** The sixteen bytes of an address that `isIP` calls 6; a tail in dotted form is understood. */
function bytesOfV6(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const pair = (high: string | undefined, low: string | undefined) => ((Number(high) << 8) | Number(low)).toString(16);
  const plain = dotted ? `${dotted[1]}${pair(dotted[2], dotted[3])}:${pair(dotted[4], dotted[5])}` : address;
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}

/** Whether two addresses share their first `length` bits. */
function sameStart(one: readonly number[], other: readonly number[], length: number): boolean {
  for (let i = 0; i * 8 < length; i++) {
    const bits = Math.min(8, length - i * 8);
    const mask = (0xff << (8 - bits)) & 0xff;
    if (((one[i] ?? 0) & mask) !== ((other[i] ?? 0) & mask)) return false;
  }
  return true;
}
