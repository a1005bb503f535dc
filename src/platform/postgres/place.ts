import { createHash, randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Account, canPass, canReach, isOurs } from './account.ts';
import { type Native, program } from './binaries.ts';
import { PostgresTrouble } from './trouble.ts';

/** A unix socket's whole path must fit in 107 bytes (103 on macOS); the file is `/.s.PGSQL.5432`. */
const LONGEST_SOCKET_FOLDER = 103 - '/.s.PGSQL.5432'.length;

/** A few letters that stand for a data folder wherever its own path cannot be used. */
function shortNameOf(dataDir: string): string {
  return createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
}

/**
 * Where the cluster of a data folder lives: the folder itself (`.`), or a place under /var that the account can walk to
 * when it cannot walk to the data folder (a clone in /root, or under `mktemp -d`).
 */
export function chooseLocation(account: Account | null, dataDir: string): string {
  return canPass(account, dataDir) ? '.' : path.join(sharedFolder(account), shortNameOf(dataDir));
}

/** The build itself when the account can run it where npm put it, else a copy of it made once under /var. */
export function reachableNative(account: Account | null, native: Native): Native {
  const probes = [program(native, 'postgres'), program(native, 'initdb'), path.join(native.root, 'lib')];
  probes.push(path.join(native.root, 'share', 'postgresql', 'postgres.bki'));
  if (probes.every((file) => canReach(account, file))) return native;

  const shared = sharedFolder(account);
  const root = path.join(shared, `native-${native.version}`);
  if (!existsSync(root)) {
    const draft = path.join(shared, `.native-${randomUUID()}`);
    cpSync(native.root, draft, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith('.a') });
    openForReading(draft);
    try {
      renameSync(draft, root);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      // Another process has just put the same copy there.
      if (!existsSync(root)) throw error;
    }
  }
  return { root, version: native.version };
}

/** Makes the folder of the unix socket, short enough, owned by the account. */
export function socketFolder(account: Account | null, home: string, dataDir: string): string {
  const short = `fangsiang-${shortNameOf(dataDir)}`;
  const candidates = [path.join(home, 'run'), path.join(os.tmpdir(), short), path.join('/tmp', short)];
  for (const folder of candidates) {
    if (Buffer.byteLength(folder) > LONGEST_SOCKET_FOLDER) continue;
    if (!canPass(account, path.dirname(folder))) continue;
    mkdirSync(folder, { recursive: true, mode: account ? 0o755 : 0o700 });
    // In a shared temporary folder someone else could have made it first, to stand between us and the database.
    if (!isOurs(account, folder)) continue;
    give(account, folder);
    return folder;
  }
  throw new PostgresTrouble('no-place', `no folder for the database's socket: tried ${candidates.join(', ')}`);
}

/** Hands a file or folder to the account that postgres runs under. */
export function give(account: Account | null, file: string): void {
  if (account) chownSync(file, account.uid, account.gid);
}

/** A folder of root that everyone may walk through and nobody else may write to. */
function sharedFolder(account: Account | null): string {
  const tried = ['/var/lib/fangsiang', '/var/tmp/fangsiang'];
  for (const folder of tried) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      accessSync(folder, constants.W_OK);
    } catch {
      continue;
    }
    if (isOurs(null, folder) && canPass(account, folder)) return folder;
  }
  throw new PostgresTrouble('no-place', `PostgreSQL's account cannot reach the data folder, nor ${tried.join(', ')}`);
}

function openForReading(file: string): void {
  const stat = lstatSync(file);
  if (stat.isSymbolicLink()) return;
  chmodSync(file, stat.isDirectory() || stat.mode & 0o100 ? 0o755 : 0o644);
  if (stat.isDirectory()) for (const name of readdirSync(file)) openForReading(path.join(file, name));
}
