import pg from 'pg';
import { type Db, inMunicipality, sendAndCommit } from '../../platform/db/db.ts';
import type { Draft, FiledCase } from './draft.ts';
import { fileAll } from './file-complaints.ts';
import { type PreparedFiling, prepareFiling } from './prepare-filing.ts';

type Waiting = { filing: PreparedFiling; resolve: (filed: FiledCase) => void; reject: (error: unknown) => void };
type Desk = {
  readonly queue: Waiting[];
  /** Batches that are with the database, and how many filings are in them. */
  batches: number;
  filings: number;
  /** How many filed at once of late: those with the database and those waiting. */
  crowd: number;
  called: boolean;
};

export type FilingDesk = {
  /** Files one complaint; answers after its transaction has committed, never before. */
  file(municipalityId: string, draft: Draft): Promise<FiledCase>;
};

const MOST_A_BATCH = 200;
/** While the database works on one batch the next is read, prepared and sent. */
const MOST_BATCHES = 2;

/**
 * Gap-free numbers make filings of one municipality wait for each other's commit, so those that arrive while transactions run
 * share the next. A batch that fails is tried again one by one: one bad filing does not fail its neighbours.
 */
export function openFilingDesk(db: Db, now: () => Date): FilingDesk {
  const desks = new Map<string, Desk>();

  /** Who files alone never waits. A second batch goes beside the first when half of those who file are in it: two halves take turns. */
  function send(municipalityId: string, desk: Desk): void {
    desk.called = false;
    desk.crowd = Math.max(desk.queue.length + desk.filings, desk.crowd - 1);
    const enough = desk.batches === 0 ? 1 : desk.crowd / MOST_BATCHES;
    if (desk.batches >= MOST_BATCHES || desk.queue.length < enough) return;
    const batch = desk.queue.splice(0, MOST_A_BATCH);
    desk.batches += 1;
    desk.filings += batch.length;
    void commit(municipalityId, batch).then(() => {
      desk.batches -= 1;
      desk.filings -= batch.length;
      if (desk.queue.length > 0) call(municipalityId, desk);
      else if (desk.batches === 0) desks.delete(municipalityId);
    });
  }

  /** At the end of this turn, so that requests that were read together go together. */
  function call(municipalityId: string, desk: Desk): void {
    if (desk.called) return;
    desk.called = true;
    setImmediate(send, municipalityId, desk);
  }

  async function commit(municipalityId: string, batch: readonly Waiting[], tries = 2): Promise<void> {
    try {
      const filed = await inMunicipality(db, municipalityId, (tx) =>
        fileAll(
          tx,
          batch.map((each) => each.filing),
          { now: now(), send: sendAndCommit },
        ),
      );
      filed.forEach((each, i) => {
        batch[i]?.resolve(each);
      });
    } catch (error) {
      // Another program filed the same key at the same moment: seen now, it is answered with that case.
      if (batch.length === 1 && isDuplicate(error) && tries > 1) await commit(municipalityId, batch, tries - 1);
      else if (batch.length === 1) batch[0]?.reject(error);
      else for (const each of batch) await commit(municipalityId, [each]);
    }
  }

  return {
    file(municipalityId, draft) {
      return new Promise((resolve, reject) => {
        const desk = desks.get(municipalityId) ?? { queue: [], batches: 0, filings: 0, crowd: 0, called: false };
        desks.set(municipalityId, desk);
        desk.queue.push({ filing: prepareFiling(draft), resolve, reject });
        call(municipalityId, desk);
      });
    },
  };
}

const isDuplicate = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '23505';
