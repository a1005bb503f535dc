import { z } from 'zod';
import { inMunicipality } from '../../../platform/db/db.ts';
import type { Request, Routes } from '../../../platform/http.ts';
import { limitRate, network, refuseOverLimit } from '../../../platform/rate-limit.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { municipalityBySlug } from '../../people/index.ts';
import type { Accounts } from '../accounts/open-accounts.ts';
import { remember } from '../accounts/remember.ts';
import type { AdapterKind, Door, Knock, Settings } from '../adapter.ts';
import { eventsIn } from './events-in.ts';
import type { Inbox } from './open-inbox.ts';
import { MOST_BYTES, takeAnyBytes } from './read-body.ts';
import type { WaitingRoom } from './waiting-room.ts';

const SLUG_FRESH_MS = 5_000;
/** Of one address; a provider that was given a wrong key waits a minute after it has been told the right one. */
const WRONG_KEYS = { most: 20, seconds: 60 };
const NOTHING = Buffer.alloc(0);
const config = { permission: 'public', machine: true } as const;
const schema = { hide: true, params: z.object({ slug: z.string(), '*': z.string().optional() }) };

/**
 * The doors that providers' programs knock at: `/webhooks/<channel>/<municipality>`, and beneath it where a channel is proven by a
 * secret path. What is kept was proven over its raw bytes first; it is answered when it is durable. Whether a municipality or a
 * channel is there, or was ever connected, is answered alike. A key that could be guessed is tried twenty times at most from one address
 * in a minute (429). Whoever pauses a channel stops sending: what citizens write is kept.
 */
export function webhookRoutes(accounts: Accounts, inbox: Inbox, waiting: WaitingRoom): Routes {
  return async (app, { db, now }) => {
    const signatures = new Set(accounts.adapters.flatMap(({ door }) => door?.signedBy ?? []));
    takeAnyBytes(app, ({ headers }) => Object.keys(headers).some((name) => signatures.has(name)));
    const municipalities = remember(SLUG_FRESH_MS, (slug) => municipalityBySlug(db, slug));
    const connection = async (slug: string, kind: AdapterKind) => {
      const municipalityId = await municipalities.get(slug);
      const settings = municipalityId === null ? null : await accounts.heard(municipalityId, kind);
      if (municipalityId === null || settings === null) throw new Refusal('not-found', { noun: 'channel' });
      return { municipalityId, settings };
    };
    const tries = (kind: AdapterKind, ip: string): string => `webhook ${kind} address ${network(ip)}`;
    /** Past its wrong keys an address waits, also with the right one: an answer that told them apart would be one guess more. */
    const mayTry = (municipalityId: string, kind: AdapterKind, ip: string): Promise<void> =>
      inMunicipality(db, municipalityId, (tx) => refuseOverLimit(tx, tries(kind, ip), WRONG_KEYS, now()));
    /** Only wrong keys are counted. */
    const countWrong = (municipalityId: string, kind: AdapterKind, ip: string): Promise<void> =>
      inMunicipality(db, municipalityId, (tx) => limitRate(tx, tries(kind, ip), WRONG_KEYS, now()));
    for (const { kind, door } of accounts.adapters) {
      if (!door) continue;
      for (const url of [`/webhooks/${kind}/:slug`, `/webhooks/${kind}/:slug/*`]) {
        app.route({
          // Traffy Fondue sends changes of a ticket by PATCH.
          method: ['POST', 'PATCH'],
          url,
          config,
          schema,
          handler: async (request, reply) => {
            const { slug, '*': rest = '' } = request.params;
            const { municipalityId, settings } = await connection(slug, kind);
            const knock = knockOf(request, rest);
            if (door.guessable) await mayTry(municipalityId, kind, request.ip);
            if (!isProven(door, knock, settings)) {
              if (door.guessable) await countWrong(municipalityId, kind, request.ip);
              throw new Refusal('wrong-signature');
            }
            const events = eventsIn(knock.body, (body) => door.split(body));
            if (events.some(({ raw }) => raw.length > MOST_BYTES)) throw new Refusal('request-too-large');
            await inbox.keep(municipalityId, kind, events);
            waiting.enter(municipalityId, kind, events, settings);
            return reply.send();
          },
        });
        if (!door.challenge) continue;
        app.get(url, { config, schema }, async (request, reply) => {
          const { slug, '*': rest = '' } = request.params;
          const { settings } = await connection(slug, kind);
          const answer = door.challenge?.(knockOf(request, rest), settings);
          if (!answer) throw new Refusal('not-allowed');
          return reply.type(answer.type).header('x-content-type-options', 'nosniff').send(answer.body);
        });
      }
    }
  };
}

function knockOf(request: Request, rest: string): Knock {
  const { body } = request;
  return {
    headers: single(request.headers),
    query: request.url.includes('?') ? single(request.query) : {},
    rest,
    body: Buffer.isBuffer(body) ? body : NOTHING,
  };
}

/** What is given twice counts as not given: nobody has to guess which one another program looked at. */
function single(values: unknown): Record<string, string | undefined> {
  const own: Record<string, string | undefined> = {};
  if (typeof values !== 'object' || values === null) return own;
  for (const [name, value] of Object.entries(values)) if (typeof value === 'string') own[name] = value;
  return own;
}

function isProven(door: Door, knock: Knock, settings: Settings): boolean {
  try {
    return door.prove(knock, settings);
  } catch {
    return false; // a header that is no signature at all
  }
}
