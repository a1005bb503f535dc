import { sql } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';

/**
 * Other letters in what a case's citizen was to be told: what waits, and what is said once more or another way because it did not arrive, is
 * true when it goes. What went stays as it was said.
 */
export async function rewordMessages(
  tx: Tx,
  subjectId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await sql`
    update channels.message
       set title = replace(title, ${from}, ${to}), body = replace(body, ${from}, ${to}),
           parts = replace(parts::text, ${from}, ${to})::jsonb
     where subject_kind = 'complaint' and subject_id = ${subjectId} and status <> 'sent'
       and (strpos(title, ${from}) > 0 or strpos(body, ${from}) > 0 or strpos(parts::text, ${from}) > 0)`.execute(tx);
}
