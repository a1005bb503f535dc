import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { dayOf } from '../../../thai/index.ts';
import { loadThread } from '../../channels/index.ts';
import { type Actor, loadCitizen, loadPerson, type Person, personOf, staffNames } from '../../people/index.ts';
import { loadVoice } from '../../voices/index.ts';
import { dueDays } from '../due-days.ts';
import { presentRows } from '../present-row.ts';
import { maySee } from '../rules.ts';
import { loadComplaint } from '../store.ts';
import type { Complaint } from '../tables.ts';
import { IdentityKind, type PersonOfCase, type PersonView } from './contract.ts';
import { mayBeJoined, mayJoin, shownTo } from './rules.ts';
import { stillFormer, suggestionsFor } from './suggest.ts';

/** What a case says of its person. @throws Refusal('not-found') also when the actor may not see the case */
export async function personOfCase(tx: Tx, actor: Actor, caseId: string, now: Date): Promise<PersonOfCase> {
  const row = await loadComplaint(tx, caseId);
  if (!row || !maySee(row, actor)) throw new Refusal('not-found', { what: 'complaint' });
  const person = await personAt(tx, caseId);
  const ownThread = person !== undefined && inOwnThread(person, caseId);
  const may = mayJoin(actor);
  if (!mayBeJoined(row, ownThread))
    return { person: null, suggestions: [], stillFormer: [], phoneToConfirm: null, mayJoin: false };
  const rows = person ? await casesOf(tx, actor, person) : [];
  return {
    person: person ? { id: person.id, cases: await presentRows(tx, actor, rows, await dueDays(tx, dayOf(now))) } : null,
    suggestions: may ? await suggestionsFor(tx, actor, row, new Set(rows.map(({ id }) => id)), now) : [],
    stillFormer: may ? await stillFormer(tx, actor, row, now) : [],
    phoneToConfirm: may && !isConfirmed(person, caseId) ? await phoneOf(tx, row) : null,
    mayJoin: may,
  };
}

/** A person wholly. @throws Refusal('not-found') also when the actor may see none of their cases */
export async function viewPerson(tx: Tx, actor: Actor, id: string, now: Date): Promise<PersonView> {
  const view = await findPerson(tx, actor, id, now);
  if (!view) throw new Refusal('not-found', { what: 'person' });
  return view;
}

