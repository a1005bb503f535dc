import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from './files/sync-folder.ts';
import { Refusal } from './refusal.ts';

/** As few letters as `SECRET_KEY` may have; ours has 64. */
const LEAST = 32;

/**
 * The key that signs forms and links: from the environment, or a file made once, readable by its owner alone. A file that is empty or cut short (a
 * disk that was full, a copy that broke off) is no key: anybody could sign with it.
 * @throws Refusal('secret-key-unusable') naming the file and what is wrong with it
 */
export async function secretKey(given: string | undefined, dataDir: string): Promise<string> {
  if (given) return given;
  const path = join(dataDir, 'secret.key');
  try {
    await mkdir(dataDir, { recursive: true });
    const key = (await readIfThere(path)) ?? (await make(path));
    if (key.length >= LEAST) return key;
  } catch (error) {
    throw new Refusal('secret-key-unusable', { file: path, reason: codeOf(error) });
  }
  throw new Refusal('secret-key-unusable', { file: path, reason: 'too-short' });
}

/** The key that is there; null where none was made. @throws Refusal('secret-key-unusable') */
export async function secretKeyIfThere(given: string | undefined, dataDir: string): Promise<string | null> {
  if (given) return given;
  const path = join(dataDir, 'secret.key');
  const key = await readIfThere(path).catch((error: unknown) => {
    throw new Refusal('secret-key-unusable', { file: path, reason: codeOf(error) });
  });
  if (key !== null && key.length < LEAST) throw new Refusal('secret-key-unusable', { file: path, reason: 'too-short' });
  return key;
}

/** Puts a key into a data folder that has none. */
export async function keepSecretKey(dataDir: string, key: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  await make(join(dataDir, 'secret.key'), key);
}

/** Written whole beside its place and then put there, once: of two that start at the same time both use the first one’s. */
async function make(path: string, key = randomBytes(48).toString('base64url')): Promise<string> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(key);
    await file.sync();
    await link(draft, path).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
    await syncFolder(dirname(path));
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
  return (await readIfThere(path)) ?? '';
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);
