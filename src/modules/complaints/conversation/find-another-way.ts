import type { Job } from '../../../platform/jobs.ts';
import { loadMessage, queueMessage, UNDELIVERED } from '../../channels/index.ts';
import { withoutClosing } from '../notice-words.ts';
import { loadComplaint } from '../store.ts';
import { isForCitizen, isNewsAlone, PICTURES } from './citizen-key.ts';
import { holdAddress, ownWays } from './own-ways.ts';
import { hears, wasTyped } from './quiet.ts';

/**
 * What a person was to be told and could not be, because they blocked us, their window closed or the channel's quota ran out, goes another
 * way that is theirs: to their e-mail address, or into another thread of theirs. Once: what fails there as well is for staff, who see why.
 */
export const findAnotherWay: Job<(typeof UNDELIVERED)['schema']> = {
  ...UNDELIVERED,
  handle: ({ scoped, now }, { messageId }) =>
    scoped(async (tx) => {
      const message = await loadMessage(tx, messageId);
      if (!message || message.instead_of !== null || message.subject_kind !== 'complaint') return;
      // A mail to staff, or a code that proves an address, is for that address alone.
      if (message.thread_id === null && !isForCitizen(message.dedupe_key)) return;
      if (message.template === PICTURES || isNewsAlone(message.dedupe_key)) return;
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
      const row = await loadComplaint(tx, message.subject_id);
      if (!row) return;
      const { email, spoke, proven } = await ownWays(tx, row);
      if (email !== '' && message.channel !== 'email') {
        await holdAddress(tx, row, email);
        await queueMessage(tx, { ...about, channel: 'email', recipient: email, body: message.body });
        return;
      }
      const byHuman = message.by_human || (await wasTyped(tx, row.id, message.event_seq));
      const other = [...spoke.map(({ thread }) => thread), ...proven].find(
        (thread) =>
          thread.id !== message.thread_id &&
          thread.kind === 'person' &&
          !thread.blocked &&
          !(thread.channel === 'email' && message.channel === 'email') &&
          hears(thread, { byHuman, template: message.template }),
      );
      if (!other || message.body === '') return;
      await queueMessage(tx, {
        ...about,
        thread: other,
        parts: [{ kind: 'text', text: withoutClosing(message.body) }],
      });
    }),
};
