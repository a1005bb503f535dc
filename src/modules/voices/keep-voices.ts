import type { CompiledQuery } from 'kysely';
import { v7 } from 'uuid';
import type { Tx } from '../../platform/db/db.ts';
import { insertStatements } from '../../platform/db/insert-rows.ts';
import type { Voice } from './tables.ts';

export type NewVoice = Omit<Voice, 'municipality_id'> & { fileIds: readonly string[] };

/** What keeps voices and what is attached to them. The database answers 23505 for an outside source that is here already. */
export function voiceStatements(tx: Tx, voices: readonly NewVoice[]): CompiledQuery[] {
  const rows = voices.map(({ fileIds: _fileIds, ...row }) => row);
  return [
    ...insertStatements(tx, 'voices.voice', rows),
    ...insertStatements(tx, 'voices.attachment', voices.flatMap(attachmentsOf)),
  ];
}

function attachmentsOf(voice: NewVoice) {
  const addedBy = voice.source ? 'import' : voice.recorded_by ? 'staff' : 'citizen';
  return voice.fileIds.map(
    (fileId) =>
      ({ id: v7(), voice_id: voice.id, file_id: fileId, added_by: addedBy, added_at: voice.recorded_at }) as const,
  );
}
