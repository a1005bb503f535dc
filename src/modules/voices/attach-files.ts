import { v7 } from 'uuid';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';

export type Attached = {
  attachmentId: string;
  fileId: string;
  voiceId: string;
  name: string;
  mediaType: string;
  bytes: number;
  width: number | null;
  height: number | null;
  internal: boolean;
  addedBy: 'citizen' | 'staff' | 'import';
  addedAt: Date;
};

/**
 * Attaches stored files to a voice. A file belongs to one voice: one that is attached elsewhere is refused, so that nobody reads
 * another case's photo by naming its id.
 */
export async function attachFiles(
  tx: Tx,
  voiceId: string,
  fileIds: readonly string[],
  by: { addedBy: 'citizen' | 'staff'; internal: boolean; at: Date },
): Promise<void> {
  if (fileIds.length === 0) return;
  await mustBeFree(tx, fileIds, { held: by.addedBy === 'citizen' });
  const rows = fileIds.map((fileId) => ({
    id: v7(),
    voice_id: voiceId,
    file_id: fileId,
    added_by: by.addedBy,
    internal: by.internal,
    added_at: by.at,
  }));
  await tx.insertInto('voices.attachment').values(rows).execute();
}

/**
 * What a citizen's form holds until it is sent is nobody else's: `held` says that the files come from that form itself.
 * @throws Refusal('not-found') when a file is not stored, is part of something else, or is held
 */
export async function mustBeFree(tx: Tx, fileIds: readonly string[], { held = false } = {}): Promise<void> {
  if (fileIds.length === 0) return;
  let free = tx
    .selectFrom('platform.file as f')
    .select('f.id')
    .where('f.id', 'in', fileIds)
    .where('f.kept_for', 'is', null)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('voices.attachment as a').select('a.id').whereRef('a.file_id', '=', 'f.id'))),
    );
  if (!held) {
    free = free.where((eb) =>
      eb.not(eb.exists(eb.selectFrom('voices.held_file as h').select('h.file_id').whereRef('h.file_id', '=', 'f.id'))),
    );
  }
  if ((await free.execute()).length !== new Set(fileIds).size) throw new Refusal('not-found', { what: 'file' });
}

/** What is attached to these voices and was not taken back, oldest first. */
export async function attachedTo(tx: Tx, voiceIds: readonly string[]): Promise<readonly Attached[]> {
  if (voiceIds.length === 0) return [];
  return tx
    .selectFrom('voices.attachment as a')
    .innerJoin('platform.file as f', 'f.id', 'a.file_id')
    .select([
      'a.id as attachmentId',
      'a.file_id as fileId',
      'a.voice_id as voiceId',
      'f.name',
      'f.media_type as mediaType',
      'f.bytes',
      'f.width',
      'f.height',
      'a.internal',
      'a.added_by as addedBy',
      'a.added_at as addedAt',
    ])
    .where('a.voice_id', 'in', voiceIds)
    .where('a.withdrawn_at', 'is', null)
    .orderBy('a.added_at')
    .orderBy('a.id')
    .execute();
}

/** The voice that a file is attached to, or null; also null once it was taken back. */
export async function voiceOfFile(tx: Tx, fileId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('voices.attachment')
    .select('voice_id')
    .where('file_id', '=', fileId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row?.voice_id ?? null;
}

/** Which of these files a voice does not have yet, by their content: a photo that is sent again is stored again. */
export async function notYetAttached(tx: Tx, voiceId: string, fileIds: readonly string[]): Promise<string[]> {
  if (fileIds.length === 0) return [];
  const rows = await tx
    .selectFrom('platform.file as f')
    .select('f.id')
    .where('f.id', 'in', fileIds)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('voices.attachment as a')
            .innerJoin('platform.file as had', (on) =>
              on.onRef('had.municipality_id', '=', 'a.municipality_id').onRef('had.id', '=', 'a.file_id'),
            )
            .select('a.id')
            .where('a.voice_id', '=', voiceId)
            .whereRef('had.sha256', '=', 'f.sha256'),
        ),
      ),
    )
    .execute();
  const fresh = new Set(rows.map(({ id }) => id));
  return fileIds.filter((id) => fresh.has(id));
}
