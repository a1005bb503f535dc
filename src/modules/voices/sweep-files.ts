import { z } from 'zod';
import type { FileStore } from '../../platform/files/store.ts';
import type { Job } from '../../platform/jobs.ts';

const KEPT_DAYS = 2;
const MOST_A_RUN = 500;
const Nothing = z.object({});

/** Lets go of files that were uploaded and never sent with anything: two days after, bytes and row. */
export function sweepFilesJob(files: FileStore): Job<typeof Nothing> {
  return {
    id: 'voices.sweep-files',
    schema: Nothing,
    async handle({ scoped, now }) {
      const before = new Date(now().getTime() - KEPT_DAYS * 86_400_000);
      const gone = await scoped(async (tx) => {
        await tx.deleteFrom('voices.held_file').where('held_at', '<', before).execute();
        const stray = await tx
          .selectFrom('platform.file as f')
          .select(['f.id', 'f.storage_key'])
          .where('f.created_at', '<', before)
          .where((eb) =>
            eb.not(
              eb.exists(eb.selectFrom('voices.attachment as a').select('a.id').whereRef('a.file_id', '=', 'f.id')),
            ),
          )
          .where((eb) =>
            eb.not(
              eb.exists(eb.selectFrom('voices.held_file as h').select('h.file_id').whereRef('h.file_id', '=', 'f.id')),
            ),
          )
          .limit(MOST_A_RUN)
          .execute();
        if (stray.length === 0) return [];
        const ids = stray.map(({ id }) => id);
        await tx.deleteFrom('platform.file').where('id', 'in', ids).execute();
        // The same picture sent twice has one set of bytes: they stay while any row names them.
        const keys = [...new Set(stray.map((row) => row.storage_key))];
        const named = await tx
          .selectFrom('platform.file')
          .select('storage_key')
          .where('storage_key', 'in', keys)
          .execute();
        const used = new Set(named.map((row) => row.storage_key));
        return keys.filter((key) => !used.has(key));
      });
      for (const key of gone) await files.remove(key);
    },
  };
}
