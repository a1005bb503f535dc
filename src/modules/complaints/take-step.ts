import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/db/db.ts';
import { enqueue } from '../../platform/jobs.ts';
import { Refusal } from '../../platform/refusal.ts';
import { normalise } from '../../thai/index.ts';
import type { Actor } from '../people/index.ts';
import { attachFiles } from '../voices/index.ts';
import type { TakeStep } from './contract.ts';
import { checkPublicAnswer } from './conversation/in-public.ts';
import { steppedJob } from './jobs.ts';
import { type MoveChange, move } from './move.ts';
import { maySee, next, WORKFLOW, widens } from './rules.ts';
import { changesOf, checkStep, dataOf, ownerAfter, trailOf, visibilityAfter, wasBefore } from './step-needs.ts';
import { lockComplaint } from './store.ts';
import type { Complaint } from './tables.ts';
import { queueUpdate } from './traffy/send-update.ts';

/**
 * Moves a case one step: its event, its clocks, its figures, the audit entry and the citizen's notice in one transaction.
 * @throws Refusal('not-found') when the actor may not see it · ('changed-meanwhile') when someone acted since `version` ·
 *   ('not-allowed') · ('wrong-state') · those of what a step needs (`checkStep`) and of a public answer (`checkPublicAnswer`)
 */
export async function takeStep(
  tx: Tx,
  actor: Actor,
  complaintId: string,
  request: TakeStep,
  now: Date,
): Promise<Complaint> {
  const facts = await lockComplaint(tx, complaintId);
  if (!facts || !maySee(facts, actor)) throw new Refusal('not-found', { what: 'complaint' });
  if (facts.version !== request.version) throw new Refusal('changed-meanwhile', { version: facts.version });
  const to = next(request.step, facts, actor);
  await checkStep(tx, request, facts, actor, now);
  await checkPublicAnswer(tx, request, facts);
  const visibility = await visibilityAfter(tx, request, facts, actor, now);
  // Said in the history and in the audit chain, beside what the step is about: who sees a case is nothing that changes by the way.
  const seenBy = visibility === facts.visibility ? {} : { visibility: { from: facts.visibility, to: visibility } };
  const columns = { ...changesOf(request, facts), visibility };
  const left = await ownerAfter(tx, facts, columns);
  const was = wasBefore(request, facts);
  const change: MoveChange = {
    step: request.step,
    to,
    actor,
    at: now,
    public: WORKFLOW[request.step].public,
    note: normalise(request.note).trim(),
    data: { ...dataOf(request), ...(was && { was }), ...seenBy, ...('owner_id' in left && { ownerId: left.owner_id }) },
    columns: { ...columns, ...left },
  };
  const { complaint: moved, seq } = await move(tx, facts, change);
  if ('fileIds' in request) {
    await attachFiles(tx, facts.voice_id, request.fileIds, { addedBy: 'staff', internal: !change.public, at: now });
  }
  if (change.public) {
    await enqueue(tx, steppedJob, { complaintId, seq });
    await queueUpdate(tx, moved, seq);
  }
  await audit(tx, [
    {
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      action: `complaint.${request.step}`,
      subjectKind: 'complaint',
      subjectId: complaintId,
      detail: {
        from: facts.status,
        to,
        ...trailOf(request, facts),
        ...seenBy,
        // Why stands in the case's own history, for who may see the case: others read this trail.
        ...(widens(facts.visibility, visibility) && { seq }),
      },
    },
  ]);
  return moved;
}