/** The same; null where there is none with a case that the actor may see. */
export async function findPerson(tx: Tx, actor: Actor, id: string, now: Date): Promise<PersonView | null> {
  const person = await loadPerson(tx, id);
  const rows = person ? await casesOf(tx, actor, person) : [];
  if (!person || rows.length === 0) return null;
  const may = mayJoin(actor);
  const others = await casesAmong(tx, actor, person, person.apart);
  const numbers = new Map([...rows, ...others].map((row) => [row.id, row.number]));
  // Of a case that is not for these eyes nothing is said, not even that it is there.
  const gone = new Set(person.apart.map((each) => each.id));
  const shown = [...person.identities, ...person.apart].filter(
    ({ kind, value }) => kind !== 'case' || numbers.has(value),
  );
  const ids = new Set(shown.map((each) => each.id));
  const proofs = person.proofs.filter(({ one_id, other_id }) => ids.has(one_id) && ids.has(other_id));
  const events = person.events.filter(({ identity_ids }) => identity_ids.some((each) => ids.has(each)));
  const names = await staffNames(
    tx,
    [
      ...proofs.flatMap(({ actor_id, ended_by }) => [actor_id, ended_by]),
      ...events.map(({ actor_id }) => actor_id),
    ].filter((each) => each !== null),
  );
  const held = new Set(
    proofs.flatMap(({ one_id, other_id, ended_at }) => (ended_at === null ? [one_id, other_id] : [])),
  );
  // From the first proof that is shown: an identity may be older by a case that is not for these eyes.
  const sinceOf = new Map<string, Date>();
  for (const { one_id, other_id, proven_at } of proofs.toSorted(
    (a, b) => b.proven_at.getTime() - a.proven_at.getTime(),
  ))
    for (const each of [one_id, other_id]) sinceOf.set(each, proven_at);
  const identities = [];
  for (const { id: identityId, kind, value, created_at } of shown) {
    const isThread = kind !== 'case' && kind !== 'phone' && kind !== 'email';
    const label = kind === 'case' ? (numbers.get(value) ?? null) : may ? await labelOf(tx, isThread, value) : null;
    identities.push({
      id: identityId,
      kind: IdentityKind.parse(kind),
      label,
      caseId: kind === 'case' ? value : null,
      threadId: isThread && may ? value : null,
      since: (sinceOf.get(identityId) ?? created_at).toISOString(),
      held: held.has(identityId),
      apart: gone.has(identityId),
    });
  }
  return {
    id: person.id,
    cases: await presentRows(tx, actor, rows, await dueDays(tx, dayOf(now))),
    identities,
    proofs: proofs.map((proof) => ({
      id: proof.id,
      oneId: proof.one_id,
      otherId: proof.other_id,
      kind: proof.kind,
      reason: may ? proof.reason : null,
      at: proof.proven_at.toISOString(),
      byName: names.get(proof.actor_id ?? '') ?? null,
      endedAt: proof.ended_at?.toISOString() ?? null,
      endedReason: may ? proof.ended_reason : null,
      endedByName: names.get(proof.ended_by ?? '') ?? null,
    })),
    events: events.map((event) => ({
      id: event.id,
      kind: event.kind,
      proof: event.proof,
      reason: may ? event.reason : null,
      at: event.at.toISOString(),
      byName: names.get(event.actor_id ?? '') ?? null,
    })),
    mayJoin: may,
  };
}

export async function personAt(tx: Tx, caseId: string): Promise<Person | undefined> {
  const id = await personOf(tx, { kind: 'case', value: caseId });
  return id === null ? undefined : loadPerson(tx, id);
}

/** The person's cases that the actor may see, newest first. */
const casesOf = (tx: Tx, actor: Actor, person: Person): Promise<Complaint[]> =>
  casesAmong(tx, actor, person, person.identities);

async function casesAmong(
  tx: Tx,
  actor: Actor,
  person: Person,
  identities: Person['identities'],
): Promise<Complaint[]> {
  const ids = identities.flatMap(({ kind, value }) => (kind === 'case' ? [value] : []));
  if (ids.length === 0) return [];
  const rows = await tx.selectFrom('complaints.complaint').selectAll().where('id', 'in', ids).execute();
  return rows
    .filter((row) => shownTo(row, actor, inOwnThread(person, row.id)))
    .toSorted((a, b) => b.received_at.getTime() - a.received_at.getTime());
}

/** Whether a case was told in a thread of its person's own: that it was stays true when the two are split. */
export function inOwnThread({ identities, proofs }: Person, caseId: string): boolean {
  const id = identities.find(({ kind, value }) => kind === 'case' && value === caseId)?.id;
  return proofs.some(({ kind, one_id, other_id }) => kind === 'thread' && (one_id === id || other_id === id));
}

async function labelOf(tx: Tx, isThread: boolean, value: string): Promise<string> {
  return isThread ? ((await loadThread(tx, value))?.name ?? '') : value;
}

function isConfirmed(person: Person | undefined, caseId: string): boolean {
  const id = person?.identities.find(({ kind, value }) => kind === 'case' && value === caseId)?.id;
  return (person?.proofs ?? []).some(
    ({ kind, ended_at, one_id, other_id }) =>
      kind === 'verified-phone' && ended_at === null && (one_id === id || other_id === id),
  );
}

/** The number that a case was filed with, as it was typed; null where there is none. */
async function phoneOf(tx: Tx, row: Complaint): Promise<string | null> {
  const voice = await loadVoice(tx, row.voice_id);
  const citizen = voice?.citizen_id ? await loadCitizen(tx, voice.citizen_id) : undefined;
  return citizen?.phone || null;
}
