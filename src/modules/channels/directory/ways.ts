import type { Selectable } from 'kysely';
import { v7 } from 'uuid';
import { audit } from '../../../platform/audit.ts';
import type { Tables, Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import type { Day } from '../../../thai/index.ts';
import { type Actor, staffNames } from '../../people/index.ts';
import { type ChannelDirectory, isOpenOn, Way, type WayDraft } from './contract.ts';
import { lastPublication } from './publish.ts';
import { shownOf } from './shown-of.ts';

type Row = Selectable<Tables['channels.way']>;

/** Every way, in the office's order; those that were closed last. */
export async function loadWays(tx: Tx): Promise<Way[]> {
  const rows = await tx
    .selectFrom('channels.way')
    .selectAll()
    .orderBy('sort')
    .orderBy('opened_on')
    .orderBy('id')
    .execute();
  const names = await staffNames(tx, [...new Set(rows.flatMap((row) => row.officer_id ?? []))]);
  const ways = rows.map((row) => wayOf(row, names));
  return ways.toSorted((a, b) => Number(a.closedOn !== null) - Number(b.closedOn !== null));
}

/** The ways as they stand, and what of them is public. */
export async function loadChannelDirectory(tx: Tx, today: Day): Promise<ChannelDirectory> {
  const published = await lastPublication(tx);
  const newest = await tx
    .selectFrom('channels.way')
    .select('changed_at')
    .orderBy('changed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const edited =
    newest !== undefined && (published === null || newest.changed_at.toISOString() > published.publishedAt);
  const ways = await loadWays(tx);
  // A way opens and closes by its days; what was published before days were kept with it does not know them.
  const open = ways.filter((way) => isOpenOn(way, today));
  const shown = new Set(published?.ways.filter((way) => isOpenOn(way, today)).map(({ id }) => id));
  const moved = published !== null && (open.length !== shown.size || open.some(({ id }) => !shown.has(id)));
  return { ways, published, changedSince: edited || moved };
}

/** Adds a way, or saves its next version; what it was stays. @throws Refusal('not-found') · ('changed-meanwhile') */
export async function saveWay(
  tx: Tx,
  actor: Actor,
  id: string | null,
  { version, way }: { version: number | null; way: WayDraft },
  now: Date,
): Promise<void> {
  const wayId = id ?? v7();
  const facts = {
    channel: way.channel,
    name_th: way.nameTh,
    name_en: way.nameEn,
    address: way.address,
    url: way.url,
    hours: way.hours,
    method: way.method,
    officer_id: way.officerId,
    department_id: way.departmentId,
    group_ids: way.groupIds,
    opened_on: way.openedOn,
    closed_on: way.closedOn,
    sort: way.sort,
    changed_at: now,
    changed_by: actor.name,
  };
  let next = 1;
  if (id === null)
    await tx
      .insertInto('channels.way')
      .values({ id: wayId, ...facts })
      .execute();
  else {
    const row = await tx
      .selectFrom('channels.way')
      .select('version')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new Refusal('not-found', { what: 'way' });
    if (row.version !== version) throw new Refusal('changed-meanwhile', { version: row.version });
    next = row.version + 1;
    await tx
      .updateTable('channels.way')
      .set({ ...facts, version: next })
      .where('id', '=', id)
      .execute();
  }
  await tx
    .insertInto('channels.way_version')
    .values({ way_id: wayId, version: next, content: JSON.stringify(way), at: now, by_name: actor.name })
    .execute();
  await audit(tx, [
    {
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      action: id === null ? 'channel-directory.add' : 'channel-directory.change',
      subjectKind: 'channel-directory',
      subjectId: wayId,
      detail: { channel: way.channel, version: next },
    },
  ]);
}

const wayOf = (row: Row, names: ReadonlyMap<string, string>): Way =>
  Way.parse({
    ...shownOf(row),
    officerId: row.officer_id,
    officerName: names.get(row.officer_id ?? '') ?? null,
    departmentId: row.department_id,
    groupIds: row.group_ids,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    sort: row.sort,
    version: row.version,
  });
