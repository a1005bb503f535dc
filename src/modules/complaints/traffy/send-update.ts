import type { Updateable } from 'kysely';
import type { Tables, Tx } from '../../../platform/db/db.ts';
import { enqueue, type Job, type JobParts } from '../../../platform/jobs.ts';
import {
  type Accounts,
  hasTraffyAccount,
  noteTrouble,
  noteWorks,
  PAUSED_HOURS,
  readTicket,
  updateTicket,
} from '../../channels/index.ts';
import { SYSTEM } from '../../people/index.ts';
import { move } from '../move.ts';
import { loadComplaint, lockComplaint } from '../store.ts';
import type { Complaint } from '../tables.ts';
import { MINUTE_MS, mustWait, PAUSED_MS, queueOf, TRAFFY, UPDATE } from './jobs.ts';
import { isStepOfOurs, updateOf } from './states.ts';
import { CACHE_MS } from './take-ticket.ts';

const QUOTA_MS = 6 * 60 * MINUTE_MS;
/** As long as the queue tries what it cannot reach at all. */
const GIVEN_UP_MS = 4 * 24 * 60 * MINUTE_MS;
const UNREACHED = 'ติดต่อไม่ได้ หรือชื่อผู้ใช้กับรหัสผ่านใช้ไม่ได้ ติดต่อกันหลายวัน';
type Payload = (typeof UPDATE)['schema']['_output'];
type Claim = {
  readonly number: string;
  readonly ticket: string;
  readonly state: string;
  readonly text: string;
  readonly unsureSince: Date | null;
  /** When the step was taken. */
  readonly since: Date;
};

/** Has a public step told to Traffy, in the transaction that takes it. Cases of other sources, and confidential ones, are not told. */
export async function queueUpdate(
  tx: Tx,
  facts: Pick<Complaint, 'id' | 'source' | 'source_ref' | 'visibility'>,
  seq: number,
): Promise<void> {
  if (facts.source !== TRAFFY || facts.source_ref === null || facts.visibility !== 'normal') return;
  await enqueue(tx, UPDATE, { complaintId: facts.id, seq }, { queue: queueOf(facts.source_ref), maxAttempts: 25 });
}

/**
 * Tells Traffy of one step. There is no idempotency key: where an answer was lost, the ticket's history is looked through for our words,
 * after its cache has run out, before they are said again. One that could not be told for days is shown in its case as not told.
 */
export function sendUpdateJob(accounts: Pick<Accounts, 'reach' | 'isPaused'>): Job<typeof UPDATE.schema> {
  return {
    ...UPDATE,
    async handle(parts, payload) {
      try {
        await tell(accounts, parts, payload);
      } catch (error) {
        if (parts.isLast) await settle(parts, payload, 'refused', UNREACHED);
        throw error;
      }
    },
  };
}

async function tell(accounts: Pick<Accounts, 'reach' | 'isPaused'>, parts: JobParts, payload: Payload): Promise<void> {
  mustWait(payload.notBefore, parts.now());
  const reach = await accounts.reach(parts.municipalityId, 'traffy');
  if (!reach && (await accounts.isPaused(parts.municipalityId, 'traffy'))) return waitForIt(parts, payload);
  // Cases of a file alone: whoever imports and has no account there tells nobody.
  if (!reach || !hasTraffyAccount(reach)) return;
  const claim = await parts.scoped((tx) => claimUpdate(tx, payload, parts.now()));
  if (!claim) return;
  if (claim.unsureSince) {
    if (claim.unsureSince.getTime() + CACHE_MS > parts.now().getTime()) return later(parts, payload, CACHE_MS, claim);
    const read = await readTicket(reach, claim.ticket);
    if (read.kind !== 'ticket') throw new Error(`Traffy did not give the ticket: ${read.kind}`);
    // By its mark alone: words may be cut or spaced otherwise there.
    if (read.ticket.timeline.some(({ note }) => isStepOfOurs(note, claim.number, payload.seq)))
      return settle(parts, payload, 'sent', 'it was there');
  }
  await parts.scoped((tx) => change(tx, payload, { unsure: true, tried_at: parts.now() }));
  const asked = await updateTicket(reach, claim);
  if (asked.kind === 'wrong-key') {
    const trouble = { problem: asked.kind, detail: asked.words };
    await parts.scoped((tx) => noteTrouble(tx, TRAFFY, 'sending', trouble, parts.now()));
  }
  if (asked.kind === 'done') {
    await parts.scoped((tx) => noteWorks(tx, TRAFFY, 'sending', parts.now()));
    return settle(parts, payload, 'sent', asked.answer.credit === null ? '' : `${asked.answer.credit} credits left`);
  }
  if (asked.kind === 'failed') return settle(parts, payload, 'refused', asked.words);
  if (asked.kind === 'lost') {
    const isLong = claim.since.getTime() + GIVEN_UP_MS <= parts.now().getTime();
    return isLong ? settle(parts, payload, 'refused', UNREACHED) : later(parts, payload, CACHE_MS, claim);
  }
  await parts.scoped((tx) =>
    change(tx, payload, { unsure: false, answer: 'words' in asked ? asked.words : asked.why }),
  );
  if (asked.kind === 'quota') return later(parts, payload, QUOTA_MS, claim);
  throw new Error(`Traffy was not told: ${asked.kind}`);
}

