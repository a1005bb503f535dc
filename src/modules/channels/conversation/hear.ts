import type { Tx } from '../../../platform/db/db.ts';
import type { Arrival } from '../arrival.ts';
import { changeThread, type Thread } from './thread.ts';

type Said = Extract<Arrival, { kind: 'message' | 'chosen' | 'followed' | 'unfollowed' | 'joined' | 'left' }>;

/** How long the free right to answer an event is taken to live, from when it happened: LINE promises about a minute. */
const TOKEN_LIVES_MS = 55_000;

/**
 * Keeps what is known of a thread from being spoken to: when, that we are not blocked, the free right to answer, the name, and the
 * language when it is known (`language` null: it is not). `spoke` false: somebody came, and said nothing.
 */
export async function heardFrom(
  tx: Tx,
  thread: Thread,
  said: Said,
  { language, spoke = true, now }: { language: Thread['language'] | null; spoke?: boolean; now: Date },
): Promise<Thread> {
  const at = new Date(Math.min(said.at.getTime(), now.getTime()));
  const isNewest = thread.last_in_at === null || at >= thread.last_in_at;
  const name = thread.kind === 'person' ? said.sender.name : null;
  const change = {
    ...(spoke && isNewest && { last_in_at: at }),
    ...(isNewest &&
      said.replyToken !== null && {
        reply_token: said.replyToken,
        reply_token_until: new Date(at.getTime() + TOKEN_LIVES_MS),
      }),
    ...(spoke && thread.blocked && (thread.follow_at ?? at) <= at && { blocked: false }),
    ...(name !== null && { name }),
    ...(language !== null && { language }),
  };
  return Object.keys(change).length === 0 ? thread : changeThread(tx, thread.id, change);
}

/** Somebody added or blocked us, or we were put into a group or out of it. Null when something newer is known. */
export async function noteFollowing(
  tx: Tx,
  thread: Thread,
  { kind, at }: Extract<Said, { kind: 'followed' | 'unfollowed' | 'joined' | 'left' }>,
): Promise<Thread | null> {
  if (thread.follow_at && thread.follow_at >= at) return null;
  return changeThread(tx, thread.id, { blocked: kind === 'unfollowed' || kind === 'left', follow_at: at });
}
