import type { Tx } from '../../../platform/db/db.ts';
import { adapterOf, type Incoming, type Thread } from '../../channels/index.ts';
import { sayFiled } from '../dialogue/say.ts';
import type { FiledCase } from '../draft.ts';
import { citizenKey } from './citizen-key.ts';
import { keepNoticeTold, noticeDue, noticeUrl } from './notice.ts';
import { privateThread } from './own-ways.ts';
import { say } from './say.ts';
import { trackUrl, type Way } from './way.ts';
import { wordsIn } from './words.ts';

type Opened = {
  readonly thread: Thread;
  readonly filed: FiledCase & { readonly concealed?: boolean };
  readonly how: 'guided' | 'unfinished' | 'words';
  /** The message that is answered; of a public one the answer is public. */
  readonly answering: Pick<Incoming, 'external_id' | 'public' | 'sender_id'> | null;
  readonly now: Date;
};

/**
 * Tells whoever opened a case its number, at once. In private with the code and a link; where others read along the number alone, and the
 * rest in the one private answer that a public comment may have, or in their own thread where they wrote to us or are our friend. Nobody
 * else is written to unasked (X's automation rules; LINE reaches friends alone): the officer is told that they have no code.
 */
export async function acknowledge(tx: Tx, { thread, filed, how, answering, now }: Opened, way: Way): Promise<void> {
  const w = wordsIn(thread.language);
  const about = { now, caseId: filed.id, template: 'received', title: w.openedTitle(filed.number) };
  const whole = (privacyUrl: string) =>
    sayFiled(thread.language, { ...filed, trackUrl: trackUrl(way, filed.number), privacyUrl }, how);
  if (thread.kind === 'person') {
    const due = await noticeDue(tx, thread, way, now);
    await say(tx, thread, whole(due), { ...about, key: citizenKey(filed.id, 'received') });
    if (due !== '') await keepNoticeTold(tx, thread, now);
    return;
  }
  const inPublic = answering?.public === true;
  const externalId = answering?.external_id ?? '';
  const senderId = answering?.sender_id ?? null;
  await say(tx, thread, [{ kind: 'text', text: inPublic ? w.publicFiled(filed.number) : w.groupFiled(filed.number) }], {
    ...about,
    key: citizenKey(filed.id, 'received'),
    ...(inPublic && { answers: { externalId, public: true } }),
  });
  const key = `private:${thread.channel}:${externalId}`;
  if (inPublic && adapterOf(thread.channel, way.adapters)?.abilities.sends.includes('choices')) {
    // Who commented need not be known: the comment is what is answered.
    const recipient = senderId ?? externalId;
    await say(tx, thread, whole(noticeUrl(way)), { ...about, key, answers: { externalId, public: false }, recipient });
    return;
  }
  const last = { externalId, senderId, public: inPublic };
  const own = answering === null ? null : await privateThread(tx, { thread, last });
  if (own) await say(tx, own, whole(await noticeDue(tx, own, way, now)), { ...about, key });
}
