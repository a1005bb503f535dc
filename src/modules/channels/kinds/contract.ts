import type { Declared } from '../declared/contract.ts';
import { EMAIL } from '../email/contract.ts';
import { FACEBOOK } from '../facebook/contract.ts';
import { INSTAGRAM } from '../instagram/contract.ts';
import { LINE } from '../line/contract.ts';
import { TRAFFY } from '../traffy/contract.ts';
import { TWITTER } from '../twitter/contract.ts';

/**
 * The channels that a machine of ours speaks with; the others (telephone, counter, paper) are spoken with by people. What differs by
 * channel and is no code is read from here: every list of kinds, every name.
 */
const DECLARED = [LINE, FACEBOOK, INSTAGRAM, TWITTER, TRAFFY, EMAIL] as const;

export type AdapterKind = (typeof DECLARED)[number]['kind'];
type Known = Declared & { readonly kind: AdapterKind };
const CHANNELS: readonly Known[] = DECLARED;

export const ADAPTER_KINDS: readonly AdapterKind[] = CHANNELS.map(({ kind }) => kind);
const BY_KIND: ReadonlyMap<string, Known> = new Map(CHANNELS.map((channel) => [channel.kind, channel]));

/** What is declared of a channel; null when no machine speaks it. */
export const declaredOf = (kind: string): Known | null => BY_KIND.get(kind) ?? null;

/** The channels whose threads prove a person: the kinds of their identities. */
export const OWN_KINDS: readonly AdapterKind[] = CHANNELS.flatMap(({ kind, threads }) =>
  threads === 'own' ? [kind] : [],
);

/** The channels from whose pages staff copy by hand: not connected, or they let no program in. */
export const COPIED_KINDS: readonly AdapterKind[] = CHANNELS.flatMap(({ kind, copiedByHand }) =>
  copiedByHand ? [kind] : [],
);

/** The words by which other registers call channels, with their kinds. */
export const ALSO_CALLED: readonly (readonly [string, AdapterKind])[] = CHANNELS.flatMap(({ kind, alsoCalled }) =>
  alsoCalled.map((word) => [word, kind] as const),
);
