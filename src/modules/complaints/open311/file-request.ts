import { v7 } from 'uuid';
import { type Db, inMunicipality, type Tx } from '../../../platform/db/db.ts';
import { enqueue } from '../../../platform/jobs.ts';
import { limitRate } from '../../../platform/rate-limit.ts';
import { sha256 } from '../../../platform/token.ts';
import type { Language } from '../../../thai/index.ts';
import { type Actor, actorOfApiKey } from '../../people/index.ts';
import { masked } from '../deidentified/masked.ts';
import type { Draft, FiledCase } from '../draft.ts';
import type { FilingDesk } from '../filing-desk.ts';
import { readable } from './answers.ts';
import { GeoFault } from './fault.ts';
import { mediaJob } from './media.ts';
import { PUBLIC_WORDS, say } from './public-words.ts';
import { communityOf, type Fields, field, type NewRequest, readRequest } from './read-request.ts';
import { COMMUNITY, loadOffer, type Offer, serviceName } from './services.ts';

/** One program's limit: a city's app on its busiest day stays below it, a loop does not. */
const FILINGS = { minute: { most: 300, seconds: 60 }, day: { most: 20_000, seconds: 24 * 3600 } };

export type Filing = {
  db: Db;
  desk: FilingDesk;
  municipalityId: string;
  fields: Fields;
  /** A key that came in a header, where none came in the form. */
  bearer: string | null;
  /** The caller's Idempotency-Key: the same again is the same request. */
  key: string | null;
  lang: Language;
  now: Date;
};

/**
 * POST requests: through the same desk as every other door. What only this door knows is kept first, under the filing's id, then the case is
 * filed; a filing that fails takes it back.
 * @throws GeoFault 403 without a good api_key · 404 · 400
 */
export async function fileRequest(filing: Filing): Promise<{ filed: FiledCase; accountId: string | null }> {
  const { db, desk, municipalityId, now } = filing;
  const { draft, accountId } = await inMunicipality(db, municipalityId, async (tx) => {
    const actor = await keyHolder(tx, filing);
    const offer = await loadOffer(tx, now);
    const request = readRequest(filing.fields, offer);
    const draft = draftOf(filing, actor, request, offer);
    await keep(tx, draft, actor, request, now);
    return { draft, accountId: request.accountId };
  });
  const letGo = () =>
    inMunicipality(db, municipalityId, (tx) =>
      tx.deleteFrom('complaints.open311_request').where('complaint_id', '=', draft.id).execute(),
    );
  try {
    const filed = await desk.file(municipalityId, draft);
    if (filed.id !== draft.id) await letGo();
    return { filed, accountId };
  } catch (error) {
    await letGo().catch(() => undefined);
    throw error;
  }
}

async function keyHolder(tx: Tx, { fields, bearer, now }: Filing): Promise<Actor> {
  const key = field(fields, 'api_key') || bearer;
  if (!key) throw new GeoFault(403, 'api_key was not provided');
  const actor = await actorOfApiKey(tx, key, now);
  if (!actor?.id) throw new GeoFault(403, 'api_key is not valid');
  await limitRate(tx, `open311 minute ${actor.id}`, FILINGS.minute, now);
  await limitRate(tx, `open311 day ${actor.id}`, FILINGS.day, now);
  return actor;
}

function draftOf({ fields, key, lang, now }: Filing, actor: Actor, request: NewRequest, offer: Offer): Draft {
  const named = request.name !== '' || request.phone !== '' || request.email !== '';
  const { api_key: _key, ...content } = Object.fromEntries(fields);
  return {
    id: v7(),
    actor,
    idempotency: key
      ? {
          caller: `open311:${actor.id}`,
          key,
          hash: sha256(JSON.stringify(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1)))),
        }
      : null,
    kind: 'complaint',
    channel: 'api',
    text: textOf(request, lang),
    placeText: request.addressString || request.addressId,
    latitude: request.latitude,
    longitude: request.longitude,
    categoryId: request.service.category?.id ?? null,
    communityId: communityOf(request, offer.communities),
    groupId: null,
    stakeholderKind: null,
    identity: named ? 'named' : 'anonymous',
    contact: { name: request.name, phone: request.phone, email: request.email },
    language: lang,
    noticeVersion: null,
    severity: 'normal',
    receivedAt: now,
    fileIds: [],
    source: null,
    sourceRef: null,
  };
}

/** What the officer reads: the description, then what the category asked, then where a picture is. */
function textOf(request: NewRequest, lang: Language): string {
  const said =
    request.description || say(PUBLIC_WORDS[lang].noDescription, { service: serviceName(request.service, lang) });
  const asked = request.answered
    .filter(({ question }) => question.code !== COMMUNITY)
    .map((each) => `${each.question.name}: ${readable(each)}`);
  return [said, ...asked, ...(request.mediaUrl ? [request.mediaUrl] : [])].join('\n');
}

async function keep(tx: Tx, draft: Draft, actor: Actor, request: NewRequest, now: Date): Promise<void> {
  await tx
    .insertInto('complaints.open311_request')
    .values({
      complaint_id: draft.id,
      api_key_id: actor.id ?? '',
      // Anybody reads these: without what tells of whoever reported, or of anybody else.
      description: masked(request.description, request.ownWords),
      address: masked(request.addressString, request.ownWords, 'where'),
      address_id: request.addressId === null ? null : masked(request.addressId, request.ownWords, 'where'),
      media_url: request.mediaUrl,
      account_id: request.accountId,
      device_id: request.deviceId,
      attributes: JSON.stringify(request.attributes),
      created_at: now,
    })
    .execute();
  // A moment later, when the case is there: the job waits for it and gives up quietly when it never comes.
  if (request.mediaUrl) await enqueue(tx, mediaJob, { complaintId: draft.id }, { maxAttempts: 6 });
}
