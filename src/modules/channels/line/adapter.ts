import { openOutbound } from '../../../platform/outbound/outbound.ts';
import type { Adapter } from '../adapter.ts';
import { profileOf, quotaOf, testLine } from './ask.ts';
import { lineDoor } from './door.ts';
import { fetchLineMedia } from './media.ts';
import { AT_ONCE_MOST, TEXT_MOST } from './messages.ts';
import { readLine } from './read.ts';
import { sendLine } from './send.ts';
import { showWaiting } from './show-waiting.ts';

/** LINE Official Account, by the Messaging API. `loginChannelId` and `liffId` are of a LINE Login channel, for the report page inside LINE. */
export const lineAdapter: Adapter = {
  kind: 'line',
  fields: [
    { name: 'channelSecret', secret: true, required: true, environment: 'LINE_CHANNEL_SECRET' },
    { name: 'channelAccessToken', secret: true, required: true, environment: 'LINE_CHANNEL_ACCESS_TOKEN', lines: 3 },
    { name: 'loginChannelId', secret: false, required: false, environment: null },
    { name: 'liffId', secret: false, required: false, environment: null },
  ],
  abilities: {
    longestText: TEXT_MOST,
    mostAtOnce: AT_ONCE_MOST,
    windowHours: null,
    humanWindowHours: null,
    sends: ['text', 'image', 'link', 'choices'],
    inPublic: null,
  },
  door: lineDoor,
  read: readLine,
  send: sendLine,
  test: testLine,
  fetchMedia: fetchLineMedia(openOutbound()),
  profile: profileOf,
  quota: quotaOf,
  showWaiting,
};
