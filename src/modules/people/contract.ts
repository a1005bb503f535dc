import { z } from 'zod';

/** A calendar date as text, 'YYYY-MM-DD', of the Common Era; people read it in the Buddhist one. */
export const Day = z.iso.date();

/** The roles of a municipality's staff (PMQA category 3 practice). */
export const RoleName = z.enum([
  'administrator',
  'intake',
  'department-officer',
  'department-head',
  'planner',
  'executive',
  'committee',
  'data-protection-officer',
  'assessor',
  'university',
]);

export const NOUNS = ['department', 'category', 'group', 'community', 'refusal-reason'] as const;
export const Noun = z.enum(NOUNS);
export type Noun = z.infer<typeof Noun>;

/** Whether anything of it can be seen: control and invisible characters are not kept. */
export const isSeen = (written: string): boolean => /[^\p{Cc}\p{Cf}\p{Z}]/u.test(written);
const name = z.string().trim().max(200).refine(isSeen, 'missing');
export const DepartmentData = z.object({
  phone: z.string().max(60).default(''),
  email: z.union([z.literal(''), z.email()]).default(''),
});
/** What is asked beside a description in a category: of other programs (the attributes of Open311 GeoReport v2), and of whoever is led in a chat. */
export const CategoryQuestion = z.object({
  code: z.string().regex(/^[A-Za-z0-9_]{1,40}$/),
  datatype: z.enum(['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist']),
  required: z.boolean().default(false),
  nameTh: name,
  nameEn: name,
  /** The choices of a list. */
  values: z
    .array(z.object({ key: z.string().trim().min(1).max(60), nameTh: name, nameEn: name }))
    .max(200)
    .default([]),
});
export type CategoryQuestion = z.infer<typeof CategoryQuestion>;
export const CategoryData = z.object({
  departmentId: z.uuid().nullable().default(null),
  /** normal: the desk and the department; restricted: the desk and executives; corruption: the appointed committee alone. */
  visibility: z.enum(['normal', 'restricted', 'corruption']).default('normal'),
  keywords: z.array(z.string().trim().min(1).max(60)).max(60).default([]),
  /** Whether the public form offers it. */
  offered: z.boolean().default(true),
  questions: z.array(CategoryQuestion).max(20).default([]),
});
export const GroupData = z.object({ kind: z.enum(['recipient', 'stakeholder']) });
export const CommunityData = z.object({
  kind: z.enum(['community', 'village']).default('community'),
  leader: z.string().max(200).default(''),
  households: z.int().min(0).nullable().default(null),
  population: z.int().min(0).nullable().default(null),
  latitude: z.number().min(-90).max(90).nullable().default(null),
  longitude: z.number().min(-180).max(180).nullable().default(null),
});
export const RefusalReasonData = z.object({ legalSource: z.string().max(300).default('') });

const base = {
  id: z.uuid(),
  code: z.string(),
  /** How often the entry was changed, and one. */
  version: z.int(),
  nameTh: z.string(),
  nameEn: z.string(),
  sort: z.int(),
  validFrom: Day,
  validTo: Day.nullable(),
};
export const Department = z.object({ noun: z.literal('department'), ...base, data: DepartmentData });
export const Category = z.object({ noun: z.literal('category'), ...base, data: CategoryData });
export const Group = z.object({ noun: z.literal('group'), ...base, data: GroupData });
export const Community = z.object({ noun: z.literal('community'), ...base, data: CommunityData });
export const RefusalReason = z.object({ noun: z.literal('refusal-reason'), ...base, data: RefusalReasonData });
/** One version of a named thing: what it was called, and what was true of it, from one day to another. */
export const Entry = z.discriminatedUnion('noun', [Department, Category, Group, Community, RefusalReason]);
export type Entry = z.infer<typeof Entry>;
export type Department = z.infer<typeof Department>;
export type Category = z.infer<typeof Category>;
export type Group = z.infer<typeof Group>;
export type Community = z.infer<typeof Community>;
export type RefusalReason = z.infer<typeof RefusalReason>;

/** What an entry was called from one day to another, when that is not what is in force: an earlier name, or one that is retired. */
export const FormerName = z.object({
  noun: Noun,
  id: z.uuid(),
  nameTh: z.string(),
  nameEn: z.string(),
  validFrom: Day,
  validTo: Day.nullable(),
});
export type FormerName = z.infer<typeof FormerName>;

/** GET /directory?on=DAY: everything in force on a day (today when left out), to choose from; `others` are for naming only. */
export const Directory = z.object({
  on: Day,
  departments: z.array(Department),
  categories: z.array(Category),
  groups: z.array(Group),
  communities: z.array(Community),
  refusalReasons: z.array(RefusalReason),
  others: z.array(FormerName),
});
export type Directory = z.infer<typeof Directory>;

