const MOST = 2_000;

export type Remembered<V> = {
  /** At once when it is known and fresh; otherwise it is asked, once for all who wait. The last answer holds while asking fails. */
  get(key: string): V | Promise<V>;
  /** What is asked from now on is asked anew. */
  forget(key: string): void;
};

/** Remembers for `freshMs` what `load` answers. */
export function remember<V>(freshMs: number, load: (key: string) => Promise<V>): Remembered<V> {
  const known = new Map<string, { value: V; at: number }>();
  const asked = new Map<string, Promise<V>>();
  const ask = async (key: string, before: { value: V } | undefined): Promise<V> => {
    try {
      return await load(key);
    } catch (error) {
      if (before) return before.value;
      throw error;
    }
  };
  return {
    get(key) {
      const before = known.get(key);
      if (before && performance.now() - before.at < freshMs) return before.value;
      const waiting = asked.get(key);
      if (waiting) return waiting;
      const mine = ask(key, before).then(
        (value) => {
          if (asked.get(key) !== mine) return value; // forgotten meanwhile
          asked.delete(key);
          if (known.size >= MOST) known.clear();
          known.set(key, { value, at: performance.now() });
          return value;
        },
        (error: unknown) => {
          if (asked.get(key) === mine) asked.delete(key);
          throw error;
        },
      );
      asked.set(key, mine);
      return mine;
    },
    forget(key) {
      known.delete(key);
      asked.delete(key);
    },
  };
}
