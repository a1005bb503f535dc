import type { Tx } from '../../platform/db/db.ts';
import { enqueue, type Job, type JobParts } from '../../platform/jobs.ts';
import { noteTrouble, noteWorks } from './accounts/note-trouble.ts';
import type { Accounts } from './accounts/open-accounts.ts';
import { fetchWithin } from './accounts/provider-fetch.ts';
import type { Adapter, AdapterKind, Picture, Sending } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { type Bundle, claimBundle, PATIENCE_MS, type Queued } from './claim-bundle.ts';
import { changeThread, loadThread } from './conversation/thread.ts';
import { releaseHeldForKey } from './held-for-key.ts';
import { DELIVER_THREAD, UNDELIVERED } from './jobs.ts';
import type { Outgoing, SendResult } from './outgoing.ts';
import { MOST_ATTEMPTS, PAUSED_HOURS, restedUntil, windowEnds, windowOf } from './rules.ts';
import type { MayBeSpokenOf } from './set-aside.ts';
import type { MessageStatus } from './tables.ts';

/** Finds the picture at an address of ours. */
export type OpenPicture = (parts: JobParts, url: string) => Promise<Picture | null>;
type Speaking = Pick<Accounts, 'adapters' | 'reach' | 'isPaused'> & {
  readonly openPicture: OpenPicture;
  readonly mayBeSpokenOf: MayBeSpokenOf;
};
const PAUSED = 'พักช่องทางนี้ไว้ (the channel is paused)';
const PAUSED_TOO_LONG = `พักช่องทางนี้นานเกิน ${PAUSED_HOURS} ชั่วโมง (the channel is paused for too long)`;
const NOT_CONNECTED = 'ยังไม่ได้เชื่อมช่องทางนี้ จึงส่งไม่ได้ (the channel is not connected)';
const WINDOW_CLOSED = 'เกินเวลาที่ช่องทางนี้ให้ตอบได้แล้ว (the reply window has closed)';
const BLOCKED = 'ผู้แจ้งปิดรับข้อความจากเรา (the person has blocked us)';

/**
 * The job that sends what waits for one thread, oldest first, several in a request where the channel takes several. Each attempt leaves
 * proof; a provider that is not reached, or says "later", is tried again (the job throws, the queue backs off).
 *
 * Once, or at least once? Every request carries the first message's id. A provider that knows such keys (LINE's pushes) gets the very
 * same request again, and nothing arrives twice. A free reply cannot be sent twice either: its token dies with the first, so the same one
 * is tried again; no push goes on top of it. Where a provider knows neither (Meta, X), the adapter is told that an attempt before may have
 * arrived (`again`) and looks for the words before it says them once more. What cannot be found out is 'uncertain': nothing says it again
 * by itself, and an officer sees it and decides. An attempt that certainly sent nothing (a 429, a wrong key, no connection) is none that
 * has to be looked for: the message would be taken for said.
 *
 * While a channel is paused nothing is sent: what waits is looked for again when the channel is opened, and what waited too long goes
 * another way, with what waits beside it.
 */
export function deliverThreadJob(
  speaking: Speaking,
  { patienceMs = PATIENCE_MS } = {},
): Job<typeof DELIVER_THREAD.schema> {
  return {
    ...DELIVER_THREAD,
    async handle(parts, { threadId }) {
      const thread = await parts.scoped((tx) => loadThread(tx, threadId));
      if (!thread) return;
      const adapter = adapterOf(thread.channel, speaking.adapters);
      const { mayBeSpokenOf } = speaking;
      for (;;) {
        const paused = await speaking.isPaused(parts.municipalityId, thread.channel);
        if (paused && !(await parts.scoped((tx) => waitedTooLong(tx, threadId, parts.now())))) return;
        const begun = performance.now();
        const bundle = await parts.scoped((tx) =>
          claimBundle(tx, threadId, { mostAtOnce: adapter?.abilities.mostAtOnce ?? 1, mayBeSpokenOf }, parts.now()),
        );
        if (bundle === 'nothing') return;
        if (typeof bundle === 'string')
          throw new Error(`the thread ${bundle === 'waits' ? 'waits' : 'is being sent to'}`);
        const patience = Math.max(0, Math.floor(begun + patienceMs - performance.now()));
        const result = await attempt(speaking, parts, adapter, { bundle, patience });
        const status = await parts.scoped((tx) => record(tx, bundle, result, parts.now()));
        await noteKey(parts, thread.channel, result);
        if (status === 'queued') throw new Error('the provider was not reached; the messages wait');
      }
    },
  };
}

