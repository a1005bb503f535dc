import { type GeoError, GeoFault } from './fault.ts';
import { type Fields, field } from './read-request.ts';
import type { RequestFilter } from './requests.ts';
import { MOST_DAYS, MOST_ROWS, spanOf } from './rules.ts';
import { readW3cPeriod } from './w3c-date.ts';

/**
 * What GET requests asks for: certain ids, which overrides all else, or a filter.
 * @throws GeoFault(400) for a date, a status or a page that cannot be read, or a span of more than 90 days
 */
export function readFilter(query: Fields, now: Date): RequestFilter | { ids: readonly string[] } {
  const ids = listOf(query, 'service_request_id');
  if (ids.length > MOST_ROWS) throw new GeoFault(400, `At most ${MOST_ROWS} service_request_id are taken`);
  if (ids.length > 0) return { ids };

  const errors: GeoError[] = [];
  const wrong = (description: string) => errors.push({ code: 400, description });
  const [from, to] = ['start_date', 'end_date'].map((name) => {
    const given = field(query, name);
    const at = given === '' ? null : readW3cPeriod(given);
    if (given !== '' && at === null) wrong(`${name} is not a date in W3C form, such as 2026-01-01T00:00:00Z`);
    return at;
  });
  const statuses = listOf(query, 'status').map((each) => each.toLowerCase());
  if (statuses.some((each) => each !== 'open' && each !== 'closed')) wrong('status is open, closed or both');
  const page = whole(query, 'page', 1);
  const pageSize = whole(query, 'page_size', MOST_ROWS);
  if (page === null) wrong('page is a number from 1');
  if (pageSize === null) wrong('page_size is a number from 1');
  const span = errors.length > 0 ? null : spanOf(from?.from ?? null, to?.from ?? null, now);
  if (errors.length === 0 && span === null)
    wrong(`start_date and end_date may not span more than ${MOST_DAYS} days, nor be turned round`);
  if (!span || page === null || pageSize === null) throw new GeoFault(400, errors);
  const codes = listOf(query, 'service_code');
  const both = new Set(statuses).size !== 1;
  return {
    serviceCodes: codes.length > 0 ? codes : null,
    // What is sent back is written to the second, and a day names all of itself: the end is the last moment that it names.
    span: to ? { ...span, to: to.to } : span,
    open: both ? null : statuses[0] === 'open',
    page,
    pageSize,
  };
}

/** Declared several times, separated by commas, or both. */
const listOf = (query: Fields, name: string): string[] => [
  ...new Set(
    (query.get(name) ?? [])
      .flatMap((value) => value.split(','))
      .map((value) => value.trim())
      .filter((value) => value !== ''),
  ),
];

function whole(query: Fields, name: string, otherwise: number): number | null {
  const given = field(query, name);
  if (given === '') return otherwise;
  const value = /^\d{1,6}$/.test(given) ? Number(given) : 0;
  return value >= 1 ? value : null;
}
