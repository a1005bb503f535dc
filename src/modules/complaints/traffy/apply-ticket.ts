import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { Tx } from '../../../platform/db/db.ts';
import { enqueue } from '../../../platform/jobs.ts';
import { sha256 } from '../../../platform/token.ts';
import { fold, normalise } from '../../../thai/index.ts';
import type { Ticket, TicketSaid, TicketStep } from '../../channels/index.ts';
import { SYSTEM } from '../../people/index.ts';
import { citizenMessage } from '../citizen-steps.ts';
import { LONGEST_TEXT } from '../contract.ts';
import type { Draft } from '../draft.ts';
import { fileComplaints } from '../file-complaints.ts';
import { readPoint } from '../import/coordinates.ts';
import { loadNames } from '../import/names.ts';
import { categoryCodeOf, kindOf } from '../import/outside-words.ts';
import { move } from '../move.ts';
import { UNANSWERED } from '../rules.ts';
import { insertEvents, lockComplaint } from '../store.ts';
import type { Complaint } from '../tables.ts';
import { PHOTOS, TRAFFY } from './jobs.ts';
import { isOurs } from './states.ts';

const ARRIVED = 'Traffy Fondue · ส่งเรื่องมาถึง';
const OPENED_AGAIN = 'Traffy Fondue · เรื่องนี้ถูกเปิดอีกครั้งที่นั่น';

export type Applying = {
  readonly ticket: Ticket;
  /** What the webhook said, for what Traffy's own answer does not hold: the words of a chat. */
  readonly said: TicketSaid | null;
  readonly eventId: string;
  /** Our organisation there; '' when it is not set. */
  readonly orgId: string;
  readonly now: Date;
};

/**
 * Brings a ticket into the register: one case for one ticket, also when a file brought it before. What was done there since becomes its
 * history; what we told Traffy ourselves is known by our number and changes nothing. The same again adds nothing. Null: there are
 * no words to file.
 */
export async function applyTicket(tx: Tx, applying: Applying): Promise<{ id: string; opened: boolean } | null> {
  const { ticket, said, eventId } = applying;
  // As imports do: two that bring the same ticket take turns, and the second sees the first's.
  await sql`select pg_advisory_xact_lock(hashtextextended('complaints.import ' || platform.scope()::text, 0))`.execute(
    tx,
  );
  const before = await tx
    .selectFrom('complaints.complaint')
    .select('id')
    .where('source', '=', TRAFFY)
    .where('source_ref', '=', ticket.id)
    .executeTakeFirst();
  const id = before?.id ?? (await file(tx, applying));
  if (id === null) return null;
  await addHistory(tx, id, applying);
  if (said && (said.kind === 'chat' || said.kind === 'rating')) await addWords(tx, id, said, eventId, applying);
  return { id, opened: before === undefined };
}

async function file(tx: Tx, { ticket, orgId, now }: Applying): Promise<string | null> {
  const text =
    ticket.description || [ticket.types.join(', '), ticket.address].filter((part) => part !== '').join(' — ');
  if (text === '') return null;
  const names = await loadNames(tx, now);
  const category = ticket.types
    .map((word) => names.categories.get(fold(word)) ?? names.categories.get(categoryCodeOf(word) ?? ''))
    .find((found) => found !== undefined);
  const { point } = readPoint(String(ticket.latitude ?? ''), String(ticket.longitude ?? ''), 'thailand');
  const came = ticket.orgs.find(({ id }) => orgId !== '' && id === orgId)?.at ?? ticket.at ?? now;
  const draft: Draft = {
    id: v7(),
    actor: SYSTEM,
    idempotency: null,
    kind: kindOf(ticket.types),
    channel: 'traffy',
    text: text.slice(0, LONGEST_TEXT),
    placeText: ticket.address.slice(0, 1000) || null,
    latitude: point?.latitude ?? null,
    longitude: point?.longitude ?? null,
    categoryId: category ?? null,
    communityId: null,
    groupId: null,
    stakeholderKind: null,
    identity: 'anonymous',
    contact: { name: '', phone: '', email: '' },
    language: 'th',
    noticeVersion: null,
    severity: 'normal',
    receivedAt: came > now ? now : came,
    fileIds: [],
    source: TRAFFY,
    sourceRef: ticket.id,
  };
  const [filed] = await fileComplaints(tx, [draft], now);
  if (!filed) return null;
  await noteArrival(tx, filed.id, ticket, now);
  await queuePhotos(tx, filed.id, ticket.photos, 'citizen');
  return filed.id;
}

/**
 * When it came to us, beside when it was reported there, with which its history begins. Unlike what a file brings, it is told to those who
 * listen to new cases (`webhooks-out`).
 */
async function noteArrival(tx: Tx, complaintId: string, { reopened }: Ticket, at: Date): Promise<void> {
  const same = { step: 'import', from: 'new', to: 'new', actor: SYSTEM, public: false, note: ARRIVED } as const;
  await insertEvents(tx, [
    { ...same, complaintId, seq: 2, at, data: { source: TRAFFY, key: 'arrived', arrived: true, reopened } },
  ]);
}

async function queuePhotos(
  tx: Tx,
  complaintId: string,
  urls: readonly string[],
  addedBy: 'citizen' | 'staff',
): Promise<void> {
  if (urls.length > 0) await enqueue(tx, PHOTOS, { complaintId, urls: urls.slice(0, 20), addedBy });
}

