import { z } from 'zod';
import type { Sending } from '../adapter.ts';
import { pieces } from '../in-public/contract.ts';
import type { Outgoing, Part, SendResult } from '../outgoing.ts';
import { flatten } from '../provider/flatten.ts';
import { afterLoss, beforeSaying, type Looked } from '../provider/looked.ts';
import { accepted, refused, sinceQueued, stopped } from '../provider/results.ts';
import { askX } from './api.ts';
import { Id } from './envelope.ts';
import { broken, PRICE, settled } from './settle.ts';
import { upload } from './upload.ts';
import { toldDirectly } from './was-sent.ts';

const MOST_DIRECT = 10_000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const method = 'push';

/** A yes is a yes, also when the rest of it cannot be read: it must not be said again. */
const Told = z.object({ data: z.object({ dm_event_id: Id }).optional() }).catch({});
type Said = { readonly text: string; readonly picture: string | null };

/**
 * Writes to a person. Addresses may stand here. A message holds one picture (docs.x.com/x-api/direct-messages/manage/integrate), so each is
 * a message of its own. All pictures are brought before a word is said: one that X does not take keeps nothing else half said.
 */
export async function sendDirect(message: Outgoing, reach: Sending): Promise<SendResult> {
  const all = messagesOf(message.parts);
  if (all.length === 0) return refused('there are no words to send', { method });
  const look = (text: string, ms: number, others: readonly string[]) =>
    toldDirectly(reach, text, message.to.id, { since: sinceQueued(reach.now(), ms, message.queuedAt), others });
  const there: string[] = [];
  // They are said one after the other: after one that is not there none was tried.
  for (let [i, looked] = [0, message.again === true]; looked && i < all.length; i += 1) {
    const before = beforeSaying(await look(all[i]?.text ?? '', DAY_MS, there), method);
    if (before && before.outcome !== 'accepted') return { ...before, providerIds: there };
    looked = before !== null;
    there.push(...(before?.providerIds ?? []));
  }
  const media: (string | null)[] = [];
  for (const [i, { picture }] of all.entries()) {
    const brought =
      picture !== null && there[i] === undefined ? await upload(reach, picture, 'dm_image', method) : null;
    if (brought?.kind === 'not') return stopped(brought.result, there, all.length);
    media.push(brought?.id ?? null);
  }
  const sent: string[] = [];
  for (const [i, { text }] of all.entries()) {
    const known = there[i];
    if (known !== undefined) {
      sent.push(known);
      continue;
    }
    const result = await tell(reach, message.to.id, text, media[i] ?? null, () => look(text, 5 * MINUTE_MS, sent));
    if (result.outcome !== 'accepted') return broken(result, sent, all.length);
    sent.push(...result.providerIds);
  }
  return accepted(`${all.length} sent`, { method, cost: all.length * PRICE, providerIds: sent });
}

/** Words that follow each other are one message. What a picture is called stands with it: by that it is found again. */
function messagesOf(parts: readonly Part[]): Said[] {
  const all: Said[] = [];
  let words: Part[] = [];
  const say = () => {
    for (const text of pieces(flatten(words, true), MOST_DIRECT, (each) => each.length))
      all.push({ text, picture: null });
    words = [];
  };
  for (const part of parts) {
    if (part.kind === 'image') {
      say();
      all.push({ text: part.alt, picture: part.url });
    } else words.push(part);
  }
  say();
  return all;
}

async function tell(
  reach: Sending,
  personId: string,
  text: string,
  mediaId: string | null,
  look: () => Promise<Looked>,
): Promise<SendResult> {
  const json = { ...(text !== '' && { text }), ...(mediaId !== null && { attachments: [{ media_id: mediaId }] }) };
  const path = `dm_conversations/with/${encodeURIComponent(personId)}/messages`;
  const asked = await askX(reach, { method: 'POST', path, json }, Told);
  if (asked.kind === 'lost') return afterLoss(await look(), asked.why, method);
  return settled(asked, method, asked.kind === 'done' ? asked.body.data?.dm_event_id : undefined);
}
