import { z } from 'zod';
import type { Job } from '../../../platform/jobs.ts';
import { lockIncomingById, mediaWaiting, noteMedia } from '../../channels/index.ts';
import { LATE } from './fetch-media.ts';
import { queueMedia } from './jobs.ts';

const Nothing = z.object({});
const HOUR_MS = 3_600_000;
/** How long a picture may be on its way by the job it came with, before it is asked for again. */
const AGAIN_AFTER_MS = HOUR_MS;
/** Longest that it is asked for: a token that ran out is renewed by then, and providers keep no picture for ever. */
const GIVEN_UP_AFTER_MS = 14 * 24 * HOUR_MS;
const MOST_AT_ONCE = 500;

/**
 * Asks again for pictures that did not come: the channel's key had run out, its provider was away for longer than a job is tried. What has
 * not come in two weeks is noted as not to be had, where the case shows it.
 */
export const sweepMedia: Job<typeof Nothing> = {
  id: 'complaints.sweep-media',
  schema: Nothing,
  async handle({ scoped, now }) {
    const at = now().getTime();
    await scoped(async (tx) => {
      for (const { id, at: said } of await mediaWaiting(tx, new Date(at - AGAIN_AFTER_MS), MOST_AT_ONCE)) {
        const message = await lockIncomingById(tx, id);
        if (!message) continue;
        const waiting = message.media.flatMap((each, i) => ((each.fileId ?? each.gone) === undefined ? [i] : []));
        if (said.getTime() < at - GIVEN_UP_AFTER_MS) await noteMedia(tx, message, waiting, { gone: LATE });
        else for (const index of waiting) await queueMedia(tx, id, index);
      }
    });
  },
};
