import type { Tx } from '../../../platform/db/db.ts';
import { dayOf, formatInstant } from '../../../thai/index.ts';
import { queueMessage } from '../../channels/index.ts';
import { type Actor, loadMunicipality } from '../../people/index.ts';
import { withdrawal } from './calendar.ts';
import { membersOn, saveCommittee } from './committees.ts';
import type { Committee, CommitteeDraft, Meeting, MeetingDraft } from './contract.ts';
import { changeMeeting, loadMeeting } from './meetings.ts';
import { INVITATION_WORDS } from './words.ts';

/** In whose name invitations go out. */
export const organizerOf = ({ nameTh, email }: { readonly nameTh: string; readonly email: string }) => ({
  name: nameTh,
  email: email || 'no-reply@fangsiang.invalid',
});

/**
 * Tells those who were invited to these meetings and are no members on their days any more that they are not expected, and the old
 * address of a member who has another now that it is not written to any more: once, with a withdrawal that takes the meeting from their
 * calendars. What was held, called off, or has begun is left as it is.
 */
export async function withdrawInvitations(tx: Tx, meetingIds: readonly string[], now: Date): Promise<void> {
  for (const id of meetingIds) {
    const { state, startsAt, committeeId } = await loadMeeting(tx, id);
    if (state !== 'planned' || new Date(startsAt) <= now) continue;
    const members = await membersOn(tx, committeeId, dayOf(new Date(startsAt)));
    const expected = new Set(members.map(({ email }) => email.toLowerCase()));
    const invited = await tx
      .selectFrom('plans.invitation')
      .select(['email', 'name', 'member_id'])
      .where('meeting_id', '=', id)
      .where('withdrawn_at', 'is', null)
      .forUpdate()
      .execute();
    const gone = invited
      .filter(({ email }) => !expected.has(email))
      .map(({ email, name, member_id }) => {
        const isMember = members.some((member) => member.id === member_id || member.name === name);
        return { email, name, isMember };
      });
    if (gone.length > 0) await withdraw(tx, id, gone, now);
  }
}

type Gone = { readonly email: string; readonly name: string; readonly isMember: boolean };

async function withdraw(tx: Tx, meetingId: string, gone: readonly Gone[], now: Date): Promise<void> {
  await tx
    .updateTable('plans.invitation')
    .set({ withdrawn_at: now })
    .where('meeting_id', '=', meetingId)
    .where(
      'email',
      'in',
      gone.map(({ email }) => email),
    )
    .execute();
  await tx
    .updateTable('plans.meeting')
    .set((eb) => ({ uninvited: eb('uninvited', '+', 1) }))
    .where('id', '=', meetingId)
    .execute();
  const meeting = await loadMeeting(tx, meetingId);
  const organizer = organizerOf(await loadMunicipality(tx));
  for (const attendee of gone) await tell(tx, meeting, organizer, attendee, now);
}

const reasonOf = ({ isMember }: Gone, { committeeName }: Meeting): string =>
  INVITATION_WORDS[isMember ? 'otherAddress' : 'noMember'](committeeName);

const tell = (tx: Tx, meeting: Meeting, organizer: ReturnType<typeof organizerOf>, attendee: Gone, now: Date) =>
  queueMessage(tx, {
    channel: 'email',
    recipient: attendee.email,
    subjectKind: 'meeting',
    subjectId: meeting.id,
    template: attendee.isMember ? 'meeting-other-address' : 'meeting-uninvited',
    title: `${INVITATION_WORDS.withdrawn}: ${meeting.title}`,
    body: `${reasonOf(attendee, meeting)}\n${meeting.title}\n${formatInstant(new Date(meeting.startsAt), { style: 'long' })}`,
    calendar: withdrawal(meeting, organizer, attendee, now),
    dedupeKey: `meeting:${meeting.id}:uninvited:${meeting.sequence}:${attendee.email}`,
    now,
  });

/** Changes a committee; who left it is uninvited from what is to come. @throws as saving a committee does */
export async function changeCommittee(
  tx: Tx,
  actor: Actor,
  id: string,
  body: { version: number | null; committee: CommitteeDraft },
  now: Date,
): Promise<Committee> {
  const changed = await saveCommittee(tx, actor, id, body, now);
  const ahead = await tx
    .selectFrom('plans.meeting')
    .select('id')
    .where('committee_id', '=', id)
    .where('state', '=', 'planned')
    .where('starts_at', '>', now)
    .orderBy('starts_at')
    .execute();
  await withdrawInvitations(
    tx,
    ahead.map((row) => row.id),
    now,
  );
  return changed;
}

/** Moves a meeting to another day or committee; who is no member of it then is uninvited. @throws as changing a meeting does */
export async function moveMeeting(
  tx: Tx,
  actor: Actor,
  id: string,
  body: { version: number; meeting: MeetingDraft },
  now: Date,
): Promise<Meeting> {
  await changeMeeting(tx, actor, id, body, now);
  await withdrawInvitations(tx, [id], now);
  return loadMeeting(tx, id);
}
