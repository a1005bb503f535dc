import { SETTINGS } from './config.ts';

/** What nobody else names its settings: one of these that we do not know was meant for us. */
const OURS = ['LINE_CHANNEL', 'META_', 'TRAFFY_', 'SMTP_', 'IMAP_', 'OUTBOUND_'];
/** Shorter names are a letter away from those of other programs (HOST and PORT from SORT and POST). */
const LEAST_LETTERS = 6;

/**
 * A line for each variable that looks like a setting of ours and is none: it begins as ours do, or is one letter (more, less, other, or two changed
 * about) away from one. It has no effect, and whoever set it believes that it has.
 */
export function misspeltSettings(env: NodeJS.ProcessEnv): readonly string[] {
  const unknown = Object.keys(env).filter((name) => !SETTINGS.includes(name));
  return unknown.flatMap((name) => {
    const meant = SETTINGS.find((known) => known.length >= LEAST_LETTERS && isOneLetterAway(name, known));
    if (meant) return [`ไม่รู้จักค่าที่ตั้งไว้ ${name} หมายถึง ${meant} หรือไม่ · unknown setting ${name}: is ${meant} meant?`];
    if (!OURS.some((prefix) => name.startsWith(prefix))) return [];
    return [`ไม่รู้จักค่าที่ตั้งไว้ ${name} จึงไม่มีผล ดู README · unknown setting ${name}: it has no effect, see the README`];
  });
}

/** One insertion, removal, change, or exchange of neighbours (Damerau 1964). */
function isOneLetterAway(one: string, other: string): boolean {
  let from = 0;
  while (from < Math.min(one.length, other.length) && one[from] === other[from]) from += 1;
  const [a, b] = [one.slice(from), other.slice(from)];
  const isChange = a.length === b.length && a.slice(1) === b.slice(1);
  const isExchange = a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return a !== b && (isChange || isExchange || a.slice(1) === b || a === b.slice(1));
}
