import { dayOf, fiscalYearOf } from '../../../thai/index.ts';

const BANGKOK_MS = 7 * 3_600_000;

/** A day and a clock in Bangkok as an instant; null while either is not whole. */
export function instantOf(day: string | null, clock: string): string | null {
  if (day === null || !/^([01]?\d|2[0-3])[.:][0-5]\d$/.test(clock)) return null;
  const [hour = '', minute = ''] = clock.split(/[.:]/);
  return new Date(`${day}T${hour.padStart(2, '0')}:${minute}:00+07:00`).toISOString();
}

/** The day and the clock ("09:30") of an instant in Bangkok. */
export function whenOf(instant: string): { day: string; clock: string } {
  const at = new Date(instant);
  return { day: dayOf(at), clock: new Date(at.getTime() + BANGKOK_MS).toISOString().slice(11, 16) };
}

/** The fiscal year an instant lies in. */
export const yearOf = (instant: string): number => fiscalYearOf(dayOf(new Date(instant)));

/** Lines as numbered items: "2.1 ติดตาม" keeps its own number, a line without one gets the next. */
export function agendaOf(text: string): { no: string; text: string }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, i) => {
      const own = /^([\d๐-๙]+(?:\.[\d๐-๙]+)*)[.)]?\s+(.+)$/u.exec(line);
      return { no: own?.[1] ?? String(i + 1), text: own?.[2] ?? line };
    });
}
