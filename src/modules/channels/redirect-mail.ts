import type { Tx } from '../../platform/db/db.ts';
import { setAside } from './set-aside.ts';

const CORRECTED = {
  problem: 'address-corrected',
  answer: 'ที่อยู่นี้ผิดและถูกเอาออกก่อนส่ง จึงไม่ส่ง (the address was wrong and was taken out before it went)',
} as const;

type Redirected = {
  readonly subjectId: string;
  /** Of whose messages: those whose key begins so. */
  readonly keyPrefix: string;
  readonly address: { readonly from: string; readonly to: string };
  readonly reword: (text: string) => string;
};

/**
 * Sends what still waits for a wrong address of a case to the right one, in the words that are true now; without a right one it is set
 * aside and another way is sought. What is being sent this moment goes as it is.
 */
export async function redirectMail(
  tx: Tx,
  { subjectId, keyPrefix, address, reword }: Redirected,
  now: Date,
): Promise<void> {
  if (address.from === '') return;
  const waiting = await tx
    .selectFrom('channels.message')
    .selectAll()
    .where('subject_kind', '=', 'complaint')
    .where('subject_id', '=', subjectId)
    .where('channel', '=', 'email')
    .where('recipient', '=', address.from.trim())
    .where('thread_id', 'is', null)
    .where('status', '=', 'queued')
    .where((row) => row.or([row('claimed_until', 'is', null), row('claimed_until', '<=', now)]))
    .forUpdate()
    .execute();
  for (const row of waiting.filter(({ dedupe_key }) => dedupe_key.startsWith(keyPrefix))) {
    if (address.to === '') await setAside(tx, row, CORRECTED, now);
    else
      await tx
        .updateTable('channels.message')
        .set({ recipient: address.to, title: reword(row.title), body: reword(row.body) })
        .where('id', '=', row.id)
        .execute();
  }
}
