import { execFile } from 'node:child_process';
import { lstatSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { PostgresTrouble } from './trouble.ts';

/** The system account that postgres runs under, when it is not our own. */
export type Account = { readonly uid: number; readonly gid: number };

const NAME = 'fangsiang';

/**
 * PostgreSQL refuses to run as root. Gives the account to run it under, or null when we are not root and it can be ours.
 * Makes the system account `fangsiang` when the machine allows it, and falls back to `nobody`.
 * @throws PostgresTrouble `no-unprivileged-user`
 */
export async function accountForPostgres(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const known = findAccount(NAME);
  if (known) return known;
  // Fails when the image has no useradd, or another process has just made it: both are answered by looking again.
  await promisify(execFile)('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME]).catch(
    () => undefined,
  );
  const account = findAccount(NAME) ?? findAccount('nobody');
  if (!account) throw new PostgresTrouble('no-unprivileged-user', 'root cannot run PostgreSQL and no account exists');
  return account;
}

/** True when the account may walk down to `target` and read it, and run it when it is a program. */
export function canReach(account: Account | null, target: string): boolean {
  if (!account) return true;
  const mode = statSync(target, { throwIfNoEntry: false })?.mode ?? 0;
  return allows(account, target, mode & 0o111 ? 0o5 : 0o4) && canPass(account, path.dirname(target));
}

/** True when the account may walk down through every folder above and including `folder`. */
export function canPass(account: Account | null, folder: string): boolean {
  if (!account) return true;
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (!allows(account, at, 0o1)) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** True when `folder` is a real folder (no link) that belongs to us or to the account: nobody else has planted it. */
export function isOurs(account: Account | null, folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return false;
  return process.getuid === undefined || stat.uid === process.getuid() || stat.uid === account?.uid;
}

function allows(account: Account, file: string, bits: number): boolean {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return false;
  const shift = stat.uid === account.uid ? 6 : stat.gid === account.gid ? 3 : 0;
  return ((stat.mode >> shift) & bits) === bits;
}

function findAccount(name: string): Account | null {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [user, , uid, gid] = line.split(':');
    if (user === name && Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  return null;
}
