import type { Tx } from '../../../platform/db/db.ts';
import { type Incoming, incomingOf } from '../../channels/index.ts';
import { wordsIn } from './words.ts';

type Event = { readonly seq: number; readonly note: string; readonly data: unknown };
export type EventWords = {
  readonly note: string;
  readonly fileIds: readonly string[];
  /** False of changes that show where the words stand: they need no place of their own. */
  readonly apart: boolean;
};

/**
 * The words and files of a case's events as they may be shown now. What came by a conversation stands with its messages, where it can be
 * edited and taken back; the history keeps that it was said. Events of which nothing stands there are not in the map.
 */
export async function eventWords(
  tx: Tx,
  caseId: string,
  events: readonly Event[],
): Promise<ReadonlyMap<number, EventWords>> {
  const named = events.filter((event) => idsOf(event.data).length > 0);
  if (named.length === 0) return new Map();
  const messages = await incomingOf(tx, caseId);
  return new Map(named.map((event) => [event.seq, wordsOf(event, messages)]));
}

function wordsOf({ data }: Event, messages: readonly Incoming[]): EventWords {
  const ids = idsOf(data);
  const { own, whole } = messagesIn(ids, messages);
  if (own.length === 0) return { note: wordsIn('th').moved, fileIds: [], apart: true };
  const changed = fieldOf(data, 'changed');
  if (changed !== undefined) {
    const apart = changed === 'edited' && own.some(({ role, state }) => role === 'opened' && state === 'edited');
    return { note: own.map(({ text }) => text).join('\n'), fileIds: [], apart };
  }
  return {
    note: own
      .map(said)
      .filter((words) => words !== '')
      .join('\n'),
    apart: true,
    fileIds: whole.flatMap(({ media }) => media.flatMap(({ fileId }) => fileId ?? [])),
  };
}

/** The messages that an event names, and with them the other pictures of their albums. */
export function messagesIn(
  ids: readonly string[],
  messages: readonly Incoming[],
): { own: readonly Incoming[]; whole: readonly Incoming[] } {
  const own = messages.filter(({ id }) => ids.includes(id));
  const albums = own.flatMap(({ album_id }) => album_id ?? []);
  const isWith = ({ role, album_id }: Incoming) => role === 'added' && albums.includes(album_id ?? '');
  return { own, whole: messages.filter((message) => ids.includes(message.id) || isWith(message)) };
}

function said({ state, text, pin, unreadable }: Incoming): string {
  const w = wordsIn('th');
  if (state === 'withdrawn') return w.withdrawn;
  const place = pin ? `${w.placeAdded}: ${pin.text ?? `${pin.latitude.toFixed(6)}, ${pin.longitude.toFixed(6)}`}` : '';
  return [text, place, unreadable && text === '' ? w.unreadable : ''].filter((words) => words !== '').join('\n');
}

export const fieldOf = (data: unknown, name: string): unknown =>
  typeof data === 'object' && data !== null && name in data
    ? Object.entries(data).find(([key]) => key === name)?.[1]
    : undefined;

/** The messages that an event of a conversation names. */
export function idsOf(data: unknown): string[] {
  const ids = fieldOf(data, 'incomingIds');
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}
