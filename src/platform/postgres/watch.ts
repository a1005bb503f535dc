import { setTimeout as pause } from 'node:timers/promises';
import { death, type Postmaster } from './postmaster.ts';

const FIRST_DELAY = 100;
const LONGEST_DELAY = 10_000;
/** A postgres that lived this long was well: its death begins a new series of delays. Milliseconds. */
const WELL_AFTER = 60_000;

export type Watch = {
  /** The present postgres; null while it is dead. */
  current(): Postmaster | null;
  onRestart(listener: () => void): void;
  /** Ends the watch, and gives the postgres that is then there. */
  end(): Promise<Postmaster | null>;
};

/** Restarts a postgres that dies while we need it, slower and slower when it keeps dying. */
export function watchOver(first: Postmaster, restart: () => Promise<Postmaster>, log: (line: string) => void): Watch {
  const over = new AbortController();
  const listeners: (() => void)[] = [];
  let current: Postmaster | null = first;
  let since = Date.now();
  let delay = FIRST_DELAY;

  async function wait(): Promise<void> {
    await pause(delay, undefined, { signal: over.signal, ref: false });
    delay = Math.min(delay * 2, LONGEST_DELAY);
  }

  async function revive(): Promise<Postmaster> {
    for (;;) {
      await wait();
      try {
        return await restart();
      } catch (error) {
        log(`the database did not start again: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  function tell(listener: () => void): void {
    try {
      if (!over.signal.aborted) listener();
    } catch (error) {
      log(`a listener failed after the restart: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async function watch(present: Postmaster): Promise<void> {
    await death(present, over.signal);
    current = null;
    log(`the database (pid ${present.pid}) ended unexpectedly; starting it again`);
    if (Date.now() - since > WELL_AFTER) delay = FIRST_DELAY;
    current = await revive();
    since = Date.now();
    log(`the database is back (pid ${current.pid})`);
    for (const listener of listeners) tell(listener);
    return watch(current);
  }

  // Ends in one way only: by `end`, whose abort rejects whatever is being waited for.
  const watching = watch(first).catch((error: unknown) => {
    if (!over.signal.aborted) throw error;
  });

  return {
    current: () => current,
    onRestart: (listener) => {
      listeners.push(listener);
    },
    end: async () => {
      over.abort();
      await watching;
      return current;
    },
  };
}
