import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/db/db.ts';
import { enqueue } from '../../platform/jobs.ts';
import { Refusal } from '../../platform/refusal.ts';
import { normalise } from '../../thai/index.ts';
import { CITIZEN } from '../people/index.ts';
import { attachFiles } from '../voices/index.ts';
import { LONGEST_TEXT, type VERDICTS } from './contract.ts';
import { waitsSince } from './conversation/waits-since.ts';
import { citizenSpokeJob } from './jobs.ts';
import { type MoveChange, move } from './move.ts';
import { afterCitizen, next } from './rules.ts';
import { lockComplaint } from './store.ts';
import type { Complaint } from './tables.ts';
import type { TrackedCase } from './track-case.ts';

export type CitizenMessage = {
  key: string;
  text: string;
  fileIds: readonly string[];
  /** The messages of a conversation that say it: their words stand there, as they are now, and not in the history. */
  incomingIds?: readonly string[];
  /** What was said before was edited or taken back: that answers no question of ours. */
  changed?: 'edited' | 'withdrawn';
};
export type CitizenVerdict = { key: string; verdict: (typeof VERDICTS)[number]; stars: number | null; text: string };

/**
 * The citizen answers or adds to their case. An answer to our question lets the work go on. The same key twice changes nothing. Returns the
 * case as it is then, locked.
 */
export async function citizenMessage(
  tx: Tx,
  tracked: Pick<TrackedCase, 'id'>,
  said: CitizenMessage,
  now: Date,
): Promise<Complaint> {
  const text = readText(said.text);
  const { incomingIds = [], changed } = said;
  if (text === '' && said.fileIds.length === 0 && incomingIds.length === 0) throw new Refusal('text-missing');
  const facts = await lock(tx, tracked.id);
  const before = await historyOf(tx, facts.id, said.key);
  if (before.said) return facts;
  next('citizen-message', facts, CITIZEN);
  const moved = await act(
    tx,
    facts,
    {
      step: 'citizen-message',
      to: changed ? facts.status : afterCitizen(facts.status, null),
      note: text,
      data: {
        key: said.key,
        fileIds: said.fileIds,
        ...(incomingIds.length > 0 && { incomingIds }),
        ...(changed && { changed }),
      },
      columns:
        changed === 'withdrawn' ? { citizen_spoke_at: await waitsSince(tx, facts) } : waiting(facts, before, now),
      lastSeq: before.lastSeq,
    },
    now,
  );
  await attachFiles(tx, facts.voice_id, said.fileIds, { addedBy: 'citizen', internal: false, at: now });
  return moved;
}

/** The citizen says whether it is done. "Not done" or "partly" opens the case again; "done" closes an answered one. */
export async function citizenVerdict(
  tx: Tx,
  tracked: Pick<TrackedCase, 'id'>,
  said: CitizenVerdict,
  now: Date,
): Promise<void> {
  const facts = await lock(tx, tracked.id);
  const before = await historyOf(tx, facts.id, said.key);
  if (before.said) return;
  next('citizen-verdict', facts, CITIZEN);
  const to = afterCitizen(facts.status, said.verdict);
  const again = to === 'in-progress' && facts.status !== to;
  const columns = {
    verdict: said.verdict,
    stars: said.stars,
    ...(again ? { reopened: facts.reopened + 1 } : {}),
    // Who says that all is well waits for nothing, whatever thanks stand beside it.
    ...(said.verdict === 'done' ? {} : waiting(facts, before, now)),
  };
  await act(
    tx,
    facts,
    {
      step: 'citizen-verdict',
      to,
      note: readText(said.text),
      data: { key: said.key, verdict: said.verdict, stars: said.stars },
      columns,
      lastSeq: before.lastSeq,
    },
    now,
  );
}

async function act(
  tx: Tx,
  facts: Complaint,
  change: Pick<MoveChange, 'step' | 'to' | 'note' | 'data' | 'columns' | 'lastSeq'>,
  now: Date,
): Promise<Complaint> {
  const { complaint, seq } = await move(tx, facts, { ...change, actor: CITIZEN, at: now, public: true });
  const entry = {
    at: now,
    actorKind: 'citizen',
    actorId: null,
    action: `complaint.${change.step}`,
    subjectKind: 'complaint',
    subjectId: facts.id,
    detail: { from: facts.status, to: change.to },
  } as const;
  await Promise.all([enqueue(tx, citizenSpokeJob, { complaintId: facts.id, seq }), audit(tx, [entry])]);
  return complaint;
}

function readText(text: string): string {
  const read = normalise(text).trim();
  if (read.length > LONGEST_TEXT) throw new Refusal('text-too-long', { most: LONGEST_TEXT, length: read.length });
  return read;
}

async function lock(tx: Tx, id: string): Promise<Complaint> {
  const facts = await lockComplaint(tx, id);
  if (!facts) throw new Refusal('not-found');
  return facts;
}

/** What the history of a case tells of a citizen's step: its length is no matter. */
type Before = { readonly said: boolean; readonly touched: boolean; readonly lastSeq: number };

async function historyOf(tx: Tx, complaintId: string, key: string): Promise<Before> {
  const { rows } = await sql<Before>`
    select coalesce(bool_or(actor_kind = 'citizen' and data ->> 'key' = ${key}), false) as said,
      coalesce(bool_or(actor_kind = 'staff' and step <> 'file'), false) as touched,
      coalesce(max(seq), 0) as "lastSeq"
    from complaints.complaint_event where complaint_id = ${complaintId}`.execute(tx);
  return rows[0] ?? { said: false, touched: false, lastSeq: 0 };
}

/** What is said waits for an answer from its first word on; of a case that nobody has touched yet all waits, and its list says so. */
function waiting(facts: Complaint, before: Before, now: Date): MoveChange['columns'] {
  return facts.status !== 'new' || before.touched ? { citizen_spoke_at: facts.citizen_spoke_at ?? now } : {};
}
