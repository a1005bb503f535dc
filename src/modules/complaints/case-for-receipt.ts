import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { type Actor, staffNames } from '../people/index.ts';
import { loadVoice } from '../voices/index.ts';
import { maySee } from './rules.ts';
import { loadComplaint } from './store.ts';
import { present, type TrackedCase } from './track-case.ts';

/**
 * What the counter prints for a citizen, tracking code and all: only for the officer who registered it, or the desk, which hands
 * the code out again. @throws Refusal('not-found')
 */
export async function caseForReceipt(
  tx: Tx,
  actor: Actor,
  id: string,
  now: Date,
): Promise<{ tracked: TrackedCase; recordedBy: string | null }> {
  const row = await loadComplaint(tx, id);
  const voice = row && (await loadVoice(tx, row.voice_id));
  const registered = voice?.recorded_by !== null && voice?.recorded_by === actor.id;
  if (!row || !voice || !(registered || (maySee(row, actor) && actor.may.has('contact.read'))))
    throw new Refusal('not-found', { what: 'complaint' });
  const names = await staffNames(tx, voice.recorded_by ? [voice.recorded_by] : []);
  return { tracked: await present(tx, id, now), recordedBy: names.get(voice.recorded_by ?? '') ?? null };
}
