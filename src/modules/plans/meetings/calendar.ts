import { randomBytes } from 'node:crypto';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Tx } from '../../../platform/db/db.ts';
import { sha256 } from '../../../platform/token.ts';
import { addDays, dayOf } from '../../../thai/index.ts';
import { type Actor, staffPermissions } from '../../people/index.ts';
import { note } from '../note.ts';
import type { MeetingRow } from './contract.ts';
import { listMeetings } from './meetings.ts';

const PAST_DAYS = 400;
const AHEAD_DAYS = 800;

/** A new secret for one person's calendar address; the one before opens nothing any more. Only its hash is kept. */
export async function makeFeed(tx: Tx, actor: Actor, userId: string, now: Date): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const values = { user_id: userId, token_hash: sha256(token), made_at: now };
  await tx
    .insertInto('plans.calendar_feed')
    .values(values)
    .onConflict((row) => row.columns(['municipality_id', 'user_id']).doUpdateSet(values))
    .execute();
  await note(tx, actor, 'calendar.open', { kind: 'staff', id: userId }, now);
  return token;
}

/** Whose calendar a token opens, or null: also when that person left the staff or may no longer read meetings. */
export async function feedOwner(tx: Tx, token: string): Promise<string | null> {
  const row = await tx
    .selectFrom('plans.calendar_feed')
    .select('user_id')
    .where('token_hash', '=', sha256(token))
    .executeTakeFirst();
  if (!row || !(await staffPermissions(tx, row.user_id)).has('meeting.read')) return null;
  return row.user_id;
}

/** Every meeting of the last year and the next two as an iCalendar feed (RFC 5545). */
export async function calendarFeed(tx: Tx, name: string, now: Date): Promise<string> {
  const today = dayOf(now);
  const meetings = await listMeetings(tx, { from: addDays(today, -PAST_DAYS), to: addDays(today, AHEAD_DAYS) });
  const calendar = ical({ name, prodId: { company: 'Fangsiang', product: 'meetings' }, ttl: 3600 });
  for (const meeting of meetings) addMeeting(calendar, meeting, now);
  return calendar.toString();
}

type Person = { readonly name: string; readonly email: string };

/**
 * One meeting as an invitation of one member (RFC 5546 §3.2.2 REQUEST, §3.2.5 CANCEL when it was called off; both name the attendee): the
 * same UID each time, so that calendars update it.
 */
export const invitation = (meeting: MeetingRow, organizer: Person, attendee: Person, now: Date): string =>
  told(meeting, organizer, attendee, meeting.state !== 'cancelled', now);

/** The same meeting taken from the calendar of one who is not invited any more (RFC 5546 §3.2.5: a CANCEL for them alone has no STATUS). */
export const withdrawal = (meeting: MeetingRow, organizer: Person, attendee: Person, now: Date): string =>
  told(meeting, organizer, attendee, false, now);

function told(meeting: MeetingRow, organizer: Person, { name, email }: Person, rsvp: boolean, now: Date): string {
  const calendar = ical({
    prodId: { company: 'Fangsiang', product: 'meetings' },
    method: rsvp ? ICalCalendarMethod.REQUEST : ICalCalendarMethod.CANCEL,
  });
  addMeeting(calendar, meeting, now, { organizer, attendees: [{ name, email, rsvp }] });
  return calendar.toString();
}

function addMeeting(
  calendar: ReturnType<typeof ical>,
  meeting: MeetingRow,
  now: Date,
  people: { organizer?: Person; attendees?: readonly (Person & { rsvp: boolean })[] } = {},
): void {
  const off = meeting.state === 'cancelled';
  const uninvited = !off && people.attendees?.some(({ rsvp }) => !rsvp);
  const status = off ? ICalEventStatus.CANCELLED : uninvited ? null : ICalEventStatus.CONFIRMED;
  calendar.createEvent({
    id: `${meeting.id}@fangsiang`,
    sequence: meeting.sequence,
    start: new Date(meeting.startsAt),
    end: new Date(meeting.endsAt),
    stamp: now,
    summary: meeting.title,
    description: meeting.committeeName,
    location: meeting.place,
    ...(status && { status }),
    ...(people.organizer && { organizer: people.organizer }),
    ...(people.attendees && { attendees: [...people.attendees] }),
  });
}
