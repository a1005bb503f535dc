import { enqueue, type Job, type JobParts } from '../../../platform/jobs.ts';
import {
  type Accounts,
  failEvent,
  hasTraffyAccount,
  readTicket,
  type Ticket,
  type TicketRead,
  type TicketSaid,
  ticketSaid,
} from '../../channels/index.ts';
import { applyTicket } from './apply-ticket.ts';
import { MINUTE_MS, mustWait, queueOf, TICKET } from './jobs.ts';

/** Traffy answers from a cache of ten minutes: what was told a moment ago is asked for again after that. */
export const CACHE_MS = 11 * MINUTE_MS;
type Payload = (typeof TICKET)['schema']['_output'];
const SLACK_MS = 5_000;
/** Once the month's credits are used up, it is tried again a few times a day: they may be raised before the month ends. */
const QUOTA_MS = 6 * 60 * MINUTE_MS;

/** Its words are ours alone: those of any other error could quote what a citizen wrote. */
class NotHad extends Error {
  override readonly name = 'NotHad';
}
const problemOf = (error: unknown): string =>
  error instanceof NotHad ? error.message : error instanceof Error ? error.name : typeof error;

/**
 * Reads a ticket at its source and brings it into the register. What its webhook said is believed only where no account of the exchange
 * API is set: then the secret of the address is all the proof there is. One that is not to be had shows its event as failed, with the
 * reason: staff can run it again.
 */
export function takeTicketJob(accounts: Pick<Accounts, 'reading'>): Job<typeof TICKET.schema> {
  return {
    ...TICKET,
    async handle(parts, payload) {
      try {
        await take(accounts, parts, payload);
      } catch (error) {
        if (parts.isLast) await fail(parts, payload, problemOf(error));
        throw error;
      }
    },
  };
}

async function take(accounts: Pick<Accounts, 'reading'>, parts: JobParts, payload: Payload): Promise<void> {
  mustWait(payload.notBefore, parts.now());
  const reach = await accounts.reading(parts.municipalityId, 'traffy');
  if (!reach) throw new NotHad('Traffy is not connected');
  const said = await parts.scoped((tx) => ticketSaid(tx, payload.eventId));
  const read = hasTraffyAccount(reach) ? await readTicket(reach, payload.ticket) : believed(said);
  if (read.kind === 'quota') return again(parts, payload, QUOTA_MS, payload.stale);
  if (read.kind === 'none') {
    parts.log.warn({ event: 'traffy-ticket-not-believed', ticket: payload.ticket });
    return fail(parts, payload, 'Traffy has no such ticket of ours');
  }
  if (read.kind !== 'ticket') throw new NotHad(`Traffy did not give the ticket: ${read.kind}`);
  const orgId = reach.settings['orgId']?.trim() ?? '';
  const now = parts.now();
  const applied = await parts.scoped((tx) =>
    applyTicket(tx, { ticket: read.ticket, said, eventId: payload.eventId, orgId, now }),
  );
  // What is told of a ticket may come before the ticket itself.
  const early = applied === null || isOlder(read.ticket, new Date(payload.at));
  if (!payload.stale && early) await again(parts, payload, CACHE_MS, true);
}

const fail = ({ scoped, now }: JobParts, { eventId }: Payload, problem: string): Promise<void> =>
  scoped((tx) => failEvent(tx, eventId, problem, now()));

const isOlder = ({ lastActivity }: Ticket, at: Date): boolean =>
  lastActivity !== null && lastActivity.getTime() < at.getTime() - SLACK_MS;

function again(parts: JobParts, payload: Payload, ms: number, stale: boolean): Promise<void> {
  const runAt = new Date(parts.now().getTime() + ms);
  const next = { ...payload, stale, notBefore: runAt.toISOString() };
  return parts.scoped((tx) => enqueue(tx, TICKET, next, { runAt, queue: queueOf(payload.ticket) }));
}

/** A ticket as its webhook alone tells it. */
function believed(said: TicketSaid | null): TicketRead {
  if (!said) return { kind: 'none', words: 'the event is gone' };
  const { status, org, note, photos } = said;
  const isStep = said.kind === 'status';
  const step = { at: said.at, status, orgId: null, org, note, photos };
  return {
    kind: 'ticket',
    ticket: {
      id: said.ticket,
      types: said.type === '' ? [] : [said.type],
      description: said.kind === 'new' ? said.description : '',
      photos: isStep ? [] : photos,
      latitude: said.latitude,
      longitude: said.longitude,
      address: said.address,
      at: said.kind === 'new' ? said.at : null,
      orgs: [],
      star: null,
      reopened: 0,
      lastActivity: null,
      timeline: isStep ? [step] : [],
    },
  };
}
