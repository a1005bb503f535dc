import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Actor } from '../people/index.ts';
import { linkCall } from './calls/take-call.ts';
import { keepLink } from './captured-link.ts';
import type { Intake, IntakeDone } from './contract.ts';
import type { FiledCase } from './draft.ts';
import { move } from './move.ts';
import { mayAnswerAtOnce } from './rules.ts';
import { lockComplaint } from './store.ts';

/**
 * Ends an intake: what was answered on the spot is answered and closed at once, by whoever heard it, so that a telephone call
 * that ends well costs one screen. The same intake again changes nothing.
 */
export async function registerIntake(
  tx: Tx,
  actor: Actor,
  filed: FiledCase,
  body: Intake,
  now: Date,
): Promise<IntakeDone> {
  const facts = await lockComplaint(tx, filed.id);
  if (!facts) throw new Refusal('not-found');
  if (body.callId !== null) await linkCall(tx, actor, body.callId, facts.id, now);
  if (body.link !== null) await keepLink(tx, facts.id, body.link, now);
  const answered = body.answeredOnTheSpot !== '' && mayAnswerAtOnce(facts, actor);
  const status = answered ? (await answerAtOnce(tx, actor, facts, body.answeredOnTheSpot, now)).status : facts.status;
  return {
    id: facts.id,
    number: facts.number,
    trackingCode: facts.tracking_code,
    status,
    citizenDueOn: facts.citizen_due_on,
  };
}

async function answerAtOnce(tx: Tx, actor: Actor, facts: Parameters<typeof move>[1], answer: string, now: Date) {
  const act = { actor, at: now, public: true, data: { onTheSpot: true } } as const;
  const own = actor.departmentId ? { department_id: actor.departmentId, owner_id: actor.id } : {};
  const { complaint } = await move(tx, facts, { ...act, step: 'reply', to: 'answered', note: answer, columns: own });
  const closed = await move(tx, complaint, { ...act, step: 'close', to: 'closed', note: '', columns: {} });
  await audit(tx, [
    {
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      action: 'complaint.answer-on-the-spot',
      subjectKind: 'complaint',
      subjectId: facts.id,
    },
  ]);
  return closed.complaint;
}
