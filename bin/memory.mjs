const FLAG = '--max-semi-space-size';
/** Megabytes. What a request leaves behind dies young; V8's own limit follows the machine and lets this garbage grow beyond 100 MB. */
const SEMI_SPACE = 8;

/**
 * Starts the same program again in the same process with a small space for new objects, which can only be said when a process starts.
 * A size that was given stays; where a process cannot be replaced (Windows), the program runs as it is.
 */
export function withSmallNewSpace() {
  const given = [process.env.NODE_OPTIONS ?? '', ...process.execArgv].some((each) => each.includes(FLAG));
  if (given || typeof process.execve !== 'function' || process.platform === 'win32') return;
  try {
    const args = [`${FLAG}=${SEMI_SPACE}`, ...process.execArgv, ...process.argv.slice(1)];
    process.execve(process.execPath, [process.execPath, ...args], process.env);
  } catch {
    // Not in this system: more memory is all that it costs.
  }
}
