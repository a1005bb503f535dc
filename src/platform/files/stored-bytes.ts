import type { Tx } from '../db/db.ts';

/** How many files a municipality keeps, and how large they are together. */
export async function storedBytes(tx: Tx): Promise<{ count: number; bytes: number }> {
  const { count, bytes } = await tx
    .selectFrom('platform.file')
    .select((all) => [all.fn.countAll<number>().as('count'), all.fn.sum<number | null>('bytes').as('bytes')])
    .executeTakeFirstOrThrow();
  return { count: Number(count), bytes: Number(bytes ?? 0) };
}
