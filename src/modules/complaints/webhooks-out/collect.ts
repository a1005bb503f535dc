import { sql } from 'kysely';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import type { Job } from '../../../platform/jobs.ts';
import type { Status, StepName } from '../contract.ts';
import { enqueueDelivery } from './jobs.ts';
import { type Happened, payloadsOf } from './payload.ts';
import { eventOf } from './rules.ts';
import type { Endpoint } from './tables.ts';
import './tables.ts';

const Nothing = z.object({});
const A_PAGE = 200;
/**
 * An event is dated when its transaction begins and seen when it commits, so the newest are looked at again for this long. What was told
 * once is not told twice: the message's key says so.
 */
const OVERLAP_MS = 5 * 60_000;
/** A message whose job was lost is found again this long after it was due. */
const LOST_MS = 30_000;

/**
 * Each minute: what happened to cases since the last time becomes messages to those who asked for it. It reads the history, so a
 * filing or a step carries nothing of it, and costs one query where nobody listens.
 */
export function tellOutside(publicUrl: string | null): Job<typeof Nothing> {
  return {
    id: 'complaints.tell-outside',
    schema: Nothing,
    async handle({ scoped, now }) {
      let after: Place | null = null;
      do {
        const from: Place | null = after;
        after = await scoped((tx) => tellPage(tx, from, publicUrl, now()));
      } while (after);
      await scoped((tx) => enqueueOverdue(tx, now()));
    },
  };
}

type Place = { at: Date; id: string; seq: number };

/** Tells one page of the history; returns where it ended, or null when there is no more. */
async function tellPage(tx: Tx, after: Place | null, publicUrl: string | null, now: Date): Promise<Place | null> {
  const endpoints = await tx.selectFrom('complaints.webhook_endpoint').selectAll().where('active', '=', true).execute();
  if (endpoints.length === 0) return null;
  const earliest = Math.min(...endpoints.map((endpoint) => endpoint.active_since.getTime()));
  const toldTo = await lockCursor(tx, new Date(earliest), now);
  const from = after ?? { at: new Date(Math.max(earliest, toldTo.getTime() - OVERLAP_MS)), id: NIL, seq: 0 };
  const events = await tx
    .selectFrom('complaints.complaint_event')
    .select(['complaint_id', 'seq', 'step', 'from_status', 'to_status', 'at'])
    .select(sql<boolean>`coalesce(data -> 'arrived' = 'true'::jsonb, false)`.as('arrived'))
    .where('at', '>=', from.at)
    .where(sql<boolean>`(at, complaint_id, seq) > (${from.at}::timestamptz, ${from.id}::uuid, ${from.seq}::int)`)
    .orderBy('at')
    .orderBy('complaint_id')
    .orderBy('seq')
    .limit(A_PAGE)
    .execute();
  const last = events.at(-1);
  if (!last) return null;
  await tell(tx, endpoints, events, publicUrl, now);
  await tx
    .updateTable('complaints.webhook_cursor')
    .set({ told_to: new Date(Math.max(last.at.getTime(), toldTo.getTime())) })
    .execute();
  return events.length < A_PAGE ? null : { at: last.at, id: last.complaint_id, seq: last.seq };
}

const NIL = '00000000-0000-0000-0000-000000000000';

/** Where the telling stands; no later than now, though the clock ran ahead for a while. Whoever else tells at this moment waits here. */
async function lockCursor(tx: Tx, start: Date, now: Date): Promise<Date> {
  await tx
    .insertInto('complaints.webhook_cursor')
    .values({ told_to: start })
    .onConflict((row) => row.doNothing())
    .execute();
  const row = await tx.selectFrom('complaints.webhook_cursor').select('told_to').forUpdate().executeTakeFirstOrThrow();
  return row.told_to < now ? row.told_to : now;
}

type Event = {
  complaint_id: string;
  seq: number;
  step: StepName;
  from_status: Status | null;
  to_status: Status;
  at: Date;
  arrived: boolean;
};

async function tell(
  tx: Tx,
  endpoints: readonly Endpoint[],
  events: readonly Event[],
  publicUrl: string | null,
  now: Date,
): Promise<void> {
  // What is confidential does not leave, not even that it is there.
  const rows = await tx
    .selectFrom('complaints.complaint')
    .selectAll()
    .where('id', 'in', [...new Set(events.map((event) => event.complaint_id))])
    .where('visibility', '=', 'normal')
    .where('kind', '!=', 'whistleblow')
    .where('respondent_id', 'is', null)
    .execute();
  const cases = new Map(rows.map((row) => [row.id, row]));
  const happened = events.flatMap((event): (Happened & { seq: number })[] => {
    const row = cases.get(event.complaint_id);
    const kind = eventOf(event.step, event.from_status, event.to_status, event.arrived);
    return row && kind ? [{ row, kind, at: event.at, to: event.to_status, seq: event.seq }] : [];
  });
  const payloads = await payloadsOf(tx, happened, publicUrl, now);
  const messages = happened.flatMap((each, i) =>
    endpoints
      .filter((endpoint) => endpoint.kinds.includes(each.kind) && each.at >= endpoint.active_since)
      .map((endpoint) => ({
        id: v7(),
        endpoint_id: endpoint.id,
        kind: each.kind,
        complaint_id: each.row.id,
        seq: each.seq,
        payload: payloads[i] ?? '',
        status: 'queued' as const,
        created_at: now,
        next_attempt_at: now,
        claimed_until: null,
        settled_at: null,
      })),
  );
  if (messages.length === 0) return;
  const fresh = await tx
    .insertInto('complaints.webhook_message')
    .values(messages)
    .onConflict((row) => row.columns(['municipality_id', 'endpoint_id', 'complaint_id', 'seq']).doNothing())
    .returning('endpoint_id')
    .execute();
  for (const id of new Set(fresh.map((row) => row.endpoint_id))) await enqueueDelivery(tx, id);
}

/** Messages that are due and whose job is not there any more: a queue that was cleared, a clock that was set. */
async function enqueueOverdue(tx: Tx, now: Date): Promise<void> {
  const due = await tx
    .selectFrom('complaints.webhook_message')
    .select('endpoint_id')
    .distinct()
    .where('status', '=', 'queued')
    .where('next_attempt_at', '<=', new Date(now.getTime() - LOST_MS))
    .where((row) => row.or([row('claimed_until', 'is', null), row('claimed_until', '<=', now)]))
    .execute();
  for (const { endpoint_id } of due) await enqueueDelivery(tx, endpoint_id);
}
