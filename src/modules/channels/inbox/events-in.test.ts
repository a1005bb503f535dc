import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ADAPTERS } from '../index.ts';
import { eventsIn, storable, UNREADABLE } from './events-in.ts';

const doors = ADAPTERS.flatMap(({ kind, door }) => (door ? [{ kind, split: door.split.bind(door) }] : []));

const Stored = (raw: string) => raw.isWellFormed() && !raw.includes('\0');

test('no bytes make a door throw; the same bytes are the same events, each once and fit to be stored', () => {
  expect(doors.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['line', 'facebook', 'instagram', 'twitter']));
  const bytes = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 300 }).map((array) => Buffer.from(array)),
    fc.json({ maxDepth: 6 }).map((text) => Buffer.from(text)),
    fc
      .record({
        object: fc.constantFrom('page', 'instagram', 'x'),
        events: fc.array(
          fc.anything({ maxDepth: 3, withNullPrototype: false }).map((v) => JSON.stringify(v) ?? 'null'),
        ),
      })
      .map(({ object, events }) => {
        const list = `[${events.join(',')}]`;
        return Buffer.from(
          `{"object":"${object}","events":${list},"entry":[{"id":1,"time":2,"changes":${list},"messaging":${list}}],"data":${events[0] ?? '{}'}}`,
        );
      }),
  );
  fc.assert(
    fc.property(bytes, (body) => {
      for (const { split } of doors) {
        const events = eventsIn(body, split);
        expect(eventsIn(Buffer.from(body), split)).toEqual(events);
        expect(new Set(events.map(({ externalId }) => externalId)).size).toBe(events.length);
        for (const event of events) {
          expect(event.externalId.length).toBeGreaterThan(0);
          expect(event.externalId.length).toBeLessThanOrEqual(200);
          expect([event.externalId, event.kind, event.raw].every(Stored)).toBe(true);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('what cannot be written as it is keeps a difference: two ids stay two', () => {
  const id = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ minLength: 190, maxLength: 260 }));
  const event = (externalId: string) => storable({ externalId, kind: 'k', at: null, raw: externalId });
  fc.assert(
    fc.property(id, id, (a, b) => {
      expect(event(a).externalId === event(b).externalId).toBe(a === b);
    }),
  );
  expect(event('a\0').externalId).not.toBe(event('a\uFFFD').externalId);
  expect(event('x\uD800').externalId).not.toBe(event('x\uDBFF').externalId);
});

test('a time that the database cannot hold is none', () => {
  const at = (value: Date) => storable({ externalId: 'x', kind: 'k', at: value, raw: '' }).at;
  expect(at(new Date(Number.NaN))).toBeNull();
  expect(at(new Date(8.64e15))).toBeNull();
  expect(at(new Date('2026-05-04T03:00:00Z'))).toEqual(new Date('2026-05-04T03:00:00Z'));
});

test('a body that is no event is kept whole, bytes that are no text as Base64', () => {
  const none = () => [];
  const truncated = Buffer.from('{"events":[{"type":"mess');
  expect(eventsIn(truncated, none)).toEqual([
    { externalId: expect.stringMatching(/^sha256:/), kind: UNREADABLE, at: null, raw: '{"events":[{"type":"mess' },
  ]);
  const thai = Buffer.from([0xa1, 0xd2, 0xc3]); // TIS-620
  expect(eventsIn(thai, none)[0]?.raw).toBe(`base64:${thai.toString('base64')}`);
  expect(eventsIn(Buffer.from('nothing\0'), none)[0]?.raw).toBe(
    `base64:${Buffer.from('nothing\0').toString('base64')}`,
  );
  expect(eventsIn(Buffer.alloc(0), none)).toEqual([]);
  const seen: unknown[] = [];
  eventsIn(Buffer.from('\uFEFF{"events":[]}'), (body) => {
    seen.push(body);
    return [];
  });
  expect(seen).toEqual([{ events: [] }]);
});
