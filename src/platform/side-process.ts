import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { oneAtATime } from './one-at-a-time.ts';

/** A process with nothing to do is let go after this long, and all its memory with it. */
const IDLE_MS = 60_000;
/** Longest one piece of work may take, where nothing else is said. */
const PATIENCE_MS = 60_000;
/** What the process may know of the environment: never an address with a password in it. */
const ENVIRONMENT = ['PATH', 'TMPDIR', 'TEMP', 'SystemRoot', 'LD_LIBRARY_PATH'];

const Answer = z.union([z.object({ done: z.unknown() }), z.object({ fault: z.string() })]);

/** The process ended in the middle of a piece of work: it took too long, or too much memory, or broke on what it was given. */
export class SideProcessEnded extends Error {
  override readonly name = 'SideProcessEnded';
}

/**
 * Work for a process of its own, one piece after another: what takes long holds up no request, what takes much memory gives it
 * back, and what breaks on a stranger's bytes takes nobody with it. `script` calls `serveParent`. The process starts with the
 * first piece. `signal` gives a piece of work up: it is not begun, or its process is ended. @throws Error (from the returned function)
 * when the work failed or was given up; SideProcessEnded when the process ended, or took over `patienceMs` (a minute) or `mostMegabytes` of
 * JavaScript's own memory
 */
export function sideProcess(
  script: URL,
  { patienceMs = PATIENCE_MS, mostMegabytes }: { patienceMs?: number; mostMegabytes?: number } = {},
): (work: unknown, signal?: AbortSignal) => Promise<unknown> {
  let current: ChildProcess | null = null;
  let idle: NodeJS.Timeout | null = null;
  const queue = oneAtATime();

  function begin(): ChildProcess {
    const kept = ENVIRONMENT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
    const child = fork(fileURLToPath(script), {
      execArgv: mostMegabytes === undefined ? [] : [`--max-old-space-size=${mostMegabytes}`],
      env: { ...Object.fromEntries(kept), MALLOC_ARENA_MAX: '2' },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const gone = () => {
      if (current === child) current = null;
    };
    child.on('error', gone).on('exit', gone);
    return child;
  }

  function rest(child: ChildProcess): void {
    child.unref();
    child.channel?.unref();
    idle = setTimeout(() => {
      if (current === child) current = null;
      child.kill();
    }, IDLE_MS).unref();
  }

  return (work, signal) =>
    queue(async () => {
      if (signal?.aborted) throw new Error('the work was given up');
      if (idle) clearTimeout(idle);
      current ??= begin();
      const child = current;
      child.ref();
      child.channel?.ref();
      try {
        const answer = Answer.parse(await one(child, work, patienceMs, signal));
        if ('fault' in answer) throw new Error(answer.fault);
        return answer.done;
      } finally {
        rest(child);
      }
    });
}

function one(child: ChildProcess, work: unknown, patienceMs: number, signal?: AbortSignal): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const ended = (code: number | null, signal: string | null) =>
    reject(new SideProcessEnded(`the side process ended (${signal ?? code})`));
  const end = () => child.kill('SIGKILL');
  const timer = setTimeout(end, patienceMs);
  signal?.addEventListener('abort', end, { once: true });
  child.once('message', resolve).once('exit', ended).once('error', reject);
  child.send({ work }, (error) => {
    if (error) reject(error);
  });
  return promise.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
    child.off('message', resolve).off('exit', ended).off('error', reject);
  });
}

/** In the side process: does each piece of work that comes, and ends when the parent has gone. */
export function serveParent(handle: (work: unknown) => unknown): void {
  const Message = z.object({ work: z.unknown() });
  process.on('disconnect', () => process.exit(0));
  process.on('message', (message) => {
    void Promise.resolve()
      .then(() => handle(Message.parse(message).work))
      .then(
        (done) => process.send?.({ done }),
        (error: unknown) => process.send?.({ fault: error instanceof Error ? error.message : String(error) }),
      );
  });
}
