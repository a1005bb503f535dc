import type { Tx } from '../../../platform/db/db.ts';
import { limitRate } from '../../../platform/rate-limit.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { normalise, toArabicDigits } from '../../../thai/index.ts';
import { assignIncoming, dismissIncoming, type Incoming, type Thread } from '../../channels/index.ts';
import { say } from '../conversation/say.ts';
import { linkToThread } from '../link-to-thread.ts';
import { trackCase } from '../track-case.ts';
import { mayJoinCase } from './citizen-proofs.ts';
import { wordsOfPerson } from './words.ts';

/** "ร.0001/2569 ABCD-EFGH-JKMN", with whatever stands around: a number as the register writes it, and twelve letters of a code. */
const NUMBER = /[รคน]\s*\.?\s*\d{1,7}\s*\/\s*\d{2,4}/u;
const CODE =
  /(?<![0-9A-Z])([2-9A-HJKMNP-TW-Z]{4})[\s-]?([2-9A-HJKMNP-TW-Z]{4})[\s-]?([2-9A-HJKMNP-TW-Z]{4})(?![0-9A-Z])/i;
const TRIES = { most: 10, seconds: 900 };

/** The number and the code that a message holds, or null. */
export function readClaim(text: string): { number: string; code: string } | null {
  const said = toArabicDigits(normalise(text));
  const [number] = NUMBER.exec(said) ?? [];
  if (number === undefined) return null;
  const [code] = CODE.exec(said.replace(number, ' ')) ?? [];
  return code === undefined ? null : { number, code };
}

/**
 * Somebody names a case and its code in their own thread: the case is theirs, and is answered there from now on. Returns the case's id;
 * null when the words are no such claim, or the code is not the case's: then they go on as other words do.
 */
export async function claimByCode(
  tx: Tx,
  { thread, incoming, mayReply, now }: { thread: Thread; incoming: Incoming; mayReply: boolean; now: Date },
): Promise<string | null> {
  const claim = thread.kind === 'person' && incoming.media.length === 0 ? readClaim(incoming.text) : null;
  if (!claim) return null;
  const tracked = await proven(tx, thread.id, claim, now);
  if (!tracked) return null;
  const allowed = await mayJoinCase(tx, tracked.id);
  if (allowed) {
    await linkToThread(
      tx,
      { caseId: tracked.id, channel: thread.channel, personId: thread.external_id, proof: 'tracking-code' },
      now,
    );
  }
  await assignIncoming(tx, [incoming.id], { subjectId: null, voiceId: null, role: 'dialogue' });
  // It is answered here: nobody at the desk has to say whose it is.
  await dismissIncoming(tx, [incoming.id], null, now);
  const words = wordsOfPerson(thread.language);
  const text = allowed ? words.claimed(tracked.number) : words.notClaimed(tracked.number);
  if (mayReply) await say(tx, thread, [{ kind: 'text', text }], { key: `claim:${incoming.id}`, now });
  return tracked.id;
}

/** The case, when the code is its own. Tries are counted by thread: a code is not found by guessing. */
async function proven(tx: Tx, threadId: string, claim: { number: string; code: string }, now: Date) {
  try {
    await limitRate(tx, `claim ${threadId}`, TRIES, now);
    return await trackCase(tx, claim, now);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
