import { sql } from 'kysely';
import { v7 } from 'uuid';
import { z } from 'zod';
import { lastEntry } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { type Day, dayOf, endOfDay, startOfDay } from '../../../thai/index.ts';
import { type Actor, staffNames } from '../../people/index.ts';
import { note } from '../note.ts';
import { loadCommittee, membersOn } from './committees.ts';
import { AgendaItem, Attendance, type Meeting, type MeetingDraft, type MeetingRow } from './contract.ts';

const Agenda = z.array(AgendaItem);
const Attended = z.array(Attendance);
const Minutes = z.array(z.object({ no: z.string(), text: z.string() }));

/** Meetings from a day to a day, by time. */
export async function listMeetings(
  tx: Tx,
  { from, to, committeeId }: { from: Day; to: Day; committeeId?: string | undefined },
): Promise<MeetingRow[]> {
  let query = rows(tx)
    .where('m.starts_at', '>=', startOfDay(from))
    .where('m.starts_at', '<', endOfDay(to))
    .orderBy('m.starts_at')
    .limit(1000);
  if (committeeId) query = query.where('m.committee_id', '=', committeeId);
  return (await query.execute()).map(rowOf);
}

const rows = (tx: Tx) =>
  tx
    .selectFrom('plans.meeting as m')
    .innerJoin('plans.committee as c', (on) =>
      on.onRef('c.municipality_id', '=', 'm.municipality_id').onRef('c.id', '=', 'm.committee_id'),
    )
    .selectAll('m')
    .select((eb) => eb.fn.coalesce('m.committee_name', 'c.name').as('committee_called'));

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;
const rowOf = (row: Row): MeetingRow => ({
  id: row.id,
  committeeId: row.committee_id,
  committeeName: row.committee_called,
  title: row.title,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  place: row.place,
  state: row.state,
  minutesState: row.minutes_state,
  version: row.version,
  sequence: row.version + row.uninvited,
});

/** One meeting with its members as on its day. @throws Refusal('not-found') */
export async function loadMeeting(tx: Tx, id: string): Promise<Meeting> {
  const row = await rows(tx).where('m.id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not-found', { what: 'meeting' });
  const attended = new Map(Attended.parse(row.attendance).map((each) => [each.memberId, each]));
  const members = await membersOn(tx, row.committee_id, dayOf(row.starts_at), attended);
  return {
    ...rowOf(row),
    agenda: Agenda.parse(row.agenda),
    stepIds: row.step_ids,
    members: members.map((member) => ({
      ...member,
      attendance: attended.get(member.id)?.state ?? null,
      note: attended.get(member.id)?.note ?? '',
    })),
    minutes: Minutes.parse(row.minutes),
    resolutions: await resolutionsOf(tx, id),
    minutesBy: await namesOf(tx, row.minutes_by),
    approvedAt: row.approved_at?.toISOString() ?? null,
    approvedBy: row.approved_by,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    datedAt: row.dated_at.toISOString(),
    ...(await lastChange(tx, row)),
    changedSinceInvited: row.state !== 'held' && (await isOtherwiseInvited(tx, id, row.version)),
  };
}

const SAVED = ['meeting.plan', 'meeting.change', 'meeting.cancel', 'meeting.minutes', 'meeting.approve-minutes'];
/** Every version has its entry in the audit chain, where who saved it and when are kept. */
async function lastChange(tx: Tx, row: Row): Promise<Pick<Meeting, 'changedAt' | 'changedBy'>> {
  const last = await lastEntry(tx, { kind: 'meeting', id: row.id }, SAVED);
  if (!last) return { changedAt: row.created_at.toISOString(), changedBy: row.created_by };
  const [by] = last.actorKind === 'staff' && last.actorId ? await namesOf(tx, [last.actorId]) : [];
  return { changedAt: last.at.toISOString(), changedBy: by?.name ?? '' };
}

async function isOtherwiseInvited(tx: Tx, meetingId: string, version: number): Promise<boolean> {
  const standing = await tx
    .selectFrom('plans.invitation')
    .select('email')
    .where('meeting_id', '=', meetingId)
    .where('withdrawn_at', 'is', null)
    .where('meeting_version', '<', version)
    .limit(1)
    .executeTakeFirst();
  return standing !== undefined;
}

async function namesOf(tx: Tx, ids: readonly string[]): Promise<Meeting['minutesBy']> {
  const names = await staffNames(tx, ids);
  return ids.map((id) => ({ id, name: names.get(id) ?? '' }));
}

