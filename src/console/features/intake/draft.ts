import { v4 } from 'uuid';
import { z } from 'zod';
import { COPIED_KINDS } from '../../../modules/channels/kinds/contract.ts';
import { Channel, Intake, Kind } from '../../../modules/complaints/contract.ts';
import type { Category, CategoryQuestion, Group } from '../../../modules/people/contract.ts';
import { addDays, dayOf, startOfDay } from '../../../thai/index.ts';
import { nameOf } from '../../lib/directory.ts';
import { today } from '../../lib/today.ts';

/** How the word reached us: each is a tab of the page; `social` is copied from the web, `other` asks which channel. */
export const MODES = ['phone', 'walk-in', 'petition', 'social', 'other'] as const;
export type Mode = (typeof MODES)[number];

/** What the form holds while it is filled in; kept for this tab of the browser, so that a reload loses nothing. */
export const IntakeDraft = z.object({
  /** The intake's own key: pressed twice or sent again after a lost line, it is registered once. */
  key: z.uuid(),
  /** When the first key was pressed, in milliseconds. */
  startedAt: z.number().nullable(),
  text: z.string(),
  placeText: z.string(),
  categoryId: z.string().nullable(),
  /** What the caller answered to a category's questions, by category and question (`answerKey`); of a list, the keys that were chosen. */
  answers: z.record(z.string(), z.array(z.string())).default({}),
  communityId: z.string().nullable(),
  groupId: z.string().nullable(),
  name: z.string(),
  phone: z.string(),
  email: z.string(),
  identity: z.enum(['named', 'anonymous', 'concealed']),
  answer: z.string(),
  kind: Kind,
  urgent: z.boolean(),
  otherChannel: Channel,
  /** The day and hour ("HH:mm") of receipt where it was not just now; `receivedDay` null: now. */
  receivedDay: z.string().nullable(),
  receivedTime: z.string(),
  /** Whether the text began as what a machine read from the scan. */
  textFrom: z.enum(['typed', 'scan']).default('typed'),
  /** The call that is being written down, of those that the exchange told of. */
  callId: z.uuid().nullable().default(null),
  socialChannel: z.enum(COPIED_KINDS).default('facebook'),
  link: z.string().default(''),
});
export type IntakeDraft = z.infer<typeof IntakeDraft>;

export const emptyDraft = (): IntakeDraft => ({
  key: v4(),
  startedAt: null,
  text: '',
  placeText: '',
  categoryId: null,
  answers: {},
  communityId: null,
  groupId: null,
  name: '',
  phone: '',
  email: '',
  identity: 'named',
  answer: '',
  kind: 'complaint',
  urgent: false,
  otherChannel: 'facebook',
  receivedDay: null,
  receivedTime: '',
  textFrom: 'typed',
  callId: null,
  socialChannel: 'facebook',
  link: '',
});

const Link = z.url({ protocol: /^https$/ });
const TIME = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/;
/** The oldest day a paper may bear; the server refuses what is older. */
export const oldestDay = (): string => addDays(today(), -399);

export type Faults = Partial<Record<'text' | 'email' | 'receivedTime' | 'link', 'missing' | 'wrong' | 'future'>>;

/** What must be put right before it can be sent. */
export function faultsOf(draft: IntakeDraft, mode: Mode, now: Date): Faults {
  const faults: Faults = {};
  if (draft.text.trim() === '') faults.text = 'missing';
  if (draft.identity !== 'anonymous' && draft.email.trim() !== '' && !z.email().safeParse(draft.email.trim()).success)
    faults.email = 'wrong';
  if (mode === 'social' && draft.link.trim() !== '' && !Link.safeParse(draft.link.trim()).success)
    faults.link = 'wrong';
  if (!mayBeEarlier(mode)) return faults;
  if (draft.receivedTime.trim() !== '' && !TIME.test(draft.receivedTime.trim())) faults.receivedTime = 'wrong';
  else if ((receivedAt(draft, now)?.getTime() ?? 0) > now.getTime()) faults.receivedTime = 'future';
  return faults;
}

