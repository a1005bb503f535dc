import type { Tx } from '../../../platform/db/db.ts';
import { dayOf } from '../../../thai/index.ts';
import { entryCodes, entryNames, loadMunicipality } from '../../people/index.ts';
import type { Status } from '../contract.ts';
import { requestIdOf } from '../open311/request-id.ts';
import type { Complaint } from '../tables.ts';
import type { CaseEvent } from './contract.ts';

export type Happened = { row: Complaint; kind: CaseEvent; at: Date; to: Status };

/**
 * The bodies of what happened, in Standard Webhooks' shape. They say which case, how it stands and by when, and nothing of a person: no
 * name, no contact, no word that a citizen or an officer wrote, no place.
 */
export async function payloadsOf(
  tx: Tx,
  happened: readonly Happened[],
  publicUrl: string | null,
  now: Date,
): Promise<string[]> {
  if (happened.length === 0) return [];
  const { slug } = await loadMunicipality(tx);
  const ids = happened.flatMap(({ row }) => [row.category_id, row.department_id, row.community_id]);
  const names = await entryNames(
    tx,
    ids.filter((id) => id !== null),
    dayOf(now),
  );
  const codes = {
    category: await entryCodes(tx, 'category'),
    department: await entryCodes(tx, 'department'),
    community: await entryCodes(tx, 'community'),
  };
  const entry = (noun: keyof typeof codes, id: string | null) => {
    const name = names.get(id ?? '');
    return id && name ? { code: codes[noun].get(id) ?? null, name_th: name.nameTh, name_en: name.nameEn } : null;
  };
  const base = publicUrl ?? '';
  return happened.map(({ row, kind, at, to }) =>
    JSON.stringify({
      type: kind,
      timestamp: at.toISOString(),
      data: {
        id: row.id,
        number: row.number,
        service_request_id: requestIdOf(row.number),
        status: to,
        kind: row.kind,
        channel: row.channel,
        severity: row.severity,
        category: entry('category', row.category_id),
        department: entry('department', row.department_id),
        community: entry('community', row.community_id),
        received_at: row.received_at.toISOString(),
        answer_due_on: row.citizen_due_on,
        answered_at: row.answered_at?.toISOString() ?? null,
        closed_at: row.closed_at?.toISOString() ?? null,
        links: {
          console: `${base}/console/cases/${row.id}`,
          open311: `${base}/open311/${slug}/v2/requests/${requestIdOf(row.number)}.json`,
        },
      },
    }),
  );
}
