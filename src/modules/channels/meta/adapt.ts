import type { Adapter, Reach } from '../adapter.ts';
import type { Arrival, RawEvent } from '../arrival.ts';
import type { Outgoing, SendResult } from '../outgoing.ts';
import { setting } from '../provider/setting.ts';
import { type Single, single } from './envelope.ts';
import { readMessaging } from './read-messaging.ts';
import { type Platform, sendPrivate, sendPrivateReply } from './send-private.ts';
import { sendPublic } from './send-public.ts';

type ReadChanges = (found: Single, event: RawEvent) => Arrival[];

/** `read` of one of Meta's channels: what is of another account, or of the other channel, is not for us. */
export const reader =
  (object: 'page' | 'instagram', readChanges: ReadChanges): Adapter['read'] =>
  (event, settings) => {
    const found = single(event);
    if (!found) return [];
    const account = setting(settings, 'accountId');
    if (found.object !== object || (account !== '' && account !== found.account))
      return [{ kind: 'nothing', why: 'not-for-us' }];
    return found.where === 'changes' ? readChanges(found, event) : readMessaging(found, found.event, event);
  };

export type Comments = {
  /** Where answers to a comment are posted and listed. */
  readonly edge: 'comments' | 'replies';
  /** Most characters of one. */
  readonly most: number;
};

/** Says it where it is to be said: under a comment, in the one private answer to a comment, or in the person's own thread. */
export function sendMeta(
  message: Outgoing,
  reach: Reach,
  platform: Platform,
  { edge, most }: Comments,
): Promise<SendResult> {
  const { answers } = message;
  if (answers?.public) {
    const path = `${encodeURIComponent(answers.externalId)}/${edge}`;
    const accountId = setting(reach.settings, 'accountId');
    return sendPublic(message, reach, { path, listed: path, accountId, most });
  }
  // Who only commented is no person that may be written to: the comment is what is answered, also in private.
  if (answers) return sendPrivateReply(message, answers.externalId, reach, platform);
  return sendPrivate(message, reach, platform);
}
