import { z } from 'zod';
import type { Reach } from '../adapter.ts';
import { answerOf, line } from './api.ts';

/** A multiple of five, at most sixty (messaging-api.yml `ShowLoadingAnimationRequest`). It ends by itself when a message comes. */
const SECONDS = 20;

/** LINE's loading animation: in a chat with one person only, and seen only by who has it open. */
export async function showWaiting(personId: string, reach: Reach): Promise<string | null> {
  const json = { chatId: personId, loadingSeconds: SECONDS };
  const asked = await line(reach, { method: 'POST', path: '/v2/bot/chat/loading/start', json }, z.unknown());
  if (asked.kind === 'done') return null;
  return asked.kind === 'failed' ? answerOf(asked.failure) : asked.why;
}
