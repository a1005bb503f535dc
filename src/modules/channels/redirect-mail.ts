import type { Tx } from '../../platform/db/db.ts';
import { setAside } from './set-aside.ts';

const CORRECTED = {
  problem: 'address-corrected',
  answer: 'ที่อยู่นี้ผิดและถูกเอาออกก่อนส่ง จึงไม่ส่ง (the address was wrong and was taken out before it went)',
  astray: true,
} as const;

type Redirected = {
  readonly subjectId: string;
  /** Where they are reached now; '' nowhere. */
  readonly to: string;
  /** Of a message of this template: whether it goes there, is for the address that it waits for alone, or is no matter of theirs. */
  readonly which: (template: string) => 'goes-on' | 'ends' | 'stays';
};

/**
 * Sends what still waits for another address of a case's citizen to the one they have now; without one it is set aside and another way is
 * sought. What is being sent this moment goes as it is; should it not be taken, it is tried at the right address.
 */
export async function redirectMail(tx: Tx, { subjectId, to, which }: Redirected, now: Date): Promise<void> {
  const right = to.trim();
  const waiting = await tx
    .selectFrom('channels.message')
    .selectAll()
    .where('subject_kind', '=', 'complaint')
    .where('subject_id', '=', subjectId)
    .where('channel', '=', 'email')
    .where('thread_id', 'is', null)
    .where('status', '=', 'queued')
    .forUpdate()
    .execute();
  for (const row of waiting.filter(({ recipient }) => recipient.toLowerCase() !== right.toLowerCase())) {
    const fate = which(row.template);
    if (fate === 'ends' || (fate === 'goes-on' && right === '')) await setAside(tx, row, CORRECTED, now);
    else if (fate === 'goes-on')
      await tx.updateTable('channels.message').set({ recipient: right }).where('id', '=', row.id).execute();
  }
}
