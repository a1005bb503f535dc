import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { PostgresTrouble } from './trouble.ts';

/**
 * What the data folder remembers about its database: `postgres.json`, readable by its owner only.
 * `location` is `.` when the cluster is in the data folder itself (which can then be moved), else an absolute path.
 */
const recordSchema = z.object({
  password: z.string().min(16),
  version: z.string(),
  location: z.string(),
  /** False until the cluster was made: from then on, a missing cluster is lost data and not a fresh start. */
  made: z.boolean(),
  port: z.number().int().optional(),
});
export type ClusterRecord = z.infer<typeof recordSchema>;

const fileOf = (dataDir: string) => path.join(dataDir, 'postgres.json');

/** The record of a data folder, or null when no database was made there. */
export function readRecord(dataDir: string): ClusterRecord | null {
  if (!existsSync(fileOf(dataDir))) return null;
  return recordSchema.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')));
}

/** Whether a database was made in a data folder: a start would make one where there is none. */
export const hasCluster = (dataDir: string): boolean => readRecord(dataDir)?.made ?? false;

/** Writes the record whole or not at all. */
export function writeRecord(dataDir: string, record: ClusterRecord): void {
  const draft = `${fileOf(dataDir)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, fileOf(dataDir));
}

/**
 * Writes down in a place outside of it which data folder the database there is of. A copy of a data folder names the same place: on it, two
 * programs would work on one desk.
 * @throws PostgresTrouble `copied-folder` when the folder that it is of is still there
 */
export function claimHome(home: string, dataDir: string, password: string): void {
  const file = path.join(home, 'data-folder');
  const before = existsSync(file) ? readFileSync(file, 'utf8') : dataDir;
  if (before !== dataDir && readRecord(before)?.password === password) {
    const advice = `copy it too, and write the copy's folder as "location" in ${fileOf(dataDir)}`;
    throw new PostgresTrouble('copied-folder', `the database in ${home} is that of ${before}: ${advice}`);
  }
  writeFileSync(file, dataDir);
}

/** A new record: a random password, and on Windows (which has no usable unix sockets) a free TCP port. */
export async function newRecord(version: string, location: string): Promise<ClusterRecord> {
  const record = { password: randomBytes(24).toString('base64url'), version, location, made: false };
  return process.platform === 'win32' ? { ...record, port: await freePort() } : record;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
