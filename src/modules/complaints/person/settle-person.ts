import { type AuditEntry, audit } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import {
  type Actor,
  joinOnProof,
  loadCitizen,
  mustHave,
  personOf,
  phoneValue,
  splitIdentity,
} from '../../people/index.ts';
import { loadVoice } from '../../voices/index.ts';
import { maySee } from '../rules.ts';
import { loadComplaint } from '../store.ts';
import type { Complaint } from '../tables.ts';
import type { PersonOfCase, PersonView } from './contract.ts';
import { holdThreads, joinThreads, partThreads } from './part-threads.ts';
import { mayBeJoined } from './rules.ts';
import { findPerson, inOwnThread, personAt, personOfCase, viewPerson } from './view-person.ts';

/**
 * A member of staff vouches, with a reason that is kept, that two cases are one person's.
 * @throws Refusal('not-found') | Refusal('wrong-state') for a confidential case
 */
export async function joinCases(
  tx: Tx,
  actor: Actor,
  caseId: string,
  { withCaseId, reason }: { withCaseId: string; reason: string },
  now: Date,
): Promise<PersonOfCase> {
  mustHave(actor, 'contact.read');
  if (caseId === withCaseId)
    throw new Refusal('invalid-input', { fields: [{ field: '/withCaseId', problem: 'unknown' }] });
  await joinable(tx, actor, caseId);
  await joinable(tx, actor, withCaseId);
  const { personId } = await joinOnProof(
    tx,
    {
      one: { kind: 'case', value: caseId },
      other: { kind: 'case', value: withCaseId },
      proof: 'staff-with-reason',
      reason,
      by: actor,
    },
    now,
  );
  await joinThreads(tx, personId);
  const view = await personOfCase(tx, actor, caseId, now);
  await audit(tx, [
    entry(actor, 'person.join', personId, { caseId, withCaseId, proof: 'staff-with-reason', reason }, now),
  ]);
  return view;
}

/**
 * A member of staff called the number back and it was the citizen: whoever else's number it is proven to be is the same person.
 * @throws Refusal('not-found') | Refusal('wrong-state') for a confidential case, or one without a number
 */
export async function confirmPhone(
  tx: Tx,
  actor: Actor,
  caseId: string,
  reason: string,
  now: Date,
): Promise<PersonOfCase> {
  mustHave(actor, 'contact.read');
  const row = await joinable(tx, actor, caseId);
  const citizenId = (await loadVoice(tx, row.voice_id))?.citizen_id ?? null;
  const citizen = citizenId === null ? undefined : await loadCitizen(tx, citizenId);
  const value = phoneValue(citizen?.phone ?? '');
  if (value === null) throw new Refusal('wrong-state', { what: 'phone' });
  const { personId } = await joinOnProof(
    tx,
    {
      one: { kind: 'case', value: caseId },
      other: { kind: 'phone', value },
      proof: 'verified-phone',
      reason,
      by: actor,
    },
    now,
  );
  await joinThreads(tx, personId);
  const view = await personOfCase(tx, actor, caseId, now);
  await audit(tx, [entry(actor, 'person.confirm-phone', personId, { caseId, reason }, now)]);
  return view;
}

/**
 * Takes an identity out of its person, whichever it is: what was joined to it goes to it no more. Returns who is left with cases, as far
 * as the actor may see them. @throws as `splitIdentity`
 */
export async function splitPerson(
  tx: Tx,
  actor: Actor,
  personId: string,
  { identityId, reason }: { identityId: string; reason: string },
  now: Date,
): Promise<PersonView> {
  mustHave(actor, 'contact.read');
  const before = await viewPerson(tx, actor, personId, now);
  if (!before.identities.some(({ id, apart }) => id === identityId && !apart))
    throw new Refusal('not-found', { what: 'identity' });
  const held = await holdThreads(tx, before.id);
  const apart = await splitIdentity(tx, { personId: before.id, identityId, reason, by: actor }, now);
  const parted = held ? await partThreads(tx, held, actor, now) : [];
  const view = await whoIsLeft(tx, actor, before, now);
  await audit(tx, [entry(actor, 'person.split', before.id, { identityId, apart, reason }, now), ...parted]);
  return view;
}

/** Of whoever was one person: who has the cases now; the account that was split off has none of them. */
async function whoIsLeft(tx: Tx, actor: Actor, before: PersonView, now: Date): Promise<PersonView> {
  const persons = new Set([before.id]);
  for (const { id } of before.cases) persons.add((await personOf(tx, { kind: 'case', value: id })) ?? before.id);
  for (const id of persons) {
    const view = await findPerson(tx, actor, id, now);
    if (view) return view;
  }
  throw new Refusal('not-found', { what: 'person' });
}

async function joinable(tx: Tx, actor: Actor, caseId: string): Promise<Complaint> {
  const row = await loadComplaint(tx, caseId);
  if (!row || !maySee(row, actor)) throw new Refusal('not-found', { what: 'complaint' });
  const person = await personAt(tx, caseId);
  if (!mayBeJoined(row, person !== undefined && inOwnThread(person, caseId)))
    throw new Refusal('wrong-state', { what: 'complaint' });
  return row;
}

const entry = (
  actor: Actor,
  action: string,
  subjectId: string,
  detail: Record<string, string>,
  at: Date,
): AuditEntry => ({
  at,
  actorKind: actor.kind,
  actorId: actor.id,
  action,
  subjectKind: 'person',
  subjectId,
  detail,
});
