import type { Tx } from '../../../platform/db/db.ts';
import { claimFile, keepFile } from '../../../platform/files/keep-file.ts';
import { readMedia } from '../../../platform/files/media.ts';
import type { FileStore } from '../../../platform/files/store.ts';
import type { Job, JobParts } from '../../../platform/jobs.ts';
import { Refusal } from '../../../platform/refusal.ts';
import {
  type Accounts,
  adapterOf,
  incomingByIds,
  loadThread,
  lockIncomingById,
  noteMedia,
  noteProfile,
} from '../../channels/index.ts';
import { attachFiles } from '../../voices/index.ts';
import { KEPT_FOR } from './attach-media.ts';
import { mediaJob, profileJob } from './jobs.ts';

/** Also while sending is paused: what citizens sent is taken in. */
type Reading = Pick<Accounts, 'adapters' | 'reading'>;

/** Why a picture is not here that was asked for long enough. */
export const LATE = 'it did not come in time';

/**
 * Brings a picture or file of a message here and gives it to the case that the message belongs to; while it belongs to none, it stays with
 * the message. Pictures are encoded anew, anything else is known by its content. What is not ready is asked for again; what is gone, or no
 * file that is taken in, is noted.
 */
export function fetchChannelMedia(accounts: Reading, files: FileStore): Job<(typeof mediaJob)['schema']> {
  return {
    ...mediaJob,
    async handle(parts, { incomingId, index }) {
      const [message] = await parts.scoped((tx) => incomingByIds(tx, [incomingId]));
      const ref = message?.media[index];
      if (!message || !ref || ref.fileId !== undefined || ref.gone !== undefined) return;
      const adapter = adapterOf(message.channel, accounts.adapters);
      const reach = adapter?.fetchMedia && (await accounts.reading(parts.municipalityId, adapter.kind));
      if (!adapter?.fetchMedia) return note(parts, incomingId, index, { gone: 'the channel has no way to fetch it' });
      if (!reach) throw new Error('the channel is not connected; its pictures wait');
      const fetched = await adapter.fetchMedia({ kind: ref.kind, ref: ref.ref, name: ref.name }, reach);
      if (fetched.state === 'not-yet') throw new Error('the picture is not ready at the provider');
      if (fetched.state === 'gone') return note(parts, incomingId, index, { gone: fetched.why });
      try {
        const upload = await readMedia(fetched.bytes);
        const name = fetched.name ?? ref.name ?? '';
        await parts.scoped(async (tx) => {
          const about = { now: parts.now(), name, municipalityId: parts.municipalityId };
          await settle(tx, incomingId, index, await keepFile(tx, files, upload, about), parts.now());
        });
      } catch (error) {
        if (!(error instanceof Refusal) || error.code === 'storage-full') throw error;
        await note(parts, incomingId, index, { gone: error.code });
      }
    },
  };
}

/** Gives the file to the message, and to its case when it has one. Another worker may have been faster: then this file is nobody's. */
async function settle(tx: Tx, incomingId: string, index: number, fileId: string, now: Date): Promise<void> {
  const message = await lockIncomingById(tx, incomingId);
  const ref = message?.media[index];
  if (!message || !ref || ref.fileId !== undefined) return;
  await noteMedia(tx, message, [index], { fileId });
  if (message.voice_id === null) await claimFile(tx, fileId, KEPT_FOR);
  else await attachFiles(tx, message.voice_id, [fileId], { addedBy: 'citizen', internal: false, at: now });
}

function note(parts: JobParts, incomingId: string, index: number, fact: { gone: string }): Promise<void> {
  return parts.scoped(async (tx) => {
    const message = await lockIncomingById(tx, incomingId);
    if (message?.media[index]) await noteMedia(tx, message, [index], fact);
  });
}

/** Asks the channel once what a person calls themselves. A name that cannot be had is none; the person stays who they are by their thread. */
export function fetchProfile(accounts: Reading): Job<(typeof profileJob)['schema']> {
  return {
    ...profileJob,
    async handle(parts, { threadId }) {
      const thread = await parts.scoped((tx) => loadThread(tx, threadId));
      if (!thread || thread.name !== null || thread.kind !== 'person') return;
      const adapter = adapterOf(thread.channel, accounts.adapters);
      const reach = adapter?.profile && (await accounts.reading(parts.municipalityId, adapter.kind));
      const profile = reach ? await adapter?.profile?.(thread.external_id, reach) : null;
      await parts.scoped((tx) => noteProfile(tx, thread, profile ?? null, parts.now()));
    },
  };
}
