import type { Tx } from '../../../platform/db/db.ts';

/** What those who spoke about these things, and their threads, are called by their channels, by subject; where nobody is known, it is not there. */
export async function sendersOf(
  tx: Tx,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (subjectIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('channels.incoming as i')
    .leftJoin('channels.thread as t', 't.id', 'i.thread_id')
    .select(['i.subject_id', 'i.sender_name', 't.name'])
    .distinct()
    .where('i.subject_id', 'in', subjectIds)
    .execute();
  const named = Map.groupBy(rows, ({ subject_id }) => subject_id ?? '');
  return new Map(
    [...named].map(([id, all]) => [
      id,
      all.flatMap(({ sender_name, name }) => [sender_name, name].filter((each) => each !== null)),
    ]),
  );
}
