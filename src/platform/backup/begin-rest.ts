import type pg from 'pg';
import type { About } from './contents.ts';

export type AfterLoss = {
  readonly now: Date;
  /** How many numbers of each class are left out, since receipts may bear them, and of which fiscal years. */
  readonly leaveNumbers: number;
  readonly years: readonly number[];
};

/**
 * Every desk that came back rests until somebody wakes it, leaves out the numbers that it may have given since, and says both in its audit
 * trail. In the transaction that brings the rows back, after they were compared.
 */
export async function beginRest(
  client: pg.Client,
  about: About,
  { now, leaveNumbers, years }: AfterLoss,
): Promise<void> {
  for (const { id } of about.municipalities) {
    await client.query(`select set_config('app.municipality_id', $1, true)`, [id]);
    await client.query('insert into platform.rest (since, snapshot_at) values ($1, $2)', [now, about.snapshotAt]);
    if (leaveNumbers > 0)
      await client.query(
        `insert into platform.counter (class, fiscal_year, value)
           select distinct c.class, y, $2::bigint from platform.counter c, unnest($1::int[]) y where c.municipality_id = platform.scope()
         on conflict (municipality_id, class, fiscal_year) do update set value = counter.value + excluded.value`,
        [years, leaveNumbers],
      );
    const entry = { action: 'installation.restore', subjectKind: 'installation' };
    // Keys in their order, as the chain's hash has them.
    const detail = { numbersLeft: leaveNumbers, snapshotAt: about.snapshotAt };
    await client.query(
      `select platform.append_audit(array[$1::timestamptz], array['system'], array[null::text], array[$2], array[$3], array[$4], array[$5])`,
      [now, entry.action, entry.subjectKind, about.snapshotAt, JSON.stringify(detail)],
    );
  }
}
