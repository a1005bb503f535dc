import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import { seal, unseal } from '../../../platform/seal.ts';
import type { AdapterKind } from '../adapter.ts';

/** A channel's row as it stands, its secrets opened. Never logged, never sent. */
export type Account = {
  readonly active: boolean;
  /** What anybody of the office may see, as set in the console. */
  readonly shown: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** There are secrets that do not open: they were sealed with another key than today's. */
  readonly lost: boolean;
  readonly cursor: string | null;
  readonly checked: { readonly at: Date; readonly result: unknown } | null;
  readonly changedAt: Date | null;
};

const Values = z.record(z.string(), z.string());

/** Of a channel that nobody has set up in the console: the environment alone may connect it. */
const UNTOUCHED: Account = {
  active: true,
  shown: {},
  secrets: {},
  lost: false,
  cursor: null,
  checked: null,
  changedAt: null,
};

/** Where a channel's secrets open: copied to another municipality's or channel's row they do not. */
const purpose = (municipalityId: string, channel: AdapterKind): string => `channel ${municipalityId} ${channel}`;

export function sealSecrets(
  key: string,
  municipalityId: string,
  channel: AdapterKind,
  secrets: Readonly<Record<string, string>>,
): Buffer | null {
  if (Object.keys(secrets).length === 0) return null;
  return seal(key, purpose(municipalityId, channel), JSON.stringify(secrets));
}

/** Channels that were switched off for a while. */
export async function pausedChannels(tx: Tx): Promise<AdapterKind[]> {
  const rows = await tx.selectFrom('channels.account').select('channel').where('active', '=', false).execute();
  return rows.map(({ channel }) => channel);
}

/** What was filled in for a channel that anybody of the office may see: no secrets. */
export async function shownSettings(tx: Tx, channel: AdapterKind): Promise<Readonly<Record<string, string>>> {
  const row = await tx
    .selectFrom('channels.account')
    .select('settings')
    .where('channel', '=', channel)
    .executeTakeFirst();
  return row ? Values.parse(row.settings) : {};
}

/** How a channel of this transaction's municipality is connected. */
export async function loadAccount(
  tx: Tx,
  key: string,
  municipalityId: string,
  channel: AdapterKind,
  { lock = false } = {},
): Promise<Account> {
  const asked = tx.selectFrom('channels.account').selectAll().where('channel', '=', channel);
  const row = await (lock ? asked.forUpdate() : asked).executeTakeFirst();
  if (!row) return UNTOUCHED;
  const opened = row.sealed ? unseal(key, purpose(municipalityId, channel), row.sealed) : '{}';
  return {
    active: row.active,
    shown: Values.parse(row.settings),
    secrets: opened === null ? {} : Values.parse(JSON.parse(opened)),
    lost: opened === null,
    cursor: row.cursor,
    checked: row.checked_at ? { at: row.checked_at, result: row.check_result } : null,
    changedAt: row.changed_at,
  };
}
