/**
 * Traffy writes instants as `2026-08-31 10:00:00.000000`: the clock of Thailand, UTC+7, without saying so. Null when it is none, or when
 * there is nothing.
 */
export function traffyTime(text: string | null | undefined): Date | null {
  const [, day = '', clock = '', fraction = '', zone = ''] =
    /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}(?::?\d{2})?)?$/.exec(text?.trim() ?? '') ?? [];
  if (day === '') return null;
  const offset =
    zone === '' ? '+07:00' : zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;
  const at = new Date(`${day}T${clock}${fraction.slice(0, 4)}${offset}`);
  return Number.isNaN(at.getTime()) ? null : at;
}
