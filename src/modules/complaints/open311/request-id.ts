import { readNumber } from '../number.ts';

/** The register's classes as they stand in an address. */
const LATIN: Readonly<Record<string, string>> = { 'ร.': 'R', 'ค.': 'K', 'น.': 'N' };
const THAI = new Map(Object.entries(LATIN).map(([thai, latin]) => [latin, thai]));

/** `ร.0001/2569` as `R0001-2569`: what survives addresses, comma lists and file names, and reads back without a table. */
export function requestIdOf(number: string): string {
  const [, letter = '', sequence = '', year = ''] = /^(\D+)(\d+)\/(\d+)$/u.exec(number) ?? [];
  return `${LATIN[letter] ?? letter.replace('.', '')}${sequence}-${year}`;
}

/** The register's number behind a service_request_id, or null. The number itself, as it stands on a receipt, is understood too. */
export function numberOfRequestId(id: string): string | null {
  const text = id.trim();
  const [, latin = '', sequence, year] = /^([A-Z])(\d{1,9})-(\d{4})$/i.exec(text) ?? [];
  const thai = THAI.get(latin.toUpperCase());
  return sequence === undefined || thai === undefined ? readNumber(text) : readNumber(`${thai}${sequence}/${year}`);
}
