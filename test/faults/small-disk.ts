import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, openSync, writeSync } from 'node:fs';

/** A small disk of its own, or why there is none. */
export function smallDisk(
  path: string,
  size: string,
): ({ readonly problem: null } & Disposable) | { readonly problem: string } {
  if (process.getuid?.() !== 0) return { problem: 'only root can mount a small disk' };
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path], { stdio: 'pipe' });
  } catch (error) {
    return { problem: `a small disk cannot be mounted here: ${String(error).split('\n').at(-1)}` };
  }
  chmodSync(path, 0o711);
  return { problem: null, [Symbol.dispose]: () => execFileSync('umount', ['-l', path]) };
}

/** Writes until nothing more goes in. */
export function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (let block = Buffer.alloc(1024 * 1024, 1); block.length > 0; ) {
      try {
        writeSync(file, block);
      } catch {
        block = block.subarray(0, Math.floor(block.length / 2));
      }
    }
  } finally {
    closeSync(file);
  }
}
