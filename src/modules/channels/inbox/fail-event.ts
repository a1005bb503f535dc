import type { Tx } from '../../../platform/db/db.ts';

/**
 * Shows an event as failed that was settled by a job, which could not do it after all: it stands in the inbox with the reason and can be
 * run again. `problem` is shown to staff: never words of a citizen.
 */
export async function failEvent(tx: Tx, eventId: string, problem: string, now: Date): Promise<void> {
  await tx
    .updateTable('channels.event')
    .set({ state: 'failed', settled_at: now, outcome: JSON.stringify({ became: [], problem }) })
    .where('id', '=', eventId)
    .where('state', '=', 'done')
    .execute();
}
