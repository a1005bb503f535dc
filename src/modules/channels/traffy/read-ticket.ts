import { z } from 'zod';
import type { Reach } from '../adapter.ts';
import { type Asked, askTraffy } from './api.ts';
import { Id, Photos } from './said.ts';
import { traffyTime } from './time.ts';

const Words = z.string().nullish().catch(null);
const Amount = z
  .union([z.number(), z.string().transform(Number)])
  .nullish()
  .catch(null);
const Org = z.object({
  timestamp: Words,
  org_id: Id.nullish().catch(null),
  org: Words,
  type: Words,
  status: Words,
  status_type: Words,
});
const Step = z.object({
  timestamp: Words,
  status: Words,
  org_id: Id.nullish().catch(null),
  org: Words,
  note: Words,
  photo: Photos,
});

/** docs/query-apis.md, `get-issue`. Types differ between that page, its examples and openapi.yaml: each is taken. */
const Issue = z.object({
  ticket_id: z.string(),
  type: Words,
  description: Words,
  photo: Photos,
  latitude: Amount,
  longitude: Amount,
  address: Words,
  subdistrict: Words,
  district: Words,
  province: Words,
  timestamp: Words,
  status: Words,
  status_type: Words,
  star: Amount,
  count_reopen: Amount,
  last_activity: Words,
  orgs: z.array(Org).nullish().catch(null),
  timeline: z.array(Step).nullish().catch(null),
});

export type TicketStep = {
  readonly at: Date | null;
  readonly status: string;
  readonly orgId: string | null;
  readonly org: string;
  readonly note: string;
  readonly photos: readonly string[];
};
/** A ticket as Traffy has it. */
export type Ticket = {
  readonly id: string;
  readonly types: readonly string[];
  readonly description: string;
  readonly photos: readonly string[];
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly address: string;
  readonly at: Date | null;
  /** When it came to each organisation. */
  readonly orgs: readonly { readonly id: string | null; readonly name: string; readonly at: Date | null }[];
  /** 1 to 5, or null while nobody judged. */
  readonly star: number | null;
  /** How often it was opened again there. */
  readonly reopened: number;
  readonly lastActivity: Date | null;
  readonly timeline: readonly TicketStep[];
};

export type TicketRead =
  | { readonly kind: 'ticket'; readonly ticket: Ticket }
  /** Traffy knows none, or it is not ours to read: what a webhook said of it is not believed. */
  | { readonly kind: 'none'; readonly words: string }
  | Exclude<Asked, { kind: 'done' | 'failed' }>;

/**
 * Reads a ticket at its source, and so proves that it is there and ours. Traffy answers from a cache of ten minutes: `lastActivity` says
 * how old the answer is. Never throws.
 */
export async function readTicket(reach: Reach, ticket: string): Promise<TicketRead> {
  const asked = await askTraffy(reach, { path: 'get-issue/v1', query: { ticket_id: ticket } });
  if (asked.kind === 'failed') return { kind: 'none', words: asked.words };
  if (asked.kind !== 'done') return asked;
  const [first] = Array.isArray(asked.answer.results) ? asked.answer.results : [asked.answer.results];
  const read = Issue.safeParse(first);
  if (!read.success || read.data.ticket_id !== ticket) return { kind: 'none', words: 'no such ticket' };
  return { kind: 'ticket', ticket: ticketOf(read.data) };
}

function ticketOf(issue: z.output<typeof Issue>): Ticket {
  const area = [issue.subdistrict, issue.district, issue.province].filter((name) => name);
  const star = issue.star ?? 0;
  return {
    id: issue.ticket_id,
    types: (issue.type ?? '').split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()])),
    description: issue.description?.trim() ?? '',
    photos: issue.photo,
    latitude: finite(issue.latitude),
    longitude: finite(issue.longitude),
    address: issue.address?.trim() || area.join(' '),
    at: traffyTime(issue.timestamp),
    orgs: (issue.orgs ?? []).map(({ org_id, org, timestamp }) => ({
      id: org_id ?? null,
      name: org ?? '',
      at: traffyTime(timestamp),
    })),
    star: star >= 1 && star <= 5 ? Math.round(star) : null,
    reopened: Math.max(0, Math.round(finite(issue.count_reopen) ?? 0)),
    lastActivity: traffyTime(issue.last_activity),
    timeline: (issue.timeline ?? []).map(({ timestamp, status, org_id, org, note, photo }) => ({
      at: traffyTime(timestamp),
      status: status?.trim() ?? '',
      orgId: org_id ?? null,
      org: org?.trim() ?? '',
      note: note?.trim() ?? '',
      photos: photo,
    })),
  };
}

const finite = (amount: number | null | undefined): number | null =>
  typeof amount === 'number' && Number.isFinite(amount) ? amount : null;
