import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What the last backup was: beside the data and not among it, so that a restored desk does not take it for its own. */
const LastBackup = z.object({
  /** When the rows were as the archive has them. */
  snapshotAt: z.iso.datetime(),
  file: z.string(),
  bytes: z.number().int(),
  sealed: z.boolean(),
  withKey: z.boolean(),
});
export type LastBackup = z.infer<typeof LastBackup>;

const fileIn = (dataDir: string) => join(dataDir, 'last-backup.json');

export async function noteBackup(dataDir: string, made: LastBackup): Promise<void> {
  const draft = `${fileIn(dataDir)}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, fileIn(dataDir));
}

/** Null when none was made, or what is written there cannot be read. */
export async function lastBackup(dataDir: string): Promise<LastBackup | null> {
  try {
    return LastBackup.parse(JSON.parse(await readFile(fileIn(dataDir), 'utf8')));
  } catch {
    return null;
  }
}
