import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/db.ts';
import { type Incoming, readIncoming } from './incoming.ts';

/** Messages before a time of which a picture or file is neither here nor known to be gone, oldest first. */
export async function mediaWaiting(tx: Tx, before: Date, limit: number): Promise<Incoming[]> {
  const rows = await tx
    .selectFrom('channels.incoming')
    .selectAll()
    .where(sql<boolean>`jsonb_path_exists(media, '$[*] ? (!exists(@.fileId) && !exists(@.gone))')`)
    .where('at', '<', before)
    .orderBy('at')
    .limit(limit)
    .execute();
  return rows.map(readIncoming);
}
