import { type Db, inMunicipality } from '../../../platform/db/db.ts';
import { municipalityBySlug, UNNAMED } from '../../people/index.ts';
import type { Adapter, AdapterKind, Bases, Reach, Settings } from '../adapter.ts';
import { adapterOf, isAdapterKind } from '../adapters.ts';
import { loadAccount } from './load-account.ts';
import { providerFetch } from './provider-fetch.ts';
import { remember } from './remember.ts';
import { knownOf, mayProve, settingsOf } from './rules.ts';

export type AccountParts = {
  readonly db: Db;
  /** The installation's key: secrets are sealed under it. */
  readonly key: string;
  readonly now: () => Date;
  readonly adapters: readonly Adapter[];
  readonly bases: Bases;
  /** By variable: what connects the first municipality's channels. */
  readonly environment: Settings;
};

/** How channels are connected, for whoever speaks with providers. What it gives holds secrets: never log it. */
export type Accounts = {
  readonly adapters: readonly Adapter[];
  readonly key: string;
  /** What the environment sets for a municipality: something for the first, nothing for any other. */
  environmentOf(municipalityId: string): Promise<{ environment: Settings; first: boolean }>;
  /** What is known of a channel's settings, also while it is paused or incomplete: what arrived before is still read. */
  known(municipalityId: string, kind: AdapterKind): Promise<Settings>;
  /**
   * What proves what arrives: it is heard also while what sends is still missing, and while sending is paused. Null: nothing is set, it was
   * never connected. Remembered for a few seconds, and given from memory while the database is away; at once when it is remembered.
   */
  heard(municipalityId: string, kind: AdapterKind): Settings | null | Promise<Settings | null>;
  /** What the adapter needs to speak with its provider; null when the channel is not connected, or paused. */
  reach(municipalityId: string, kind: AdapterKind): Promise<Reach | null>;
  /** What the adapter needs to read at its provider what citizens sent: also while sending is paused. Null: it is not complete. */
  reading(municipalityId: string, kind: AdapterKind): Promise<Reach | null>;
  /** Whether a channel that is connected was switched off for a while: what is to be sent waits. */
  isPaused(municipalityId: string, kind: AdapterKind): Promise<boolean>;
  /** The same with settings that are not (yet) those of an active channel. */
  reachWith(settings: Settings): Reach;
  /** After a change: what was remembered is read anew. Other processes see it within seconds. */
  forget(municipalityId: string, kind: AdapterKind): void;
};

/** How long a process may go by what it knew of a channel before it was changed. */
export const FRESH_MS = 3_000;

export function openAccounts({ db, key, now, adapters, bases, environment }: AccountParts): Accounts {
  let first: string | null = null;
  const environmentOf: Accounts['environmentOf'] = async (municipalityId) => {
    first ??= await municipalityBySlug(db, UNNAMED.slug);
    return municipalityId === first ? { environment, first: true } : { environment: {}, first: false };
  };

  const remembered = remember<{ complete: Settings | null; active: boolean; heard: Settings | null; known: Settings }>(
    FRESH_MS,
    async (name) => {
      const [municipalityId = '', kind = ''] = name.split(' ');
      const adapter = isAdapterKind(kind) ? adapterOf(kind, adapters) : null;
      if (!adapter) return { complete: null, active: false, heard: null, known: {} };
      const account = await inMunicipality(db, municipalityId, (tx) =>
        loadAccount(tx, key, municipalityId, adapter.kind),
      );
      const { environment: set } = await environmentOf(municipalityId);
      const values = { ...account, environment: set };
      const known = knownOf(adapter.fields, values);
      return {
        complete: settingsOf(adapter.fields, values),
        active: account.active,
        heard: mayProve(adapter.fields, values) ? known : null,
        known,
      };
    },
  );
  const stateOf = (municipalityId: string, kind: AdapterKind) => remembered.get(`${municipalityId} ${kind}`);

  const heard: Accounts['heard'] = (municipalityId, kind) => {
    const there = stateOf(municipalityId, kind);
    return there instanceof Promise ? there.then((known) => known.heard) : there.heard;
  };
  const reachWith: Accounts['reachWith'] = (own) => ({ settings: own, bases, fetch: providerFetch, now });
  return {
    adapters,
    key,
    environmentOf,
    heard,
    known: async (municipalityId, kind) => (await stateOf(municipalityId, kind)).known,
    async isPaused(municipalityId, kind) {
      const { active, complete } = await stateOf(municipalityId, kind);
      return !active && complete !== null;
    },
    async reading(municipalityId, kind) {
      const { complete } = await stateOf(municipalityId, kind);
      return complete && reachWith(complete);
    },
    reachWith,
    async reach(municipalityId, kind) {
      const { active, complete } = await stateOf(municipalityId, kind);
      return active && complete ? reachWith(complete) : null;
    },
    forget: (municipalityId, kind) => remembered.forget(`${municipalityId} ${kind}`),
  };
}
