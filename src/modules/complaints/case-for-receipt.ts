import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { dayOf } from '../../thai/index.ts';
import { type Actor, type EntryName, municipalityNameOn, staffNames } from '../people/index.ts';
import { loadVoice, type Voice } from '../voices/index.ts';
import { contactKeeper, hiddenFrom, maySee } from './rules.ts';
import { loadComplaint } from './store.ts';
import type { Complaint } from './tables.ts';
import { present, type TrackedCase } from './track-case.ts';

/**
 * What the counter prints for a citizen, tracking code and all: only for the officer who registered it, or the desk (of corruption the committee),
 * which hands the code out again. It has the names of the day it was received, whenever it is printed. Each print is in the audit chain: call last in the transaction. @throws Refusal('not-found')
 */
export async function caseForReceipt(
  tx: Tx,
  actor: Actor,
  id: string,
  now: Date,
): Promise<{ tracked: TrackedCase; recordedBy: string | null; municipalityName: EntryName | null }> {
  const row = await loadComplaint(tx, id);
  const voice = row && (await loadVoice(tx, row.voice_id));
  if (!row || !voice || !mayPrintReceipt(row, voice, actor, now)) throw new Refusal('not-found', { what: 'complaint' });
  const names = await staffNames(tx, voice.recorded_by ? [voice.recorded_by] : []);
  const tracked = await present(tx, id, now, 'received');
  const municipalityName = await municipalityNameOn(tx, dayOf(row.received_at));
  const by = { at: now, actorKind: actor.kind, actorId: actor.id };
  await audit(tx, [{ ...by, action: 'receipt.print', subjectKind: 'complaint', subjectId: id }]);
  return { tracked, recordedBy: names.get(voice.recorded_by ?? '') ?? null, municipalityName };
}

/** Whoever registered it, and who knows the citizen. */
export const mayPrintReceipt = (row: Complaint, voice: Voice, actor: Actor, now: Date): boolean =>
  actor.may.has('complaint.register') &&
  (registeredIt(row, voice, actor, now) || (maySee(row, actor) && contactKeeper(actor, row)));

const AT_THE_COUNTER_MS = 3_600_000;

/**
 * What is confidential, or has its words hidden from whoever registered it, is printed by them while the citizen stands there, not afterwards; never by
 * whom it is about.
 */
function registeredIt(row: Complaint, voice: Voice, actor: Actor, now: Date): boolean {
  if (voice.recorded_by === null || voice.recorded_by !== actor.id || row.respondent_id === actor.id) return false;
  if (
    maySee(row, actor) ? hiddenFrom(row, actor) === null : row.visibility === 'normal' && row.identity !== 'concealed'
  )
    return true;
  return now.getTime() - voice.recorded_at.getTime() <= AT_THE_COUNTER_MS;
}
