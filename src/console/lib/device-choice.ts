import { useSyncExternalStore } from 'react';

export type DeviceChoice<T extends string> = {
  get: () => T;
  set: (next: T) => void;
  /** The choice in a component, which is drawn again when it changes. */
  use: () => T;
};

/**
 * One of a few words that is kept on this device, whoever signs in: what cannot be read is `fallback`. `changed` runs before whoever
 * listens is drawn again.
 */
export function deviceChoice<const T extends string>(
  name: string,
  choices: readonly T[],
  fallback: NoInfer<T>,
  changed: (next: T) => void = () => undefined,
): DeviceChoice<T> {
  const key = `fangsiang.${name}`;
  const listeners = new Set<() => void>();
  let current = stored(key, choices) ?? fallback;
  const get = () => current;
  return {
    get,
    set: (next) => {
      current = next;
      try {
        localStorage.setItem(key, next);
      } catch {
        // Storage is closed in some private windows: the choice lasts until the page does.
      }
      changed(next);
      for (const listener of listeners) listener();
    },
    use: () =>
      useSyncExternalStore((listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      }, get),
  };
}

function stored<T extends string>(key: string, choices: readonly T[]): T | undefined {
  try {
    const kept = localStorage.getItem(key);
    return choices.find((choice) => choice === kept);
  } catch {
    return undefined;
  }
}
