import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STAMP = `${ROOT}dist/console/.made-from`;
const SOURCES = [
  'src/console/**/*',
  'src/thai/**/*',
  'src/modules/**/contract.ts',
  'src/portal/assets/**/*',
  'vite.config.ts',
  'package-lock.json',
];

/** Builds the staff application when it is not built, or was built from other sources: about five seconds, once a version. `signal` ends it. */
export async function buildConsole(say: (line: string) => void, signal?: AbortSignal): Promise<void> {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourcesNow()) return;
  say('กำลังเตรียมหน้าเจ้าหน้าที่… · building the console…');
  // In a process of its own: the server does not keep the bundler's memory.
  await run(process.execPath, [`${ROOT}node_modules/vite/bin/vite.js`, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    env: withoutTests(),
    ...(signal && { signal }),
  });
}

/** Says beside what was built from which sources: whoever builds (`npm run build` too) spares the next start doing it again. */
export function stampConsole(): void {
  writeFileSync(STAMP, sourcesNow());
}

/** What the sources are now, by name, size and time. */
function sourcesNow(): string {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).sort()) {
    const { size, mtimeMs } = statSync(`${ROOT}${path}`);
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** The bundler's root differs under the test runner, which says so in the environment. */
function withoutTests(): NodeJS.ProcessEnv {
  const { VITEST: _vitest, NODE_ENV: _mode, ...env } = process.env;
  return env;
}
