import type { Tx } from '../../../platform/db/db.ts';
import { limitRate } from '../../../platform/rate-limit.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { assignIncoming, type Became, dismissIncoming, type Incoming, type Thread } from '../../channels/index.ts';
import { citizenMessage } from '../citizen-steps.ts';
import { LONGEST_TEXT } from '../contract.ts';
import { joinCase } from '../conversation/join-case.ts';
import { say } from '../conversation/say.ts';
import { wordsIn } from '../conversation/words.ts';
import { linkToThread } from '../link-to-thread.ts';
import { loadComplaint, lockComplaint } from '../store.ts';
import { type TrackedCase, trackCase } from '../track-case.ts';
import { mayJoinCase } from './citizen-proofs.ts';
import { isClaimAlone, readClaim } from './read-claim.ts';
import { wordsOfPerson } from './words.ts';

const TRIES = { most: 10, seconds: 900 };

type Claiming = {
  readonly thread: Thread;
  readonly incoming: Incoming;
  /** What its sender said of it: what it quotes claims nothing. */
  readonly own: string;
  readonly mayReply: boolean;
  readonly now: Date;
};

/**
 * Somebody names a case and its code in their own thread: the case is theirs, and is answered there from now on; what they say beside it
 * is said about that case. A number and a code that do not belong together, and nothing else, are answered so and file nothing. Null: the
 * words go on as others do.
 */
export async function claimByCode(tx: Tx, claiming: Claiming): Promise<Became | null> {
  const { thread, incoming, own, now } = claiming;
  const claim = thread.kind === 'person' ? readClaim(own) : null;
  const tracked = claim && (await proven(tx, thread.id, claim, now));
  const alone = incoming.media.length === 0 && incoming.pin === null && isClaimAlone(own);
  if (!tracked) return alone ? notFound(tx, claiming) : null;
  const allowed = await mayJoinCase(tx, tracked.id);
  if (allowed) {
    await linkToThread(
      tx,
      { caseId: tracked.id, channel: thread.channel, personId: thread.external_id, proof: 'tracking-code' },
      now,
    );
    await mustHold(tx, tracked);
  }
  const words = wordsOfPerson(thread.language);
  const said = [allowed ? words.claimed(tracked.number) : words.notClaimed(tracked.number)];
  if (alone) await settle(tx, claiming);
  else {
    await (allowed ? join : addUntied)(tx, claiming, tracked.id);
    said.push(wordsIn(thread.language).adding(tracked.number));
  }
  await answer(tx, claiming, said);
  return { became: alone ? 'dialogue' : 'added-to-case', incomingId: incoming.id, subjectId: tracked.id };
}

async function join(tx: Tx, { thread, incoming, now }: Claiming, caseId: string): Promise<void> {
  const row = await loadComplaint(tx, caseId);
  if (row) await joinCase(tx, { thread, incoming: [incoming], row, key: `incoming:${incoming.id}`, now });
}

/** The person is held, so nobody replaces the code from here on; should it have been this moment, the words are read again. */
async function mustHold(tx: Tx, { id, trackingCode }: TrackedCase): Promise<void> {
  const row = await lockComplaint(tx, id);
  if (row?.tracking_code !== trackingCode) throw new Error('the code was replaced while its case was claimed');
}

/** Of a case that shows nobody's name the words alone, as by its page: whose chat they came from stays unknown. Files wait at the desk. */
async function addUntied(tx: Tx, claiming: Claiming, caseId: string): Promise<void> {
  const { incoming, own, now } = claiming;
  const key = `incoming:${incoming.id}`;
  if (own !== '') await citizenMessage(tx, { id: caseId }, { key, text: own.slice(0, LONGEST_TEXT), fileIds: [] }, now);
  if (incoming.media.length === 0) await settle(tx, claiming);
  else await assignIncoming(tx, [incoming.id], { subjectId: null, voiceId: null, role: null });
}

/** It is answered here: nobody at the desk has to say whose it is. */
async function settle(tx: Tx, { incoming, now }: Claiming): Promise<void> {
  await assignIncoming(tx, [incoming.id], { subjectId: null, voiceId: null, role: 'dialogue' });
  await dismissIncoming(tx, [incoming.id], null, now);
}

/** The same whichever of the two is wrong. Where nothing private may be answered it waits at the desk. */
async function notFound(tx: Tx, claiming: Claiming): Promise<Became> {
  const { thread, incoming, mayReply } = claiming;
  if (mayReply && thread.kind === 'person') {
    await settle(tx, claiming);
    await answer(tx, claiming, [wordsOfPerson(thread.language).noMatch]);
    return { became: 'dialogue', incomingId: incoming.id };
  }
  await assignIncoming(tx, [incoming.id], { subjectId: null, voiceId: null, role: null });
  return { became: 'nothing', incomingId: incoming.id };
}

async function answer(tx: Tx, { thread, incoming, mayReply, now }: Claiming, texts: readonly string[]): Promise<void> {
  const parts = texts.map((text) => ({ kind: 'text', text }) as const);
  if (mayReply) await say(tx, thread, parts, { key: `claim:${incoming.id}`, now });
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
