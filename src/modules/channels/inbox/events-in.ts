import { isUtf8 } from 'node:buffer';
import { parseExact } from '../../../platform/exact-json.ts';
import { sha256 } from '../../../platform/token.ts';
import type { RawEvent } from '../arrival.ts';

/** What a proven body is called when no event could be found in it: its bytes are kept for people to look at. */
export const UNREADABLE = 'unreadable';

const LONGEST_ID = 200;
const LONGEST_KIND = 80;
const FIRST_TIME = Date.UTC(2000, 0);
const LAST_TIME = Date.UTC(2200, 0);
const NUL = String.fromCharCode(0);
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The events in a body that its sender has proven, each once and fit to be stored. It never throws: what is no JSON, is nested
 * beyond reading, or is written in another encoding is one event of kind 'unreadable' that holds all of it.
 */
export function eventsIn(body: Buffer, split: (body: unknown) => readonly RawEvent[]): RawEvent[] {
  if (body.length === 0) return [];
  const text = isUtf8(body) ? body.toString('utf8') : null;
  if (text === null) return [unreadable(body, `base64:${body.toString('base64')}`)];
  try {
    const events = split(parseExact(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text)).map(storable);
    return events.length < 2 ? events : [...new Map(events.map((event) => [event.externalId, event])).values()];
  } catch {
    return [unreadable(body, text.includes(NUL) ? `base64:${body.toString('base64')}` : text)];
  }
}

function unreadable(body: Buffer, raw: string): RawEvent {
  return { externalId: `sha256:${sha256(body).toString('hex')}`, kind: UNREADABLE, at: null, raw };
}

/** As the database takes it: no NUL, no half of a surrogate pair, an id that fits into an index, a time that is one. */
export function storable({ externalId, kind, at, raw }: RawEvent): RawEvent {
  return {
    externalId: boundedId(externalId, raw),
    kind: writable(kind).slice(0, LONGEST_KIND),
    at: at && at.getTime() >= FIRST_TIME && at.getTime() < LAST_TIME ? at : null,
    raw: writable(raw),
  };
}

/** A longer id, or one that cannot be written as it is, is known by its hash: two that differ stay two. */
function boundedId(id: string, raw: string): string {
  if (id === '') return `sha256:${sha256(raw.toWellFormed()).toString('hex')}`;
  if (id.length <= LONGEST_ID && writable(id) === id) return id;
  return `sha256:${sha256(JSON.stringify(id)).toString('hex')}`;
}

const writable = (text: string): string =>
  text.includes(NUL) ? text.replaceAll(NUL, '\uFFFD').toWellFormed() : text.toWellFormed();
