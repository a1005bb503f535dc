import { v7 } from 'uuid';
import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { dayOf } from '../../../thai/index.ts';
import type { Actor } from '../../people/index.ts';
import { note } from '../note.ts';
import { changeTask, dropTask, makeTask } from '../tasks/change-task.ts';
import { membersOn } from './committees.ts';
import type { Meeting, MinutesDraft } from './contract.ts';
import { loadMeeting, lockMeeting, mustBeInOffice } from './meetings.ts';

/**
 * Writes the minutes of a meeting that was held: who came, what was said, what was resolved. Each resolution that somebody must carry
 * out has its task, which follows it until the minutes are approved; one taken out drops its task.
 * @throws Refusal('not-found') · ('changed-meanwhile') · ('wrong-state') when it is cancelled, still to come, or its minutes are approved ·
 *   ('term-ended') when the committee was not in office on its day · ('invalid-input') for an attendance of somebody who was no member
 */
export async function writeMinutes(
  tx: Tx,
  actor: Actor,
  meetingId: string,
  draft: MinutesDraft,
  now: Date,
): Promise<Meeting> {
  const facts = await lockMeeting(tx, meetingId, draft.version, ['planned', 'held']);
  if (facts.minutesState === 'approved') throw new Refusal('wrong-state', { minutes: 'approved' });
  if (facts.startsAt > now) throw new Refusal('wrong-state', { meeting: 'to-come' });
  const day = dayOf(facts.startsAt);
  await mustBeInOffice(tx, facts.committeeId, day, now);
  const members = new Set((await membersOn(tx, facts.committeeId, day)).map(({ id }) => id));
  const stranger = draft.attendance.findIndex((each) => !members.has(each.memberId));
  if (stranger !== -1) {
    throw new Refusal('invalid-input', { fields: [{ field: `/attendance/${stranger}`, problem: 'no-member' }] });
  }
  await saveResolutions(tx, actor, meetingId, draft.resolutions, now);
  await tx
    .updateTable('plans.meeting')
    .set({
      state: 'held',
      attendance: JSON.stringify(draft.attendance),
      minutes: JSON.stringify(draft.minutes),
      minutes_state: 'draft',
      minutes_by: [...new Set([...facts.minutesBy, ...(actor.id === null ? [] : [actor.id])])],
      version: draft.version + 1,
    })
    .where('id', '=', meetingId)
    .execute();
  await note(tx, actor, 'meeting.minutes', { kind: 'meeting', id: meetingId }, now, {
    resolutions: draft.resolutions.length,
  });
  return loadMeeting(tx, meetingId);
}

/**
 * From now on the minutes are evidence and change no more: somebody else than who wrote them has read them.
 * @throws Refusal('not-found') · ('changed-meanwhile') · ('wrong-state') · ('own-minutes') for whoever wrote any of them · ('minutes-empty')
 *   when nobody came, or nothing was said and nothing resolved
 */
export async function approveMinutes(
  tx: Tx,
  actor: Actor,
  meetingId: string,
  version: number,
  now: Date,
): Promise<Meeting> {
  const { minutesState, minutesBy } = await lockMeeting(tx, meetingId, version, ['held']);
  if (minutesState !== 'draft') throw new Refusal('wrong-state', { minutes: minutesState });
  if (actor.id !== null && minutesBy.includes(actor.id)) throw new Refusal('own-minutes');
  const { committeeName, members, minutes, resolutions } = await loadMeeting(tx, meetingId);
  const someoneCame = members.some(({ attendance }) => attendance === 'present' || attendance === 'represented');
  const saysSomething = resolutions.length > 0 || minutes.some(({ text }) => text !== '');
  if (!someoneCame || !saysSomething) throw new Refusal('minutes-empty', { someoneCame, saysSomething });
  await tx
    .updateTable('plans.meeting')
    .set({
      minutes_state: 'approved',
      approved_at: now,
      approved_by: actor.name,
      committee_name: committeeName,
      version: version + 1,
    })
    .where('id', '=', meetingId)
    .execute();
  await note(tx, actor, 'meeting.approve-minutes', { kind: 'meeting', id: meetingId }, now);
  return loadMeeting(tx, meetingId);
}

async function saveResolutions(
  tx: Tx,
  actor: Actor,
  meetingId: string,
  drafts: MinutesDraft['resolutions'],
  now: Date,
): Promise<void> {
  const before = await tx.selectFrom('plans.resolution').selectAll().where('meeting_id', '=', meetingId).execute();
  const kept = new Set(drafts.flatMap((draft) => draft.id ?? []));
  for (const gone of before.filter((row) => !kept.has(row.id))) {
    await tx.deleteFrom('plans.resolution').where('id', '=', gone.id).execute();
    if (gone.task_id) await dropTask(tx, actor, gone.task_id, now);
  }
  for (const draft of drafts) {
    const old = before.find((row) => row.id === draft.id);
    const task = draft.task
      ? {
          title: draft.text.slice(0, 500),
          detail: '',
          ownerId: draft.task.ownerId,
          departmentId: draft.task.departmentId,
          dueOn: draft.task.dueOn,
          stepId: draft.stepIds[0] ?? null,
        }
      : null;
    const taskId = await followTask(tx, actor, meetingId, old?.task_id ?? null, task, now);
    const facts = { no: draft.no, text: draft.text, step_ids: draft.stepIds, task_id: taskId };
    if (old) await tx.updateTable('plans.resolution').set(facts).where('id', '=', old.id).execute();
    else
      await tx
        .insertInto('plans.resolution')
        .values({ id: v7(), meeting_id: meetingId, ...facts })
        .execute();
  }
}

async function followTask(
  tx: Tx,
  actor: Actor,
  meetingId: string,
  taskId: string | null,
  task: Parameters<typeof makeTask>[2] | null,
  now: Date,
): Promise<string | null> {
  if (!task) {
    if (taskId) await dropTask(tx, actor, taskId, now);
    return null;
  }
  if (taskId) {
    await changeTask(tx, actor, taskId, null, task, now);
    return taskId;
  }
  return makeTask(tx, actor, task, { origin: 'resolution', originId: meetingId }, now);
}
