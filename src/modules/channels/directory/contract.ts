import { z } from 'zod';
import { ADAPTER_KINDS } from '../kinds/contract.ts';

const id = z.uuid();
const Day = z.iso.date();
const line = z.string().trim().max(300);

/** The ways to speak that a directory lists, by the codes of the plan: those that people speak, and every channel that machines do. */
export const WAY_CHANNELS = [
  'website',
  ...ADAPTER_KINDS,
  'phone',
  'questionnaire',
  'petition',
  'walk-in',
  'letter',
] as const;
export const WayDraft = z
  .object({
    channel: z.enum(WAY_CHANNELS),
    nameTh: line.min(1),
    nameEn: line.default(''),
    address: line.min(1),
    url: z.union([z.literal(''), z.url({ protocol: /^(https?|tel|mailto)$/ }).max(500)]).default(''),
    hours: line.default(''),
    /** How it is done there, in a sentence or two. */
    method: z.string().trim().max(1000).default(''),
    officerId: id.nullable().default(null),
    departmentId: id.nullable().default(null),
    /** For whom; nobody named is everybody. */
    groupIds: z.array(id).max(50).default([]),
    openedOn: Day,
    closedOn: Day.nullable().default(null),
    sort: z.int().min(0).max(10_000).default(0),
  })
  .refine((way) => way.closedOn === null || way.closedOn >= way.openedOn, {
    path: ['closedOn'],
    message: 'before-start',
  });
export type WayDraft = z.infer<typeof WayDraft>;
export const SaveWay = z.object({ version: z.int().nullable(), way: WayDraft });
/** What everybody reads of a way. */
const shown = {
  id,
  channel: z.enum(WAY_CHANNELS),
  nameTh: z.string(),
  nameEn: z.string(),
  address: z.string(),
  url: z.string(),
  hours: z.string(),
  method: z.string(),
};
export const Way = z.object({
  ...shown,
  officerId: id.nullable(),
  officerName: z.string().nullable(),
  departmentId: id.nullable(),
  groupIds: z.array(id),
  openedOn: Day,
  closedOn: Day.nullable(),
  sort: z.int(),
  version: z.int(),
});
export type Way = z.infer<typeof Way>;

/** What the public page shows while it is open: as it was published, with the names of that day. */
export const PublishedWay = z.object({
  ...shown,
  openedOn: Day.nullable().default(null).describe('null in what was published before it was kept'),
  closedOn: Day.nullable().default(null),
  department: z.string(),
  departmentEn: z.string().default('').describe('empty in what was published before it was kept'),
  groups: z.array(z.object({ nameTh: z.string(), nameEn: z.string(), kind: z.enum(['recipient', 'stakeholder']) })),
});
export type PublishedWay = z.infer<typeof PublishedWay>;
export const Publication = z.object({
  id,
  publishedAt: z.iso.datetime(),
  publishedBy: z.string(),
  ways: z.array(PublishedWay),
});
export type Publication = z.infer<typeof Publication>;
/** Whether a way is open on a day; one without days is. */
export const isOpenOn = (
  { openedOn, closedOn }: { readonly openedOn: string | null; readonly closedOn: string | null },
  day: string,
): boolean => (openedOn === null || openedOn <= day) && (closedOn === null || closedOn >= day);
export const ChannelDirectory = z.object({
  ways: z.array(Way),
  published: Publication.nullable(),
  /** Something was changed since it was published, or a way opened or closed by a day that was not published with it. */
  changedSince: z.boolean(),
});
export type ChannelDirectory = z.infer<typeof ChannelDirectory>;