const pausedSince = (now: Date): Date => new Date(now.getTime() - PAUSED_HOURS * 3_600_000);

async function waitedTooLong(tx: Tx, threadId: string, now: Date): Promise<boolean> {
  const late = await tx
    .selectFrom('channels.message')
    .select('id')
    .where('thread_id', '=', threadId)
    .where('status', '=', 'queued')
    .where('created_at', '<=', pausedSince(now))
    .limit(1)
    .executeTakeFirst();
  return late !== undefined;
}

type Result = SendResult & {
  /** Nothing was asked: the message could not have gone. */
  readonly untried?: true;
};

async function attempt(
  speaking: Speaking,
  parts: JobParts,
  adapter: Adapter | null,
  { bundle, patience }: { bundle: Bundle; patience: number },
): Promise<Result> {
  const { thread, messages, replyToken } = bundle;
  const [first] = messages;
  const now = parts.now();
  const reach = adapter && (await speaking.reach(parts.municipalityId, adapter.kind));
  if (!adapter) return untried(NOT_CONNECTED, null);
  if (!reach) return notNow(bundle, await speaking.isPaused(parts.municipalityId, adapter.kind), now);
  if (thread.blocked) return untried(BLOCKED, 'blocked');
  // An answer to a public comment is bound by the comment's age, which the provider knows.
  const ends = first.to
    ? null
    : windowEnds(windowOf(adapter.abilities, first.byHuman, reach.settings), thread.last_in_at);
  if (ends && ends <= now && replyToken === null) return untried(WINDOW_CLOSED, 'window-closed');
  try {
    const sending: Sending = {
      ...reach,
      fetch: fetchWithin(reach.fetch, patience),
      picture: (url) => speaking.openPicture(parts, url),
    };
    return await adapter.send(outgoing(bundle, now), sending);
  } catch (error) {
    return { ...NOTHING, outcome: 'unreachable', answer: error instanceof Error ? error.name : 'unknown fault' };
  }
}

const NOTHING = { method: '', cost: 0, providerIds: [], retryAfterSeconds: null, problem: null } as const;
const untried = (answer: string, problem: SendResult['problem']): Result => ({
  ...NOTHING,
  outcome: 'refused',
  answer,
  problem,
  untried: true,
});

/** A channel that is paused opens again; one that nobody connects does not. */
function notNow({ messages: [first] }: Bundle, paused: boolean, now: Date): Result {
  if (!paused) return untried(NOT_CONNECTED, null);
  if (first.row.created_at <= pausedSince(now)) return untried(PAUSED_TOO_LONG, 'paused');
  return { ...NOTHING, outcome: 'unreachable', answer: PAUSED, problem: 'paused', nothingSent: true };
}

function outgoing({ thread, messages, replyToken, again }: Bundle, now: Date): Outgoing {
  const [first, ...rest] = messages;
  const [part, ...more] = first.said;
  const elsewhere = first.row.recipient !== thread.external_id;
  return {
    id: first.row.bundle_id ?? first.id,
    to: { kind: elsewhere ? 'person' : thread.kind, id: elsewhere ? first.row.recipient : thread.external_id },
    parts: [part, ...more, ...rest.flatMap((message) => message.said)],
    subject: first.row.title,
    byHuman: first.byHuman,
    replyToken,
    answers: first.to,
    again,
    queuedAt: first.row.created_at,
    hoursSinceHeard: thread.last_in_at ? (now.getTime() - thread.last_in_at.getTime()) / 3_600_000 : null,
  };
}

/**
 * That the key is refused stands with the channel, and whoever may mend it is told; until it works again. Apart from the record of the
 * attempt, which nothing may hold up.
 */
async function noteKey(
  parts: JobParts,
  channel: AdapterKind,
  { problem, answer: detail, outcome }: Result,
): Promise<void> {
  if (problem === 'wrong-key')
    await parts.scoped((tx) => noteTrouble(tx, channel, 'sending', { problem, detail }, parts.now()));
  else if (outcome === 'accepted') await parts.scoped((tx) => noteWorks(tx, channel, 'sending', parts.now()));
}

