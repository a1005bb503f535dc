import type { Tx } from '../../../platform/db/db.ts';

/** What those who spoke about these things are called by their channels, by subject; subjects of which nobody is known are not among them. */
export async function sendersOf(
  tx: Tx,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (subjectIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('channels.incoming')
    .select(['subject_id', 'sender_name'])
    .distinct()
    .where('subject_id', 'in', subjectIds)
    .where('sender_name', 'is not', null)
    .execute();
  const named = Map.groupBy(rows, ({ subject_id }) => subject_id ?? '');
  return new Map([...named].map(([id, all]) => [id, all.map(({ sender_name }) => sender_name ?? '')]));
}
