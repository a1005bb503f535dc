import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type World, world } from '../../../../test/harness.ts';
import { ADAPTERS, type Arrival } from '../../channels/index.ts';
import { receiveArrival } from './receive-arrival.ts';

const START = new Date('2026-04-20T01:00:00Z').getTime();
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const NOW = new Date('2026-05-04T03:00:00Z');

/** `mended`: thanks that become words by being edited. */
type What = 'words' | 'picture' | 'album' | 'place' | 'thanks' | 'mended';
type Piece = { day: number; minute: number; what: What; edited: boolean; withdrawn: boolean; liked: boolean };

const Script = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 2 }),
    minute: fc.integer({ min: 0, max: 170 }),
    what: fc.constantFrom<What>('words', 'words', 'picture', 'album', 'place', 'thanks', 'mended'),
    edited: fc.boolean(),
    withdrawn: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
    liked: fc.boolean(),
  }),
  { minLength: 1, maxLength: 7 },
);

/** What a script's pieces look like to us, message by message, with what happens to them afterwards. */
function arrivalsOf(pieces: readonly Piece[], user: string): Arrival[] {
  return pieces.flatMap((piece, n) => {
    const at = new Date(START + piece.day * DAY_MS + piece.minute * MINUTE_MS);
    const later = (minutes: number) => new Date(at.getTime() + minutes * MINUTE_MS);
    const externalId = `${user} ${n}`;
    const sender = { id: user, name: null };
    const message: Arrival = {
      kind: 'message',
      externalId,
      thread: { kind: 'person', id: user },
      sender,
      at,
      replyToken: null,
      mayReply: true,
      text: piece.what === 'words' ? `เรื่องที่ ${n} ของเรา` : ['thanks', 'mended'].includes(piece.what) ? 'ขอบคุณครับ' : '',
      pin: piece.what === 'place' ? { latitude: 13 + n / 100, longitude: 100, text: null } : null,
      media: piece.what === 'picture' || piece.what === 'album' ? [{ kind: 'image', ref: externalId, name: null }] : [],
      album: piece.what === 'album' ? { id: `${user} ${piece.day}`, total: null } : null,
      replyTo: null,
      public: false,
      link: null,
      gesture: false,
      unreadable: false,
    };
    const edits: Arrival[] =
      (piece.edited && piece.what === 'words') || piece.what === 'mended'
        ? [2, 4].map((minutes) => ({
            kind: 'edited',
            externalId,
            at: later(minutes),
            text: `เรื่องที่ ${n} แก้ ${minutes}`,
          }))
        : [];
    const likes: Arrival[] = piece.liked
      ? [false, true].map((removed, i) => ({
          kind: 'reaction',
          externalId,
          at: later(1 + i),
          sender,
          reaction: '👍',
          removed,
        }))
      : [];
    const withdrawals: Arrival[] = piece.withdrawn ? [{ kind: 'withdrawn', externalId, at: later(9) }] : [];
    return [message, ...edits, ...likes, ...withdrawals];
  });
}

/** The register as far as one person is concerned, without names that are given in passing. */
async function register(w: World, user: string, pieces: readonly Piece[]) {
  const rows = await w.scoped((tx) =>
    tx
      .selectFrom('channels.incoming')
      .selectAll()
      .where('external_id', 'like', `${user} %`)
      .orderBy('external_id')
      .execute(),
  );
  const tellsOfCase = (n: number) =>
    pieces[n] !== undefined && !pieces[n].withdrawn && pieces[n].what !== 'place' && pieces[n].what !== 'thanks';
  const daysWithWords = new Set(pieces.flatMap((piece, n) => (tellsOfCase(n) ? [piece.day] : [])));
  const indexOf = (row: (typeof rows)[number]) => Number(row.external_id.split(' ')[1]);
  // What was taken back, and places of days without a word, may or may not have met a case on their way: nothing is shown of either.
  const counted = rows.filter((row) => {
    const piece = pieces[indexOf(row)];
    return (
      piece &&
      !piece.withdrawn &&
      (tellsOfCase(indexOf(row)) || (piece.what === 'place' && daysWithWords.has(piece.day)))
    );
  });
  const groups = [...Map.groupBy(counted, (row) => row.subject_id).values()].map((group) =>
    group
      .map(indexOf)
      .sort((a, b) => a - b)
      .join(),
  );
  return {
    messages: rows.map((row) => ({
      message: indexOf(row),
      state: row.state,
      text: row.text,
      media: Array.isArray(row.media) ? row.media.length : 0,
      liked: JSON.stringify(row.reactions).replaceAll(user, ''),
    })),
    cases: groups.toSorted((a, b) => (a < b ? -1 : 1)),
    inNoCase: counted.filter((row) => row.subject_id === null).map(indexOf),
  };
}

test('any order of arrivals, each any number of times, from two workers at once, gives the same register', async () => {
  await using w = await world({ now: NOW });
  const receive = receiveArrival({ publicUrl: null, adapters: ADAPTERS, key: 'a key for tests' });
  const take = (arrival: Arrival) =>
    w.scoped((tx) => receive(tx, { eventId: randomUUID(), channel: 'line', arrival, now: NOW }));
  const inOrder = async (arrivals: readonly Arrival[]) => {
    for (const arrival of arrivals) await take(arrival);
  };
  const daysOf = (pieces: readonly Piece[]) =>
    pieces.filter(({ what, withdrawn }) => !withdrawn && what !== 'place' && what !== 'thanks').map(({ day }) => day);
  await fc.assert(
    fc.asyncProperty(Script, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), async (pieces, chance) => {
      const [straight, shuffled] = [`U${randomUUID()}`, `U${randomUUID()}`];
      const toldInOrder = arrivalsOf(pieces, straight).toSorted((a, b) => atOf(a) - atOf(b));
      await inOrder(toldInOrder);
      const twice = [...arrivalsOf(pieces, shuffled), ...arrivalsOf(pieces, shuffled)];
      const mixed = twice.map((arrival) => ({ arrival, by: chance.next().value ?? 0 })).toSorted((a, b) => a.by - b.by);
      const half = Math.ceil(mixed.length / 2);
      await Promise.all(
        [mixed.slice(0, half), mixed.slice(half)].map((part) => inOrder(part.map(({ arrival }) => arrival))),
      );
      const [one, other] = [await register(w, straight, pieces), await register(w, shuffled, pieces)];
      expect(other).toEqual(one);
      expect(one.inNoCase).toEqual([]);
      expect(one.cases.length).toBe(new Set(daysOf(pieces)).size);
    }),
    { numRuns: 25 },
  );
  const numbers = await w.scoped((tx) =>
    tx.selectFrom('complaints.complaint').select('sequence').orderBy('sequence').execute(),
  );
  expect(numbers.map(({ sequence }) => sequence)).toEqual(numbers.map((_, i) => i + 1));
}, 240_000);

const atOf = (arrival: Arrival): number => ('at' in arrival ? arrival.at.getTime() : 0);
