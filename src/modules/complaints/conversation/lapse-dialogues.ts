import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import type { Job } from '../../../platform/jobs.ts';
import { keepDialogue, lockThread, silentThreads } from '../../channels/index.ts';
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
    async handle({ scoped, now, log }) {
      const before = new Date(now().getTime() - LAPSES_AFTER_MINUTES * 60_000);
      const ids = await scoped((tx) => silentThreads(tx, before, MOST_AT_ONCE));
      for (const id of ids) {
        try {
          await scoped((tx) => lapseOne(tx, id, way, now()));
        } catch (error) {
          // One that cannot be brought to its end keeps nobody else's words from the desk.
          log.error({ event: 'dialogue-not-lapsed', threadId: id, err: error });
        }
      }
    },
  };
}

async function lapseOne(tx: Tx, id: string, way: Way, now: Date): Promise<void> {
  const thread = await lockThread(tx, id);
  if (!thread || thread.dialogue === null) return;
  const state = stateOf(thread);
  // Of another version: what was said stands in the conversation, where the desk sees it.
  if (!state) return void (await keepDialogue(tx, thread, null));
  const turn = lapse(state, { now, language: thread.language });
  const key = `lapse:${id}:${state.askedAt}`;
  if (turn) await carryOut(tx, { thread, incoming: null, gesture: false, mayReply: true, key, now }, turn, way);
}
