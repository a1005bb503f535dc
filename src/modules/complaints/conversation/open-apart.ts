import { type AuditEntry, audit } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/db/db.ts';
import { type Incoming, incomingOf, type Thread } from '../../channels/index.ts';
import type { Actor } from '../../people/index.ts';
import { moveFiles, placeVoice, withdrawPlace } from '../../voices/index.ts';
import type { FiledCase } from '../draft.ts';
import { move } from '../move.ts';
import { narrower, WORKFLOW } from '../rules.ts';
import { loadComplaints, lockComplaint } from '../store.ts';
import type { Complaint } from '../tables.ts';
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
 * Opens a case from messages, with their words, files and place; those of another case are split off from it, which its history tells, wait
 * for no answer there any more, and tell its place no more. Whose name was concealed there, theirs is here, and what was confidential there is so here.
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
  const from = [...new Set(messages.flatMap(({ subject_id }) => subject_id ?? []))].toSorted();
  const cases = [...(await loadComplaints(tx, from)).values()];
  const concealed = cases.some(({ identity }) => identity === 'concealed');
  const atLeast = cases.map(({ visibility }) => visibility).reduce(narrower, 'normal');
  const said = { text, placeText: null, pin, concealed, atLeast };
  const opening = { thread, incoming: messages, moved: files, from, ...said, key, actor, now };
  const filed = await openCase(tx, opening);
  await moveFiles(tx, files, filed.id);
  const told: AuditEntry[] = [];
  for (const caseId of from) {
    const row = await lockComplaint(tx, caseId);
    if (!row) continue;
    await unplace(tx, row, messages, now);
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
    told.push({
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      action: 'complaint.note',
      subjectKind: 'complaint',
      subjectId: caseId,
      detail: { from: row.status, to: row.status, split: filed.id },
    });
  }
  await audit(tx, told);
  return filed;
}

/** A place that a case has from messages that are of another one now is not its place: one that its own messages tell is, if any does. */
async function unplace(tx: Tx, row: Complaint, messages: readonly Incoming[], now: Date): Promise<void> {
  const stay = (await incomingOf(tx, row.id)).flatMap(({ pin, role, state }) =>
    pin && (role === 'opened' || role === 'added') && state !== 'withdrawn' ? [pin] : [],
  );
  for (const { pin, subject_id } of messages) {
    const isSaid = stay.some(({ latitude, longitude }) => latitude === pin?.latitude && longitude === pin.longitude);
    if (!pin || subject_id !== row.id || isSaid) continue;
    const gone = await withdrawPlace(tx, row.voice_id, { words: [pin.text ?? ''], point: pin }, now);
    // What comes after a place was taken back is shown again.
    if (gone && stay[0]) await placeVoice(tx, row.voice_id, stay[0], new Date(now.getTime() + 1));
  }
}
