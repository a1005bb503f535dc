/** What is left of a text when its time is cut out; `time` as in `WrittenDate`. */
export type CutTime = { rest: string; time?: string; offset?: string };

const MARK = String.raw`(?:\s?(น\.?|นาฬิกา|a\.?m\.?|p\.?m\.?)(?![\p{L}\p{M}]))?`;
const OFFSET = String.raw`(?:\s?(z|[+-]\d{2}(?::?\d{2})?)(?!\d))?`;
const CLOCK = String.raw`(\d{1,2})([:.])(\d{2})(?:\2(\d{2})(?:[.,](\d{1,9}))?)?`;
const LABEL = String.raw`(?:[\s,]*(?:เวลา(?:ประมาณ)?)\s?|\s?,?\s|(?<=\d)t|^)`;
const AT_END = new RegExp(`${LABEL}${CLOCK}${MARK}${OFFSET}$`, 'iu');
const AT_START = new RegExp(`^(?:เวลา\\s?)?${CLOCK}${MARK}(?:\\s?,?\\s|$)`, 'iu');

function hour24(hour: number, mark: string): number | null {
  if (!/^[ap]/.test(mark)) return hour <= 23 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (mark.startsWith('p') ? 12 : 0);
}

/** '+HH:mm', or null when no place on earth keeps that offset. */
function readOffset(text: string): string | null {
  if (text === 'z') return '+00:00';
  const hours = text.slice(0, 3);
  const minutes = text.slice(3).replace(':', '') || '00';
  return Math.abs(Number(hours)) <= 14 && Number(minutes) <= 59 ? `${hours}:${minutes}` : null;
}

/**
 * Cuts a time from the end or the start of a text: "14:05", "14.05 น.", "2:05 PM", "06:43:11.875931+00", "T14:05Z".
 * With dots it is a time only when น. or เวลา says so, because 9.12.67 is a date. No time: the text as it was.
 * Null when a time is written that does not exist (25:00, 12:61).
 */
export function cutTime(text: string): CutTime | null {
  const found = AT_END.exec(text) ?? AT_START.exec(text);
  if (!found) return { rest: text };
  const [whole, hour = '', separator, minute = '', second, fraction] = found;
  const mark = (found[6] ?? '').toLowerCase();
  if (separator === '.' && mark === '' && !whole.includes('เวลา')) return { rest: text };
  const h = hour24(Number(hour), mark);
  if (h === null || Number(minute) > 59 || Number(second ?? '0') > 59) return null;
  let time = `${String(h).padStart(2, '0')}:${minute}`;
  if (second !== undefined) time += `:${second}`;
  if (fraction !== undefined) time += `.${fraction.slice(0, 3).padEnd(3, '0')}`;
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + whole.length)}`.trim();
  const written = found[7]?.toLowerCase();
  if (written === undefined) return { rest, time };
  const offset = readOffset(written);
  return offset === null ? null : { rest, time, offset };
}
