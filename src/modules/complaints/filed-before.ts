import { CompiledQuery } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';
import { prepared } from '../../platform/db/prepared.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Draft, FiledCase } from './draft.ts';
import type { Complaint } from './tables.ts';

type Found = Pick<Complaint, 'id' | 'number' | 'tracking_code' | 'citizen_due_on' | 'source' | 'source_ref'> & {
  caller: string | null;
  key: string | null;
  request_hash: Buffer | null;
};

const CASE = 'c.id, c.number, c.tracking_code, c.citizen_due_on, c.source, c.source_ref';
/**
 * By its own id, for when a connection was lost during a commit and the filing is tried again; by its key; by its outside source.
 * A case's voice has the case's id, and one index only begins with a voice's: before a new register has statistics, several
 * indexes that hold `id` look equally good for it, and those that do not begin with it are read through.
 */
const filedBeforeBy = (is: (parameter: number, type: string) => string): string => `
  select ${CASE}, null as caller, null as key, null as request_hash from complaints.complaint c where c.voice_id ${is(1, 'uuid')}
  union all
  select ${CASE}, i.caller, i.key, i.request_hash from complaints.idempotency i
    join complaints.complaint c on c.municipality_id = i.municipality_id and c.voice_id = i.complaint_id
   where i.caller ${is(2, 'text')} and i.key ${is(3, 'text')}
  union all
  select ${CASE}, null, null, null from complaints.complaint c where c.source_ref is not null and c.source_ref ${is(4, 'text')}`;

/** Of many, and of one alone: a list of one looks cheaper than a list of any length, and the database would plan it anew each time. */
const OF_MANY = filedBeforeBy((parameter, type) => `= any ($${parameter}::${type}[])`);
const OF_ONE = filedBeforeBy((parameter, type) => `= $${parameter}::${type}`);

/**
 * Which of the drafts are in the register already, by the draft's id.
 * @throws Refusal('key-reused') for a key that came with other words
 */
export async function filedBefore(tx: Tx, drafts: readonly Draft[]): Promise<Map<string, FiledCase>> {
  const { rows } = await tx.executeQuery(prepared(asked(drafts)));
  const found = new Map<string, FiledCase>();
  if (rows.length === 0) return found;
  for (const draft of drafts) {
    const { idempotency, source, sourceRef } = draft;
    const keyed = rows.find(
      ({ caller, key }) => key !== null && key === idempotency?.key && caller === idempotency.caller,
    );
    if (idempotency && keyed?.request_hash?.equals(idempotency.hash) === false) throw new Refusal('key-reused');
    const row =
      rows.find(({ id }) => id === draft.id) ??
      keyed ??
      rows.find((each) => sourceRef !== null && each.source === source && each.source_ref === sourceRef);
    if (row) found.set(draft.id, answer(row));
  }
  return found;
}

function asked(drafts: readonly Draft[]): CompiledQuery<Found> {
  const [draft, ...others] = drafts;
  if (draft && others.length === 0) {
    const { id, idempotency, sourceRef } = draft;
    return CompiledQuery.raw(OF_ONE, [id, idempotency?.caller ?? null, idempotency?.key ?? null, sourceRef]);
  }
  const keys = drafts.flatMap(({ idempotency }) => idempotency ?? []);
  return CompiledQuery.raw(OF_MANY, [
    drafts.map(({ id }) => id),
    [...new Set(keys.map(({ caller }) => caller))],
    keys.map(({ key }) => key),
    drafts.flatMap(({ sourceRef }) => sourceRef ?? []),
  ]);
}

const answer = (row: Found): FiledCase => ({
  id: row.id,
  number: row.number,
  trackingCode: row.tracking_code,
  citizenDueOn: row.citizen_due_on,
  again: true,
});

/**
 * Drafts that are one filing: of those with the same key, source or id, the first.
 * @throws Refusal('key-reused') for a key that comes with other words in the same moment
 */
export function onceEach(drafts: readonly Draft[]): ReadonlyMap<Draft, Draft> {
  const firsts = new Map<string, Draft>();
  return new Map(
    drafts.map((draft) => {
      const { idempotency, id, source, sourceRef } = draft;
      const name = idempotency
        ? `key\n${idempotency.caller}\n${idempotency.key}`
        : sourceRef
          ? `source\n${source}\n${sourceRef}`
          : id;
      const first = firsts.get(name) ?? draft;
      if (idempotency && first.idempotency?.hash.equals(idempotency.hash) === false) throw new Refusal('key-reused');
      firsts.set(name, first);
      return [draft, first];
    }),
  );
}
