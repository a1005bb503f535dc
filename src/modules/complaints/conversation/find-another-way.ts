import type { Tx } from '../../../platform/db/db.ts';
import type { Job } from '../../../platform/jobs.ts';
import { loadMessage, queueMessage, threadsOfCase, UNDELIVERED } from '../../channels/index.ts';
import { loadCitizen } from '../../people/index.ts';
import { loadVoice } from '../../voices/index.ts';
import { loadComplaint } from '../store.ts';

/**
 * What a person was to be told and could not be, because they blocked us, their window closed or the channel's quota ran out, goes another
 * way that they gave: to their e-mail address, or into another thread in which they spoke of the case. Once: what fails there as well
 * is for staff, who see why.
 */
export const findAnotherWay: Job<(typeof UNDELIVERED)['schema']> = {
  ...UNDELIVERED,
  handle: ({ scoped, now }, { messageId }) =>
    scoped(async (tx) => {
      const message = await loadMessage(tx, messageId);
      if (!message || message.instead_of !== null || message.subject_kind !== 'complaint') return;
      const about = {
        subjectKind: 'complaint',
        subjectId: message.subject_id,
        template: message.template,
        title: message.title,
        dedupeKey: `instead:${message.id}`,
        insteadOf: message.id,
        now: now(),
        ...(message.event_seq !== null && { eventSeq: message.event_seq }),
      } as const;
      const email = await emailOf(tx, message.subject_id);
      if (email !== '' && message.channel !== 'email') {
        await queueMessage(tx, { ...about, channel: 'email', recipient: email, body: message.body });
        return;
      }
      const others = await threadsOfCase(tx, message.subject_id);
      const other = others.find(
        ({ id, kind, blocked, channel }) =>
          id !== message.thread_id &&
          kind === 'person' &&
          !blocked &&
          !(channel === 'email' && message.channel === 'email'),
      );
      if (!other || message.body === '') return;
      await queueMessage(tx, { ...about, threadId: other.id, parts: [{ kind: 'text', text: message.body }] });
    }),
};

async function emailOf(tx: Tx, caseId: string): Promise<string> {
  const row = await loadComplaint(tx, caseId);
  const voice = row && (await loadVoice(tx, row.voice_id));
  const citizen = voice?.citizen_id ? await loadCitizen(tx, voice.citizen_id) : undefined;
  return citizen?.email ?? '';
}
