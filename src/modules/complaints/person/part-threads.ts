import type { AuditEntry } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/db/db.ts';
import { OWN_KINDS } from '../../channels/contract.ts';
import { endStandIn, findThread, lockThread, setAsideTaken, standTogether, type Thread } from '../../channels/index.ts';
import { type Actor, loadPerson, type Person, personOf } from '../../people/index.ts';
import { wordsIn } from '../conversation/words.ts';
import { move } from '../move.ts';
import { WORKFLOW } from '../rules.ts';
import { loadComplaint, lockComplaint } from '../store.ts';

type Held = { readonly person: Person; readonly threads: readonly Thread[] };

/** A person as they are, with their own threads locked: before the person is, and before any case. */
export async function holdThreads(tx: Tx, personId: string): Promise<Held | undefined> {
  const person = await loadPerson(tx, personId);
  if (!person) return undefined;
  const ids = new Set<string>();
  for (const { kind, value } of person.identities) {
    if (OWN_KINDS.some((own) => own === kind)) ids.add(value);
    if (kind === 'email') ids.add((await findThread(tx, 'email', value))?.id ?? '');
  }
  const threads = [];
  for (const id of [...ids].filter((each) => each !== '').toSorted()) threads.push(await lockThread(tx, id));
  return { person, threads: threads.filter((thread) => thread !== undefined) };
}

/**
 * After somebody was split off: a thread and a case that are no longer one person's have no more to do with each other. It is neither told
 * of there nor listed, what waits to be said goes another way, and the case's history tells. A case that began with words in that thread
 * is still answered there: that it was told there is no guess of ours. Gives what the audit chain says of these cases.
 */
export async function partThreads(tx: Tx, { person, threads }: Held, actor: Actor, now: Date): Promise<AuditEntry[]> {
  const cases = person.identities.flatMap(({ kind, value }) => (kind === 'case' ? [value] : []));
  const parted = new Set<string>();
  for (const thread of threads) {
    const kind = thread.channel === 'email' ? ('email' as const) : thread.channel;
    const own = person.identities.find(
      (each) => each.kind === kind && each.value === (kind === 'email' ? thread.external_id : thread.id),
    );
    const mine = own && (await personOf(tx, own));
    for (const caseId of cases) {
      if ((await personOf(tx, { kind: 'case', value: caseId })) === mine) continue;
      const row = await loadComplaint(tx, caseId);
      if (!row) continue;
      const text = wordsIn('th').partedHere;
      if (!(await endStandIn(tx, thread, { text, at: now, subjectId: caseId, voiceId: row.voice_id }))) continue;
      await setAsideTaken(tx, thread.id, caseId, now);
      parted.add(caseId);
    }
  }
  const told: AuditEntry[] = [];
  for (const caseId of [...parted].toSorted()) {
    const row = await lockComplaint(tx, caseId);
    if (!row) continue;
    const note = wordsIn('th').parted;
    await move(tx, row, {
      step: 'note',
      to: row.status,
      public: WORKFLOW.note.public,
      note,
      data: {},
      actor,
      at: now,
      columns: {},
    });
    told.push({
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      action: 'complaint.note',
      subjectKind: 'complaint',
      subjectId: caseId,
      detail: { from: row.status, to: row.status, parted: person.id },
    });
  }
  return told;
}

/** After persons were joined: threads that were split off from a case of theirs before are told of it again, and spoken in about it. */
export async function joinThreads(tx: Tx, personId: string): Promise<void> {
  const { identities = [] } = (await loadPerson(tx, personId)) ?? {};
  const valuesOf = (kinds: readonly string[]) =>
    identities.flatMap(({ kind, value }) => (kinds.includes(kind) ? [value] : []));
  await standTogether(tx, valuesOf(OWN_KINDS), valuesOf(['case']));
}
