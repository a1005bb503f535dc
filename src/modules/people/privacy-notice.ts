import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { type Day, dayOf } from '../../thai/index.ts';
import type { Actor } from './actor.ts';
import type { PrivacyNotice, PrivacyNoticeDraft } from './contract.ts';

/**
 * The notice in force on a day: the one that began last, of those that began on one day the one written last. A mend of today's does not keep
 * one that was published before from beginning. Undefined only where there is none yet.
 */
export function currentNotice(tx: Tx, day: Day): Promise<PrivacyNotice | undefined> {
  return notices(tx)
    .where('effective_from', '<=', day)
    .orderBy('effective_from', 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The number of the newest notice, in force or to come; 0 where there is none yet. */
export async function newestNotice(tx: Tx): Promise<number> {
  const newest = await notices(tx).orderBy('version', 'desc').limit(1).executeTakeFirst();
  return newest?.version ?? 0;
}

/** One version, as it was shown. @throws Refusal('not-found') */
export async function noticeOfVersion(tx: Tx, version: number): Promise<PrivacyNotice> {
  const notice = await notices(tx).where('version', '=', version).executeTakeFirst();
  if (!notice) throw new Refusal('not-found');
  return notice;
}

/** Every version, the newest first. */
export function allNotices(tx: Tx): Promise<PrivacyNotice[]> {
  return notices(tx).orderBy('version', 'desc').execute();
}

/**
 * Publishes a new version; the ones before it stay as they were. It begins today or later: nobody was shown it before.
 * @throws Refusal('invalid-input')
 */
export async function publishNotice(
  tx: Tx,
  { actor, now }: { actor: Actor; now: Date },
  draft: PrivacyNoticeDraft,
): Promise<PrivacyNotice> {
  if (draft.effectiveFrom < dayOf(now))
    throw new Refusal('invalid-input', { fields: [{ field: '/effectiveFrom', problem: 'in-the-past' }] });
  await tx.selectFrom('people.municipality').select('municipality_id').forUpdate().execute();
  const version = (await newestNotice(tx)) + 1;
  await tx
    .insertInto('people.privacy_notice')
    .values({ version, body_th: draft.bodyTh, body_en: draft.bodyEn, effective_from: draft.effectiveFrom })
    .execute();
  await audit(tx, [
    {
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      action: 'privacy-notice.publish',
      subjectKind: 'privacy-notice',
      subjectId: String(version),
      detail: { effectiveFrom: draft.effectiveFrom },
    },
  ]);
  return { version, ...draft };
}

const notices = (tx: Tx) =>
  tx
    .selectFrom('people.privacy_notice')
    .select(['version', 'body_th as bodyTh', 'body_en as bodyEn', 'effective_from as effectiveFrom']);
