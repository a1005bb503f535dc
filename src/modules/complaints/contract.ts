import { z } from 'zod';
import { isSeen } from '../people/contract.ts';
import { Conversation, MessageView } from './conversation/contract.ts';
import { InboxLayout } from './views/contract.ts';
import {
  Channel,
  Kind,
  note,
  reason,
  Severity,
  Status,
  StepName,
  text,
  Verdict,
  Visibility,
} from './workflow/contract.ts';

const Day = z.iso.date();
const Instant = z.iso.datetime();
const id = z.uuid();

export const Contact = z.object({
  name: z.string().trim().max(200).optional(),
  phone: z.string().trim().max(40).optional(),
  email: z.union([z.literal(''), z.email()]).optional(),
});

/** What is no latitude and is a longitude of this country was taken for the other. */
const swapped = ({ input }: { input?: unknown }) =>
  typeof input === 'number' && input > 97 && input < 106 ? 'latitude-swapped' : undefined;

/** POST /complaints, for other programs. */
export const FileComplaint = z.object({
  text,
  /** A category's code or its Thai name. */
  category: z.string().trim().max(200).optional(),
  place: z
    .object({
      latitude: z.number().min(-90).max(90, { error: swapped }).optional(),
      longitude: z.number().min(-180).max(180).optional(),
      description: z.string().trim().max(1000).optional(),
    })
    .refine((place) => (place.latitude === undefined) === (place.longitude === undefined), 'latitude-and-longitude')
    .optional(),
  contact: Contact.optional(),
  anonymous: z.boolean().optional(),
});
export type FileComplaint = z.infer<typeof FileComplaint>;
export const Filed = z.object({ number: z.string(), trackingCode: z.string() });
export type Filed = z.infer<typeof Filed>;

/** POST /intake: what staff register of what they hear, by any channel. */
export const Intake = z.object({
  /** Made by the form: the same key again gives the same case. */
  key: id,
  channel: Channel,
  kind: Kind.default('complaint'),
  text,
  categoryId: id.nullable().default(null),
  communityId: id.nullable().default(null),
  stakeholderKind: z.enum(['recipient', 'stakeholder']).nullable().default(null),
  groupId: id.nullable().default(null),
  placeText: z.string().trim().max(1000).default(''),
  latitude: z.number().min(-90).max(90).nullable().default(null),
  longitude: z.number().min(-180).max(180).nullable().default(null),
  identity: z.enum(['named', 'anonymous', 'concealed']).default('named'),
  contact: Contact.default({}),
  severity: Severity.default('normal'),
  /** When it was heard, if not now: a paper petition of yesterday. Its clock runs from here. */
  receivedAt: Instant.nullable().default(null),
  /** Answered on the spot: the answer that was given; the case is registered, answered and closed in one act. */
  answeredOnTheSpot: note.default(''),
  /** Files uploaded before with POST /files. */
  fileIds: z.array(id).max(20).default([]),
  /** Whether the text began as what was read from a scan (POST /petition-drafts); the history says so. */
  textFrom: z.enum(['typed', 'scan']).default('typed'),
  /** The call it was heard in, of those that the exchange told of. */
  callId: id.nullable().default(null),
  /** Where it stands on the web, copied by staff from a channel that is not connected. It is shown, and never fetched. */
  link: z
    .url({ protocol: /^https$/ })
    .max(2000)
    .nullable()
    .default(null),
});
export type Intake = z.infer<typeof Intake>;
export const IntakeDone = z.object({
  id,
  number: z.string(),
  trackingCode: z.string(),
  status: Status,
  /** What was answered on the spot is kept as a note: the case is not ended by whoever heard it. */
  noted: z.boolean(),
  citizenDueOn: Day.nullable(),
});
export type IntakeDone = z.infer<typeof IntakeDone>;

/** POST /petition-drafts: reads an uploaded scan. What comes back is a draft for the officer, and is kept nowhere. */
export const ReadPetition = z.object({ fileId: id });
/** `confidence` 0–100; `doubtful`: words that were read with little confidence; `pages` of the file, of which the first was read. */
export const PetitionDraft = z.object({
  text: z.string(),
  confidence: z.int().min(0).max(100),
  doubtful: z.array(z.string()),
  pages: z.int().min(1),
});
export type PetitionDraft = z.infer<typeof PetitionDraft>;

