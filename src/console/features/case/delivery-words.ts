import type { CaseView } from '../../../modules/complaints/contract.ts';
import { channelName } from '../../lib/channel-words.ts';
import { talk } from './talk-words.ts';

type Message = CaseView['messages'][number];
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

/** In whose stead it went: of one that failed, or of one that may have arrived. */
export const insteadWords = ({ insteadOf }: Message, { messages }: Pick<CaseView, 'messages'>) =>
  messages.find(({ id }) => id === insteadOf)?.status === 'uncertain' ? 'insteadOfUncertain' : 'insteadOf';

/** Why it did not go, in words; '' where nobody knows. */
export function problemOf({ problem }: Pick<Message, 'problem'>): string {
  const known = PROBLEMS.find((each) => each === problem);
  return known ? talk(`problem-${known}`) : '';
}
