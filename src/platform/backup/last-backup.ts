import { randomBytes } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the last backup was: beside the data and not among it, so that a restored desk does not take it for its own. */
type LastBackup = {
  /** When the rows were as the archive has them. */
  readonly snapshotAt: string;
  readonly file: string;
  readonly bytes: number;
  readonly sealed: boolean;
  readonly withKey: boolean;
};

const fileIn = (dataDir: string) => join(dataDir, 'last-backup.json');

export async function noteBackup(dataDir: string, made: LastBackup): Promise<void> {
  const draft = `${fileIn(dataDir)}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, fileIn(dataDir));
}
