import type { Tx } from '../../../platform/db/db.ts';
import type { HeldCases } from './contract.ts';

/** How many open cases an officer holds: the number alone, whatever they are about. */
export async function heldCases(tx: Tx, staffId: string): Promise<HeldCases> {
  const { open } = await tx
    .selectFrom('complaints.complaint')
    .select((eb) => eb.fn.countAll<string>().as('open'))
    .where('open', '=', true)
    .where('owner_id', '=', staffId)
    .executeTakeFirstOrThrow();
  return { open: Number(open) };
}
