import type { FileStore } from '../../../platform/files/store.ts';
import type { Job, Schedule } from '../../../platform/jobs.ts';
import { type Accounts, deliverThreadJob, type Receive, sweepOutbox } from '../../channels/index.ts';
import { fetchChannelMedia, fetchProfile } from './fetch-media.ts';
import { findAnotherWay } from './find-another-way.ts';
import { mayStillBeSpokenOf } from './in-public.ts';
import { lapseDialogues } from './lapse-dialogues.ts';
import { offerOtherWay } from './offer-other-way.ts';
import { openPicture } from './open-picture.ts';
import { receiveArrival } from './receive-arrival.ts';
import { sweepMedia } from './sweep-media.ts';

/** Conversations by channels: what takes arrivals into the register, and what follows by itself. */
export function conversationJobs(
  accounts: Pick<Accounts, 'adapters' | 'reach' | 'reading' | 'isPaused' | 'key'>,
  files: FileStore,
  publicUrl: string | null,
): { receive: Receive; jobs: readonly Job[]; schedules: readonly Schedule[] } {
  const way = { publicUrl, adapters: accounts.adapters, key: accounts.key };
  return {
    receive: receiveArrival(way),
    jobs: [
      deliverThreadJob({
        ...accounts,
        openPicture: openPicture(accounts.key, files),
        mayBeSpokenOf: mayStillBeSpokenOf,
      }),
      fetchChannelMedia(accounts, files),
      fetchProfile(accounts),
      findAnotherWay,
    ],
    schedules: [
      sweepOutbox,
      { cron: '*/5 * * * *', job: lapseDialogues(way) },
      { cron: '*/15 * * * *', job: offerOtherWay(way) },
      { cron: '25 * * * *', job: sweepMedia },
    ],
  };
}
