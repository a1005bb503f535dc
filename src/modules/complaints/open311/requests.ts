import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import { dayOf, formatDay, type Language } from '../../../thai/index.ts';
import { entryCodes, entryNamesByDay } from '../../people/index.ts';
import { placesOf } from '../../voices/index.ts';
import { UNANSWERED } from '../rules.ts';
import type { Complaint } from '../tables.ts';
import { PUBLIC_WORDS, say } from './public-words.ts';
import { numberOfRequestId, requestIdOf } from './request-id.ts';
import { MOST_ROWS, publicPosition, type Span } from './rules.ts';
import { nameIn, UNCLASSIFIED } from './services.ts';
import { endOfDay, w3cDate } from './w3c-date.ts';

const text = z.string().nullable();
/** One request as anybody may read it. Parsed before it is sent: a column that is not named here does not leave. */
const Published = z.object({
  service_request_id: z.string(),
  status: z.enum(['open', 'closed']),
  status_notes: text,
  service_name: z.string(),
  service_code: z.string(),
  description: text,
  agency_responsible: text,
  service_notice: text,
  requested_datetime: z.string(),
  updated_datetime: z.string(),
  expected_datetime: text,
  address: text,
  address_id: text,
  zipcode: text,
  lat: z.number().nullable(),
  long: z.number().nullable(),
  media_url: text,
});
export type Published = z.infer<typeof Published>;

export type RequestFilter = {
  /** Null: every service. */
  serviceCodes: readonly string[] | null;
  span: Span;
  /** Null: open and closed. */
  open: boolean | null;
  page: number;
  pageSize: number;
};

/**
 * Cases that anybody may hear of: no confidential category, no report of wrongdoing, none about a member of staff.
 * Everything this door shows goes through here.
 */
const publicCases = (tx: Tx) =>
  tx
    .selectFrom('complaints.complaint')
    .where('visibility', '=', 'normal')
    .where('kind', '!=', 'whistleblow')
    .where('respondent_id', 'is', null);

/** GET requests: newest first, at most a thousand. */
export async function listRequests(tx: Tx, filter: RequestFilter, lang: Language, now: Date): Promise<Published[]> {
  let query = publicCases(tx)
    .selectAll()
    .where('received_at', '>=', filter.span.from)
    .where('received_at', '<=', filter.span.to);
  if (filter.open !== null) query = query.where('open', '=', filter.open);
  if (filter.serviceCodes !== null) {
    const wanted = filter.serviceCodes;
    const ids = [...(await entryCodes(tx, 'category'))].filter(([, code]) => wanted.includes(code)).map(([id]) => id);
    query = query.where((eb) =>
      eb.or([
        ids.length > 0 ? eb('category_id', 'in', ids) : sql<boolean>`false`,
        wanted.includes(UNCLASSIFIED) ? eb('category_id', 'is', null) : sql<boolean>`false`,
      ]),
    );
  }
  const pageSize = Math.min(filter.pageSize, MOST_ROWS);
  const rows = await query
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((filter.page - 1) * pageSize)
    .execute();
  return present(tx, rows, lang, now);
}

/** The requests with these ids, in the order of the register; ids that name none, or none that may be shown, are left out. */
export async function requestsById(tx: Tx, ids: readonly string[], lang: Language, now: Date): Promise<Published[]> {
  const numbers = ids.map(numberOfRequestId).filter((number) => number !== null);
  if (numbers.length === 0) return [];
  const rows = await publicCases(tx)
    .selectAll()
    .where('number', 'in', [...new Set(numbers)])
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_ROWS)
    .execute();
  return present(tx, rows, lang, now);
}

/** The public case with this id (as the register's own), for a door that names it so. */
export async function requestIdOfCase(tx: Tx, complaintId: string): Promise<string | null> {
  const row = await publicCases(tx).select('number').where('id', '=', complaintId).executeTakeFirst();
  return row ? requestIdOf(row.number) : null;
}

async function present(tx: Tx, rows: readonly Complaint[], lang: Language, now: Date): Promise<Published[]> {
  if (rows.length === 0) return [];
  const ids = rows.flatMap((row) => [row.category_id, row.department_id, row.community_id].filter((id) => id !== null));
  const named = await entryNamesByDay(tx, ids);
  const codes = await entryCodes(tx, 'category');
  const places = await placesOf(
    tx,
    rows.map((row) => row.voice_id),
  );
  const own = await tx
    .selectFrom('complaints.open311_request')
    .select(['complaint_id', 'description', 'address', 'address_id', 'media_url'])
    .where(
      'complaint_id',
      'in',
      rows.map((row) => row.id),
    )
    .execute();
  const sent = new Map(own.map((each) => [each.complaint_id, each]));
  const words = PUBLIC_WORDS[lang];
  return rows.map((row) => {
    // What has ended is called as on its last day, here as in the register.
    const nameOf = (id: string | null): string | null => {
      const found = named(id, dayOf(row.closed_at ?? now));
      return found && nameIn(lang, found);
    };
    const mine = sent.get(row.id);
    const openly = mine !== undefined && row.identity === 'named';
    const place = places.get(row.voice_id) ?? { latitude: null, longitude: null };
    return Published.parse({
      service_request_id: requestIdOf(row.number),
      status: row.open ? 'open' : 'closed',
      status_notes: words.status[row.status],
      service_name: nameOf(row.category_id) ?? words.unclassified,
      service_code: codes.get(row.category_id ?? '') ?? UNCLASSIFIED,
      // What a citizen told the municipality by another door was not told to everybody.
      description: mine?.description || null,
      agency_responsible: nameOf(row.department_id),
      service_notice:
        row.citizen_due_on && UNANSWERED.includes(row.status) ? dueNotice(row.citizen_due_on, lang) : null,
      requested_datetime: w3cDate(row.received_at),
      updated_datetime: w3cDate(row.open ? row.updated_at : (row.closed_at ?? row.updated_at)),
      expected_datetime: row.citizen_due_on ? endOfDay(row.citizen_due_on) : null,
      address: (openly ? mine.address : null) || nameOf(row.community_id),
      address_id: openly ? mine.address_id : null,
      zipcode: null,
      ...publicPosition(place, openly),
      media_url: mine?.media_url ?? null,
    });
  });
}

export const dueNotice = (day: string, lang: Language): string =>
  say(PUBLIC_WORDS[lang].dueBy, { day: formatDay(day, { style: 'long', lang }) });
