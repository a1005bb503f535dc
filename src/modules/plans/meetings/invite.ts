import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { dayOf, formatInstant } from '../../../thai/index.ts';
import { queueMessage } from '../../channels/index.ts';
import { type Actor, loadMunicipality } from '../../people/index.ts';
import { note } from '../note.ts';
import { invitation } from './calendar.ts';
import { membersOn } from './committees.ts';
import { loadMeeting } from './meetings.ts';
import { organizerOf, withdrawInvitations } from './withdraw-invitations.ts';
import { INVITATION_WORDS } from './words.ts';

/**
 * Sends every member with an address an invitation that a calendar understands; after a change, sent again it updates what is there, and
 * who is no member any more is uninvited. After a cancellation it goes to whoever holds an invitation. Who was told already is told no
 * second time. Returns how many were written to, and the names of members without an address.
 * @throws Refusal('not-found') · ('wrong-state') when it was held
 */
export async function inviteMembers(
  tx: Tx,
  actor: Actor,
  meetingId: string,
  publicUrl: string | null,
  now: Date,
): Promise<{ invited: number; without: string[] }> {
  const called = await loadMeeting(tx, meetingId);
  if (called.state === 'held') throw new Refusal('wrong-state', { state: called.state });
  if (called.state === 'planned') await withdrawInvitations(tx, [meetingId], now);
  const meeting = await loadMeeting(tx, meetingId);
  const organizer = organizerOf(await loadMunicipality(tx));
  const members = await membersOn(tx, meeting.committeeId, dayOf(new Date(meeting.startsAt)));
  const holders = await holdersOf(tx, meetingId);
  const told = new Set(holders.filter(({ version }) => version === meeting.version).map(({ email }) => email));
  const reached = meeting.state === 'cancelled' ? holders : members.filter(hasAddress);
  const when = formatInstant(new Date(meeting.startsAt), { style: 'long' });
  const agenda = meeting.agenda.map(({ no, text }) => `${no} ${text}`.trim()).join('\n');
  const heading = INVITATION_WORDS[meeting.state === 'cancelled' ? 'cancelled' : 'invited'];
  const link = publicUrl ? `\n\n${publicUrl}/console/meetings/${meetingId}` : '';
  let invited = 0;
  for (const member of reached) {
    const email = member.email.toLowerCase();
    if (told.has(email)) continue;
    const queued = await queueMessage(tx, {
      channel: 'email',
      recipient: member.email,
      subjectKind: 'meeting',
      subjectId: meetingId,
      template: meeting.state === 'cancelled' ? 'meeting-cancelled' : 'meeting-invitation',
      title: `${heading}: ${meeting.title}`,
      body: `${heading} ${meeting.committeeName}\n${meeting.title}\n${when}\n${meeting.place}\n\n${agenda}${link}`,
      calendar: invitation(meeting, organizer, member, now),
      dedupeKey: `meeting:${meetingId}:${meeting.sequence}:${email}`,
      now,
    });
    if (queued === null) continue;
    invited += 1;
    const whose = { name: member.name, member_id: member.id };
    const sent = { ...whose, sent_at: now, withdrawn_at: null, meeting_version: meeting.version };
    await tx
      .insertInto('plans.invitation')
      .values({ meeting_id: meetingId, email, ...sent })
      .onConflict((row) => row.columns(['municipality_id', 'meeting_id', 'email']).doUpdateSet(sent))
      .execute();
  }
  await note(tx, actor, 'meeting.invite', { kind: 'meeting', id: meetingId }, now, { invited });
  return {
    invited,
    without: members.filter((member) => !hasAddress(member)).map((member) => member.name),
  };
}

const hasAddress = ({ email }: { readonly email: string }): boolean => email !== '';

/** Who has an invitation that was not withdrawn, and of which version of the meeting. */
const holdersOf = (tx: Tx, meetingId: string) =>
  tx
    .selectFrom('plans.invitation')
    .select(['email', 'name', 'member_id as id', 'meeting_version as version'])
    .where('meeting_id', '=', meetingId)
    .where('withdrawn_at', 'is', null)
    .orderBy('email')
    .forUpdate()
    .execute();
