import type { Adapter, Reach } from '../adapter.ts';
import type { PublicLimit } from '../in-public/contract.ts';
import { metaProfile, page } from '../meta/account.ts';
import { reader, sendMeta } from '../meta/adapt.ts';
import { INSTAGRAM } from '../meta/compose.ts';
import { META_FIELDS, metaDoor } from '../meta/door.ts';
import { fetchMetaMedia } from '../meta/media.ts';
import type { Platform } from '../meta/send-private.ts';
import { sendPublic } from '../meta/send-public.ts';
import { HUMAN_AGENT, HUMAN_HOURS, WINDOW_HOURS } from '../meta/window.ts';
import type { Outgoing, SendResult } from '../outgoing.ts';
import { refused, unreachable } from '../provider/results.ts';
import { setting } from '../provider/setting.ts';
import { completeMention } from './complete-mention.ts';
import { MENTION, readChanges } from './read-changes.ts';

const PLATFORM: Platform = { name: 'instagram', limits: INSTAGRAM };
/** Longest comment that Instagram takes. */
const IN_PUBLIC: PublicLimit = { most: 2200, posts: 1, count: 'characters', addresses: true };

/** An Instagram professional account that belongs to the Page whose token is set: messages, comments, mentions. */
export const instagram: Adapter = {
  kind: 'instagram',
  fields: META_FIELDS,
  abilities: {
    // 1,000 bytes, and a Thai letter has three.
    longestText: 333,
    // Words that follow each other are made one message; a comment is answered in private by one alone.
    mostAtOnce: 5,
    windowHours: WINDOW_HOURS,
    humanWindowHours: HUMAN_HOURS,
    humanWindowSwitch: HUMAN_AGENT,
    sends: ['text', 'image', 'link', 'choices'],
    inPublic: IN_PUBLIC,
  },
  door: metaDoor,
  complete: completeMention,
  read: reader('instagram', readChanges),
  send(message, reach) {
    const { answers, to } = message;
    if (answers?.public && to.kind === 'post' && to.id.startsWith(MENTION))
      return answerMention(message, to.id.slice(MENTION.length), answers.externalId, reach);
    return sendMeta(message, reach, PLATFORM, { edge: 'replies', most: IN_PUBLIC.most });
  },
  async test(reach) {
    const found = await page(reach);
    if ('ok' in found) return found;
    const account = found.instagram_business_account;
    if (!account) return { ok: false, detail: found.name, problem: 'not-linked' };
    return { ok: true, detail: `@${account.username ?? account.id} (${account.id})`, problem: null };
  },
  fetchMedia: fetchMetaMedia,
  profile: (personId, reach) => metaProfile(personId, 'name,username', reach),
};

/** docs/instagram-platform/instagram-graph-api/reference/ig-user/mentions */
async function answerMention(message: Outgoing, mediaId: string, mentionId: string, reach: Reach): Promise<SendResult> {
  const set = setting(reach.settings, 'accountId');
  const found = set === '' ? await page(reach) : null;
  if (found && 'ok' in found) {
    const say = found.problem === 'unreachable' ? unreachable : refused;
    return say(found.detail, { method: 'public' });
  }
  const accountId = set === '' ? (found?.instagram_business_account?.id ?? '') : set;
  if (accountId === '') return refused('no Instagram account is linked to the Page', { method: 'public' });
  const extra = mentionId === mediaId ? { media_id: mediaId } : { media_id: mediaId, comment_id: mentionId };
  const listed = mentionId === mediaId ? null : `${encodeURIComponent(mentionId)}/replies`;
  return sendPublic(message, reach, {
    path: `${encodeURIComponent(accountId)}/mentions`,
    extra,
    listed,
    accountId,
    most: IN_PUBLIC.most,
  });
}
