import type { Selectable } from 'kysely';
import { audit } from '../../platform/audit.ts';
import { takeNumbers } from '../../platform/counter.ts';
import type { Tables, Tx } from '../../platform/db/db.ts';
import { insertRows } from '../../platform/db/insert-rows.ts';
import { enqueue } from '../../platform/jobs.ts';
import { Refusal } from '../../platform/refusal.ts';
import { newTrackingCode, sha256 } from '../../platform/token.ts';
import { dayOf, fiscalYearOf, normalise } from '../../thai/index.ts';
import { keepCitizens, loadDirectory } from '../people/index.ts';
import { keepVoices, mustBeFree } from '../voices/index.ts';
import { type ClockBook, openClockBook } from './clock-book.ts';
import type { Draft, FiledCase } from './draft.ts';
import { factsOf } from './facts-of.ts';
import { receivedJob } from './jobs.ts';
import { numberClass, writeNumber } from './number.ts';
import { searchText } from './search-text.ts';
import { addFacts, insertDeadlines, insertEvents, type NewDeadline, type NewEvent } from './store.ts';

type Row = Selectable<Tables['complaints.complaint']>;
type NewRow = Omit<Row, 'municipality_id' | 'version'>;

/**
 * Files many complaints in the caller's transaction: voice, number, clock, history, search, figures, job and audit of each, in
 * a fixed number of statements. The answers come in the order of the drafts. A draft whose idempotency key, id or outside source was
 * filed before answers with that case (`again`); the same key with other content is refused.
 * @throws Refusal('key-reused') | Refusal('not-found') for a file that is not the caller's to attach
 */
export async function fileComplaints(tx: Tx, drafts: readonly Draft[], now: Date): Promise<FiledCase[]> {
  const before = await filedBefore(tx, drafts);
  const fresh = onceEach(drafts.filter((draft) => !before.has(draft.id)));
  if (fresh.length > 0) for (const filed of await register(tx, fresh, now)) before.set(filed.id, filed);
  return drafts.map((draft) => {
    const filed = before.get(draft.id) ?? before.get(sameKey(fresh, draft)?.id ?? '');
    if (!filed) throw new Refusal('already-there', { what: 'complaint' });
    return filed.id === draft.id && fresh.includes(draft) ? filed : { ...filed, again: true };
  });
}

/** Two drafts of one batch may carry one key: the first is filed. */
function onceEach(drafts: readonly Draft[]): Draft[] {
  return drafts.filter((draft) => sameKey(drafts, draft) === draft);
}
function sameKey(drafts: readonly Draft[], draft: Draft): Draft | undefined {
  const of = ({ idempotency, id, source, sourceRef }: Draft) =>
    idempotency ? `${idempotency.caller}\n${idempotency.key}` : sourceRef ? `${source}\n${sourceRef}` : id;
  return drafts.find((other) => of(other) === of(draft));
}

async function filedBefore(tx: Tx, drafts: readonly Draft[]): Promise<Map<string, FiledCase>> {
  // By its own id: when a connection is lost during a commit, the filing is tried again and may be there already.
  const rows = await tx
    .selectFrom('complaints.complaint')
    .select(['id', 'number', 'tracking_code', 'citizen_due_on'])
    .where(
      'id',
      'in',
      drafts.map((draft) => draft.id),
    )
    .execute();
  const found = new Map(rows.map((row) => [row.id, answer(row, true)]));
  const keyed = drafts.filter((draft) => draft.idempotency);
  if (keyed.length > 0) {
    const rows = await tx
      .selectFrom('complaints.idempotency as i')
      .innerJoin('complaints.complaint as c', 'c.id', 'i.complaint_id')
      .select(['i.caller', 'i.key', 'i.request_hash', 'c.id', 'c.number', 'c.tracking_code', 'c.citizen_due_on'])
      .where(
        'i.key',
        'in',
        keyed.map((draft) => draft.idempotency?.key ?? ''),
      )
      .execute();
    for (const draft of keyed) {
      const row = rows.find((each) => each.key === draft.idempotency?.key && each.caller === draft.idempotency.caller);
      if (!row) continue;
      if (draft.idempotency && !row.request_hash.equals(draft.idempotency.hash)) throw new Refusal('key-reused');
      found.set(draft.id, answer(row, true));
    }
  }
  const sourced = drafts.filter((draft) => draft.sourceRef !== null);
  if (sourced.length > 0) {
    const rows = await tx
      .selectFrom('complaints.complaint')
      .select(['id', 'number', 'tracking_code', 'citizen_due_on', 'source', 'source_ref'])
      .where(
        'source_ref',
        'in',
        sourced.map((draft) => draft.sourceRef),
      )
      .execute();
    for (const draft of sourced) {
      const row = rows.find((each) => each.source === draft.source && each.source_ref === draft.sourceRef);
      if (row) found.set(draft.id, answer(row, true));
    }
  }
  return found;
}

