import type { Tx } from '../../platform/db/db.ts';

/** A photo that waits for its form to be sent again. */
export type HeldFile = { id: string; name: string };

/** Keeps files for a form that has to be corrected; holding one twice changes nothing. */
export async function holdFiles(tx: Tx, formKey: string, fileIds: readonly string[], now: Date): Promise<void> {
  if (fileIds.length === 0) return;
  await tx
    .insertInto('voices.held_file')
    .values(fileIds.map((file_id) => ({ form_key: formKey, file_id, held_at: now })))
    .onConflict((row) => row.doNothing())
    .execute();
}

/** What a form holds, oldest first. */
export async function heldFiles(tx: Tx, formKey: string): Promise<readonly HeldFile[]> {
  return tx
    .selectFrom('voices.held_file as h')
    .innerJoin('platform.file as f', (on) =>
      on.onRef('f.municipality_id', '=', 'h.municipality_id').onRef('f.id', '=', 'h.file_id'),
    )
    .select(['f.id', 'f.name'])
    .where('h.form_key', '=', formKey)
    .orderBy('h.held_at')
    .orderBy('f.id')
    .execute();
}

/** Lets go of what a form held, once it was filed; with `fileIds`, of those only. */
export async function dropHeld(tx: Tx, formKey: string, fileIds?: readonly string[]): Promise<void> {
  const held = tx.deleteFrom('voices.held_file').where('form_key', '=', formKey);
  await (fileIds ? held.where('file_id', 'in', fileIds) : held).execute();
}
