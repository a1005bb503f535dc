import { enqueue, type Job, type JobParts } from '../../../platform/jobs.ts';
import {
  type Accounts,
  hasTraffyAccount,
  readTicket,
  type Ticket,
  type TicketRead,
  type TicketSaid,
  ticketSaid,
} from '../../channels/index.ts';
import { applyTicket } from './apply-ticket.ts';
import { MINUTE_MS, mustWait, PAUSED_MS, queueOf, TICKET } from './jobs.ts';

/** Traffy answers from a cache of ten minutes: what was told a moment ago is asked for again after that. */
export const CACHE_MS = 11 * MINUTE_MS;
const SLACK_MS = 5_000;
/** Once the month's credits are used up, it is tried again a few times a day: they may be raised before the month ends. */
const QUOTA_MS = 6 * 60 * MINUTE_MS;

/**
 * Reads a ticket at its source and brings it into the register. What its webhook said is believed only where no account of the exchange
 * API is set: then the secret of the address is all the proof there is.
 */
export function takeTicketJob(accounts: Pick<Accounts, 'reach' | 'isPaused'>): Job<typeof TICKET.schema> {
  return {
    ...TICKET,
    async handle(parts, payload) {
      mustWait(payload.notBefore, parts.now());
      const reach = await accounts.reach(parts.municipalityId, 'traffy');
      if (!reach && (await accounts.isPaused(parts.municipalityId, 'traffy')))
        return again(parts, payload, PAUSED_MS, payload.stale);
      if (!reach) throw new Error('Traffy is not connected');
      const said = await parts.scoped((tx) => ticketSaid(tx, payload.eventId));
      const read = hasTraffyAccount(reach) ? await readTicket(reach, payload.ticket) : believed(said);
      if (read.kind === 'quota') return again(parts, payload, QUOTA_MS, payload.stale);
      if (read.kind === 'none') {
        parts.log.warn({ event: 'traffy-ticket-not-believed', ticket: payload.ticket });
        return;
      }
      if (read.kind !== 'ticket') throw new Error(`Traffy did not give the ticket: ${read.kind}`);
      const orgId = reach.settings['orgId']?.trim() ?? '';
      const now = parts.now();
      const applied = await parts.scoped((tx) =>
        applyTicket(tx, { ticket: read.ticket, said, eventId: payload.eventId, orgId, now }),
      );
      // What is told of a ticket may come before the ticket itself.
      const early = applied === null || isOlder(read.ticket, new Date(payload.at));
      if (!payload.stale && early) await again(parts, payload, CACHE_MS, true);
    },
  };
}

const isOlder = ({ lastActivity }: Ticket, at: Date): boolean =>
  lastActivity !== null && lastActivity.getTime() < at.getTime() - SLACK_MS;

function again(
  parts: JobParts,
  payload: (typeof TICKET)['schema']['_output'],
  ms: number,
  stale: boolean,
): Promise<void> {
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
      lastActivity: null,
      timeline: isStep ? [step] : [],
    },
  };
}
