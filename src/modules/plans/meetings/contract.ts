import { z } from 'zod';

const id = z.uuid();
const Day = z.iso.date();
const Instant = z.iso.datetime();
const line = z.string().trim().min(1).max(300);
const text = z.string().trim().max(20_000);

export const MEMBER_ROLES = ['chair', 'vice-chair', 'member', 'secretary', 'assistant-secretary'] as const;
export const MemberDraft = z.object({
  id: id.optional(),
  name: line,
  position: z.string().trim().max(300).default(''),
  role: z.enum(MEMBER_ROLES),
  /** A member of staff, when the person is one. */
  userId: id.nullable().default(null),
  email: z.union([z.literal(''), z.email().max(254)]).default(''),
});
export const CommitteeDraft = z
  .object({
    name: line,
    duties: text.default(''),
    systemId: id.nullable().default(null),
    termFrom: Day,
    termTo: Day.nullable().default(null),
    members: z.array(MemberDraft).min(1).max(60),
  })
  .refine((draft) => draft.termTo === null || draft.termTo >= draft.termFrom, {
    path: ['termTo'],
    message: 'before-start',
  });
export type CommitteeDraft = z.infer<typeof CommitteeDraft>;
export const SaveCommittee = z.object({ version: z.int().nullable(), committee: CommitteeDraft });
export const Member = z.object({
  id,
  name: z.string(),
  position: z.string(),
  role: z.enum(MEMBER_ROLES),
  userId: id.nullable(),
  email: z.string(),
  fromOn: Day,
  /** The day after which the person is a member no more; null: still is. */
  toOn: Day.nullable(),
});
export type Member = z.infer<typeof Member>;
export const Committee = z.object({
  id,
  name: z.string(),
  duties: z.string(),
  systemId: id.nullable(),
  termFrom: Day,
  termTo: Day.nullable(),
  version: z.int(),
  /** Of today; those who left stay in `former`. */
  members: z.array(Member),
  former: z.array(Member),
});
export type Committee = z.infer<typeof Committee>;

export const AgendaItem = z.object({ no: z.string().max(10), text: z.string().trim().min(1).max(2000) });
export const MeetingDraft = z
  .object({
    committeeId: id,
    title: line,
    startsAt: Instant,
    endsAt: Instant,
    place: z.string().trim().max(300).default(''),
    agenda: z.array(AgendaItem).max(60),
    /** Plan steps that this meeting is. */
    stepIds: z.array(id).max(60).default([]),
  })
  .refine((draft) => draft.endsAt > draft.startsAt, { path: ['endsAt'], message: 'before-start' });
export type MeetingDraft = z.infer<typeof MeetingDraft>;
export const SaveMeeting = z.object({ version: z.int(), meeting: MeetingDraft });

export const ATTENDANCE = ['present', 'represented', 'leave', 'absent'] as const;
export const Attendance = z.object({ memberId: id, state: z.enum(ATTENDANCE), note: z.string().max(300).default('') });
export const ResolutionDraft = z.object({
  id: id.optional(),
  no: z.string().trim().min(1).max(10),
  text: z.string().trim().min(1).max(4000),
  stepIds: z.array(id).max(20).default([]),
  /** A resolution that somebody must carry out becomes a task with owner and date. */
  task: z
    .object({
      ownerId: id.nullable().default(null),
      departmentId: id.nullable().default(null),
      dueOn: Day.nullable().default(null),
    })
    .refine((task) => task.ownerId !== null || task.departmentId !== null, { path: ['ownerId'], message: 'missing' })
    .nullable()
    .default(null),
});
/** PUT /meetings/:id/minutes: who came, what was said by agenda item, what was resolved. The meeting was held. */
export const MinutesDraft = z.object({
  version: z.int(),
  attendance: z.array(Attendance).max(60),
  minutes: z.array(AgendaItem.extend({ text: z.string().trim().max(20_000) })).max(60),
  resolutions: z.array(ResolutionDraft).max(60),
});
export type MinutesDraft = z.infer<typeof MinutesDraft>;

export const Resolution = z.object({
  id,
  no: z.string(),
  text: z.string(),
  stepIds: z.array(id),
  task: z
    .object({
      id,
      ownerId: id.nullable(),
      departmentId: id.nullable(),
      dueOn: Day.nullable(),
      state: z.enum(['open', 'done', 'dropped']),
    })
    .nullable(),
});
export const MeetingRow = z.object({
  id,
  committeeId: id,
  committeeName: z.string(),
  title: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  place: z.string(),
  state: z.enum(['planned', 'held', 'cancelled']),
  minutesState: z.enum(['none', 'draft', 'approved']),
  version: z.int(),
  /** Of its event in calendars (RFC 5545 §3.8.7.4). */
  sequence: z.int(),
});
export type MeetingRow = z.infer<typeof MeetingRow>;
export const Meeting = MeetingRow.extend({
  agenda: z.array(AgendaItem),
  stepIds: z.array(id),
  /** Members on the day of the meeting, with how each attended. */
  members: z.array(Member.extend({ attendance: z.enum(ATTENDANCE).nullable(), note: z.string() })),
  minutes: z.array(z.object({ no: z.string(), text: z.string() })),
  resolutions: z.array(Resolution),
  /** Whoever wrote any of the minutes; none of them approves them. */
  minutesBy: z.array(z.object({ id: z.string(), name: z.string() })),
  approvedAt: Instant.nullable(),
  approvedBy: z.string().nullable(),
  createdAt: Instant,
  createdBy: z.string(),
  /** When its time was last set, which may be after it was held. */
  datedAt: Instant,
  /** When its present version was saved, and by whom; the empty name: by nobody of the staff. */
  changedAt: Instant,
  changedBy: z.string(),
  /** Somebody holds an invitation to it as it was before it was changed or called off. */
  changedSinceInvited: z.boolean(),
});
export type Meeting = z.infer<typeof Meeting>;
export const MeetingQuery = z.object({ from: Day, to: Day, committeeId: id.optional() });
/** A secret address for a telephone's calendar; shown once. */
export const FeedMade = z.object({ url: z.url() });
