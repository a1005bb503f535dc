import type { Tx } from '../../platform/db/db.ts';

/** Shows `text` in place of what was said. What was said stays sealed in the history, where nobody reads it. */
export async function redactVoice(tx: Tx, voiceId: string, text: string, at: Date): Promise<void> {
  await tx
    .insertInto('voices.redaction')
    .values({ voice_id: voiceId, text, at })
    .onConflict((row) => row.columns(['municipality_id', 'voice_id']).doUpdateSet({ text, at }))
    .execute();
}

/** Takes files away from everybody's eyes. */
export async function withdrawFiles(tx: Tx, fileIds: readonly string[], at: Date): Promise<void> {
  if (fileIds.length === 0) return;
  await tx
    .updateTable('voices.attachment')
    .set({ withdrawn_at: at })
    .where('file_id', 'in', fileIds)
    .where('withdrawn_at', 'is', null)
    .execute();
}

/** Gives files to another voice: what they were sent with turned out to be a matter of its own. */
export async function moveFiles(tx: Tx, fileIds: readonly string[], voiceId: string): Promise<void> {
  if (fileIds.length === 0) return;
  await tx.updateTable('voices.attachment').set({ voice_id: voiceId }).where('file_id', 'in', fileIds).execute();
}

type Place = { readonly text: string | null; readonly latitude: number; readonly longitude: number };

/** Gives a voice without a place the one that was sent after it; the first stays. Returns whether it was taken. */
export async function placeVoice(tx: Tx, voiceId: string, place: Place, at: Date): Promise<boolean> {
  const voice = await tx
    .selectFrom('voices.voice')
    .select('latitude')
    .where('id', '=', voiceId)
    .executeTakeFirstOrThrow();
  if (voice.latitude !== null) return false;
  const { text, latitude, longitude } = place;
  const row = await tx
    .insertInto('voices.later_place')
    .values({ voice_id: voiceId, place_text: text, latitude, longitude, at })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'voice_id']).doNothing())
    .returning('voice_id')
    .executeTakeFirst();
  return row !== undefined;
}
