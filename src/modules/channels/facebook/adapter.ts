import type { Adapter } from '../adapter.ts';
import type { PublicLimit } from '../in-public/contract.ts';
import { metaProfile, page } from '../meta/account.ts';
import { reader, sendMeta } from '../meta/adapt.ts';
import { MESSENGER } from '../meta/compose.ts';
import { META_FIELDS, metaDoor } from '../meta/door.ts';
import { fetchMetaMedia } from '../meta/media.ts';
import type { Platform } from '../meta/send-private.ts';
import { HUMAN_AGENT, HUMAN_HOURS, WINDOW_HOURS } from '../meta/window.ts';
import { readFeed } from './read-feed.ts';

const PLATFORM: Platform = { name: 'messenger', limits: MESSENGER };
/** Longest comment that Facebook takes. */
const IN_PUBLIC: PublicLimit = { most: 8000, posts: 1, count: 'characters', addresses: true };

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
    humanWindowSwitch: HUMAN_AGENT,
    sends: ['text', 'image', 'link', 'choices'],
    inPublic: IN_PUBLIC,
  },
  door: metaDoor,
  read: reader('page', readFeed),
  send: (message, reach) => sendMeta(message, reach, PLATFORM, { edge: 'comments', most: IN_PUBLIC.most }),
  async test(reach) {
    const found = await page(reach);
    return 'ok' in found ? found : { ok: true, detail: `${found.name} (${found.id})`, problem: null };
  },
  fetchMedia: fetchMetaMedia,
  profile: (personId, reach) => metaProfile(personId, 'name,first_name,last_name,locale', reach),
};
