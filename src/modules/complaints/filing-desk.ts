import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type Db, inMunicipality } from '../../platform/db/db.ts';
import type { Draft, FiledCase } from './draft.ts';
import { fileComplaints } from './file-complaints.ts';

type Waiting = { draft: Draft; resolve: (filed: FiledCase) => void; reject: (error: unknown) => void };

export type FilingDesk = {
  /** Files one complaint; answers after its transaction has committed, never before. */
  file(municipalityId: string, draft: Draft): Promise<FiledCase>;
};

const MOST_A_BATCH = 64;
/**
 * When several file at once, the next batch waits for this part of the last one's time: those just answered come back meanwhile, and
 * one full batch costs a third less than two half ones. Who files alone never waits.
 */
const GATHERING = 0.4;

/**
 * Gap-free numbers make filings of one municipality wait for each other's commit, so those that arrive while one transaction
 * runs share the next. A batch that fails is tried again one by one: one bad filing does not fail its neighbours.
 */
export function openFilingDesk(db: Db, now: () => Date): FilingDesk {
  const desks = new Map<string, { queue: Waiting[]; busy: boolean }>();

  async function work(municipalityId: string, desk: { queue: Waiting[]; busy: boolean }): Promise<void> {
    desk.busy = true;
    for (let batch = desk.queue.splice(0, MOST_A_BATCH); batch.length > 0; batch = desk.queue.splice(0, MOST_A_BATCH)) {
      const began = performance.now();
      await commit(municipalityId, batch);
      if (batch.length > 1) await pause((performance.now() - began) * GATHERING);
    }
    desk.busy = false;
    desks.delete(municipalityId);
  }

  async function commit(municipalityId: string, batch: readonly Waiting[], tries = 2): Promise<void> {
    try {
      const filed = await inMunicipality(db, municipalityId, (tx) =>
        fileComplaints(
          tx,
          batch.map((each) => each.draft),
          now(),
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
        const desk = desks.get(municipalityId) ?? { queue: [], busy: false };
        desks.set(municipalityId, desk);
        desk.queue.push({ draft, resolve, reject });
        if (!desk.busy) void work(municipalityId, desk);
      });
    },
  };
}

const isDuplicate = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '23505';