/** Paper and messages are brought in later than they came; a voice is heard now. */
export const mayBeEarlier = (mode: Mode): boolean => mode === 'petition' || mode === 'social' || mode === 'other';

/** Null: now. An earlier day without an hour counts from the opening of the office: that never gives the office more time than it has. */
function receivedAt({ receivedDay, receivedTime }: IntakeDraft, now: Date): Date | null {
  const today = dayOf(now);
  const [, hour, minute] = TIME.exec(receivedTime.trim()) ?? [];
  const day = receivedDay ?? today;
  if (hour === undefined || minute === undefined) {
    return day === today ? null : new Date(startOfDay(day).getTime() + 8.5 * 3_600_000);
  }
  return new Date(startOfDay(day).getTime() + (Number(hour) * 60 + Number(minute)) * 60_000);
}

function channelOf(draft: IntakeDraft, mode: Mode): Intake['channel'] {
  if (mode === 'other') return draft.otherChannel;
  return mode === 'social' ? draft.socialChannel : mode;
}

/** Answers are kept by their category: choosing another for a moment loses none. */
export const answerKey = (categoryId: string, { code }: CategoryQuestion): string => `${categoryId} ${code}`;

/** What was answered, as it stands below the matter: as from every other door. */
function answerLines({ answers }: IntakeDraft, category: Category | undefined): string[] {
  return (category?.data.questions ?? []).flatMap((question) => {
    const said = (answers[answerKey(category?.id ?? '', question)] ?? []).filter((value) => value.trim() !== '');
    const shown = said.map((value) => {
      const choice = question.values.find(({ key }) => key === value);
      return choice ? nameOf(choice) : value.trim();
    });
    return shown.length > 0 ? [`${nameOf(question)}: ${shown.join(', ')}`] : [];
  });
}

/** The categories and groups that the draft names, where the directory has come. */
export type Chosen = { readonly categories: readonly Category[]; readonly groups: readonly Group[] };

/** What is sent. */
export function toIntake(
  draft: IntakeDraft,
  mode: Mode,
  { categories, groups }: Chosen,
  fileIds: readonly string[],
  now: Date,
): Intake {
  const anonymous = draft.identity === 'anonymous';
  const category = categories.find(({ id }) => id === draft.categoryId);
  const earlier = mayBeEarlier(mode) ? receivedAt(draft, now) : null;
  return Intake.parse({
    key: draft.key,
    channel: channelOf(draft, mode),
    kind: mode === 'petition' ? 'petition' : draft.kind,
    text: [draft.text, ...answerLines(draft, category)].join('\n'),
    categoryId: draft.categoryId,
    communityId: draft.communityId,
    stakeholderKind: groups.find(({ id }) => id === draft.groupId)?.data.kind ?? null,
    groupId: draft.groupId,
    placeText: draft.placeText,
    identity: draft.identity,
    contact: anonymous ? {} : { name: draft.name, phone: draft.phone, email: draft.email.trim() },
    severity: draft.urgent ? 'urgent' : 'normal',
    receivedAt: earlier?.toISOString() ?? null,
    answeredOnTheSpot: mode === 'petition' ? '' : draft.answer,
    fileIds,
    textFrom: mode === 'petition' ? draft.textFrom : 'typed',
    callId: mode === 'phone' ? draft.callId : null,
    link: mode === 'social' ? draft.link.trim() || null : null,
  });
}

const KEY = 'fangsiang.intake';

export function keepDraft(draft: IntakeDraft): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // Storage is closed in some private windows: the draft lasts until the page does.
  }
}

export function keptDraft(): IntakeDraft | null {
  try {
    return IntakeDraft.parse(JSON.parse(sessionStorage.getItem(KEY) ?? ''));
  } catch {
    return null;
  }
}

export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept either.
  }
}
