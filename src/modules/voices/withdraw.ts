import type { Tx } from '../../platform/db/db.ts';
import { normalise } from '../../thai/index.ts';
import { loadVoice } from './load-voice.ts';

/** Shows `text` in place of what was said. What was said stays sealed in the history, where nobody reads it. */
export async function redactVoice(tx: Tx, voiceId: string, text: string, at: Date): Promise<void> {
  await tx
    .insertInto('voices.redaction')
    .values({ voice_id: voiceId, text, at, place_text_gone_at: null, point_gone_at: null })
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

/** What was said of a place and is taken back: words that are lines of it, a point that it is. */
export type GonePlace = { readonly words: readonly string[]; readonly point: Omit<Place, 'text'> | null };

/** Shows a place no more as far as it was taken back. Returns whether any of it was. */
export async function withdrawPlace(tx: Tx, voiceId: string, gone: GonePlace, at: Date): Promise<boolean> {
  const voice = await loadVoice(tx, voiceId);
  if (!voice) return false;
  const text = voice.place_text;
  const wordsGone =
    text !== null && gone.words.some((words) => words.trim() !== '' && asLines(text).includes(asLines(words)));
  const pointGone =
    gone.point !== null && voice.latitude === gone.point.latitude && voice.longitude === gone.point.longitude;
  if (!wordsGone && !pointGone) return false;
  const place = { ...(wordsGone && { place_text_gone_at: at }), ...(pointGone && { point_gone_at: at }) };
  await tx
    .insertInto('voices.redaction')
    .values({ voice_id: voiceId, text: null, at, place_text_gone_at: null, point_gone_at: null, ...place })
    .onConflict((row) => row.columns(['municipality_id', 'voice_id']).doUpdateSet(place))
    .execute();
  return true;
}

/** A letter that stands in a place by chance is not what was said of it: lines are looked for in lines. */
const asLines = (text: string): string => `\n${normalise(text).trim()}\n`;

/** Gives a voice without a place the one that was sent after it; the first stays. Returns whether it was taken. */
export async function placeVoice(tx: Tx, voiceId: string, place: Place, at: Date): Promise<boolean> {
  const voice = await loadVoice(tx, voiceId);
  if (!voice || voice.latitude !== null) return false;
  const { text, latitude, longitude } = place;
  const later = { place_text: text, latitude, longitude, at };
  const row = await tx
    .insertInto('voices.later_place')
    .values({ voice_id: voiceId, ...later })
    // One that was there before is not shown any more: it was taken back.
    .onConflict((conflict) => conflict.columns(['municipality_id', 'voice_id']).doUpdateSet(later))
    .returning('voice_id')
    .executeTakeFirst();
  return row !== undefined;
}