/** What others did there, how the person judged it, and that it was opened again, each once. */
async function addHistory(tx: Tx, id: string, { ticket, now }: Applying): Promise<void> {
  const steps = ticket.timeline.filter((step) => !isReport(step, ticket));
  if (steps.length === 0 && ticket.star === null && ticket.reopened === 0) return;
  let facts = await lockComplaint(tx, id);
  if (!facts) return;
  const { keys: seen, reopened } = await toldBefore(tx, id);
  const add = async (
    key: string,
    event: Pick<Parameters<typeof move>[2], 'note' | 'public' | 'data' | 'columns'>,
    row: Complaint,
  ) => {
    const moved = await move(tx, row, {
      ...event,
      step: 'import',
      to: row.status,
      actor: SYSTEM,
      at: now,
      data: { ...event.data, source: TRAFFY, key },
    });
    seen.add(key);
    return moved.complaint;
  };
  for (const step of steps) {
    const key = keyOf(step);
    if (seen.has(key) || isOurs(step.note, facts.number)) continue;
    const happenedAt = step.at?.toISOString() ?? null;
    const data = { status: step.status, org: step.org, happenedAt, reopened: ticket.reopened };
    const note = normalise(
      ['Traffy Fondue', step.org, step.status, step.note].filter((part) => part !== '').join(' · '),
    ).slice(0, LONGEST_TEXT);
    facts = await add(key, { note, public: facts.visibility === 'normal', data, columns: {} }, facts);
    await queuePhotos(tx, id, step.photos, 'staff');
  }
  if (ticket.star !== null && ((await lastStar(tx, id)) ?? facts.stars) !== ticket.star) {
    const note = `Traffy Fondue · ผู้แจ้งให้ ${ticket.star} ดาว`;
    await add(
      `star:${ticket.star}:${now.toISOString()}`,
      { note, public: true, data: { stars: ticket.star }, columns: { stars: ticket.star } },
      facts,
    );
  }
  if (ticket.reopened > (reopened ?? facts.reopened) && isAgain(ticket, facts)) {
    const said = { key: `${TRAFFY}:reopened:${ticket.reopened}`, text: OPENED_AGAIN, fileIds: [] };
    await citizenMessage(tx, facts, said, now);
  }
}

/** It is done here, and what stands last there is not our own word. A case that is worked on has nothing to be opened for. */
const isAgain = ({ timeline }: Ticket, { status, number }: Complaint): boolean =>
  !UNANSWERED.includes(status) && !isOurs(timeline.at(-1)?.note ?? '', number);

/** The first line of a ticket's history is the report itself. */
const isReport = ({ org, orgId, note }: TicketStep, { description }: Ticket): boolean =>
  org === '' && orgId === null && note === description;

const keyOf = ({ at, status, org, note }: TicketStep): string =>
  sha256([at?.toISOString() ?? '', status, org, note].join('\n'))
    .toString('hex')
    .slice(0, 32);

/** What the history has of the ticket, by key, and how often it had been opened again by then; null where nothing told. */
async function toldBefore(tx: Tx, id: string): Promise<{ keys: Set<string>; reopened: number | null }> {
  const rows = await tx
    .selectFrom('complaints.complaint_event')
    .select([sql<string>`data ->> 'key'`.as('key'), sql<number | null>`(data ->> 'reopened')::int`.as('reopened')])
    .where('complaint_id', '=', id)
    .where('step', '=', 'import')
    .where(sql<boolean>`data ->> 'source' = ${TRAFFY}`)
    .execute();
  const counts = rows.flatMap(({ reopened }) => reopened ?? []);
  return { keys: new Set(rows.map(({ key }) => key)), reopened: counts.length === 0 ? null : Math.max(...counts) };
}

/**
 * The stars that Traffy, or a file of its tickets, told last. The row does not say: what was said of an answer stands on it only as long as
 * that answer, while the ticket carries its stars on.
 */
async function lastStar(tx: Tx, id: string): Promise<number | null> {
  const row = await tx
    .selectFrom('complaints.complaint_event')
    .select(sql<number>`(data ->> 'stars')::int`.as('stars'))
    .where('complaint_id', '=', id)
    .where('step', '=', 'import')
    .where(sql<boolean>`data ->> 'source' = ${TRAFFY} and data ->> 'stars' is not null`)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.stars ?? null;
}

/** A person's words become theirs here; what an organisation says there is kept for staff. Our own come back as well, and are ours. */
async function addWords(
  tx: Tx,
  id: string,
  said: TicketSaid,
  eventId: string,
  { orgId, now }: Applying,
): Promise<void> {
  const text = said.comment.trim();
  if (text === '' || (said.senderOrgId !== null && said.senderOrgId === orgId)) return;
  const key = `comment:${said.commentId ?? eventId}`;
  if (said.senderOrgId === null && !said.staffOnly) {
    await citizenMessage(tx, { id }, { key: `${TRAFFY}:${key}`, text: text.slice(0, LONGEST_TEXT), fileIds: [] }, now);
    return;
  }
  const facts = await lockComplaint(tx, id);
  if (!facts || isOurs(text, facts.number) || (await toldBefore(tx, id)).keys.has(key)) return;
  const note = normalise(['Traffy Fondue', said.org, text].filter((part) => part !== '').join(' · ')).slice(
    0,
    LONGEST_TEXT,
  );
  await move(tx, facts, {
    step: 'import',
    to: facts.status,
    actor: SYSTEM,
    at: now,
    public: false,
    note,
    data: { source: TRAFFY, key, org: said.org },
    columns: {},
  });
}
