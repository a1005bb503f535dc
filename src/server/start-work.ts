import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { isResting } from '../platform/rest.ts';

const LOOK_MS = 3_000;

/**
 * Begins what speaks to people and fetches from elsewhere, at once; or, where a desk came back from a backup and rests, when it is woken. Gives
 * whether it began, and how to end.
 */
export async function startWork(
  pool: pg.Pool,
  begin: () => Promise<() => Promise<void>>,
): Promise<{ began: boolean; stop(): Promise<void> }> {
  if (!(await isResting(pool))) return { began: true, stop: await begin() };
  const over = new AbortController();
  const waiting = untilAwake(pool, over.signal).then(
    () => begin(),
    () => async () => undefined,
  );
  return {
    began: false,
    async stop() {
      over.abort();
      await (await waiting)();
    },
  };
}

/** @throws when it is told to end */
async function untilAwake(pool: pg.Pool, over: AbortSignal): Promise<void> {
  do await pause(LOOK_MS, undefined, { signal: over });
  while (
    // A database that is away for a moment says nothing.
    await isResting(pool).catch(() => true)
  );
  over.throwIfAborted();
}
