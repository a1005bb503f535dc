import type { Tx } from '../../platform/db/db.ts';
import { type AdapterKind, findThread, keepStandIn, lockThread, speakAbout } from '../channels/index.ts';
import { wordsIn } from './conversation/words.ts';
import { proveByThread } from './person/citizen-proofs.ts';
import { loadComplaint } from './store.ts';

/**
 * Joins a case that came by another door to the thread of a person who has proven who they are there: it stands in their list of cases, and
 * is answered in the thread. False where they never wrote to us or have blocked us: nothing would reach them. Twice is once.
 */
export async function linkToThread(
  tx: Tx,
  {
    caseId,
    channel,
    personId,
    proof,
  }: { caseId: string; channel: AdapterKind; personId: string; proof: 'line-login' | 'tracking-code' },
  now: Date,
): Promise<boolean> {
  const found = await findThread(tx, channel, personId);
  const thread = found && (await lockThread(tx, found.id));
  if (!thread || thread.last_in_at === null || thread.blocked) return false;
  const row = await loadComplaint(tx, caseId);
  if (!row) return false;
  await proveByThread(tx, thread, caseId, proof, now);
  const text = wordsIn(thread.language).byForm;
  const stands = { text, at: now, subjectId: caseId, voiceId: row.voice_id };
  if (await keepStandIn(tx, thread, stands)) await speakAbout(tx, thread, caseId);
  return true;
}
