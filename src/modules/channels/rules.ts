import type { Abilities, Settings } from './adapter.ts';
import { isOn } from './provider/setting.ts';

/** Most mails that one recipient is sent in any hour; more wait for their turn, so that nobody's letter box is flooded. */
export const MOST_AN_HOUR = 20;
/** Acknowledgements to one recipient in any hour: anybody can file in another's name, so further ones are not sent at all. */
export const MOST_RECEIVED_AN_HOUR = 5;
/** Longest a mail waits for its turn, in hours; one that would wait longer is not sent. */
export const LONGEST_WAIT_HOURS = 24;
/** Longest a message waits for a channel that is paused; then it goes another way. */
export const PAUSED_HOURS = 24;
/** Longest that a provider's wish to be asked later is kept to: a wrong header holds nobody's answer back for years. */
const LONGEST_REST_SECONDS = 24 * 3600;
/** When a message goes again whose provider asked to be left alone for so many seconds. */
export const restedUntil = (now: Date, seconds: number): Date =>
  new Date(now.getTime() + Math.min(seconds, LONGEST_REST_SECONDS) * 1000);

/** Attempts before a message that never reached its provider is given up and goes another way: with the queue's back-off, about 16 hours. */
export const MOST_ATTEMPTS = 12;
/** The same of a mail, which has no other way: about five days (RFC 5321 §4.5.4.1), longer than the offices are ever closed. */
export const MOST_MAIL_ATTEMPTS = 30;

/** Answers in a conversation that a person began: they asked for each, so many more may go in an hour. */
export const MOST_ANSWERS_AN_HOUR = 120;
/** Two requests for one thread may not be closer than a claim lasts; the free token is not used when it is about to end. */
export const TOKEN_MARGIN_MS = 2_000;

const HOUR_MS = 3_600_000;

/**
 * When a message may go: now, or an hour after the twentieth-last one to the same recipient; null when that is more than a day
 * ahead. `twentiethLast`: the `send_after` of that one, or null when there were fewer.
 */
export function sendAfter(now: Date, twentiethLast: Date | null): Date | null {
  const turn = new Date(Math.max(now.getTime(), twentiethLast ? twentiethLast.getTime() + HOUR_MS : 0));
  return turn.getTime() - now.getTime() > LONGEST_WAIT_HOURS * HOUR_MS ? null : turn;
}

export type Settled = 'sent' | 'failed' | 'queued';

/** What a mail becomes by its `attempt`-th attempt (from 1). */
export function settle(outcome: 'accepted' | 'refused' | 'unreachable', attempt: number): Settled {
  if (outcome === 'accepted') return 'sent';
  return outcome === 'refused' || attempt >= MOST_MAIL_ATTEMPTS ? 'failed' : 'queued';
}

/** What the outbox looks at of a message that waits. */
export type Waiting = {
  readonly id: string;
  readonly parts: number;
  readonly byHuman: boolean;
  /** What it answers, as text: messages that answer different things do not go together. */
  readonly answers: string;
  /** Of mail, which has one: mails with different subjects do not go together. */
  readonly subject: string;
  readonly bundleId: string | null;
  readonly sendAfter: Date;
};

/**
 * Which of a thread's waiting messages, oldest first, go in the next request: as many as may, in order, none overtaken. What was
 * tried together before goes together again, for the provider knows it under one id. `[]`: the first has to wait, and so do all.
 */
export function nextBundle<T extends Waiting>(waiting: readonly T[], most: number, now: Date): T[] {
  const [first] = waiting;
  if (!first || first.sendAfter > now) return [];
  if (first.bundleId !== null) return waiting.filter((each) => each.bundleId === first.bundleId);
  const bundle = [first];
  let parts = first.parts;
  for (const each of waiting.slice(1)) {
    parts += each.parts;
    const alike = each.byHuman === first.byHuman && each.answers === first.answers && each.subject === first.subject;
    if (!alike || parts > most || each.sendAfter > now || each.bundleId !== null) break;
    bundle.push(each);
  }
  return bundle;
}

/** Hours in which something may be said after a person's last word, as the channel is set; null: always. */
export function windowOf(
  abilities: Pick<Abilities, 'windowHours' | 'humanWindowHours' | 'humanWindowSwitch'>,
  byHuman: boolean,
  settings: Settings,
): number | null {
  const { windowHours, humanWindowHours, humanWindowSwitch } = abilities;
  const holds = humanWindowSwitch === undefined || isOn(settings, humanWindowSwitch);
  return byHuman && holds ? (humanWindowHours ?? windowHours) : windowHours;
}

/** When what may be said in a thread ends; null: it does not. `lastIn` null: the person never wrote, and nothing may be said. */
export function windowEnds(hours: number | null, lastIn: Date | null): Date | null {
  return hours === null ? null : new Date((lastIn?.getTime() ?? 0) + hours * HOUR_MS);
}

/** Cards that follow each other stand side by side where a channel can show them so: they count as one message. */
const MOST_CARDS_ABREAST = 10;

/** How many messages the parts make at most. */
export const weightOf = (parts: readonly { readonly kind: string }[]): number => groupsOf(parts).length;

/** The parts in as many requests as needed, each of at most `most` messages, in order. */
export function inRequests<T extends { readonly kind: string }>(parts: readonly T[], most: number): T[][] {
  const groups = groupsOf(parts);
  const requests: T[][] = [];
  for (let from = 0; from < groups.length; from += most) requests.push(groups.slice(from, from + most).flat());
  return requests;
}

function groupsOf<T extends { readonly kind: string }>(parts: readonly T[]): T[][] {
  const groups: T[][] = [];
  for (const part of parts) {
    const before = groups.at(-1);
    const abreast = part.kind === 'card' && before?.[0]?.kind === 'card' && before.length < MOST_CARDS_ABREAST;
    if (abreast) before.push(part);
    else groups.push([part]);
  }
  return groups;
}
