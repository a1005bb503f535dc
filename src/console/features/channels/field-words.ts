import type { ChannelKind } from '../../../modules/channels/contract.ts';
import { declaredOf } from '../../../modules/channels/kinds/contract.ts';
import { channelName } from '../../lib/channel-words.ts';
import { language } from '../../lib/i18n.ts';
import { t } from './words.ts';

/** What a channel's provider counts sending in; '' where it costs nothing. */
export const unitOf = (kind: string): string => declaredOf(kind)?.unit?.[language()] ?? '';

/** What connecting a channel is called. */
export function connectionName(kind: ChannelKind): string {
  return declaredOf(kind)?.connection?.[language()] ?? channelName(kind);
}

/** What a field of a connection is called; one that has no word yet is shown by its own name. */
export const fieldLabel = (kind: ChannelKind, name: string): string =>
  declaredOf(kind)?.settings[name]?.[language()] ?? name;

/** How to get the keys of a channel, step by step. */
export const guideSteps = (kind: ChannelKind): readonly string[] => declaredOf(kind)?.steps[language()] ?? [];

const BECAME = {
  'opened-case': 'openedCase',
  'added-to-case': 'addedToCase',
  dialogue: 'dialogue',
  gesture: 'gesture',
  edited: 'edited',
  withdrawn: 'withdrawn',
  reaction: 'reaction',
  'thread-changed': 'threadChanged',
  'delivery-noted': 'deliveryNoted',
  'ticket-queued': 'ticketQueued',
  again: 'again',
  nothing: 'nothing',
} as const;

/** What became of an arrival, in words. */
export function becameWord(became: string): string {
  const known = Object.entries(BECAME).find(([name]) => name === became)?.[1];
  return known === undefined ? became : t(known);
}
