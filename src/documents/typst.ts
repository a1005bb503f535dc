import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A process that has nothing to print is let go after this long, and all its memory with it. */
const IDLE_MS = 60_000;
/** Longest one paper may take; a register of 2,000 rows takes about 3 s. */
const PATIENCE_MS = 60_000;

const Answer = z.union([
  z.object({ id: z.int(), pdf: z.instanceof(Uint8Array) }),
  z.object({ id: z.int(), fault: z.string() }),
]);
type Waiting = {
  child: ChildProcess;
  done: (pdf: Buffer) => void;
  failed: (error: Error) => void;
  timer: NodeJS.Timeout;
};

let current: ChildProcess | null = null;
let idle: NodeJS.Timeout | null = null;
let last = 0;
const waiting = new Map<number, Waiting>();

/**
 * Sets `data` in a template of `templates/` and returns the PDF. A process of its own does it, one paper after another: a long
 * register holds up no request, and what a paper takes of memory is given back. @throws Error when the template does not compile (a
 * bug, never the text's fault), or when the process ended or took longer than a minute
 */
export function typeset(template: 'receipt' | 'register', data: Readonly<Record<string, unknown>>): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  if (idle) clearTimeout(idle);
  current ??= start();
  const child = current;
  last += 1;
  const id = last;
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  waiting.set(id, { child, done: resolve, failed: reject, timer });
  child.ref();
  child.channel?.ref();
  child.send({ id, template, data: JSON.stringify(data) }, (error) => {
    if (error) settle(id)?.failed(error);
  });
  return promise;
}

function start(): ChildProcess {
  const child = fork(fileURLToPath(new URL('./typst-process.ts', import.meta.url)), {
    execArgv: [],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('message', (message: unknown) => {
    const answer = Answer.parse(message);
    const mine = settle(answer.id);
    if ('pdf' in answer) mine?.done(Buffer.from(answer.pdf.buffer, answer.pdf.byteOffset, answer.pdf.byteLength));
    else mine?.failed(new Error(`typst: ${answer.fault}`));
    if (waiting.size === 0) rest(child);
  });
  const gone = (why: string) => {
    if (current === child) current = null;
    for (const [id, mine] of waiting)
      if (mine.child === child) settle(id)?.failed(new Error(`typst: the process ended (${why})`));
  };
  child.on('error', (error) => gone(error.message));
  child.on('exit', (code, signal) => gone(String(signal ?? code)));
  return child;
}

function settle(id: number): Waiting | undefined {
  const mine = waiting.get(id);
  waiting.delete(id);
  clearTimeout(mine?.timer);
  return mine;
}

/** Keeps nobody's process alive, and ends after a while. */
function rest(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
  idle = setTimeout(() => {
    if (current === child) current = null;
    child.kill();
  }, IDLE_MS).unref();
}