const change = { nameTh: name, nameEn: name, sort: z.int().min(0).max(100_000).default(0), validFrom: Day };
const code = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9_-]{0,40}$/);
/** POST /directory: a new thing. PUT /directory/:id: a new version of it from a day on; the versions before it stay. */
export const EntryDraft = z.discriminatedUnion('noun', [
  z.object({ noun: z.literal('department'), ...change, data: DepartmentData.prefault({}) }),
  z.object({ noun: z.literal('category'), ...change, data: CategoryData.prefault({}) }),
  z.object({ noun: z.literal('group'), ...change, data: GroupData }),
  z.object({ noun: z.literal('community'), ...change, data: CommunityData.prefault({}) }),
  z.object({ noun: z.literal('refusal-reason'), ...change, data: RefusalReasonData.prefault({}) }),
]);
export type EntryDraft = z.infer<typeof EntryDraft>;
export const NewEntry = z.object({ code, entry: EntryDraft });
/** PUT and DELETE /directory/:id?version=N, the one that was read: who was overtaken is told ('changed-meanwhile'). Left out: whatever it is now. */
export const EntryRead = z.object({ version: z.coerce.number().int().optional() });
/** DELETE /directory/:id?from=DAY: not in force from that day on; what used it keeps its name. */
export const RetireEntry = EntryRead.extend({ from: Day });

export const MunicipalitySettings = z.object({
  /** False until the municipality is given its own name; then the console stops asking for one. Set by the server. */
  named: z.boolean().default(false),
  /** Where maps open. */
  latitude: z.number().min(-90).max(90).default(13.7563),
  longitude: z.number().min(-180).max(180).default(100.5018),
  zoom: z.number().int().min(3).max(19).default(13),
  /** Raster tiles `{z}/{x}/{y}`; empty: maps show a pin without a ground. */
  tiles: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ })])
    .default('https://tile.openstreetmap.org/{z}/{x}/{y}.png'),
  tilesCredit: z.string().max(200).default('© OpenStreetMap contributors'),
  primaryColour: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .default('#0F5C63'),
  /** Sites that may show the citizens' pages in a frame, as `https://www.example.go.th`: those that carry the report button. */
  embedSites: z
    .array(z.string().regex(/^https?:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/))
    .max(20)
    .default([]),
  officeHours: z.string().max(200).default('จันทร์–ศุกร์ 08.30–16.30 น.'),
  /** Empty: whoever reads English reads the Thai words. */
  officeHoursEn: z.string().max(200).default(''),
});
export type MunicipalitySettings = z.infer<typeof MunicipalitySettings>;
/** The name of a host as a browser sends it, without scheme, port or path; a Thai name in its ASCII form (xn--…). */
export const Host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);
export const Municipality = z.object({
  id: z.uuid(),
  slug: z.string(),
  hosts: z.array(z.string()),
  nameTh: z.string(),
  nameEn: z.string(),
  kind: z.enum(['city', 'town', 'subdistrict']),
  phone: z.string(),
  email: z.string(),
  address: z.string(),
  settings: MunicipalitySettings,
  version: z.int(),
});
export type Municipality = z.infer<typeof Municipality>;
export const MunicipalityChange = z.object({
  nameTh: name,
  nameEn: name,
  kind: z.enum(['city', 'town', 'subdistrict']),
  hosts: z.array(Host).max(20),
  phone: z.string().trim().max(60),
  email: z.union([z.literal(''), z.email()]),
  address: z.string().trim().max(500),
  settings: MunicipalitySettings,
  /** The one that was read: who was overtaken is told ('changed-meanwhile'). Left out: whatever it is now. */
  version: z.int().optional(),
});
export type MunicipalityChange = z.infer<typeof MunicipalityChange>;

/** GET /me */
export const Me = z.object({
  user: z.object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    roles: z.array(RoleName),
    departmentId: z.uuid().nullable(),
    twoFactor: z.boolean(),
  }),
  municipality: Municipality,
  permissions: z.array(z.string()),
  fiscalYear: z.int(),
  /** The installation came back from a backup: nothing is sent or fetched yet. */
  resting: z.boolean(),
});
export type Me = z.infer<typeof Me>;

