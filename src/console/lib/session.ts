import { useSyncExternalStore } from 'react';

let ended = false;
const listeners = new Set<() => void>();

/** Whether the session of the page that is shown is over: what is typed in it waits for who typed it to sign in again. */
export function setSessionEnded(next: boolean): void {
  ended = next;
  for (const listener of listeners) listener();
}

export const useSessionEnded = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => ended,
  );
