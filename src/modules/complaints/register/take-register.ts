import { audit } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { dayOf } from '../../../thai/index.ts';
import { type Actor, entryNamesByDay, loadCitizens, staffNames } from '../../people/index.ts';
import { citizensOfVoices } from '../../voices/index.ts';
import type { ComplaintPage, ComplaintRow, ListFilter } from '../contract.ts';
import { asSaid, maskedReading, readExcerpt } from '../deidentified/reading.ts';
import { dueDays } from '../due-days.ts';
import { listComplaints } from '../list-complaints.ts';
import { narrow } from '../narrow.ts';
import { readsWhole, seesContact } from '../rules.ts';
import type { Complaint } from '../tables.ts';

/** A line of the register as it leaves the office, with the names of its day: a case that has ended keeps those of its last. */
export type RegisterEntry = Pick<ComplaintRow, 'number' | 'kind' | 'channel' | 'status' | 'verdict' | 'stars'> & {
  readonly receivedAt: Date;
  readonly citizenDueOn: string | null;
  readonly firstAnsweredAt: Date | null;
  /** The answer that stands: none while a case that was opened again is worked on. */
  readonly answeredAt: Date | null;
  readonly closedAt: Date | null;
  /** De-identified (`deidentified/masked.ts`) where the reader may not see whose it is. */
  readonly summary: string;
  readonly place: string;
  readonly category: string | null;
  readonly community: string | null;
  readonly department: string | null;
  readonly owner: string | null;
  readonly identity: Complaint['identity'];
  /** Null where there is none, the reader may not see it, or it was given on the word that it is concealed. */
  readonly contact: { readonly name: string; readonly phone: string; readonly email: string } | null;
};
type Wanted = { readonly filter: ListFilter; readonly format: 'pdf' | 'csv'; readonly most: number };

const A_PAGE = 500;

/**
 * The register, as the actor's list shows it with this filter, in the order of receipt, to be printed or kept elsewhere. That it was taken is
 * in the audit chain, with what was asked for and how many lines there are: call last in the transaction.
 * @throws Refusal('too-many-rows') above `most` · ('search-too-short' | 'search-only-near') when what is found cannot be the whole
 */
export async function takeRegister(
  tx: Tx,
  actor: Actor,
  { filter, format, most }: Wanted,
  now: Date,
): Promise<RegisterEntry[]> {
  const { search, ...rest } = filter;
  const ids = search
    ? await searched(tx, actor, { ...rest, search }, most, now)
    : await listed(tx, actor, rest, most, now);
  const entries: RegisterEntry[] = [];
  for (let at = 0; at < ids.length; at += A_PAGE)
    entries.push(...(await entriesOf(tx, actor, ids.slice(at, at + A_PAGE), now)));
  await audit(tx, [
    {
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      action: 'register.take',
      subjectKind: 'register',
      subjectId: 'complaints',
      // Not the words that were looked for: they may be a citizen's name or telephone, and others read this trail.
      detail: {
        format,
        filter: rest,
        ...(search && { searched: true }),
        rows: entries.length,
        contacts: seesContact(actor),
      },
    },
  ]);
  return entries.sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
}

async function listed(tx: Tx, actor: Actor, filter: ListFilter, most: number, now: Date): Promise<string[]> {
  const found = new Set<string>();
  for await (const { items } of pages(tx, actor, filter, now)) {
    for (const { id } of items) found.add(id);
    mustBeAtMost(most, found);
  }
  return [...found];
}

/**
 * A list beside a filter gives up after so many hits outside it. Here every hit of the words is gone through, and narrowed afterwards, so that
 * what is taken is whole.
 */
async function searched(
  tx: Tx,
  actor: Actor,
  { search, ...filter }: ListFilter & { search: string },
  most: number,
  now: Date,
): Promise<string[]> {
  const found = new Set<string>();
  for await (const page of pages(tx, actor, { search }, now)) {
    if (page.searched === 'newest') throw new Refusal('search-too-short');
    if (page.near) throw new Refusal('search-only-near');
    const ids = page.items.map(({ id }) => id);
    if (ids.length === 0) break;
    const kept = await narrow(tx.selectFrom('complaints.complaint'), filter, actor, await dueDays(tx, dayOf(now)))
      .select('id')
      .where('id', 'in', ids)
      .execute();
    for (const { id } of kept) found.add(id);
    mustBeAtMost(most, found);
  }
  // The list would show words close to these where none are the same.
  if (found.size === 0 && (await listComplaints(tx, actor, { ...filter, search, limit: 1 }, now)).near)
    throw new Refusal('search-only-near');
  return [...found];
}

async function* pages(tx: Tx, actor: Actor, filter: ListFilter, now: Date): AsyncGenerator<ComplaintPage> {
  let after: string | undefined;
  do {
    const page = await listComplaints(tx, actor, { ...filter, after, limit: A_PAGE }, now);
    yield page;
    after = page.next ?? undefined;
  } while (after !== undefined);
}

function mustBeAtMost(most: number, found: ReadonlySet<string>): void {
  if (found.size > most) throw new Refusal('too-many-rows', { most });
}

async function entriesOf(tx: Tx, actor: Actor, ids: readonly string[], now: Date): Promise<RegisterEntry[]> {
  const rows = await tx
    .selectFrom('complaints.complaint')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('received_at')
    .orderBy('id')
    .execute();
  const nameOn = await entryNamesByDay(
    tx,
    rows.flatMap((row) => [row.category_id, row.community_id, row.department_id].filter((id) => id !== null)),
  );
  const owners = await staffNames(
    tx,
    rows.flatMap(({ owner_id }) => owner_id ?? []),
  );
  const citizenOf = await citizensOfVoices(
    tx,
    rows.map(({ voice_id }) => voice_id),
  );
  const citizens = await loadCitizens(tx, [...citizenOf.values()]);
  const without = await maskedReading(tx, rows);
  return rows.map((row): RegisterEntry => {
    const citizen = citizens.get(citizenOf.get(row.voice_id) ?? '');
    const isOpenly = seesContact(actor) && readsWhole(row, actor) && row.identity === 'named';
    const words = isOpenly ? asSaid : without(row);
    const day = dayOf(row.closed_at ?? now);
    return {
      number: row.number,
      kind: row.kind,
      channel: row.channel,
      status: row.status,
      verdict: row.verdict,
      stars: row.stars,
      receivedAt: row.received_at,
      citizenDueOn: row.citizen_due_on,
      firstAnsweredAt: row.first_answered_at,
      answeredAt: row.answered_at,
      closedAt: row.closed_at,
      summary: readExcerpt(words, row.summary),
      place: readExcerpt(words, row.place),
      category: nameOn(row.category_id, day)?.nameTh ?? null,
      community: nameOn(row.community_id, day)?.nameTh ?? null,
      department: nameOn(row.department_id, day)?.nameTh ?? null,
      owner: owners.get(row.owner_id ?? '') ?? null,
      identity: row.identity,
      contact: isOpenly && citizen ? { name: citizen.name, phone: citizen.phone, email: citizen.email } : null,
    };
  });
}
