import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { AuditEntry } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/db/db.ts';
import { claimFile, forgetBytes, releaseFiles } from '../../../platform/files/keep-file.ts';
import { Refusal } from '../../../platform/refusal.ts';
import type { Actor } from '../../people/index.ts';
import { attachFiles } from '../../voices/index.ts';
import type { Complaint } from '../tables.ts';
import { callerNumber } from './caller-number.ts';
import type { TellCall } from './contract.ts';

/** What a recording is kept for while its call is no case. */
const KEPT_FOR = 'call';

/** Keeps a call once. An exchange's clock may be ahead: a call is never later than now. */
export async function takeCall(tx: Tx, told: TellCall, now: Date): Promise<{ id: string; callId: string }> {
  const at = new Date(Math.min(told.at === undefined ? now.getTime() : Date.parse(told.at), now.getTime()));
  const { id } = await tx
    .insertInto('complaints.call')
    .values({
      id: v7(),
      call_id: told.callId,
      direction: told.direction,
      from_number: callerNumber(told.from),
      to_number: callerNumber(told.to),
      extension: told.extension,
      at,
      received_at: now,
      recording_url: told.recordingUrl ?? null,
    })
    .onConflict((conflict) =>
      conflict.columns(['municipality_id', 'call_id']).doUpdateSet({
        recording_url: sql<string | null>`case when call.emptied_at is null and call.recording_removed_at is null
          then coalesce(call.recording_url, excluded.recording_url) end`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, callId: told.callId };
}

/** A member of staff writes a call down. @throws Refusal('not-found') · ('changed-meanwhile') when somebody else took it since `from` */
export async function takeRinging(
  tx: Tx,
  { id: staffId }: Actor,
  callId: string,
  from: string | null,
  now: Date,
): Promise<void> {
  const call = await tx
    .selectFrom('complaints.call')
    .select('taken_by')
    .where('id', '=', callId)
    .forUpdate()
    .executeTakeFirst();
  if (!call) throw new Refusal('not-found', { what: 'call' });
  if (call.taken_by === staffId) return;
  if (call.taken_by !== from) throw new Refusal('changed-meanwhile', { what: 'call' });
  await tx.updateTable('complaints.call').set({ taken_by: staffId, taken_at: now }).where('id', '=', callId).execute();
}

/**
 * Forgets a call by which somebody told of a case without a name: neither their number nor their voice is kept, and nothing says that the case
 * came by it. What the exchange says of it afterwards is not kept either.
 */
async function forgetCall(tx: Tx, callId: string, now: Date): Promise<void> {
  const call = await tx
    .selectFrom('complaints.call')
    .select('recording_file_id')
    .where('id', '=', callId)
    .where('complaint_id', 'is', null)
    .where('emptied_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!call) return;
  const nobody = { from_number: '', to_number: '', extension: '', recording_url: null };
  await tx
    .updateTable('complaints.call')
    .set({ ...nobody, emptied_at: now, recording_removed_at: now })
    .where('id', '=', callId)
    .execute();
  await forgetBytes(tx, call.recording_file_id === null ? [] : [call.recording_file_id]);
}

/**
 * Gives a call to the case that was registered while it lasted, with its recording; of one without a name it is forgotten. A call that is another case's, or that nobody knows,
 * stays as it is: the case is registered all the same. Returns what the trail is to say of it.
 */
export async function linkCall(
  tx: Tx,
  actor: Actor,
  callId: string,
  { id: complaintId, identity }: Pick<Complaint, 'id' | 'identity'>,
  now: Date,
): Promise<readonly AuditEntry[]> {
  if (identity === 'anonymous') {
    await forgetCall(tx, callId, now);
    return [];
  }
  const call = await tx
    .updateTable('complaints.call')
    .set({ complaint_id: complaintId, linked_at: now, linked_by: actor.id })
    .where('id', '=', callId)
    .where('complaint_id', 'is', null)
    .where('emptied_at', 'is', null)
    .returning(['call_id', 'recording_file_id'])
    .executeTakeFirst();
  if (!call) return [];
  if (call.recording_file_id !== null) {
    await releaseFiles(tx, [call.recording_file_id], KEPT_FOR);
    await giveToCase(tx, complaintId, call.recording_file_id, now);
  }
  const by = { at: now, actorKind: actor.kind, actorId: actor.id };
  const detail = { callId: call.call_id };
  return [{ ...by, action: 'call.link', subjectKind: 'complaint', subjectId: complaintId, detail }];
}

/** The recording that a call has already; null when it has none. @throws Refusal('not-found') for a call that was not told · ('content-removed') */
export async function recordingOf(tx: Tx, callId: string): Promise<string | null> {
  const call = await tx
    .selectFrom('complaints.call')
    .select(['recording_file_id', 'recording_removed_at'])
    .where('call_id', '=', callId)
    .executeTakeFirst();
  if (!call) throw new Refusal('not-found', { what: 'call' });
  if (call.recording_removed_at !== null) throw new Refusal('content-removed');
  return call.recording_file_id;
}

/** Keeps a recording with its call, and with its case when there is one. The first that came stays, also when it was removed since. Returns the one that is kept. */
export async function keepRecording(tx: Tx, callId: string, fileId: string, now: Date): Promise<string> {
  const call = await tx
    .selectFrom('complaints.call')
    .select(['id', 'recording_file_id', 'complaint_id', 'recording_removed_at'])
    .where('call_id', '=', callId)
    .forUpdate()
    .executeTakeFirst();
  if (!call) throw new Refusal('not-found', { what: 'call' });
  if (call.recording_removed_at !== null) throw new Refusal('content-removed');
  if (call.recording_file_id !== null) return call.recording_file_id;
  await tx.updateTable('complaints.call').set({ recording_file_id: fileId }).where('id', '=', call.id).execute();
  if (call.complaint_id === null) await claimFile(tx, fileId, KEPT_FOR);
  else await giveToCase(tx, call.complaint_id, fileId, now);
  return fileId;
}

/** Staff hear it; it is not shown on the page that the citizen follows the case on. */
async function giveToCase(tx: Tx, complaintId: string, fileId: string, now: Date): Promise<void> {
  const { voice_id } = await tx
    .selectFrom('complaints.complaint')
    .select('voice_id')
    .where('id', '=', complaintId)
    .executeTakeFirstOrThrow();
  await attachFiles(tx, voice_id, [fileId], { addedBy: 'staff', internal: true, at: now });
}
