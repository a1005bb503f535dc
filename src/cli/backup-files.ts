import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BE_OFFSET, dayOf } from '../thai/index.ts';

const NAME = /^fangsiang-\d{4}-\d{2}-\d{2}-\d{6}\.tar\.gz(\.sealed)?$/;
const DRAFT_OF_OURS = /^fangsiang-\d{4}-\d{2}-\d{2}-\d{6}\.tar\.gz(\.sealed)?\.[0-9a-f]{12}\.partial$/;
const DAY_MS = 86_400_000;
const BANGKOK_MS = 7 * 3_600_000;

/** `fangsiang-2569-11-24-023000.tar.gz`: day (Buddhist era) and time in Bangkok, so that the order of names is that of time. */
export function nameOfBackup(at: Date, { sealed }: { sealed: boolean }): string {
  const [year = '', ...rest] = dayOf(at).split('-');
  const time = new Date(at.getTime() + BANGKOK_MS).toISOString().slice(11, 19).replaceAll(':', '');
  return `fangsiang-${Number(year) + BE_OFFSET}-${rest.join('-')}-${time}.tar.gz${sealed ? '.sealed' : ''}`;
}

/** Removes all backups of a folder but the newest so many; says which. What has another name is not ours to remove. */
export async function keepNewest(folder: string, most: number): Promise<readonly string[]> {
  const old = (await readdir(folder))
    .filter((name) => NAME.test(name))
    .sort()
    .slice(0, -most);
  for (const name of old) await rm(join(folder, name));
  return old;
}

/** Removes what a backup that was broken off left more than a day ago: of our names, or of the file that is named. */
export async function dropDrafts(folder: string, file: string | null, now: Date): Promise<void> {
  const isDraft = (name: string) =>
    file === null ? DRAFT_OF_OURS.test(name) : name.startsWith(`${file}.`) && /\.[0-9a-f]{12}\.partial$/.test(name);
  for (const name of (await readdir(folder)).filter(isDraft)) {
    const { mtimeMs } = await stat(join(folder, name));
    if (now.getTime() - mtimeMs > DAY_MS) await rm(join(folder, name), { force: true });
  }
}
