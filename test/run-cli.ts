import { type ChildProcess, execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

/** A command as an operator starts it, in a process of its own. `begun` is given the process. */
export function runCli(
  args: readonly string[],
  env: Record<string, string> = {},
  begun: (child: ChildProcess) => void = () => undefined,
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [MAIN, ...args],
      { env: { ...process.env, ...env } },
      (_error, out, err) => {
        resolve({ code: child.exitCode ?? -1, out, err });
      },
    );
    begun(child);
  });
}
