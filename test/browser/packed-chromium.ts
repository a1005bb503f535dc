import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
/** Its door is two folders within it, and it two within all packages. */
const PACKAGE = join(createRequire(import.meta.url).resolve('@sparticuz/chromium'), '../../..');
const CACHE = join(PACKAGE, '../../.cache');
/** It unpacks to wherever temporary files go, and the libraries that a bare system lacks only where it takes itself to be in that cloud. */
const UNPACK = "await (await import('@sparticuz/chromium')).default.executablePath()";
const CLOUD = { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };

/** The Chromium inside an npm package, with the libraries it brings where it does not start on the machine's own. */
export async function packedChromium(): Promise<{ executablePath: string; env: NodeJS.ProcessEnv }> {
  const folder = await unpacked();
  const executablePath = join(folder, 'chromium');
  const startsAlone = await run(executablePath, ['--version']).then(
    () => true,
    () => false,
  );
  const libraries = [join(folder, 'al2023/lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return { executablePath, env: startsAlone ? process.env : { ...process.env, LD_LIBRARY_PATH: libraries } };
}

/** A folder of its version, whole or not there: tests that ask at once unpack apart, and the first one's stays. */
async function unpacked(): Promise<string> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8')));
  const folder = join(CACHE, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  const mine = await mkdtemp(`${folder}-`);
  try {
    const env = { ...process.env, ...CLOUD, TMPDIR: mine };
    await run(process.execPath, ['--input-type=module', '--eval', UNPACK], { env, cwd: PACKAGE });
    await rename(mine, folder);
  } catch (error) {
    await rm(mine, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
