import { open } from 'node:fs/promises';

/** Makes the names in a folder durable: after a power cut a synced file may otherwise have none. Windows keeps them by itself, and opens no folder. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using folder = await open(path, 'r');
  await folder.sync();
}
