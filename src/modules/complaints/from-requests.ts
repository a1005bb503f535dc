import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { timedId } from '../../platform/timed-id.ts';
import { sha256 } from '../../platform/token.ts';
import { dayOf, fold } from '../../thai/index.ts';
import { type Actor, loadDirectory } from '../people/index.ts';
import type { FileComplaint, Intake } from './contract.ts';
import type { Draft } from './draft.ts';

const nothing = {
  categoryId: null,
  communityId: null,
  groupId: null,
  stakeholderKind: null,
  noticeVersion: null,
  fileIds: [],
  source: null,
  sourceRef: null,
} as const;

/** What another program files. A category is its code or its name. @throws Refusal('invalid-input') for a category that is none */
export async function draftOfApi(
  tx: Tx,
  actor: Actor,
  body: FileComplaint,
  now: Date,
): Promise<Omit<Draft, 'idempotency'>> {
  const { name = '', phone = '', email = '' } = body.contact ?? {};
  const nameless = body.anonymous === true || !(name || phone || email);
  return {
    ...nothing,
    id: timedId(),
    actor,
    kind: 'complaint',
    channel: 'api',
    text: body.text,
    placeText: body.place?.description || null,
    latitude: body.place?.latitude ?? null,
    longitude: body.place?.longitude ?? null,
    categoryId: body.category ? await categoryNamed(tx, body.category, now) : null,
    identity: nameless ? 'anonymous' : 'named',
    contact: { name, phone, email },
    language: 'th',
    severity: 'normal',
    receivedAt: now,
  };
}

async function categoryNamed(tx: Tx, wanted: string, now: Date): Promise<string> {
  const { categories } = await loadDirectory(tx, dayOf(now));
  const name = fold(wanted);
  const found = categories.find(
    (each) => each.code === wanted || fold(each.nameTh) === name || fold(each.nameEn) === name,
  );
  if (!found) throw new Refusal('invalid-input', { fields: [{ field: '/category', problem: 'unknown' }] });
  return found.id;
}

async function mustBeListed(
  tx: Tx,
  body: Pick<Intake, 'categoryId' | 'communityId' | 'groupId'>,
  now: Date,
): Promise<void> {
  const { categoryId, communityId, groupId } = body;
  if (categoryId === null && communityId === null && groupId === null) return;
  const { categories, communities, groups } = await loadDirectory(tx, dayOf(now));
  const given = [
    { field: '/categoryId', id: categoryId, list: categories },
    { field: '/communityId', id: communityId, list: communities },
    { field: '/groupId', id: groupId, list: groups },
  ];
  const fields = given
    .filter(({ id, list }) => id !== null && !list.some((each) => each.id === id))
    .map(({ field }) => ({ field, problem: 'unknown' }) as const);
  if (fields.length > 0) throw new Refusal('invalid-input', { fields });
}

/** Paper is brought in later than it was received; the future, or last year's drawer, is a slip of the pen. */
const OLDEST_DAYS = 400;

/** When something was received, as whoever brings it in says. @throws Refusal('invalid-input') for a time that cannot be */
export function receivedOf(given: string, field: string, now: Date): Date {
  const receivedAt = new Date(given);
  const age = now.getTime() - receivedAt.getTime();
  if (age < -60_000 || age > OLDEST_DAYS * 86_400_000) {
    throw new Refusal('invalid-input', { fields: [{ field, problem: 'out-of-range' }] });
  }
  return receivedAt;
}

/** What a member of staff registers. @throws Refusal('invalid-input') for a time of receipt that cannot be, or what is in no list today */
export async function draftOfIntake(tx: Tx, actor: Actor, body: Intake, now: Date): Promise<Draft> {
  await mustBeListed(tx, body, now);
  const receivedAt = body.receivedAt ? receivedOf(body.receivedAt, '/receivedAt', now) : now;
  const { name = '', phone = '', email = '' } = body.contact;
  return {
    ...nothing,
    id: timedId(),
    actor,
    idempotency: { caller: `${actor.kind}:${actor.id}`, key: body.key, hash: sha256(JSON.stringify(body)) },
    kind: body.kind,
    channel: body.channel,
    text: body.text,
    placeText: body.placeText || null,
    latitude: body.latitude,
    longitude: body.longitude,
    categoryId: body.categoryId,
    communityId: body.communityId,
    groupId: body.groupId,
    stakeholderKind: body.stakeholderKind,
    identity: body.identity,
    contact: { name, phone, email },
    language: 'th',
    severity: body.severity,
    receivedAt,
    fileIds: body.fileIds,
    ...(body.textFrom === 'scan' && { textFrom: body.textFrom }),
  };
}
