import { z } from 'zod';

/** Meta writes an instant as seconds, as milliseconds, as either in quotes, or in ISO 8601 with `+0000`. */
export const Stamp = z.union([z.number(), z.string()]);

/** The instant, or null when it is none. Numbers below 10^11 are seconds: as milliseconds they would lie before 1973. */
export function metaTime(stamp: z.infer<typeof Stamp> | null | undefined): Date | null {
  if (stamp === null || stamp === undefined || stamp === '') return null;
  const number = Number(stamp);
  const at = Number.isNaN(number)
    ? new Date(String(stamp).replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
    : new Date(number < 1e11 ? number * 1000 : number);
  return Number.isNaN(at.getTime()) ? null : at;
}
