import pg from 'pg';
import { type Db, inOneTrip } from '../../../platform/db/db.ts';
import type { AdapterKind } from '../adapter.ts';
import type { RawEvent } from '../arrival.ts';
import { type EventRow, eventRow, keepStatements, MOST_ROWS } from './keep-events.ts';

export type Inbox = {
  /**
   * Keeps events with the job that reads them; resolves after its transaction has committed, never before. Those that are there
   * already change nothing. The events are as `storable` leaves them.
   */
  keep(municipalityId: string, channel: AdapterKind, events: readonly RawEvent[]): Promise<void>;
};

type Waiting = {
  readonly rows: readonly EventRow[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};
/** `batches`: how many are under way. */
type Desk = { queue: Waiting[]; batches: number };

const MOST_REQUESTS = 128;
/** Programs at another process may keep the same events at the same moment. */
const MOST_TRIES = 3;
/** While the database commits one batch the program reads for another: with one alone each waits for the other in turn. */
const AT_ONCE = 2;
/** So many wait before a second batch sets out beside the first; fewer would cost the database more than they gain. Who comes alone never waits. */
const WORTH_A_BATCH = 16;

/**
 * What arrives while transactions run shares the next: one statement adds all events of a batch with one job for them, and begin,
 * statement and commit travel together. A batch that fails on what it holds is tried again one by one.
 */
export function openInbox(db: Db, now: () => Date): Inbox {
  const desks = new Map<string, Desk>();

  async function work(municipalityId: string, desk: Desk): Promise<void> {
    desk.batches += 1;
    for (let batch = take(desk.queue); batch.length > 0; batch = take(desk.queue)) await commit(municipalityId, batch);
    desk.batches -= 1;
    if (desk.batches === 0) desks.delete(municipalityId);
  }

  async function commit(municipalityId: string, batch: readonly Waiting[], tries = 1): Promise<void> {
    try {
      await inOneTrip(db, municipalityId, keepStatements(batch.flatMap(({ rows }) => rows)));
      for (const each of batch) each.resolve();
    } catch (error) {
      if (isConflict(error) && tries < MOST_TRIES) await commit(municipalityId, batch, tries + 1);
      else if (batch.length > 1 && isOfData(error)) for (const each of batch) await commit(municipalityId, [each]);
      else for (const each of batch) each.reject(error);
    }
  }

  return {
    keep(municipalityId, channel, events) {
      if (events.length === 0) return Promise.resolve();
      const receivedAt = now();
      const rows = events.map((event) => eventRow(channel, event, receivedAt));
      return new Promise((resolve, reject) => {
        const desk = desks.get(municipalityId) ?? { queue: [], batches: 0 };
        desks.set(municipalityId, desk);
        desk.queue.push({ rows, resolve, reject });
        const isFull = desk.batches < AT_ONCE && desk.queue.length >= WORTH_A_BATCH;
        if (desk.batches === 0 || isFull) void work(municipalityId, desk);
      });
    },
  };
}

/** The next batch: many small requests, or one large. */
function take(queue: Waiting[]): Waiting[] {
  let rows = 0;
  const fits = queue.findIndex((each, i) => {
    rows += each.rows.length;
    return i > 0 && (rows > MOST_ROWS || i >= MOST_REQUESTS);
  });
  return queue.splice(0, fits === -1 ? queue.length : fits);
}

const codeOf = (error: unknown): string => (error instanceof pg.DatabaseError ? (error.code ?? '') : '');
/** Deadlock, or a serialization failure: the same again may pass. */
const isConflict = (error: unknown): boolean => codeOf(error) === '40P01' || codeOf(error) === '40001';
/** Values, lengths and constraints: the fault of one event, not of the database. */
const isOfData = (error: unknown): boolean => /^(21|22|23|42|54)/.test(codeOf(error));
