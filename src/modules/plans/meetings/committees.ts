import type { Selectable } from 'kysely';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { Tables, Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { addDays, type Day, dayOf } from '../../../thai/index.ts';
import type { Actor } from '../../people/index.ts';
import { note } from '../note.ts';
import { Attendance, type Committee, type CommitteeDraft, type Member } from './contract.ts';

type Row = Selectable<Tables['plans.committee']>;

/** Every committee, those in office first. */
export async function loadCommittees(tx: Tx, today: Day): Promise<Committee[]> {
  const rows = await tx
    .selectFrom('plans.committee')
    .selectAll()
    .orderBy('term_from', 'desc')
    .orderBy('name')
    .execute();
  const members = await membersOf(
    tx,
    rows.map((row) => row.id),
  );
  const all = rows.map((row) => committeeOf(row, members.get(row.id) ?? [], today));
  const over = (each: Committee) => (each.termTo !== null && each.termTo < today ? 1 : 0);
  return all.toSorted((a, b) => over(a) - over(b));
}

/** @throws Refusal('not-found') */
export async function loadCommittee(tx: Tx, id: string, today: Day): Promise<Committee> {
  const row = await tx.selectFrom('plans.committee').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not-found', { what: 'committee' });
  return committeeOf(row, (await membersOf(tx, [id])).get(id) ?? [], today);
}

/** The members that a committee had on a day, in their order, and those that `named` says were there. */
export async function membersOn(
  tx: Tx,
  committeeId: string,
  day: Day,
  named: { has(id: string): boolean } = new Set(),
): Promise<Member[]> {
  const all = (await membersOf(tx, [committeeId])).get(committeeId) ?? [];
  return all.filter((each) => named.has(each.id) || (each.fromOn <= day && (each.toOn === null || each.toOn >= day)));
}

/**
 * Makes a committee, or changes it: who is no longer named leaves today and stays among the former, as does whoever
 * sat in a meeting and is called otherwise from now on, so that old meetings keep their members.
 * @throws Refusal('not-found') · ('changed-meanwhile') · ('invalid-input') unless exactly one person chairs it
 */
export async function saveCommittee(
  tx: Tx,
  actor: Actor,
  id: string | null,
  { version, committee }: { version: number | null; committee: CommitteeDraft },
  now: Date,
): Promise<Committee> {
  if (committee.members.filter((member) => member.role === 'chair').length !== 1) {
    throw new Refusal('invalid-input', { fields: [{ field: '/committee/members', problem: 'one-chair' }] });
  }
  const facts = {
    name: committee.name,
    duties: committee.duties,
    system_id: committee.systemId,
    term_from: committee.termFrom,
    term_to: committee.termTo,
  };
  const today = dayOf(now);
  const committeeId = id ?? v7();
  if (id === null) {
    await tx
      .insertInto('plans.committee')
      .values({ id: committeeId, ...facts, created_at: now, created_by: actor.name })
      .execute();
  } else {
    const row = await tx
      .selectFrom('plans.committee')
      .select('version')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new Refusal('not-found', { what: 'committee' });
    if (row.version !== version) throw new Refusal('changed-meanwhile', { version: row.version });
    await tx
      .updateTable('plans.committee')
      .set({ ...facts, version: row.version + 1 })
      .where('id', '=', id)
      .execute();
  }
  await saveMembers(tx, committeeId, committee, today, id === null);
  await note(
    tx,
    actor,
    id === null ? 'committee.make' : 'committee.change',
    { kind: 'committee', id: committeeId },
    now,
    {
      name: committee.name,
      members: committee.members.length,
    },
  );
  return loadCommittee(tx, committeeId, today);
}

async function saveMembers(
  tx: Tx,
  committeeId: string,
  draft: CommitteeDraft,
  today: Day,
  fresh: boolean,
): Promise<void> {
  const present = ((await membersOf(tx, [committeeId])).get(committeeId) ?? []).filter((each) => each.toOn === null);
  const met = await whoMet(tx, committeeId);
  const kept = new Set(draft.members.flatMap((member) => member.id ?? []));
  for (const member of present) {
    if (kept.has(member.id)) continue;
    const lastDay = addDays(today, -1);
    if (member.fromOn > lastDay && !met.has(member.id)) {
      // Put on by mistake today: never was a member on any day.
      await tx.deleteFrom('plans.committee_member').where('id', '=', member.id).execute();
    } else {
      await leave(tx, member.id, member.fromOn > lastDay ? today : lastDay);
    }
  }
  for (const [sort, member] of draft.members.entries()) {
    const facts = {
      sort,
      name: member.name,
      position: member.position,
      role: member.role,
      user_id: member.userId,
      email: member.email,
    };
    const was = present.find((each) => each.id === member.id);
    if (was) {
      const same = was.name === member.name && was.position === member.position && was.role === member.role;
      if (same || was.fromOn >= today || !met.has(was.id)) {
        await tx.updateTable('plans.committee_member').set(facts).where('id', '=', was.id).execute();
        continue;
      }
      // Meetings that were held keep who sat in them: another name or office begins today.
      await leave(tx, was.id, addDays(today, -1));
    }
    const fromOn = fresh || draft.termFrom > today ? draft.termFrom : today;
    await tx
      .insertInto('plans.committee_member')
      .values({ id: v7(), committee_id: committeeId, ...facts, from_on: fromOn, to_on: null })
      .execute();
  }
}

const leave = (tx: Tx, memberId: string, lastDay: Day) =>
  tx.updateTable('plans.committee_member').set({ to_on: lastDay }).where('id', '=', memberId).execute();

/** The members that minutes of meetings name. */
async function whoMet(tx: Tx, committeeId: string): Promise<ReadonlySet<string>> {
  const held = await tx
    .selectFrom('plans.meeting')
    .select('attendance')
    .where('committee_id', '=', committeeId)
    .where('state', '=', 'held')
    .execute();
  return new Set(
    held.flatMap((row) =>
      z
        .array(Attendance)
        .parse(row.attendance)
        .map(({ memberId }) => memberId),
    ),
  );
}

async function membersOf(tx: Tx, committeeIds: readonly string[]): Promise<Map<string, Member[]>> {
  if (committeeIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('plans.committee_member')
    .selectAll()
    .where('committee_id', 'in', committeeIds)
    .orderBy('sort')
    .orderBy('id')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.committee_id)].map(([id, mine]) => [
      id,
      mine.map((row) => ({
        id: row.id,
        name: row.name,
        position: row.position,
        role: row.role,
        userId: row.user_id,
        email: row.email,
        fromOn: row.from_on,
        toOn: row.to_on,
      })),
    ]),
  );
}

function committeeOf(row: Row, members: readonly Member[], today: Day): Committee {
  const former = members.filter((each) => each.toOn !== null && each.toOn < today);
  return {
    id: row.id,
    name: row.name,
    duties: row.duties,
    systemId: row.system_id,
    termFrom: row.term_from,
    termTo: row.term_to,
    version: row.version,
    members: members.filter((each) => !former.includes(each)),
    former,
  };
}
