/** X writes instants as ISO 8601, as milliseconds in quotes, or as `Wed Feb 05 08:39:31 +0000 2020`. Null when it is none. */
export function xTime(stamp: unknown): Date | null {
  if (typeof stamp !== 'string' && typeof stamp !== 'number') return null;
  const text = String(stamp);
  const [, month = '', day = '', clock = '', zone = '', year = ''] =
    /^\w{3} (\w{3}) (\d{2}) ([\d:]{8}) ([+-]\d{4}) (\d{4})$/.exec(text) ?? [];
  const at = /^\d+$/.test(text)
    ? new Date(Number(text))
    : new Date(year === '' ? text : `${day} ${month} ${year} ${clock} ${zone}`);
  return Number.isNaN(at.getTime()) ? null : at;
}
