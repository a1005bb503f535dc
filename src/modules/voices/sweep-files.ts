import { z } from 'zod';
import type { Tx } from '../../platform/db/db.ts';
import { letGoOfBytes } from '../../platform/files/remove-bytes.ts';
import type { Job } from '../../platform/jobs.ts';

const KEPT_DAYS = 2;
const A_BATCH = 500;
const Nothing = z.object({});

/** Lets go of files that were uploaded and never sent with anything: two days after, row and then bytes. The same picture sent twice has one set of bytes: they stay while any row names them. */
export const sweepFiles: Job<typeof Nothing> = {
  id: 'voices.sweep-files',
  schema: Nothing,
  async handle({ scoped, now }) {
    const before = new Date(now().getTime() - KEPT_DAYS * 86_400_000);
    await scoped((tx) => tx.deleteFrom('voices.held_file').where('held_at', '<', before).execute());
    while ((await scoped((tx) => letGo(tx, before))) > 0);
  },
};

/** Removes the rows of one batch of strays, and lets go of their bytes. Returns how many there were. */
async function letGo(tx: Tx, before: Date): Promise<number> {
  const stray = tx
    .selectFrom('platform.file as f')
    .select('f.id')
    .where('f.created_at', '<', before)
    .where('f.kept_for', 'is', null)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('voices.attachment as a').select('a.id').whereRef('a.file_id', '=', 'f.id'))),
    )
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('voices.held_file as h').select('h.file_id').whereRef('h.file_id', '=', 'f.id'))),
    )
    .limit(A_BATCH);
  const gone = await tx.deleteFrom('platform.file').where('id', 'in', stray).returning('storage_key').execute();
  await letGoOfBytes(
    tx,
    gone.map((row) => row.storage_key),
  );
  return gone.length;
}
