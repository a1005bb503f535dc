import { Unzip, UnzipInflate } from 'fflate';
import { Refusal } from '../../../platform/refusal.ts';
import { unreadable } from './unreadable.ts';

const MOST_INSIDE = 60_000_000;
const MOST_ENTRIES = 3000;
const STEP = 65_536;

/**
 * The entries of an archive that `wanted` names. What comes out is counted as it comes, since an archive may lie about its sizes: more
 * than 60 MB, or more than 3,000 entries, are refused.
 */
export function unzip(bytes: Uint8Array, wanted: (name: string) => boolean): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array[]>();
  let [inside, entries] = [0, 0];
  const archive = new Unzip((file) => {
    entries += 1;
    if (entries > MOST_ENTRIES) throw unreadable('too-much-inside');
    const chunks: Uint8Array[] = [];
    const keep = wanted(file.name);
    if (keep) parts.set(file.name, chunks);
    file.ondata = (error, chunk) => {
      // What is thrown here comes back here as an error.
      if (error) throw error instanceof Refusal ? error : unreadable('broken-archive');
      inside += chunk.length;
      if (inside > MOST_INSIDE) throw unreadable('too-much-inside');
      if (keep) chunks.push(chunk);
    };
    file.start();
  });
  archive.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length; at += STEP)
      archive.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
  } catch (error) {
    throw error instanceof Refusal ? error : unreadable('broken-archive');
  }
  return new Map([...parts].map(([name, chunks]) => [name, Buffer.concat(chunks)]));
}
