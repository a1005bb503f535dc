import { v4 } from 'uuid';
import type { z } from 'zod';
import type { ATTENDANCE, MinutesDraft } from '../../../modules/plans/meetings/contract.ts';
import { toArabicDigits } from '../../../thai/index.ts';
import type { Meeting } from './queries.ts';

export type Attended = (typeof ATTENDANCE)[number];
export type Resolution = {
  readonly key: string;
  /** None until it was saved once. */
  readonly id?: string;
  readonly no: string;
  readonly text: string;
  readonly stepIds: string[];
  readonly ownerId: string | null;
  readonly departmentId: string | null;
  readonly dueOn: string | null;
};
/** Minutes as they are being written: how who attended by member, what was said by number of the agenda, what was resolved. */
export type Draft = {
  readonly attended: Readonly<Record<string, Attended>>;
  readonly said: Readonly<Record<string, string>>;
  readonly resolutions: readonly Resolution[];
};

/** What is kept, to be written on; whoever has no record has none until somebody sets it. */
export const draftOf = (meeting: Meeting): Draft => ({
  attended: Object.fromEntries(
    meeting.members.flatMap(({ id, attendance }) => (attendance === null ? [] : [[id, attendance]])),
  ),
  said: Object.fromEntries(meeting.minutes.map(({ no, text }) => [no, text])),
  resolutions: meeting.resolutions.map(({ id, no, text, stepIds, task }) => ({
    key: id,
    id,
    no,
    text,
    stepIds,
    ownerId: task?.ownerId ?? null,
    departmentId: task?.departmentId ?? null,
    dueOn: task?.dueOn ?? null,
  })),
});

export const everybodyCame = (draft: Draft, meeting: Meeting): Draft => ({
  ...draft,
  attended: Object.fromEntries(meeting.members.map(({ id }) => [id, 'present'])),
});

/** A resolution to fill in, numbered on from the last. */
export const blankResolution = (draft: Draft, meeting: Meeting): Resolution => ({
  key: v4(),
  no: String(Math.max(0, ...draft.resolutions.map(({ no }) => Number.parseInt(toArabicDigits(no), 10) || 0)) + 1),
  text: '',
  stepIds: meeting.stepIds,
  ownerId: null,
  departmentId: null,
  dueOn: null,
});

/** What there is to write on: the agenda, and what was written under a number that the agenda has no more. */
export function itemsOf(draft: Draft, { agenda }: Meeting): { no: string; text: string }[] {
  const on = new Set(agenda.map(({ no }) => no));
  const left = Object.entries(draft.said).filter(([no, text]) => text.trim() !== '' && !on.has(no));
  return [...agenda, ...left.map(([no]) => ({ no, text: '' }))];
}

/** What is sent: an empty resolution is none, and who has no record stays without. */
export const bodyOf = (draft: Draft, meeting: Meeting): z.input<typeof MinutesDraft> => ({
  version: meeting.version,
  attendance: meeting.members.flatMap(({ id, note }) => {
    const state = draft.attended[id];
    return state === undefined ? [] : [{ memberId: id, state, note }];
  }),
  minutes: itemsOf(draft, meeting).map(({ no }) => ({ no, text: draft.said[no] ?? '' })),
  resolutions: draft.resolutions
    .filter(({ text }) => text.trim() !== '')
    .map(({ key: _key, ownerId, departmentId, dueOn, ...rest }) => ({
      ...rest,
      task: ownerId === null && departmentId === null ? null : { ownerId, departmentId, dueOn },
    })),
});

/**
 * What is still to be saved after `sent` was: nothing, or what was typed meanwhile, in which a resolution that was new has the id it
 * was given, so that it is not made twice.
 */
export function stillTyped(now: Draft, sent: Draft, saved: Meeting): Draft | null {
  if (now === sent) return null;
  const had = new Set(sent.resolutions.flatMap(({ id }) => id ?? []));
  const made = saved.resolutions.filter(({ id }) => !had.has(id));
  const given = new Map<string, string>();
  for (const { key, id, no, text } of sent.resolutions) {
    if (id !== undefined) continue;
    const at = made.findIndex((each) => each.no === no.trim() && each.text === text.trim());
    const [found] = at === -1 ? [] : made.splice(at, 1);
    if (found !== undefined) given.set(key, found.id);
  }
  return {
    ...now,
    resolutions: now.resolutions.map((each) => {
      const id = each.id ?? given.get(each.key);
      return id === undefined ? each : { ...each, id };
    }),
  };
}