const answer = (row: Pick<Row, 'id' | 'number' | 'tracking_code' | 'citizen_due_on'>, again: boolean): FiledCase => ({
  id: row.id,
  number: row.number,
  trackingCode: row.tracking_code,
  citizenDueOn: row.citizen_due_on,
  again,
});

async function register(tx: Tx, given: readonly Draft[], now: Date): Promise<FiledCase[]> {
  const drafts = given.map(legible);
  await mustBeFree(
    tx,
    drafts.flatMap((draft) => draft.fileIds),
  );
  const [book, visibility] = await Promise.all([openClockBook(tx), visibilities(tx, drafts, now)]);
  const citizenIds = await keepCitizens(tx, drafts, now);
  await keepVoices(
    tx,
    drafts.map((draft) => voiceOf(draft, citizenIds.get(draft.id) ?? null, now)),
  );
  const numbers = await numberAll(tx, drafts);
  const deadlines: NewDeadline[] = [];
  const rows = drafts.map((draft, i) => {
    const seen = visibility.get(draft.categoryId) ?? 'normal';
    return complaintOf(draft, numbers[i] ?? fail(), seen, book, deadlines, now);
  });
  // Who left no address cannot be told, and who reported to another system was answered there.
  const told = drafts.filter((draft) => draft.source === null && draft.contact.email !== '');
  // Sent in this order without waiting for each other: the database works through them while no answer is on its way.
  await Promise.all([
    insertRows(tx, 'complaints.complaint', rows),
    insertEvents(
      tx,
      drafts.map((draft): NewEvent => fileEvent(draft, now)),
    ),
    insertDeadlines(tx, deadlines),
    insertRows(
      tx,
      'complaints.search_text',
      rows.map((row, i) => searchText(row, drafts[i] ?? fail())),
    ),
    insertRows(
      tx,
      'complaints.idempotency',
      drafts.flatMap((draft) => (draft.idempotency ? [idempotencyRow(draft, draft.idempotency, now)] : [])),
    ),
    addFacts(
      tx,
      rows.flatMap((row) => factsOf(row)),
    ),
    told.length > 0 ? enqueue(tx, receivedJob, { complaintIds: told.map((draft) => draft.id) }) : null,
  ]);
  await audit(
    tx,
    drafts.map((draft, i) => ({
      at: now,
      actorKind: draft.actor.kind,
      actorId: draft.actor.id,
      action: 'complaint.file',
      subjectKind: 'complaint',
      subjectId: draft.id,
      detail: { number: rows[i]?.number, channel: draft.channel, textSha256: sha256(draft.text).toString('hex') },
    })),
  );
  return rows.map((row) => answer(row, false));
}

/** Who may see cases of the drafts' categories, by category; nothing is asked when no draft has one. */
async function visibilities(
  tx: Tx,
  drafts: readonly Draft[],
  now: Date,
): Promise<ReadonlyMap<string | null, Row['visibility']>> {
  if (drafts.every((draft) => draft.categoryId === null)) return new Map();
  const { categories } = await loadDirectory(tx, dayOf(now));
  return new Map(categories.map(({ id, data }) => [id, data.visibility]));
}

