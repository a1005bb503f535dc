import { z } from 'zod';
import type { Job } from '../../../platform/jobs.ts';
import { lockThread, silentThreads } from '../../channels/index.ts';
import { lapse } from '../dialogue/lapse.ts';
import { LAPSES_AFTER_MINUTES } from '../dialogue/state.ts';
import { carryOut, stateOf } from './guide.ts';
import type { Way } from './way.ts';

const Nothing = z.object({});
const MOST_AT_ONCE = 500;

/** Reports that were begun in a conversation and left lying go to the desk as they are: nothing that was told is lost. */
export function lapseDialogues(way: Way): Job<typeof Nothing> {
  return {
    id: 'complaints.lapse-dialogues',
    schema: Nothing,
    async handle({ scoped, now }) {
      const before = new Date(now().getTime() - LAPSES_AFTER_MINUTES * 60_000);
      const ids = await scoped((tx) => silentThreads(tx, before, MOST_AT_ONCE));
      for (const id of ids) {
        await scoped(async (tx) => {
          const thread = await lockThread(tx, id);
          const state = thread && stateOf(thread);
          const turn = thread && state && lapse(state, { now: now(), language: thread.language });
          if (!thread || !state || !turn) return;
          const key = `lapse:${id}:${state.askedAt}`;
          await carryOut(tx, { thread, incoming: null, gesture: false, mayReply: true, key, now: now() }, turn, way);
        });
      }
    },
  };
}