/** Keeps the proof and says what becomes of the messages. */
async function record(tx: Tx, bundle: Bundle, result: Result, now: Date): Promise<MessageStatus> {
  const { thread, messages, attempt: n } = bundle;
  const status = statusAfter(result, bundle);
  await prove(tx, messages, n, status === 'uncertain' ? { ...result, outcome: status } : result, now);
  const alone = status === 'queued' && result.outcome === 'refused' && result.problem !== 'wrong-key';
  await tx
    .updateTable('channels.message')
    .set((row) => ({
      status,
      claimed_until: null,
      sent_at: status === 'sent' ? now : null,
      ...(result.retryAfterSeconds !== null &&
        status === 'queued' && { send_after: restedUntil(now, result.retryAfterSeconds) }),
      // Once a push had to go the token is used up or too old: tried again it would look as if we had used it.
      ...((status !== 'queued' || result.method === 'push') && { reply_token: null, reply_token_until: null }),
      ...(alone && { bundle_id: row.ref('id') }),
    }))
    .where('id', 'in', ids(messages))
    .execute();
  await changeThread(tx, thread.id, {
    sending_until: null,
    ...(status === 'sent' && { last_out_at: now }),
    ...(result.problem === 'blocked' &&
      messages[0].row.recipient === thread.external_id && { blocked: true, follow_at: now }),
  });
  // The key was seen to work: what waited for one goes after it.
  if (status === 'sent') await releaseHeldForKey(tx, thread.channel, now);
  if (status === 'failed' || status === 'unroutable') {
    for (const { id, row } of messages) {
      if (row.subject_kind === 'complaint') await enqueue(tx, UNDELIVERED, { messageId: id });
    }
  }
  // What was refused together is tried one by one, at once.
  return alone ? 'sent' : status;
}

/**
 * What becomes of the messages. Where an attempt before may have arrived, and this one does not settle it, nobody knows: they are not said
 * another way, nor called failed.
 */
function statusAfter(result: Result, { messages, attempt: n, again, tokenOver }: Bundle): MessageStatus {
  const { outcome, problem, providerIds, nothingSent = outcome === 'refused' } = result;
  if (outcome === 'accepted') return 'sent';
  if (outcome === 'uncertain') return 'uncertain';
  const unsure = again || !nothingSent;
  // A key that is wrong is for the administrator to mend, not a fault of the message.
  if (outcome === 'unreachable' || (problem === 'wrong-key' && !result.untried)) {
    if (tokenOver && result.method !== 'push') return 'uncertain';
    if (n < MOST_ATTEMPTS) return 'queued';
    return unsure ? 'uncertain' : 'failed';
  }
  if (unsure && providerIds.length === 0) return 'uncertain';
  if (result.untried) return 'unroutable';
  // One bad message must not take its neighbours with it.
  const oneByOne = (problem === null || problem === 'too-long') && messages.length > 1 && providerIds.length === 0;
  return oneByOne ? 'queued' : 'failed';
}

const ids = (messages: readonly Queued[]): string[] => messages.map(({ id }) => id);

/** One row of proof a message. What it cost is the request's, and stands with the first. */
async function prove(tx: Tx, messages: readonly Queued[], attempt: number, result: Result, now: Date): Promise<void> {
  const all = messages.reduce((sum, message) => sum + message.parts, 0);
  let from = 0;
  const rows = messages.map((message, i) => {
    const own =
      result.providerIds.length === all
        ? result.providerIds.slice(from, from + message.parts)
        : i === 0
          ? result.providerIds
          : [];
    from += message.parts;
    return {
      message_id: message.id,
      attempt,
      at: now,
      outcome: result.outcome,
      provider_answer: result.answer.slice(0, 500),
      method: result.method,
      cost: i === 0 ? String(result.cost) : '0',
      provider_ids: [...own],
      problem: result.problem,
      nothing_sent: result.nothingSent ?? (result.outcome === 'refused' && result.providerIds.length === 0),
    };
  });
  await tx
    .insertInto('channels.delivery')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['municipality_id', 'message_id', 'attempt']).doNothing())
    .execute();
}
