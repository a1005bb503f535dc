import { z } from 'zod';
import { seal, unseal } from '../seal.ts';

const PURPOSE = 'file link';
/**
 * What a link is for. form: a photo that its sender's form holds · page: a file of a case on the page of whoever has its code · message: a
 * file of a case that went out in a message.
 */
const LinkFor = z.enum(['form', 'page', 'message']);
const Held = z.object({
  municipalityId: z.uuid(),
  id: z.uuid(),
  until: z.number(),
  // Links that were given out before they said so are held to the strictest rule.
  for: LinkFor.default('message'),
});
type Linked = { readonly municipalityId: string; readonly id: string; readonly for: z.infer<typeof LinkFor> };

/** The path at which one stored file is read by whoever was given it, until a time. It names nothing; what it opens is asked when it is opened. */
export function fileLink(key: string, linked: Linked, until: Date): string {
  const held: z.infer<typeof Held> = { ...linked, until: until.getTime() };
  return `/photo?t=${seal(key, PURPOSE, JSON.stringify(held)).toString('base64url')}`;
}

/** Which file a token is for; null when it is not ours, was changed, or its time is over. */
export function readFileLink(key: string, token: string, now: Date): Linked | null {
  const text = unseal(key, PURPOSE, Buffer.from(token, 'base64url'));
  const held = text === null ? null : Held.parse(JSON.parse(text));
  if (held === null || held.until < now.getTime()) return null;
  return { municipalityId: held.municipalityId, id: held.id, for: held.for };
}
