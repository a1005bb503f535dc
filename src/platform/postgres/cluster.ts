import { type SpawnOptions, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Account } from './account.ts';
import { type Native, program } from './binaries.ts';
import { give } from './place.ts';
import { settingsText } from './settings.ts';
import { PostgresTrouble } from './trouble.ts';

/** A cluster's folder, the build that runs it and the account it runs under. */
export type Cluster = {
  readonly folder: string;
  readonly native: Native;
  readonly account: Account | null;
  readonly fast: boolean;
};

/** The superuser and the database of the application. */
export const OWNER = 'fangsiang_owner';
export const DATABASE = 'fangsiang';

/**
 * pg_trgm asks the C library what a letter is: under lc_ctype C it finds no Thai letter, and no Thai text is indexed.
 * Sorting comes from PostgreSQL itself (builtin C.UTF-8), so it is the same on every machine and survives its upgrades.
 */
const CHARACTER_TYPES = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'th_TH.UTF-8', 'UTF-8', 'en-US.UTF-8'];

/** Options to start one of the build's programs under the cluster's account, with an environment that decides nothing. */
export function spawnOptions(cluster: Cluster, cwd: string): SpawnOptions {
  const env = process.platform === 'win32' ? process.env : { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
  return { cwd, env, windowsHide: true, ...(cluster.account ?? {}) };
}

/** Makes the cluster: whole under its name, or not at all. Does nothing when it exists. */
export async function initCluster(cluster: Cluster, password: string): Promise<void> {
  const { folder, account } = cluster;
  if (existsSync(path.join(folder, 'PG_VERSION'))) return checkVersion(cluster);
  const parent = path.dirname(folder);
  const prefix = `.${path.basename(folder)}-`;
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
    rmSync(path.join(parent, name), { recursive: true, force: true });
  }
  const nest = path.join(parent, `${prefix}${randomUUID().slice(0, 8)}`);
  mkdirSync(nest, { mode: 0o700 });
  const secret = path.join(nest, 'password');
  writeFileSync(secret, password, { mode: 0o600 });
  give(account, secret);
  give(account, nest);
  try {
    await initWithAnyLocale(cluster, nest, secret);
    appendFileSync(path.join(nest, 'cluster', 'postgresql.conf'), "\ninclude = 'fangsiang.conf'\n");
    // What stands there is no database of ours: somebody else's files are set aside, never deleted.
    if (existsSync(folder)) renameSync(folder, `${folder}.${new Date().toISOString().replaceAll(/[^0-9]/g, '')}`);
    renameSync(path.join(nest, 'cluster'), folder);
  } finally {
    rmSync(nest, { recursive: true, force: true });
  }
}

/** Writes the settings that belong to this version of the program. */
export function writeSettings(cluster: Cluster): void {
  const file = path.join(cluster.folder, 'fangsiang.conf');
  writeFileSync(file, settingsText(cluster.fast));
  chmodSync(file, 0o600);
  give(cluster.account, file);
}

async function initWithAnyLocale(cluster: Cluster, nest: string, secret: string): Promise<void> {
  const said: string[] = [];
  for (const type of CHARACTER_TYPES) {
    const result = await run(cluster, nest, [
      `--pgdata=${path.join(nest, 'cluster')}`,
      `--username=${OWNER}`,
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      `--lc-ctype=${type}`,
      '--no-instructions',
      ...(cluster.fast ? ['--no-sync'] : []),
    ]);
    if (result.code === 0) return;
    said.push(`${type}: ${result.output.trim().split('\n').slice(-4).join(' ')}`);
    // Only a missing locale is answered by trying the next one.
    if (!/locale/i.test(result.output)) break;
    rmSync(path.join(nest, 'cluster'), { recursive: true, force: true });
  }
  throw new PostgresTrouble('init-failed', said.join(' | '));
}

function run(cluster: Cluster, cwd: string, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program(cluster.native, 'initdb'), args, spawnOptions(cluster, cwd));
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once('error', (cause) => reject(new PostgresTrouble('init-failed', cause.message, { cause })));
    child.once('close', (code) => resolve({ code, output }));
  });
}

function checkVersion({ folder, native }: Cluster): void {
  const made = readFileSync(path.join(folder, 'PG_VERSION'), 'utf8').trim();
  const ours = native.version.split('.')[0];
  if (made === ours) return;
  throw new PostgresTrouble('other-version', `the data was made by PostgreSQL ${made}, this program brings ${ours}`);
}