/** The views of the register, in the order an officer works through them. */
export const VIEWS = [
  'open',
  'unassigned',
  'mine',
  'my-department',
  'due-today',
  'due-soon',
  'overdue',
  'citizen-spoke',
  'waiting',
  'to-close',
  'closed',
  'all',
] as const;
export const ListFilter = z.object({
  view: z.enum(VIEWS).optional(),
  status: Status.optional(),
  categoryId: id.optional(),
  /** `none`: what no department has. */
  departmentId: z.union([id, z.literal('none')]).optional(),
  communityId: id.optional(),
  channel: Channel.optional(),
  kind: Kind.optional(),
  from: Day.optional(),
  to: Day.optional(),
  /** Only what has ended: closed, refused or transferred, on these days. Newest end first. */
  closedFrom: Day.optional(),
  closedTo: Day.optional(),
  search: z.string().trim().max(200).optional(),
});
export type ListFilter = z.infer<typeof ListFilter>;
/** GET /complaints: newest first (by due date in the due views, longest waiting first where citizens wait, by their end where days of it are asked for); `next` is the opaque key of the following page. */
export const ListQuery = ListFilter.extend({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type ListQuery = z.infer<typeof ListQuery>;

export const Mark = z.enum(['new', 'in-progress', 'waiting', 'due-soon', 'overdue', 'done', 'closed']);
export const ComplaintRow = z.object({
  id,
  number: z.string(),
  status: Status,
  /** How the row is marked: its status and its clock in one word. */
  mark: Mark,
  kind: Kind,
  channel: Channel,
  visibility: Visibility,
  severity: Severity,
  summary: z.string(),
  place: z.string(),
  categoryId: id.nullable(),
  communityId: id.nullable(),
  departmentId: id.nullable(),
  ownerId: id.nullable(),
  receivedAt: Instant,
  citizenDueOn: Day.nullable(),
  daysLeft: z.int().nullable(),
  /** It has to be answered today: its last day is today, or the office does not work again before it is over. */
  answerToday: z.boolean(),
  departmentDueAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  /** Since when what the citizen said waits for an answer; null where nothing does. */
  citizenSpokeAt: Instant.nullable(),
  verdict: Verdict.nullable(),
  stars: z.int().nullable(),
  source: z.string().nullable(),
});
export type ComplaintRow = z.infer<typeof ComplaintRow>;
/** `searched`: a word of one or two letters looks through the newest only; `near`: no exact hit, so tone marks were ignored. */
export const ComplaintPage = z.object({
  items: z.array(ComplaintRow),
  next: z.string().nullable(),
  searched: z.enum(['all', 'newest']).nullable(),
  near: z.boolean(),
});
export type ComplaintPage = z.infer<typeof ComplaintPage>;
/** Counts stop at 1,000 (`1000` means "1,000 or more"): their cost must not grow with the register. */
export const Counts = z.object({
  unassigned: z.int(),
  mine: z.int(),
  myDepartment: z.int(),
  open: z.int(),
  dueToday: z.int(),
  dueSoon: z.int(),
  overdue: z.int(),
  /** The citizen said something that nobody answered or took note of. */
  citizenSpoke: z.int(),
  waiting: z.int(),
  toClose: z.int(),
});
export type Counts = z.infer<typeof Counts>;

export const FileView = z.object({
  id,
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  internal: z.boolean(),
  addedBy: z.enum(['citizen', 'staff', 'import']),
});
export type FileView = z.infer<typeof FileView>;
export const EventView = z.object({
  seq: z.int(),
  step: StepName,
  toStatus: Status,
  at: Instant,
  public: z.boolean(),
  actorKind: z.enum(['staff', 'citizen', 'api', 'system']),
  actorName: z.string().nullable(),
  note: z.string(),
  /** Ids and names the step carries: departmentId, ownerId, agency, reasonId, verdict, stars, fileIds. */
  data: z.record(z.string(), z.unknown()),
});
export type EventView = z.infer<typeof EventView>;
/** A deadline with its own computation, one sentence a line. */
export const ClockView = z.object({
  clock: z.enum(['citizen', 'department']),
  dueAt: Instant.nullable(),
  dueOn: Day.nullable(),
  warnOn: Day.nullable(),
  paused: z.boolean(),
  explanation: z.object({ th: z.array(z.string()), en: z.array(z.string()) }),
  legalSource: z.string(),
});
export type ClockView = z.infer<typeof ClockView>;
const FormerContact = Contact.extend({ at: Instant, byName: z.string().nullable() });
/** GET /complaints/:id. `contact` is null where the viewer may not see it; `mayReveal`: they may, giving a reason that is logged. */
export const CaseView = z.object({
  row: ComplaintRow,
  version: z.int(),
  /**
   * null: read as it was said. Otherwise names and numbers are masked in all words, and so many files are not shown: for the viewer's role, or
   * because the citizen asked to be concealed.
   */
  deidentified: z.object({ files: z.int(), why: z.enum(['role', 'concealed']) }).nullable(),
  text: z.string(),
  placeText: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  stakeholderKind: z.enum(['recipient', 'stakeholder']).nullable(),
  groupId: id.nullable(),
  identity: z.enum(['named', 'anonymous', 'concealed']),
  contact: Contact.nullable(),
  /** What stood there before it was corrected, the last first; empty where the contact is not shown. */
  formerContacts: z.array(FormerContact),
  mayReveal: z.boolean(),
  mayPrintReceipt: z.boolean(),
  recordedByName: z.string().nullable(),
  files: z.array(FileView),
  /** Recordings of its calls that are gone: their period was over, so many days after the case was closed. */
  recordingsRemoved: z.array(
    z.object({ calledAt: Instant, removedAt: Instant, days: z.int(), legalSource: z.string() }),
  ),
  events: z.array(EventView),
  clocks: z.array(ClockView),
  messages: z.array(MessageView),
  /** The thread it is spoken about in; null when it came by no channel that machines speak. */
  conversation: Conversation.nullable(),
  /** What this viewer may do now, in the order it is usually done. */
  steps: z.array(StepName),
  /** Who could be given it, each in their own department: whoever could not see it is not among them. Empty where it may not be assigned. */
  mayHold: z.array(id),
  similar: z.array(ComplaintRow),
  /** Where it stands on the web, as staff copied it; null otherwise. */
  openAt: z.url().nullable(),
});
export type CaseView = z.infer<typeof CaseView>;
/** POST /complaints/:id/reveal */
export const Reveal = z.object({ reason });
/** `former`: for whoever corrects it. `said`: what the citizen said, where the viewer reads it masked. */
export const Revealed = Contact.extend({
  former: z.array(FormerContact),
  said: z.object({ text: z.string(), placeText: z.string() }).optional(),
});
export type Revealed = z.infer<typeof Revealed>;

export const HomeView = z.object({
  today: Day,
  counts: Counts,
  newToday: z.int(),
  /** The last 30 days, oldest first; what ended on a day is what a list of `closedFrom` and `closedTo` shows. */
  trend: z.array(z.object({ day: Day, received: z.int(), closed: z.int() })),
  /** This fiscal year by department, from the daily facts. */
  departments: z.array(
    z.object({ departmentId: id.nullable(), received: z.int(), closed: z.int(), closedOnTime: z.int() }),
  ),
  due: z.array(ComplaintRow),
});
export type HomeView = z.infer<typeof HomeView>;

/** A filter with a name; `layout` is how it is shown, null where that is left to the reader. */
export const SavedView = z.object({
  id,
  name: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
  /** Its reader may take it away. */
  removable: z.boolean(),
  filter: ListFilter,
  layout: InboxLayout.nullable(),
});
export type SavedView = z.infer<typeof SavedView>;
/** POST /views */
export const NewSavedView = z.object({
  name: z.string().trim().max(80).refine(isSeen, 'missing'),
  shared: z.boolean().default(false),
  filter: ListFilter,
  layout: InboxLayout.nullable().default(null),
});

export type NewSavedView = z.infer<typeof NewSavedView>;

export {
  ClockRuleDraft,
  ClockRuleView,
  HolidaysImported,
  HolidayView,
  ImportHolidays,
  WorkingHoursView,
} from './clock/contract.ts';
export { COLUMNS, type ColumnName, InboxLayout } from './views/contract.ts';
export {
  CHANNELS,
  Channel,
  KINDS,
  Kind,
  LONGEST_TEXT,
  Severity,
  STATUSES,
  STEPS,
  Status,
  StepName,
  TakeStep,
  VERDICTS,
  Verdict,
  Visibility,
} from './workflow/contract.ts';
