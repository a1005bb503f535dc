import { createHash } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import { readArchive } from './archive.ts';
import { ABOUT, About, CONTENTS, Contents, FILES, FORMAT, KEY, SUMS, TABLES } from './contents.ts';
import { damaged } from './damaged.ts';
import { RowsDigest } from './rows-digest.ts';
import type { Entry } from './tar.ts';

export type Checked = { readonly about: About; readonly contents: Contents };

/**
 * Reads an archive to its end and holds everything in it against what it says of itself; nothing is written anywhere.
 * @throws Refusal 'not-a-backup' · 'backup-damaged' · 'backup-passphrase' · 'backup-newer' (another format)
 */
export async function checkBackup(
  path: string,
  passphrase: string | null,
  onRead: (share: number) => void = () => undefined,
): Promise<Checked> {
  const entries = readArchive(path, passphrase, onRead);
  const first = await entries.next();
  const about = aboutOf(first.done ? null : first.value);
  const lines = first.done ? [] : [sumLine(first.value)];
  const digests = new Map<string, RowsDigest>();
  const files = { count: 0, bytes: 0 };
  let contents: Contents | null = null;
  let sums: string | null = null;
  for await (const entry of entries) {
    const { name, bytes } = entry;
    if (sums !== null) throw damaged('altered');
    if (name === SUMS) {
      sums = bytes.toString();
      continue;
    }
    lines.push(sumLine(entry));
    if (name === CONTENTS) contents = contentsOf(bytes);
    else if (name.startsWith(TABLES)) digestOf(digests, tableOf(name)).add(bytes);
    else if (name.startsWith(FILES)) {
      files.count += 1;
      files.bytes += bytes.length;
    } else if (name !== KEY || !about.withKey) throw damaged('altered');
  }
  if (!contents || sums === null) throw damaged('truncated');
  if (sums !== lines.join('')) throw damaged('altered');
  mustAgree(contents, digests, files);
  return { about, contents };
}

/** Which table an entry is a piece of. */
export const tableOf = (name: string): string => name.slice(TABLES.length, name.lastIndexOf('/'));

function digestOf(digests: Map<string, RowsDigest>, table: string): RowsDigest {
  const known = digests.get(table) ?? new RowsDigest();
  digests.set(table, known);
  return known;
}

function mustAgree(
  contents: Contents,
  digests: ReadonlyMap<string, RowsDigest>,
  files: { count: number; bytes: number },
): void {
  const said = new Map(Object.entries(contents.tables));
  for (const [name, { rows, digest }] of said) {
    const found = digests.get(name) ?? new RowsDigest();
    if (found.rows !== rows || found.toString() !== digest) throw damaged('altered');
  }
  if ([...digests.keys()].some((name) => !said.has(name))) throw damaged('altered');
  if (files.count !== contents.files.count || files.bytes !== contents.files.bytes) throw damaged('altered');
}

const sumLine = ({ name, bytes }: Entry): string => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;

function aboutOf(entry: Entry | null): About {
  const said = entry?.name === ABOUT ? parsed(entry.bytes) : null;
  const format = said !== null && typeof said === 'object' && 'format' in said ? Number(said.format) : 0;
  if (format > FORMAT) throw new Refusal('backup-newer', { reason: 'format' });
  const about = About.safeParse(said);
  if (!about.success) throw new Refusal('not-a-backup');
  return about.data;
}

function contentsOf(bytes: Buffer): Contents {
  const contents = Contents.safeParse(parsed(bytes));
  if (!contents.success) throw damaged('altered');
  return contents.data;
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return null;
  }
}
