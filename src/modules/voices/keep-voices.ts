import { v7 } from 'uuid';
import type { Tx } from '../../platform/db/db.ts';
import { insertRows } from '../../platform/db/insert-rows.ts';
import type { Voice } from './tables.ts';

export type NewVoice = Omit<Voice, 'municipality_id'> & { fileIds: readonly string[] };

/** Keeps voices and what is attached to them, in one statement each. @throws pg.DatabaseError 23505 for an outside source that is here already */
export async function keepVoices(tx: Tx, voices: readonly NewVoice[]): Promise<void> {
  const rows = voices.map(({ fileIds: _fileIds, ...row }) => row);
  await Promise.all([
    insertRows(tx, 'voices.voice', rows),
    insertRows(tx, 'voices.attachment', voices.flatMap(attachmentsOf)),
  ]);
}

function attachmentsOf(voice: NewVoice) {
  const addedBy = voice.source ? 'import' : voice.recorded_by ? 'staff' : 'citizen';
  return voice.fileIds.map(
    (fileId) =>
      ({ id: v7(), voice_id: voice.id, file_id: fileId, added_by: addedBy, added_at: voice.recorded_at }) as const,
  );
}
