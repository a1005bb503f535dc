import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { normalise } from '../../thai/index.ts';
import type { Actor } from '../people/index.ts';
import { linkCall } from './calls/take-call.ts';
import { keepLink } from './captured-link.ts';
import type { Intake, IntakeDone } from './contract.ts';
import type { FiledCase } from './draft.ts';
import { move } from './move.ts';
import { mayAnswerAtOnce } from './rules.ts';
import { lockComplaint } from './store.ts';
import type { Complaint } from './tables.ts';

/**
 * Ends an intake: what was answered on the spot is answered and closed at once, by whoever heard it, so that a telephone call
 * that ends well costs one screen. What may not be ended so keeps the words as a note. The same intake again changes nothing.
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
  const called = body.callId === null ? [] : await linkCall(tx, actor, body.callId, facts, now);
  if (body.link !== null) await keepLink(tx, facts.id, body.link, now);
  const spoken = normalise(body.answeredOnTheSpot).trim();
  const done =
    spoken === ''
      ? facts
      : mayAnswerAtOnce(facts, actor)
        ? await answerAtOnce(tx, actor, facts, spoken, now)
        : await noteWhatWasSaid(tx, actor, facts, spoken, now);
  // Last: whoever moves a case takes the figures before the audit chain.
  const act = done.status === facts.status ? 'complaint.note' : 'complaint.answer-on-the-spot';
  const ended = done === facts ? [] : [act];
  const by = { at: now, actorKind: actor.kind, actorId: actor.id, subjectKind: 'complaint', subjectId: facts.id };
  await audit(tx, [...called, ...ended.map((action) => ({ ...by, action }))]);
  return {
    id: facts.id,
    number: facts.number,
    trackingCode: facts.tracking_code,
    status: done.status,
    noted: spoken !== '' && done.status !== 'closed',
    citizenDueOn: facts.citizen_due_on,
  };
}

/**
 * What is confidential, or was taken up by somebody else before the intake came to its end, is not ended by whoever heard it; what they answered
 * is kept for those who will, once.
 */
async function noteWhatWasSaid(tx: Tx, actor: Actor, facts: Complaint, said: string, now: Date): Promise<Complaint> {
  const kept = await tx
    .selectFrom('complaints.complaint_event')
    .select('seq')
    .where('complaint_id', '=', facts.id)
    .where(sql<boolean>`data @> '{"onTheSpot": true}'`)
    .executeTakeFirst();
  if (kept) return facts;
  const act = { actor, at: now, public: false, data: { onTheSpot: true }, columns: {} } as const;
  return (await move(tx, facts, { ...act, step: 'note', to: facts.status, note: said })).complaint;
}

async function answerAtOnce(tx: Tx, actor: Actor, facts: Complaint, answer: string, now: Date): Promise<Complaint> {
  const act = { actor, at: now, public: true, data: { onTheSpot: true } } as const;
  const own = actor.departmentId ? { department_id: actor.departmentId, owner_id: actor.id } : {};
  const { complaint } = await move(tx, facts, { ...act, step: 'reply', to: 'answered', note: answer, columns: own });
  const closed = await move(tx, complaint, { ...act, step: 'close', to: 'closed', note: '', columns: {} });
  return closed.complaint;
}
