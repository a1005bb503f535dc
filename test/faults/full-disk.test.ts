import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileAll, fileUntilAll } from './filing-client.ts';
import { expectWholeRegister } from './register.ts';
import { dataFolder, newApiKey, startServer, visit } from './running-server.ts';
import { fill, smallDisk } from './small-disk.ts';

const THAI = /[\u0E00-\u0E7F]/;
const KEYS = Array.from({ length: 500 }, (_, i) => `filing-${i + 1}`);

it('a full disk is said in Thai, nothing is half kept, and freed space mends it without a restart', async (context) => {
  using folder = dataFolder();
  const disk = smallDisk(folder.path, '200m');
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
