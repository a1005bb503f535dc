import { v7 } from 'uuid';
import { z } from 'zod';
import { audit } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { type Day, dayOf } from '../../../thai/index.ts';
import { type Actor, loadDirectory } from '../../people/index.ts';
import { isOpenOn, type Publication, PublishedWay } from './contract.ts';
import { shownOf } from './shown-of.ts';

const Ways = z.array(PublishedWay);

/** What everybody is shown on a day: of what was published last, the ways that are open; null where there is none. */
export async function publicationOn(tx: Tx, day: Day): Promise<Publication | null> {
  const last = await lastPublication(tx);
  const ways = (last?.ways ?? []).filter((way) => isOpenOn(way, day));
  return last && ways.length > 0 ? { ...last, ways } : null;
}

/** What was published last; null before the first time. */
export async function lastPublication(tx: Tx): Promise<Publication | null> {
  const row = await tx
    .selectFrom('channels.publication')
    .selectAll()
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    publishedAt: row.published_at.toISOString(),
    publishedBy: row.published_by,
    ways: Ways.parse(row.content),
  };
}

/**
 * Publishes the ways that are open today, and those that open later, with the names of today: each is shown from its first day to its last.
 * What was published before stays as it was, as evidence. @throws Refusal('directory-empty') when no way is open
 */
export async function publishDirectory(tx: Tx, actor: Actor, now: Date): Promise<Publication> {
  const today = dayOf(now);
  const directory = await loadDirectory(tx, today);
  const rows = await tx
    .selectFrom('channels.way')
    .selectAll()
    .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>=', today)]))
    .orderBy('sort')
    .orderBy('opened_on')
    .execute();
  if (!rows.some((row) => row.opened_on <= today)) throw new Refusal('directory-empty');
  const ways = rows.map((row) => {
    const department = directory.departments.find(({ id }) => id === row.department_id);
    return {
      ...shownOf(row),
      openedOn: row.opened_on,
      closedOn: row.closed_on,
      department: department?.nameTh ?? '',
      departmentEn: department?.nameEn ?? '',
      groups: directory.groups
        .filter(({ id }) => row.group_ids.includes(id))
        .map(({ nameTh, nameEn, data }) => ({ nameTh, nameEn, kind: data.kind })),
    };
  });
  const id = v7();
  await tx
    .insertInto('channels.publication')
    .values({ id, content: JSON.stringify(Ways.parse(ways)), published_at: now, published_by: actor.name })
    .execute();
  await audit(tx, [
    {
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      action: 'channel-directory.publish',
      subjectKind: 'channel-directory',
      subjectId: id,
      detail: { ways: rows.length },
    },
  ]);
  const published = await lastPublication(tx);
  if (!published) throw new Error('what was just published is there');
  return published;
}
