import { setFlagsFromString } from 'node:v8';

const FLAG = '--max-semi-space-size';
/** Megabytes. What a request leaves behind dies young; V8's own limit follows the machine and lets this garbage grow beyond 100 MB. */
const SEMI_SPACE = 8;
/** Per cent of what is alive that garbage may add before it is collected; V8's own rule is up to three times as much as is alive. */
const GARBAGE = 50;

/**
 * Keeps the process small. The space for new objects can only be said when a process starts: the same program is started again in the same
 * process. A size that was given stays; where a process cannot be replaced (Windows), the program runs as it is.
 */
export function withSmallHeap() {
  setFlagsFromString(`--heap-growing-percent=${GARBAGE}`);
  const given = [process.env.NODE_OPTIONS ?? '', ...process.execArgv].some((each) => each.includes(FLAG));
  if (given || typeof process.execve !== 'function' || process.platform === 'win32') return;
  try {
    const args = [`${FLAG}=${SEMI_SPACE}`, ...process.execArgv, ...process.argv.slice(1)];
    process.execve(process.execPath, [process.execPath, ...args], process.env);
  } catch {
    // Not in this system: more memory is all that it costs.
  }
}
