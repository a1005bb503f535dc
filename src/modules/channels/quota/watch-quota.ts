import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import type { Job } from '../../../platform/jobs.ts';
import { loadMunicipality } from '../../people/index.ts';
import type { Accounts } from '../accounts/open-accounts.ts';
import type { AdapterKind, Quota } from '../adapter.ts';
import { tellAdministrators } from '../tell-administrators.ts';
import { monthOf, type QuotaState, quotaState } from './rules.ts';
import './tables.ts';
import { quotaWords } from './words.ts';

const Nothing = z.object({});

/**
 * Asks every connected channel that has a quota what is used of the month, keeps it, and tells the administrators by mail when it will
 * end before the month does, and when it has ended: each once a month. A provider that does not answer is asked the next time.
 */
export function watchQuotaJob(accounts: Pick<Accounts, 'adapters' | 'reach'>): Job<typeof Nothing> {
  return {
    id: 'channels.watch-quota',
    schema: Nothing,
    async handle({ scoped, municipalityId, now, log }) {
      for (const adapter of accounts.adapters) {
        const reach = adapter.quota && (await accounts.reach(municipalityId, adapter.kind));
        if (!reach || !adapter.quota) continue;
        try {
          const quota = await adapter.quota(reach);
          await scoped((tx) => noteQuota(tx, adapter.kind, quota, now()));
        } catch (error) {
          log.warn({ event: 'quota-unknown', channel: adapter.kind, err: error });
        }
      }
    },
  };
}

async function noteQuota(tx: Tx, channel: AdapterKind, { used, most }: Quota, now: Date): Promise<void> {
  const { month } = monthOf(now);
  const state = quotaState({ used, most }, now);
  const row = await tx
    .insertInto('channels.quota_month')
    .values({ channel, month, used: String(used), most: most === null ? null : String(most), looked_at: now, state })
    .onConflict((conflict) =>
      conflict.columns(['municipality_id', 'channel', 'month']).doUpdateSet((row) => ({
        used: row.ref('excluded.used'),
        most: row.ref('excluded.most'),
        looked_at: row.ref('excluded.looked_at'),
        state: row.ref('excluded.state'),
      })),
    )
    .returning(['told'])
    .executeTakeFirstOrThrow();
  if (state === 'enough' || most === null || row.told.includes(state)) return;
  await tell(tx, { channel, state, used, most, month }, now);
  await tx
    .updateTable('channels.quota_month')
    .set({ told: sql`array_append(told, ${state})` })
    .where('channel', '=', channel)
    .where('month', '=', month)
    .execute();
}

type Warning = {
  channel: AdapterKind;
  state: Exclude<QuotaState, 'enough'>;
  used: number;
  most: number;
  month: string;
};

async function tell(tx: Tx, warning: Warning, now: Date): Promise<void> {
  const { nameTh } = await loadMunicipality(tx);
  const words = quotaWords({ ...warning, municipality: nameTh });
  const dedupeKey = `quota:${warning.channel}:${warning.month}:${warning.state}`;
  await tellAdministrators(tx, { template: 'quota', ...words, dedupeKey }, now);
}

/** What is known of the month's use of a channel, without asking its provider; null before it was asked. */
export async function knownQuota(
  tx: Tx,
  channel: AdapterKind,
  now: Date,
): Promise<{ used: number; most: number | null; state: QuotaState; at: Date } | null> {
  const row = await tx
    .selectFrom('channels.quota_month')
    .selectAll()
    .where('channel', '=', channel)
    .where('month', '=', monthOf(now).month)
    .executeTakeFirst();
  return row
    ? { used: Number(row.used), most: row.most === null ? null : Number(row.most), state: row.state, at: row.looked_at }
    : null;
}
