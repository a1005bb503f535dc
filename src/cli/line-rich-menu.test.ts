import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { startFakeLine } from '../../test/fakes/line-server.ts';
import { world } from '../../test/harness.ts';
import { BUTTONS } from '../modules/complaints/index.ts';

function run(args: string[], env: Record<string, string>): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const main = fileURLToPath(new URL('./main.ts', import.meta.url));
    const child = execFile(
      process.execPath,
      [main, 'line', 'rich-menu', ...args],
      { env: { ...process.env, ...env } },
      (_error, out, err) => {
        resolve({ code: child.exitCode ?? -1, out, err });
      },
    );
  });
}

test('one command draws the menu and puts it under every chat; twice is once', async () => {
  const line = await startFakeLine();
  await using w = await world();
  const folder = await mkdtemp(join(tmpdir(), 'menu-'));
  const env = { DATABASE_URL: w.ownerUrl, DATA_DIR: folder };
  try {
    const png = join(folder, 'menu.png');
    expect((await run(['--dry-run', png], env)).code).toBe(0);
    expect(await sharp(await readFile(png)).metadata()).toMatchObject({ width: 2500, height: 1686 });
    const unconnected = await run([], env);
    expect([unconnected.code, unconnected.err]).toEqual([1, expect.stringContaining('LINE')]);

    const connected = {
      ...env,
      ...line.env,
    };
    expect((await run([], connected)).code).toBe(0);
    const menu = line.menus.get(line.state.defaultMenu ?? '');
    expect(menu?.image?.bytes.length).toBeLessThan(1_000_000);
    const pressed = menu?.menu.areas.map(({ action }) => action.type === 'postback' && action.data);
    expect(pressed).toEqual([BUTTONS.report, BUTTONS.cases, BUTTONS.contact]);
    expect((await run([], connected)).out).toContain('ใช้อยู่แล้ว');
    expect(line.menus.size).toBe(1);
  } finally {
    await line.close();
    await rm(folder, { recursive: true, force: true });
  }
});
