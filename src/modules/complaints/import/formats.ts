import { guessColumns } from './guess-columns.ts';
import { columnKey, Mapping } from './mapping.ts';

/**
 * Traffy Fondue: the fields of its Exchange API (`get-issues`, and the 21 columns of `download-issues`, whose times are UTC+7
 * without saying so; github.com/traffy-nectec/exchange-api-doc docs/query-apis.md) and those of its public data set.
 */
const TRAFFY = Mapping.parse({
  source: 'traffy',
  columns: {
    ref: 'ticket_id',
    text: ['description', 'comment'],
    category: ['type', 'types'],
    department: 'organization',
    place: 'address',
    area: ['subdistrict', 'district', 'province'],
    latitude: ['latitude', 'lat'],
    longitude: ['longitude', 'lon'],
    received: ['timestamp', 'created_at'],
    closed: 'timestamp_finished',
    lastActivity: 'last_activity',
    status: ['status', 'state'],
    stars: 'star',
    reopened: 'count_reopen',
  },
  shortYear: 'CE',
  channel: 'traffy',
  // An organisation may name states of its own; all of them are states of work.
  unknownStatus: 'in-progress',
});

const CITY_311 = {
  shortYear: 'CE',
  coordinates: 'any',
  channel: 'api',
} as const;

export type KnownFormat = { readonly name: 'traffy' | '311' | 'columns'; readonly mapping: Mapping };

/** The kind of file that these columns belong to, with a mapping for it: a known one, or one guessed from the words of the headers. */
export function recognise(headers: readonly string[]): KnownFormat {
  const keys = new Set(headers.map(columnKey));
  const has = (...names: string[]) => names.every((name) => keys.has(name));
  if (has('ticketid') && (has('state') || has('status')) && (has('timestamp') || has('createdat'))) {
    return { name: 'traffy', mapping: TRAFFY };
  }
  const columns = guessColumns(headers);
  const source = has('caseenquiryid')
    ? 'boston-311'
    : has('uniquekey', 'complainttype')
      ? 'nyc-311'
      : has('servicerequestid')
        ? 'open311'
        : null;
  if (!source) return { name: 'columns', mapping: Mapping.parse({ columns }) };
  const order = source === 'nyc-311' ? { dateOrder: 'MDY' } : {};
  return { name: '311', mapping: Mapping.parse({ ...CITY_311, ...order, source, columns }) };
}
