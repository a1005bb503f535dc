import { createHmac } from 'node:crypto';
import { z } from 'zod';

/** Raised when an older program could not read what a newer one wrote. */
export const FORMAT = 1;
export const [ABOUT, CONTENTS, SUMS, KEY] = ['about.json', 'contents.json', 'SHA256SUMS', 'secret.key'];
export const [TABLES, FILES] = ['tables/', 'files/'];
/** What waits in the queue travels as a table of our own making: its tables are its maker's and change with its versions. */
export const QUEUE = 'queue.job';

/** The first entry: what the archive is. */
export const About = z.object({
  format: z.literal(FORMAT),
  program: z.string(),
  postgres: z.string(),
  /** When the rows were as they are here. */
  snapshotAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })).min(1),
  municipalities: z.array(z.object({ id: z.uuid(), slug: z.string(), nameTh: z.string(), nameEn: z.string() })).min(1),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()).min(1) })),
  /** Tells whether a key is the one that this was made with, and nothing of it. */
  keyMark: z.string(),
  withKey: z.boolean(),
});
export type About = z.infer<typeof About>;

/** The last entry but one: how much there is. */
export const Contents = z.object({
  tables: z.record(z.string(), z.object({ rows: z.number().int(), digest: z.string() })),
  files: z.object({ count: z.number().int(), bytes: z.number().int() }),
  /** Files that a row names and the store did not have, or had with other bytes than were put there. */
  missing: z.array(z.string()),
  altered: z.array(z.string()),
});
export type Contents = z.infer<typeof Contents>;

export const keyMarkOf = (key: string): string =>
  createHmac('sha256', key).update('fangsiang backup').digest('hex').slice(0, 16);
