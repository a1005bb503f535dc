import { sameSecret, sha256 } from '../../../platform/token.ts';
import type { Door, Knock, Settings } from '../adapter.ts';
import type { RawEvent } from '../arrival.ts';
import { setting } from '../provider/setting.ts';
import { readSaid, type TicketSaid } from './said.ts';

/**
 * Traffy signs nothing: the address that is given to them holds a secret, as the end of the path, as `?key=`, or in a header. Whatever
 * comes through is only a hint; the ticket is read again at its source.
 */
function prove({ headers, query, rest }: Knock, settings: Settings): boolean {
  const wanted = setting(settings, 'webhookKey');
  const bearer = /^bearer\s+(\S+)$/i.exec(headers['authorization'] ?? '')?.[1];
  const given = [
    decoded(rest.replace(/^\/+|\/+$/g, '')),
    query['key'],
    headers['x-traffy-key'],
    headers['x-api-key'],
    bearer,
  ];
  // Each is compared, so that the time does not tell which one was near.
  const right = given.map((one) => one !== undefined && one !== '' && sameSecret(one, wanted));
  return wanted !== '' && right.includes(true);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function split(body: unknown): RawEvent[] {
  const list = Array.isArray(body) ? body : [body];
  return list.flatMap((event): RawEvent[] => {
    if (typeof event !== 'object' || event === null || Object.keys(event).length === 0) return [];
    const raw = JSON.stringify(event);
    const said = readSaid(event);
    const hash = sha256(raw).toString('hex').slice(0, 32);
    if (!said) return [{ externalId: `hash:${hash}`, kind: 'unknown', at: null, raw }];
    return [{ externalId: idOf(said, hash), kind: said.kind, at: said.at, raw }];
  });
}

function idOf({ kind, ticket, commentId, at, status, org }: TicketSaid, hash: string): string {
  if (kind === 'new') return `new:${ticket}`;
  if (commentId !== null) return `comment:${ticket}:${commentId}`;
  const what = kind === 'status' ? sha256(`${status}\n${org}`).toString('hex').slice(0, 12) : hash;
  return at === null ? `${kind}:${ticket}:${hash}` : `${kind}:${ticket}:${at.toISOString()}:${what}`;
}

export const traffyDoor: Door = { prove, guessable: true, split };
