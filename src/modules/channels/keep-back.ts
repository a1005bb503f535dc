import type { Tx } from '../../platform/db/db.ts';

const ANSWER = 'ระบบกู้คืนจากข้อมูลสำรอง ข้อความนี้อาจส่งไปแล้วก่อนกู้คืน (restored from a backup; it may have gone before)';

/**
 * Of what waited before the moment when the desk came back (the program's clock, as its messages have it) nobody can say whether it has gone since: it is said no more by itself, and an officer decides on the case
 * (`sendAgain`). Returns how many there were.
 */
export async function keepBackWaiting(tx: Tx, before: Date, now: Date): Promise<number> {
  const kept = await tx
    .updateTable('channels.message')
    .set({ status: 'uncertain', claimed_until: null, reply_token: null, reply_token_until: null })
    .where('status', '=', 'queued')
    .where('created_at', '<=', before)
    .returning(['id', 'attempts'])
    .execute();
  if (kept.length === 0) return 0;
  await tx
    .insertInto('channels.delivery')
    .values(
      kept.map(({ id, attempts }) => ({
        message_id: id,
        attempt: attempts > 0 ? attempts + 1 : 0,
        at: now,
        outcome: 'uncertain' as const,
        provider_answer: ANSWER,
        problem: null,
        nothing_sent: false,
      })),
    )
    .execute();
  return kept.length;
}

/** How many messages wait since before a moment. */
export async function countWaiting(tx: Tx, before: Date): Promise<number> {
  const { waiting } = await tx
    .selectFrom('channels.message')
    .select((all) => all.fn.countAll<number>().as('waiting'))
    .where('status', '=', 'queued')
    .where('created_at', '<=', before)
    .executeTakeFirstOrThrow();
  return Number(waiting);
}