/** Takes each class and year's numbers at once; the counters are locked in one order, so that two filings cannot wait for each other. */
async function numberAll(tx: Tx, drafts: readonly Draft[]) {
  const of = (draft: Draft) => ({ numberClass: numberClass(draft), fiscalYear: fiscalYearOf(dayOf(draft.receivedAt)) });
  const groups = new Map<string, ReturnType<typeof of> & { at: number[] }>();
  drafts.forEach((draft, i) => {
    const { numberClass: letter, fiscalYear } = of(draft);
    const group = groups.get(`${fiscalYear}${letter}`) ?? { numberClass: letter, fiscalYear, at: [] };
    group.at.push(i);
    groups.set(`${fiscalYear}${letter}`, group);
  });
  const numbers: { numberClass: string; fiscalYear: number; sequence: number }[] = [];
  for (const [, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const first = await takeNumbers(tx, group.numberClass, group.fiscalYear, group.at.length);
    group.at.forEach((at, i) => {
      numbers[at] = { numberClass: group.numberClass, fiscalYear: group.fiscalYear, sequence: first + i };
    });
  }
  return numbers;
}

const SUMMARY_LENGTH = 240;

function complaintOf(
  draft: Draft,
  number: { numberClass: string; fiscalYear: number; sequence: number },
  visibility: Row['visibility'],
  book: ClockBook,
  deadlines: NewDeadline[],
  now: Date,
): NewRow {
  const due = book.compute('citizen', draft.categoryId, draft.receivedAt);
  if (due) deadlines.push({ complaintId: draft.id, clock: 'citizen', seq: 1, due, now });
  return {
    id: draft.id,
    voice_id: draft.id,
    number: writeNumber(number.numberClass, number.sequence, number.fiscalYear),
    number_class: number.numberClass,
    fiscal_year: number.fiscalYear,
    sequence: number.sequence,
    tracking_code: newTrackingCode(),
    status: 'new',
    open: true,
    kind: draft.kind,
    channel: draft.channel,
    visibility: draft.kind === 'whistleblow' ? 'corruption' : visibility,
    severity: draft.severity,
    summary: excerpt(draft.text),
    place: draft.placeText?.slice(0, SUMMARY_LENGTH) ?? '',
    category_id: draft.categoryId,
    community_id: draft.communityId,
    group_id: draft.groupId,
    department_id: null,
    owner_id: null,
    respondent_id: null,
    identity: draft.identity,
    received_at: draft.receivedAt,
    citizen_due_on: due?.dueDay ?? null,
    citizen_warn_on: due?.warnDay ?? null,
    department_due_at: null,
    department_started_at: null,
    answered_at: null,
    closed_at: null,
    reopened: 0,
    verdict: null,
    stars: null,
    updated_at: now,
    source: draft.source,
    source_ref: draft.sourceRef,
  };
}

/** Every word that is kept is one that can be kept and read: no control or invisible characters, one way to write each syllable. */
function legible(draft: Draft): Draft {
  const { name, phone, email } = draft.contact;
  return {
    ...draft,
    text: normalise(draft.text),
    placeText: draft.placeText === null ? null : normalise(draft.placeText),
    contact: { name: normalise(name), phone: normalise(phone), email: normalise(email) },
  };
}

/** The first words, on one line, never cut inside a surrogate pair. */
function excerpt(text: string): string {
  return Array.from(text.replaceAll(/\s+/g, ' ').trim()).slice(0, SUMMARY_LENGTH).join('');
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

const fileEvent = (draft: Draft, now: Date): NewEvent => ({
  complaintId: draft.id,
  seq: 1,
  step: draft.source ? 'import' : 'file',
  from: null,
  to: 'new',
  actor: draft.actor,
  at: draft.source ? draft.receivedAt : now,
  public: true,
  note: '',
  data: { channel: draft.channel },
});

const idempotencyRow = (draft: Draft, key: NonNullable<Draft['idempotency']>, now: Date) => ({
  caller: key.caller,
  key: key.key,
  request_hash: key.hash,
  complaint_id: draft.id,
  created_at: now,
});

function fail(): never {
  throw new Error('a list that belongs to the drafts has another length');
}
