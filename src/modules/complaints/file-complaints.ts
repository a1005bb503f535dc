import { type Send, send, type Tx } from '../../platform/db/db.ts';
import { jobStatement } from '../../platform/jobs.ts';
import { Refusal } from '../../platform/refusal.ts';
import { dayOf } from '../../thai/index.ts';
import { citizenStatements, loadDirectory } from '../people/index.ts';
import { mustBeFree, voiceStatements } from '../voices/index.ts';
import { openClockBook } from './clock-book.ts';
import type { Draft, FiledCase } from './draft.ts';
import { filedBefore, onceEach } from './filed-before.ts';
import { receivedJob } from './jobs.ts';
import { type PreparedFiling, prepareFiling } from './prepare-filing.ts';
import { registerStatement } from './register-filings.ts';
import { narrower } from './rules.ts';
import type { Complaint } from './tables.ts';

/**
 * Files many complaints in the caller's transaction: voice, number, clock, history, search, figures, job and audit of each, in
 * a fixed number of statements. The answers come in the order of the drafts. A draft whose idempotency key, id or outside source was
 * filed before answers with that case (`again`); the same key with other content is refused.
 * @throws Refusal('key-reused') | Refusal('not-found') for a file that is not the caller's to attach
 */
export function fileComplaints(tx: Tx, drafts: readonly Draft[], now: Date): Promise<FiledCase[]> {
  return fileAll(tx, drafts.map(prepareFiling), { now, send });
}

/**
 * The same of drafts that were prepared before. Two exchanges with the database: what is there, then what is added, which `send` may let
 * the commit follow.
 */
export async function fileAll(
  tx: Tx,
  filings: readonly PreparedFiling[],
  { now, send: add }: { now: Date; send: Send },
): Promise<FiledCase[]> {
  const drafts = filings.map(({ given }) => given);
  const first = onceEach(drafts);
  const [before, book, visibility] = await Promise.all([
    filedBefore(tx, drafts),
    openClockBook(tx),
    visibilities(tx, drafts, now),
  ]);
  const fresh = filings.filter(({ given }) => first.get(given) === given && !before.has(given.id));
  const filed = fresh.length > 0 ? await register(tx, fresh, { book, visibility, now, add }) : before;
  return drafts.map((draft) => {
    const mine = before.get(draft.id);
    const of = mine ?? filed.get(first.get(draft)?.id ?? '') ?? before.get(first.get(draft)?.id ?? '');
    if (!of) throw new Refusal('already-there', { what: 'complaint' });
    return first.get(draft) === draft ? of : { ...of, again: true };
  });
}

type Known = {
  readonly book: Awaited<ReturnType<typeof openClockBook>>;
  readonly visibility: ReadonlyMap<string | null, Complaint['visibility']>;
  readonly now: Date;
  readonly add: Send;
};

async function register(
  tx: Tx,
  filings: readonly PreparedFiling[],
  { book, visibility, now, add }: Known,
): Promise<ReadonlyMap<string, FiledCase>> {
  const drafts = filings.map(({ draft }) => draft);
  const rows = filings.map((filing) => ({
    ...filing,
    visibility: visibilityOf(filing.draft, visibility),
    due: book.compute('citizen', filing.draft.categoryId, filing.draft.receivedAt),
  }));
  for (const held of [true, false]) {
    const mine = drafts.filter((draft) => (draft.actor.kind === 'citizen') === held);
    await mustBeFree(
      tx,
      mine.flatMap((draft) => draft.fileIds),
      { held },
    );
  }
  // Who left no address cannot be told, and who reported to another system was answered there.
  const told = drafts.filter((draft) => draft.source === null && draft.contact.email !== '');
  const people = citizenStatements(tx, drafts, now);
  const voices = voiceStatements(
    tx,
    drafts.map((draft) => voiceOf(draft, people.ids.get(draft.id) ?? null, now)),
  );
  const jobs = told.length > 0 ? [jobStatement(tx, receivedJob, { complaintIds: told.map(({ id }) => id) })] : [];
  // The register comes last: it locks the counter and the audit chain, which other filings wait for.
  const registered = await add(tx, [...people.statements, ...voices, ...jobs], registerStatement(rows, now));
  const numbers = new Map(registered.map(({ id, number }) => [id, number]));
  return new Map(
    rows.map(({ draft: { id }, trackingCode, due }) => {
      const number = numbers.get(id);
      if (number === undefined) throw new Error('a filing was given no number');
      return [id, { id, number, trackingCode, citizenDueOn: due?.dueDay ?? null, again: false }];
    }),
  );
}

type Visibilities = ReadonlyMap<string | null, Complaint['visibility']>;
/** Who may see a case as it is filed. */
export const visibilityOf = (
  { kind, categoryId, atLeast = 'normal' }: Pick<Draft, 'kind' | 'categoryId' | 'atLeast'>,
  of: Visibilities,
) => narrower(atLeast, kind === 'whistleblow' ? 'corruption' : (of.get(categoryId) ?? 'normal'));

/** Who may see cases of the drafts' categories, by category; nothing is asked when no draft has one. */
export async function visibilities(
  tx: Tx,
  drafts: readonly Pick<Draft, 'categoryId'>[],
  now: Date,
): Promise<Visibilities> {
  if (drafts.every((draft) => draft.categoryId === null)) return new Map();
  const { categories } = await loadDirectory(tx, dayOf(now));
  return new Map(categories.map(({ id, data }) => [id, data.visibility]));
}

function voiceOf(draft: Draft, citizenId: string | null, now: Date) {
  return {
    id: draft.id,
    kind: draft.kind,
    channel: draft.channel,
    text: draft.text,
    place_text: draft.placeText,
    latitude: draft.latitude,
    longitude: draft.longitude,
    stakeholder_kind: draft.stakeholderKind,
    group_id: draft.groupId,
    community_id: draft.communityId,
    identity: draft.identity,
    citizen_id: citizenId,
    received_at: draft.receivedAt,
    recorded_at: now,
    recorded_by: draft.actor.kind === 'staff' ? draft.actor.id : null,
    source: draft.source,
    source_ref: draft.sourceRef,
    fileIds: draft.fileIds,
  };
}
