import { v7 } from 'uuid';

/** Numbers that look random and are the same for the same seed. Not for secrets. */
export type Random = {
  /** In [0, 1). */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** By weight: the third of [1, 1, 2] comes every second time. */
  weighted<T>(list: readonly (readonly [T, number])[]): T;
  /** A UUIDv7 of that moment. */
  id(at: Date): string;
};

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state, enough for made-up people. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  const at = <T>(list: readonly T[], i: number): T => {
    const found = list[i];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  };
  return {
    next,
    whole,
    chance: (share) => next() < share,
    pick: (list) => at(list, whole(0, list.length - 1)),
    weighted(list) {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
      const found = list.find(([, weight]) => {
        left -= weight;
        return left < 0;
      });
      return (found ?? at(list, list.length - 1))[0];
    },
    id: (moment) => v7({ msecs: moment.getTime(), random: Uint8Array.from({ length: 16 }, () => whole(0, 255)) }),
  };
}