export const StaffMember = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  position: z.string(),
  roles: z.array(RoleName),
  departmentId: z.uuid().nullable(),
  active: z.boolean(),
  twoFactor: z.boolean(),
});
export type StaffMember = z.infer<typeof StaffMember>;
const roles = z.array(RoleName).min(1).max(5);
/** PATCH /me */
export const OwnChange = z.object({ name });
export const StaffChange = z.object({
  /** Left out: as it is. */
  name: name.optional(),
  position: z.string().trim().max(200),
  roles,
  departmentId: z.uuid().nullable(),
  active: z.boolean(),
});
export type StaffChange = z.infer<typeof StaffChange>;
export const Invite = z.object({ email: z.email(), name, roles, departmentId: z.uuid().nullable() });
export type Invite = z.infer<typeof Invite>;
export const Invitation = z.object({
  id: z.uuid(),
  kind: z.enum(['invite', 'reset', 'first-administrator']),
  email: z.string(),
  name: z.string(),
  roles: z.array(RoleName),
  departmentId: z.uuid().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  usedAt: z.iso.datetime().nullable(),
});
export type Invitation = z.infer<typeof Invitation>;
/** The link is shown once, to the one who invited, and sent by e-mail where e-mail is set up. */
export const InvitationMade = z.object({ invitation: Invitation, link: z.url() });
/** POST /invitations/accept */
export const AcceptInvitation = z.object({
  token: z.string().min(20).max(200),
  name: z.string().trim().max(200).optional(),
  /** Only where the invitation names none: the first administrator chooses the e-mail to sign in with. */
  email: z.email().max(254).optional(),
  password: z.string().min(12).max(200),
});
export type AcceptInvitation = z.infer<typeof AcceptInvitation>;
/** POST /invitations/facts: what an invitation is for, before it is accepted. `email` is empty where the person chooses it. */
export const InvitationToken = z.object({ token: z.string().min(20).max(200) });
export const InvitationFacts = z.object({
  kind: z.enum(['invite', 'reset', 'first-administrator']),
  email: z.string(),
  name: z.string(),
  municipalityName: z.string(),
});

export const ApiKeyView = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  /** It files as many cases a minute as it can; any other three hundred. */
  withoutLimit: z.boolean(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});
export const ApiKeyMade = z.object({ apiKey: ApiKeyView, secret: z.string() });
export const NewApiKey = z.object({ name, withoutLimit: z.boolean().default(false) });

/** POST /password-resets: answered alike whether or not the account exists. */
export const AskReset = z.object({ email: z.email().max(254) });

export const PrivacyNotice = z.object({
  version: z.int().min(1),
  bodyTh: z.string(),
  bodyEn: z.string(),
  effectiveFrom: Day,
});
export type PrivacyNotice = z.infer<typeof PrivacyNotice>;
/** PUT /privacy-notice: a new version; the ones before stay readable, for what was filed under them. */
export const PrivacyNoticeDraft = z.object({
  bodyTh: z.string().trim().min(1).max(50_000),
  bodyEn: z.string().trim().min(1).max(50_000),
  effectiveFrom: Day,
});
export type PrivacyNoticeDraft = z.infer<typeof PrivacyNoticeDraft>;

/** What the trail is asked about; everything that is given has to hold. */
export const AuditFilter = z.object({
  /** Of one thing: its kind, and its id. */
  subjectKind: z.string().trim().min(1).max(60).optional(),
  subjectId: z.string().trim().min(1).max(200).optional(),
  /** Of one case, by its number as it is typed. */
  number: z.string().trim().min(1).max(40).optional(),
  /** Of one member of staff or program. */
  actorId: z.string().trim().min(1).max(100).optional(),
  /** As it is entered: `contact.reveal`. */
  action: z
    .string()
    .regex(/^[a-z0-9.-]{1,60}$/)
    .optional(),
  from: Day.optional(),
  to: Day.optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;
/** GET /audit: newest first; `next` is the `after` of the following page. */
export const AuditQuery = AuditFilter.extend({
  after: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}).refine(({ subjectKind, subjectId }) => subjectId === undefined || subjectKind !== undefined, 'subject-kind-missing');
export type AuditQuery = z.infer<typeof AuditQuery>;
/** GET /audit/actors: whom the trail can be asked about, by name; also those who left and keys that were revoked. */
export const AuditActor = z.object({ id: z.string(), name: z.string(), kind: z.enum(['staff', 'api']) });
export type AuditActor = z.infer<typeof AuditActor>;
export const AuditEntryView = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  actorKind: z.enum(['staff', 'citizen', 'api', 'system']),
  actorId: z.string().nullable(),
  actorName: z.string().nullable(),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  /** What the subject is called today: a person's name, a case's number, an entry's name; null where it has none. */
  subjectName: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
});
export type AuditEntryView = z.infer<typeof AuditEntryView>;
export const AuditPage = z.object({ items: z.array(AuditEntryView), next: z.int().nullable() });
/** GET /audit/check: the first entry that no longer matches its hash, or null when the whole chain holds. */
export const AuditCheck = z.object({ whole: z.boolean(), firstBroken: z.int().nullable() });
