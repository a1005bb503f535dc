import { z } from 'zod';
import { seal, unseal } from '../seal.ts';

const PURPOSE = 'file link';
const Held = z.object({ municipalityId: z.uuid(), id: z.uuid(), until: z.number() });
type Linked = { readonly municipalityId: string; readonly id: string };

/** The path at which one stored file is read by whoever was given it, until a time. It names nothing. */
export function fileLink(key: string, { municipalityId, id }: Linked, until: Date): string {
  const held: z.infer<typeof Held> = { municipalityId, id, until: until.getTime() };
  return `/photo?t=${seal(key, PURPOSE, JSON.stringify(held)).toString('base64url')}`;
}

/** Which file a token is for; null when it is not ours, was changed, or its time is over. */
export function readFileLink(key: string, token: string, now: Date): Linked | null {
  const text = unseal(key, PURPOSE, Buffer.from(token, 'base64url'));
  const held = text === null ? null : Held.parse(JSON.parse(text));
  return held === null || held.until < now.getTime() ? null : { municipalityId: held.municipalityId, id: held.id };
}
