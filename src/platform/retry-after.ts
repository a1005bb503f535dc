/** The seconds that a Retry-After header asks for: a number, or a date (RFC 9110 §10.2.3); null when there is none to read. */
export function secondsAsked(header: string | null, now: Date): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}
