import type { Adapter } from '../adapter.ts';
import type { Arrival, RawEvent } from '../arrival.ts';
import { metaProfile, page } from '../meta/account.ts';
import { MESSENGER } from '../meta/compose.ts';
import { META_FIELDS, metaDoor } from '../meta/door.ts';
import { single } from '../meta/envelope.ts';
import { fetchMetaMedia } from '../meta/media.ts';
import { readMessaging } from '../meta/read-messaging.ts';
import { type Platform, sendPrivate, sendPrivateReply } from '../meta/send-private.ts';
import { sendPublic } from '../meta/send-public.ts';
import { HUMAN_HOURS, WINDOW_HOURS } from '../meta/window.ts';
import { setting } from '../provider/setting.ts';
import { readFeed } from './read-feed.ts';

const PLATFORM: Platform = { name: 'messenger', limits: MESSENGER };
/** Longest comment that Facebook takes. */
const MOST_COMMENT = 8000;

/** A Page: its conversations in Messenger, and the comments and posts on its wall. */
export const facebook: Adapter = {
  kind: 'facebook',
  fields: META_FIELDS,
  abilities: {
    longestText: 2000,
    // Words that follow each other are made one message; a comment is answered in private by one alone.
    mostAtOnce: 5,
    windowHours: WINDOW_HOURS,
    humanWindowHours: HUMAN_HOURS,
    sends: ['text', 'image', 'link', 'choices'],
    linksInPublic: true,
  },
  door: metaDoor,
  read(event: RawEvent, settings): Arrival[] {
    const found = single(event);
    if (!found) return [];
    const account = setting(settings, 'accountId');
    if (found.object !== 'page' || (account !== '' && account !== found.account))
      return [{ kind: 'nothing', why: 'not-for-us' }];
    return found.where === 'changes' ? readFeed(found, event) : readMessaging(found, found.event, event);
  },
  send(message, reach) {
    const { answers, to } = message;
    if (answers?.public) {
      const edge = `${encodeURIComponent(answers.externalId)}/comments`;
      const accountId = setting(reach.settings, 'accountId');
      return sendPublic(message, reach, { path: edge, listed: edge, accountId, most: MOST_COMMENT });
    }
    if (answers && to.kind !== 'person') return sendPrivateReply(message, answers.externalId, reach, PLATFORM);
    return sendPrivate(message, reach, PLATFORM);
  },
  async test(reach) {
    const found = await page(reach);
    return 'ok' in found ? found : { ok: true, detail: `${found.name} (${found.id})`, problem: null };
  },
  fetchMedia: fetchMetaMedia,
  profile: (personId, reach) => metaProfile(personId, 'name,first_name,last_name,locale', reach),
};
