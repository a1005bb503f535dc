import type { Tx } from '../../../platform/db/db.ts';
import { loadMunicipality } from '../../people/index.ts';
import type { Adapter, Settings } from '../adapter.ts';
import { ChannelCheck, type ChannelView } from '../contract.ts';
import { knownQuota } from '../quota/watch-quota.ts';
import { type Account, loadAccount } from './load-account.ts';
import { isShort, settingsOf, stateOf } from './rules.ts';

export type Viewing = {
  readonly key: string;
  readonly municipalityId: string;
  /** What the environment sets for this municipality. */
  readonly environment: Settings;
  /** Whether this municipality is the one that the environment sets anything for. */
  readonly first: boolean;
  /** Scheme and host that providers reach us at, no trailing slash. */
  readonly origin: string;
  readonly now: Date;
};

/** A channel as the console shows it: everything but its secrets. */
export async function viewChannel(tx: Tx, adapter: Adapter, viewing: Viewing): Promise<ChannelView> {
  const account = await loadAccount(tx, viewing.key, viewing.municipalityId, adapter.kind);
  const { slug } = await loadMunicipality(tx);
  const last = await tx
    .selectFrom('channels.event')
    .select('received_at')
    .where('channel', '=', adapter.kind)
    .orderBy('received_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const known = { ...account, environment: viewing.environment };
  const quota = adapter.quota ? await knownQuota(tx, adapter.kind, viewing.now) : null;
  const { kind, fields, abilities, door } = adapter;
  return {
    kind,
    active: account.active,
    connected: account.active && settingsOf(fields, known) !== null,
    fields: fields.map((field) => ({
      name: field.name,
      secret: field.secret,
      required: field.required,
      variable: viewing.first ? field.environment : null,
      lines: field.lines ?? null,
      least: field.least ?? null,
      short: isShort(field, known),
      isSwitch: field.isSwitch ?? false,
      state: stateOf(field, known),
      value: field.secret ? null : (account.shown[field.name] ?? null),
    })),
    webhook: door && {
      url: `${viewing.origin}/webhooks/${kind}/${slug}`,
      challenge: door.challenge !== undefined,
    },
    abilities: { ...abilities, sends: [...abilities.sends] },
    hasQuota: adapter.quota !== undefined,
    quota: quota && { ...quota, at: quota.at.toISOString() },
    polls: adapter.poll !== undefined,
    check: checkOf(account),
    lastEventAt: last?.received_at.toISOString() ?? null,
    changedAt: account.changedAt?.toISOString() ?? null,
  };
}

function checkOf({ checked }: Account): ChannelCheck | null {
  if (!checked) return null;
  const result = ChannelCheck.omit({ at: true }).parse(checked.result);
  return { ...result, at: checked.at.toISOString() };
}
