import { z } from 'zod';

/** What becomes of the messages that waited when the backup was made. */
export const Waiting = z.enum(['send', 'keep-back']);
export type Waiting = z.infer<typeof Waiting>;

export const Resume = z.strictObject({ waiting: Waiting });
export const Resumed = z.object({ keptBack: z.number(), othersRest: z.boolean() });
export type Resumed = z.infer<typeof Resumed>;

/** How the machine and the program on it are, for whoever looks after them. */
export const Installation = z.object({
  version: z.string(),
  /** The newest change of the database's shape. */
  migration: z.string(),
  disk: z.object({ freeBytes: z.number(), totalBytes: z.number(), isLow: z.boolean() }),
  databaseBytes: z.number(),
  /** Of this municipality. */
  files: z.object({ count: z.number(), bytes: z.number() }),
  /** The last one that was made here; null: none. */
  backup: z
    .object({
      snapshotAt: z.iso.datetime(),
      file: z.string(),
      bytes: z.number(),
      sealed: z.boolean(),
      withKey: z.boolean(),
    })
    .nullable(),
  backupIsLate: z.boolean(),
  /** It came back from a backup and is not at work again yet. */
  rest: z.object({ since: z.iso.datetime(), snapshotAt: z.iso.datetime(), waiting: z.number() }).nullable(),
  /** Another municipality of the installation is not at work again yet: nothing is sent or fetched for any. */
  othersRest: z.boolean(),
});
export type Installation = z.infer<typeof Installation>;
