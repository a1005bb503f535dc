import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import { forgetBytes } from '../../../platform/files/keep-file.ts';
import type { Job, JobParts } from '../../../platform/jobs.ts';
import { noteRemoved, retentionOf } from '../../people/index.ts';
import { withdrawFiles } from '../../voices/index.ts';

const A_STEP = 200;
const Nothing = z.object({});

/**
 * Every night: a call that became no case loses its numbers and its sound when its period is over, and the sound of a case's call goes when
 * the case has been closed for so long. That there was a call, when, and which case it became stays; the same call told again is known.
 */
export const removeCalls: Job<typeof Nothing> = {
  id: 'complaints.remove-calls',
  schema: Nothing,
  async handle(parts) {
    await untilDone(parts, emptyCalls);
    await untilDone(parts, removeRecordings);
  },
};

/** Returns how many it did, at most a step's. */
type Step = (tx: Tx, now: Date) => Promise<number>;

async function untilDone({ scoped, now }: JobParts, step: Step): Promise<void> {
  while ((await scoped((tx) => step(tx, now()))) === A_STEP);
}

const emptyCalls: Step = async (tx, now) => {
  const { days, before } = await retentionOf(tx, 'call', now);
  const over = await tx
    .selectFrom('complaints.call')
    .select(['id', 'recording_file_id', 'recording_removed_at'])
    .where('complaint_id', 'is', null)
    .where('emptied_at', 'is', null)
    .where('at', '<', before)
    .orderBy('at')
    .limit(A_STEP)
    .forUpdate()
    .skipLocked()
    .execute();
  if (over.length === 0) return 0;
  const sounds = over.flatMap(({ recording_file_id, recording_removed_at }) =>
    recording_file_id !== null && recording_removed_at === null ? [recording_file_id] : [],
  );
  await tx
    .updateTable('complaints.call')
    .set((call) => ({
      from_number: '',
      to_number: '',
      extension: '',
      recording_url: null,
      emptied_at: now,
      recording_removed_at: call.fn.coalesce('recording_removed_at', call.val(now)),
    }))
    .where(
      'id',
      'in',
      over.map(({ id }) => id),
    )
    .execute();
  await forgetBytes(tx, sounds);
  await noteRemoved(tx, 'call', { count: over.length, days, before }, now);
  return over.length;
};

/** A case that is open, or was closed a short while ago, keeps its sound: somebody may still have to hear it. */
const removeRecordings: Step = async (tx, now) => {
  const { days, before } = await retentionOf(tx, 'recording', now);
  const over = await tx
    .selectFrom('complaints.call as k')
    .leftJoin('complaints.complaint as c', (on) =>
      on.onRef('c.municipality_id', '=', 'k.municipality_id').onRef('c.id', '=', 'k.complaint_id'),
    )
    .select(['k.id', 'k.recording_file_id as fileId'])
    .where('k.recording_file_id', 'is not', null)
    .where('k.recording_removed_at', 'is', null)
    .where('k.at', '<', before)
    .where((row) =>
      row.or([
        row('k.complaint_id', 'is', null),
        row.and([row('c.open', '=', false), row('c.closed_at', '<', before)]),
      ]),
    )
    .orderBy('k.at')
    .limit(A_STEP)
    .forUpdate('k')
    .skipLocked()
    .execute();
  if (over.length === 0) return 0;
  const fileIds = over.flatMap(({ fileId }) => fileId ?? []);
  await tx
    .updateTable('complaints.call')
    .set({ recording_removed_at: now, recording_url: null })
    .where(
      'id',
      'in',
      over.map(({ id }) => id),
    )
    .execute();
  await withdrawFiles(tx, fileIds, now);
  await forgetBytes(tx, fileIds);
  await noteRemoved(tx, 'recording', { count: over.length, days, before }, now);
  return over.length;
};
