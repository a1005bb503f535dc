import type { Tx } from '../../../platform/db/db.ts';
import type { Incoming, Thread } from '../../channels/index.ts';
import type { Actor } from '../../people/index.ts';
import { moveFiles } from '../../voices/index.ts';
import type { FiledCase } from '../draft.ts';
import { move } from '../move.ts';
import { WORKFLOW } from '../rules.ts';
import { lockComplaint } from '../store.ts';
import { openCase } from './open-case.ts';
import { refreshCase } from './refresh-case.ts';
import { waitsSince } from './waits-since.ts';
import { wordsIn } from './words.ts';

type Apart = {
  readonly thread: Thread;
  /** None of them begins a case. */
  readonly messages: readonly [Incoming, ...Incoming[]];
  readonly key: string;
  readonly actor: Actor;
  readonly now: Date;
};

/**
 * Opens a case from messages, with their words and files; those of another case are split off from it, which its history tells, and wait
 * for no answer there any more.
 */
export async function openApart(tx: Tx, { thread, messages, key, actor, now }: Apart): Promise<FiledCase> {
  const files = messages.flatMap(({ subject_id, media }) =>
    subject_id ? media.flatMap(({ fileId }) => fileId ?? []) : [],
  );
  const text = messages
    .map((each) => each.text)
    .filter((each) => each !== '')
    .join('\n');
  const pin = messages.findLast((each) => each.pin !== null)?.pin ?? null;
  const opening = { thread, incoming: messages, moved: files, text, placeText: null, pin, key, actor, now };
  const filed = await openCase(tx, opening);
  await moveFiles(tx, files, filed.id);
  for (const caseId of new Set(messages.flatMap(({ subject_id }) => subject_id ?? []))) {
    const row = await lockComplaint(tx, caseId);
    if (!row) continue;
    const note = wordsIn('th').splitOff(filed.number);
    const step = {
      step: 'note',
      to: row.status,
      public: WORKFLOW.note.public,
      note,
      data: { split: filed.id },
    } as const;
    const columns = { citizen_spoke_at: await waitsSince(tx, row) };
    const { complaint } = await move(tx, row, { ...step, actor, at: now, columns });
    await refreshCase(tx, complaint);
  }
  return filed;
}
