import type { Selectable } from 'kysely';
import type { Tables } from '../../../platform/db/db.ts';

/** What everybody reads of a way. */
export const shownOf = (row: Selectable<Tables['channels.way']>) => ({
  id: row.id,
  channel: row.channel,
  nameTh: row.name_th,
  nameEn: row.name_en,
  address: row.address,
  url: row.url,
  hours: row.hours,
  method: row.method,
});
