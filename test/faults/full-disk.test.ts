import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileAll, fileUntilAll } from './filing-client.ts';
import { expectWholeRegister } from './register.ts';
import { dataFolder, newApiKey, startServer, visit } from './running-server.ts';

const SIZE = '200m';
const THAI = /[\u0E00-\u0E7F]/;
const KEYS = Array.from({ length: 500 }, (_, i) => `filing-${i + 1}`);

/** A small disk of its own, or why there is none. */
function smallDisk(path: string): ({ readonly problem: null } & Disposable) | { readonly problem: string } {
  if (process.getuid?.() !== 0) return { problem: 'only root can mount a small disk' };
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', path], { stdio: 'pipe' });
  } catch (error) {
    return { problem: `a small disk cannot be mounted here: ${String(error).split('\n').at(-1)}` };
  }
  chmodSync(path, 0o711);
  return { problem: null, [Symbol.dispose]: () => execFileSync('umount', ['-l', path]) };
}

/** Writes until nothing more goes in. */
function fill(path: string): void {
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

it('a full disk is said in Thai, nothing is half kept, and freed space mends it without a restart', async (context) => {
  using folder = dataFolder();
  const disk = smallDisk(folder.path);
  if (disk.problem !== null) return context.skip(disk.problem);
  using _mounted = disk;
  const server = await startServer(folder.path);
  try {
    const key = await newApiKey(folder.path);
    const filler = join(folder.path, 'filler');
    fill(filler);
    const before = await fileAll(server.origin, key, KEYS);
    expect(before.others.length).toBeGreaterThan(0);
    for (const { status, body } of before.others) {
      expect([503, 507]).toContain(status);
      expect(body).toMatchObject({
        code: expect.stringMatching(/^(storage-full|database-unavailable)$/),
        message: expect.stringMatching(THAI),
      });
    }
    expect(before.others.some(({ status }) => status === 507)).toBe(true);
    expect((await fetch(`${server.origin}/health/live`)).status).toBe(200);
    rmSync(filler);
    const all = await fileUntilAll(server.origin, key, KEYS);
    for (const [each, receipt] of before.receipts) expect(all.get(each)).toEqual(receipt);
    await using desk = await visit(folder.path);
    await expectWholeRegister(desk, all);
  } finally {
    await server.end();
  }
});
