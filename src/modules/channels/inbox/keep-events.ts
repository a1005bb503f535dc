import { CompiledQuery } from 'kysely';
import type { Tx } from '../../../platform/db/db.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import { textArray } from '../../../platform/db/text-array.ts';
import { timedId } from '../../../platform/timed-id.ts';
import type { AdapterKind } from '../adapter.ts';
import type { RawEvent } from '../arrival.ts';
import { READ } from './read-job.ts';

/** An event's row as texts, column by column in the order of `COLUMNS`. */
export type EventRow = {
  readonly id: string;
  readonly channel: AdapterKind;
  readonly external_id: string;
  readonly kind: string;
  readonly raw: string;
  readonly happened_at: string | null;
  readonly received_at: string;
};

/** Events of one statement, and of the job that it adds. */
export const MOST_ROWS = 250;

export function eventRow(channel: AdapterKind, { externalId, kind, at, raw }: RawEvent, now: Date): EventRow {
  return {
    id: timedId(),
    channel,
    external_id: externalId,
    kind,
    raw,
    happened_at: at?.toISOString() ?? null,
    received_at: now.toISOString(),
  };
}

const COLUMNS = ['id', 'channel', 'external_id', 'kind', 'raw', 'happened_at', 'received_at'] as const;
const KEEP = `with added as (
  insert into channels.event (${COLUMNS.join(', ')})
  select id::uuid, channel, external_id, kind, raw, happened_at::timestamptz, received_at::timestamptz
    from unnest(${COLUMNS.map((_, i) => `$${i + 1}::text[]`).join(', ')}) as e (${COLUMNS.join(', ')})
  on conflict (municipality_id, channel, external_id) do nothing returning id)
select platform.enqueue('${READ.id}', json_build_object('municipalityId', platform.scope(),
  'body', json_build_object('eventIds', json_agg(id))), null, null, null, 12) from added having count(*) > 0`;

/**
 * Adds the events that are not there yet, with one job for each 250 of them. Keys are taken in one order everywhere: two
 * processes that keep the same events wait for each other, and never both.
 */
export function keepStatements(rows: readonly EventRow[]): CompiledQuery[] {
  const sorted = [...rows].sort((a, b) => order(a.channel, b.channel) || order(a.external_id, b.external_id));
  const parts = Array.from({ length: Math.ceil(sorted.length / MOST_ROWS) }, (_, i) =>
    sorted.slice(i * MOST_ROWS, (i + 1) * MOST_ROWS),
  );
  return parts.map((part) =>
    prepared(
      CompiledQuery.raw(
        KEEP,
        COLUMNS.map((column) => textArray(part.map((row) => row[column]))),
      ),
    ),
  );
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The same in the caller's transaction. The events are as `storable` leaves them. */
export async function keepEvents(tx: Tx, channel: AdapterKind, events: readonly RawEvent[], now: Date): Promise<void> {
  for (const statement of keepStatements(events.map((event) => eventRow(channel, event, now))))
    await tx.executeQuery(statement);
}
