import { type Db, inMunicipality, type Tx } from '../../../platform/db/db.ts';
import type { Logger } from '../../../platform/log.ts';
import type { Accounts } from '../accounts/open-accounts.ts';
import { fetchWithin } from '../accounts/provider-fetch.ts';
import type { Adapter, AdapterKind, Settings } from '../adapter.ts';
import { adapterOf } from '../adapters.ts';
import type { RawEvent } from '../arrival.ts';

/** Who waits longer than this is shown that we are at it; who is answered sooner never is. */
const AFTER_MS = 1_000;
/** Longest that a provider may take to show it: by then the answer is nearer. */
const PATIENCE_MS = 3_000;
/** Most people that one process looks after at a time. When more come at once nobody else is shown anything: answering them comes first. */
const MOST_SEEN = 50;

type Waits = {
  readonly municipalityId: string;
  readonly kind: AdapterKind;
  readonly personId: string;
  readonly eventId: string;
  readonly since: Date;
};

export type WaitingRoom = {
  /** Takes note of who has just written to us, and will look for an answer. It asks nobody and never throws. */
  enter(municipalityId: string, kind: AdapterKind, events: readonly RawEvent[], settings: Settings): void;
  /** Looks after who has waited long enough: once each. It never throws. Called every second where the program runs. */
  look(): Promise<void>;
};

/**
 * Answers are made by jobs, at once as a rule. Where that takes longer (much arrives, the provider is slow) the chat would lie still, and
 * people write the same again. This stands beside the way of an answer: nothing waits for it, and what fails here is counted in the log.
 */
export function openWaitingRoom({
  db,
  accounts,
  now,
  log,
}: {
  db: Db;
  accounts: Pick<Accounts, 'adapters' | 'reach'>;
  now: () => Date;
  log: Logger;
}): WaitingRoom {
  const seen = new Map<string, Waits>();
  let looking = false;

  async function lookAfter(): Promise<void> {
    const before = now().getTime() - AFTER_MS;
    const due = [...seen].filter(([, { since }]) => since.getTime() <= before);
    for (const [key] of due) seen.delete(key);
    const groups = Map.groupBy(
      due.map(([, waits]) => waits),
      ({ municipalityId, kind }) => `${municipalityId} ${kind}`,
    );
    for (const group of groups.values()) await showAll(group);
  }

  async function showAll(group: readonly Waits[]): Promise<void> {
    const [first] = group;
    if (!first) return;
    const { municipalityId, kind } = first;
    const unanswered = await inMunicipality(db, municipalityId, (tx) => whoWaits(tx, kind, group, now()));
    const reach = unanswered.length === 0 ? null : await accounts.reach(municipalityId, kind);
    const adapter = adapterOf(kind, accounts.adapters);
    if (!reach || !adapter?.showWaiting) return;
    const inTime = { ...reach, fetch: fetchWithin(reach.fetch, PATIENCE_MS) };
    const said = await Promise.all(unanswered.map(async (person) => adapter.showWaiting?.(person, inTime)));
    const against = said.filter((each) => typeof each === 'string');
    if (against.length > 0)
      log.info({ event: 'waiting-not-shown', channel: kind, times: against.length, said: against[0] });
  }

  return {
    enter(municipalityId, kind, events, settings) {
      const adapter = adapterOf(kind, accounts.adapters);
      if (!adapter?.showWaiting) return;
      for (const event of events) {
        if (seen.size >= MOST_SEEN) return;
        const personId = whoAsks(adapter, event, settings);
        if (personId === null) continue;
        const key = `${municipalityId} ${kind} ${personId}`;
        seen.set(key, { municipalityId, kind, personId, eventId: event.externalId, since: now() });
      }
    },
    async look() {
      if (looking || seen.size === 0) return;
      looking = true;
      try {
        await lookAfter();
      } catch (error) {
        log.info({ event: 'waiting-not-shown', err: error });
      } finally {
        looking = false;
      }
    },
  };
}

/** Who said something to us alone that we may answer; null for anything else. */
function whoAsks(adapter: Adapter, event: RawEvent, settings: Settings): string | null {
  try {
    for (const arrival of adapter.read(event, settings)) {
      const asks = (arrival.kind === 'message' && !arrival.gesture) || arrival.kind === 'chosen';
      if (asks && arrival.mayReply && arrival.thread.kind === 'person') return arrival.thread.id;
    }
  } catch {
    // What cannot be read is told by the inbox.
  }
  return null;
}

/** Of these, whose words nobody has read yet, and whose answer is made but not out. */
async function whoWaits(tx: Tx, kind: AdapterKind, group: readonly Waits[], now: Date): Promise<string[]> {
  const events = group.map(({ eventId }) => eventId);
  // By their keys alone: with a full queue, naming the state makes the planner walk all that waits.
  const kept = await tx
    .selectFrom('channels.event')
    .select(['external_id', 'state'])
    .where('channel', '=', kind)
    .where('external_id', 'in', events)
    .execute();
  const unread = kept.filter(({ state }) => state === 'waiting');
  const since = new Date(Math.min(...group.map((each) => each.since.getTime())));
  const unsent = await tx
    .selectFrom('channels.message')
    .select('recipient')
    .distinct()
    .where('channel', '=', kind)
    .where(
      'recipient',
      'in',
      group.map(({ personId }) => personId),
    )
    .where('thread_id', 'is not', null)
    .where('status', '=', 'queued')
    .where('created_at', '>=', since)
    .where('send_after', '<=', now)
    .execute();
  const [unreadIds, unsentTo] = [unread.map((each) => each.external_id), unsent.map((each) => each.recipient)];
  return group
    .filter(({ eventId, personId }) => unreadIds.includes(eventId) || unsentTo.includes(personId))
    .map(({ personId }) => personId);
}
