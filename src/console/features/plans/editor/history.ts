/** What an editor can take back and do again. `key` says what the last change was made to, so that typing is one change. */
export type History<T> = {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  readonly key: string | null;
};

const KEPT = 200;

export const begin = <T>(present: T): History<T> => ({ past: [], present, future: [], key: null });

/** The next state. Changes in a row with the same key are one step back; without a key every change is its own. */
export function change<T>(history: History<T>, next: T, key: string | null = null): History<T> {
  if (Object.is(next, history.present)) return history;
  const joins = key !== null && key === history.key;
  const past = joins ? history.past : [...history.past.slice(1 - KEPT), history.present];
  return { past, present: next, future: [], key };
}

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future], key: null };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, key: null };
}
