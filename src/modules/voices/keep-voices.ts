import { v7 } from 'uuid';
import type { Tx } from '../../platform/db/db.ts';
import type { Voice } from './tables.ts';

export type NewVoice = Omit<Voice, 'municipality_id'> & { fileIds: readonly string[] };

/**
 * Keeps voices and what is attached to them, in one statement each. A voice whose outside source is here already is left out:
 * the ids returned are those that were kept.
 */
export async function keepVoices(tx: Tx, voices: readonly NewVoice[]): Promise<ReadonlySet<string>> {
  const rows = voices.map(({ fileIds: _fileIds, ...row }) => row);
  const kept = await tx
    .insertInto('voices.voice')
    .values(rows)
    .onConflict((row) => row.doNothing())
    .returning('id')
    .execute();
  const ids = new Set(kept.map((row) => row.id));
  const attachments = voices.filter((voice) => ids.has(voice.id)).flatMap((voice) => attachmentsOf(voice));
  if (attachments.length > 0) await tx.insertInto('voices.attachment').values(attachments).execute();
  return ids;
}

function attachmentsOf(voice: NewVoice) {
  const addedBy = voice.source ? 'import' : voice.recorded_by ? 'staff' : 'citizen';
  return voice.fileIds.map(
    (fileId) =>
      ({ id: v7(), voice_id: voice.id, file_id: fileId, added_by: addedBy, added_at: voice.recorded_at }) as const,
  );
}