async function resolutionsOf(tx: Tx, meetingId: string): Promise<Meeting['resolutions']> {
  const found = await tx
    .selectFrom('plans.resolution as r')
    .leftJoin('plans.task as t', (on) =>
      on.onRef('t.municipality_id', '=', 'r.municipality_id').onRef('t.id', '=', 'r.task_id'),
    )
    .select([
      'r.id',
      'r.no',
      'r.text',
      'r.step_ids',
      't.id as task_id',
      't.owner_id',
      't.department_id',
      't.due_on',
      't.state',
    ])
    .where('r.meeting_id', '=', meetingId)
    .orderBy(sql`length(r.no)`)
    .orderBy('r.no')
    .execute();
  return found.map((row) => ({
    id: row.id,
    no: row.no,
    text: row.text,
    stepIds: row.step_ids,
    task:
      row.task_id && row.state
        ? {
            id: row.task_id,
            ownerId: row.owner_id,
            departmentId: row.department_id,
            dueOn: row.due_on,
            state: row.state,
          }
        : null,
  }));
}

/**
 * Calls a meeting. @throws Refusal('not-found') for the committee · ('term-ended') when the committee is not in office on that day
 */
export async function planMeeting(tx: Tx, actor: Actor, draft: MeetingDraft, now: Date): Promise<Meeting> {
  const facts = await factsOf(tx, draft, now);
  const id = v7();
  await tx
    .insertInto('plans.meeting')
    .values({
      id,
      ...facts,
      approved_at: null,
      approved_by: null,
      created_at: now,
      created_by: actor.name,
      dated_at: now,
    })
    .execute();
  await note(tx, actor, 'meeting.plan', { kind: 'meeting', id }, now, { startsAt: draft.startsAt });
  return loadMeeting(tx, id);
}

/** Changes what is only planned. @throws as planning does, Refusal('wrong-state') once it was held or cancelled, ('changed-meanwhile') */
export async function changeMeeting(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, meeting }: { version: number; meeting: MeetingDraft },
  now: Date,
): Promise<Meeting> {
  const before = await lockMeeting(tx, id, version, ['planned']);
  const facts = await factsOf(tx, meeting, now);
  const moved = facts.starts_at.getTime() !== before.startsAt.getTime();
  await tx
    .updateTable('plans.meeting')
    .set({ ...facts, version: version + 1, ...(moved && { dated_at: now }) })
    .where('id', '=', id)
    .execute();
  await note(tx, actor, 'meeting.change', { kind: 'meeting', id }, now, { startsAt: meeting.startsAt });
  return loadMeeting(tx, id);
}

/** Calls it off; it stays in the list as cancelled. @throws Refusal('not-found') · ('wrong-state') · ('changed-meanwhile') */
export async function cancelMeeting(tx: Tx, actor: Actor, id: string, version: number, now: Date): Promise<Meeting> {
  await lockMeeting(tx, id, version, ['planned']);
  await tx
    .updateTable('plans.meeting')
    .set({ state: 'cancelled', version: version + 1 })
    .where('id', '=', id)
    .execute();
  await note(tx, actor, 'meeting.cancel', { kind: 'meeting', id }, now);
  return loadMeeting(tx, id);
}

async function factsOf(tx: Tx, draft: MeetingDraft, now: Date) {
  const startsAt = new Date(draft.startsAt);
  await mustBeInOffice(tx, draft.committeeId, dayOf(startsAt), now);
  return {
    committee_id: draft.committeeId,
    title: draft.title,
    starts_at: startsAt,
    ends_at: new Date(draft.endsAt),
    place: draft.place,
    agenda: JSON.stringify(draft.agenda),
    step_ids: draft.stepIds,
  };
}

/** @throws Refusal('not-found') for the committee · ('term-ended') when the day is outside its term */
export async function mustBeInOffice(tx: Tx, committeeId: string, day: Day, now: Date): Promise<void> {
  const { termFrom, termTo } = await loadCommittee(tx, committeeId, dayOf(now));
  if (day < termFrom || (termTo !== null && day > termTo)) throw new Refusal('term-ended', { termFrom, termTo });
}

/** @throws Refusal('not-found') · ('changed-meanwhile') · ('wrong-state') */
export async function lockMeeting(
  tx: Tx,
  id: string,
  version: number,
  states: readonly MeetingRow['state'][],
): Promise<{
  minutesState: MeetingRow['minutesState'];
  minutesBy: readonly string[];
  committeeId: string;
  startsAt: Date;
}> {
  const row = await tx.selectFrom('plans.meeting').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new Refusal('not-found', { what: 'meeting' });
  if (row.version !== version) throw new Refusal('changed-meanwhile', { version: row.version });
  if (!states.includes(row.state)) throw new Refusal('wrong-state', { state: row.state });
  return {
    minutesState: row.minutes_state,
    minutesBy: row.minutes_by,
    committeeId: row.committee_id,
    startsAt: row.starts_at,
  };
}
