import type { CaseView } from '../../../modules/complaints/contract.ts';
import { caseWords } from '../../lib/case-words.ts';
import { talk } from './talk-words.ts';

type Message = CaseView['messages'][number];
const CHANNELS = ['line', 'facebook', 'instagram', 'twitter', 'traffy', 'email'] as const;
const METHODS = ['reply', 'push', 'tag', 'public', 'private-reply'] as const;
const PROBLEMS = [
  'window-closed',
  'blocked',
  'quota',
  'wrong-key',
  'too-long',
  'gone',
  'not-connected',
  'paused',
  'not-theirs',
  'confidential',
] as const;

/** A channel's name as it stands in a sentence. */
export function channelName(channel: string): string {
  const known = CHANNELS.find((each) => each === channel);
  return known ? caseWords(`channel-${known}`) : channel;
}

/** By which channel, how, and what it cost: "ทางไลน์ · ส่งถึง · ใช้โควตา 1". */
export function wayOf({ channel, method, cost }: Message): string {
  const known = METHODS.find((each) => each === method);
  return [
    talk('via', { channel: channelName(channel) }),
    known ? talk(`method-${known}`) : '',
    cost > 0 ? talk('costs', { n: cost }) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Why it did not go, in words; '' where nobody knows. */
export function problemOf({ problem }: Pick<Message, 'problem'>): string {
  const known = PROBLEMS.find((each) => each === problem);
  return known ? talk(`problem-${known}`) : '';
}