/** What is to be told, or null when it is settled, or nothing. */
async function claimUpdate(tx: Tx, { complaintId, seq }: Payload, now: Date): Promise<Claim | null> {
  const row = await loadComplaint(tx, complaintId);
  const event = await tx
    .selectFrom('complaints.complaint_event')
    .select(['step', 'note', 'at'])
    .where('complaint_id', '=', complaintId)
    .where('seq', '=', seq)
    .executeTakeFirst();
  if (!row?.source_ref || !event) return null;
  const update = updateOf(event.step, seq, row.number, event.note);
  if (!update) return null;
  await tx
    .insertInto('complaints.traffy_update')
    .values({ complaint_id: complaintId, seq, ticket: row.source_ref, ...update, tried_at: null, settled_at: null })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'complaint_id', 'seq']).doNothing())
    .execute();
  const told = await tx
    .selectFrom('complaints.traffy_update')
    .selectAll()
    .where('complaint_id', '=', complaintId)
    .where('seq', '=', seq)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (told.outcome !== 'waiting') return null;
  // It may have become confidential while it waited.
  if (row.visibility !== 'normal') {
    await change(tx, { complaintId, seq }, { outcome: 'refused', answer: 'confidential', settled_at: now });
    return null;
  }
  // One that waited does not take the ticket back to where it was: its words go under the state that was told since.
  const newer = await tx
    .selectFrom('complaints.traffy_update')
    .select('state')
    .where('complaint_id', '=', complaintId)
    .where('seq', '>', seq)
    .where('outcome', '=', 'sent')
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  await change(tx, { complaintId, seq }, { attempts: told.attempts + 1 });
  return {
    number: row.number,
    ticket: told.ticket,
    state: newer?.state ?? told.state,
    text: told.text,
    unsureSince: told.unsure ? (told.tried_at ?? now) : null,
    since: event.at,
  };
}

async function change(tx: Tx, { complaintId, seq }: Payload, columns: Updateable<Tables['complaints.traffy_update']>) {
  await tx
    .updateTable('complaints.traffy_update')
    .set(columns)
    .where('complaint_id', '=', complaintId)
    .where('seq', '=', seq)
    .execute();
}

/** While the channel is paused; after a day staff read in the case that it was not told there. */
async function waitForIt(parts: JobParts, payload: Payload): Promise<void> {
  const claim = await parts.scoped((tx) => claimUpdate(tx, payload, parts.now()));
  if (!claim) return;
  if (claim.since.getTime() + PAUSED_HOURS * 60 * MINUTE_MS > parts.now().getTime())
    return later(parts, payload, PAUSED_MS, claim);
  return settle(parts, payload, 'refused', `พักช่องทางนี้นานเกิน ${PAUSED_HOURS} ชั่วโมง`);
}

function later(parts: JobParts, payload: Payload, ms: number, { ticket }: Claim): Promise<void> {
  const runAt = new Date(parts.now().getTime() + ms);
  return parts.scoped((tx) =>
    enqueue(
      tx,
      UPDATE,
      { ...payload, notBefore: runAt.toISOString() },
      { runAt, queue: queueOf(ticket), maxAttempts: 25 },
    ),
  );
}

/** A refusal is shown to staff in the case: the citizen there was not told. */
function settle(
  parts: JobParts,
  { complaintId, seq }: Payload,
  outcome: 'sent' | 'refused',
  answer: string,
): Promise<void> {
  return parts.scoped(async (tx) => {
    const now = parts.now();
    const { numUpdatedRows } = await tx
      .updateTable('complaints.traffy_update')
      .set({ outcome, answer, unsure: false, settled_at: now })
      .where('complaint_id', '=', complaintId)
      .where('seq', '=', seq)
      .where('outcome', '=', 'waiting')
      .executeTakeFirst();
    if (outcome === 'sent' || numUpdatedRows === 0n) return;
    const facts = await lockComplaint(tx, complaintId);
    if (!facts) return;
    const note = `Traffy Fondue ไม่รับการแจ้งผลขั้นที่ ${seq}: ${answer}`;
    const data = { source: TRAFFY, key: `refused:${seq}` };
    await move(tx, facts, {
      step: 'import',
      to: facts.status,
      actor: SYSTEM,
      at: now,
      public: false,
      note,
      data,
      columns: {},
    });
  });
}
