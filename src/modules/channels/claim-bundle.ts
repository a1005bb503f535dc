import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Tables, Tx } from '../../platform/db/db.ts';
import type { Abilities } from './adapter.ts';
import { changeThread, lockThread, type Thread } from './conversation/thread.ts';
import { waitsForKey } from './held-for-key.ts';
import { mayHaveArrived } from './may-have-arrived.ts';
import { Part } from './outgoing.ts';
import { isSaidAgain, plain } from './queue-message.ts';
import { inRequests, nextBundle, TOKEN_MARGIN_MS, type Waiting, weightOf } from './rules.ts';
import { type MayBeSpokenOf, withoutUnspeakable } from './set-aside.ts';

/** How long one attempt holds its thread; after that another worker may try. */
export const CLAIM_MS = 120_000;
/** How long all requests of one attempt may take together: well under the claim, so that no two workers ever send at once. */
export const PATIENCE_MS = 80_000;
/** Most waiting messages of a thread that are looked at for one request. */
const MOST_LOOKED_AT = 20;

const Parts = z.array(Part);
const Answers = z.object({ externalId: z.string(), public: z.boolean() });
type Row = Selectable<Tables['channels.message']>;
export type Queued = Waiting & {
  readonly row: Row;
  readonly said: readonly [Part, ...Part[]];
  readonly to: z.infer<typeof Answers> | null;
};
export type Bundle = {
  readonly thread: Thread;
  readonly messages: readonly [Queued, ...Queued[]];
  readonly attempt: number;
  readonly replyToken: string | null;
  /** An attempt before may have arrived. */
  readonly again: boolean;
  /** What may have arrived went by the token, whose life is over by now: this is the last time that it is tried. */
  readonly tokenOver: boolean;
};

/**
 * Takes the next messages of a thread for one attempt, in a transaction of its own: the sending itself holds no row and no connection.
 * What others would read of a case that may no longer be spoken of is set aside first. 'nothing': none waits · 'being-sent': another worker is at it · 'waits': the oldest may not go yet, and none overtakes it.
 */
export async function claimBundle(
  tx: Tx,
  threadId: string,
  { mostAtOnce, mayBeSpokenOf }: Pick<Abilities, 'mostAtOnce'> & { readonly mayBeSpokenOf: MayBeSpokenOf },
  now: Date,
): Promise<Bundle | 'nothing' | 'being-sent' | 'waits'> {
  const thread = await lockThread(tx, threadId);
  if (!thread) return 'nothing';
  if (thread.sending_until && thread.sending_until > now) return 'being-sent';
  const looked = await tx
    .selectFrom('channels.message')
    .selectAll()
    .where('thread_id', '=', threadId)
    .where('status', '=', 'queued')
    .orderBy('created_at')
    .orderBy('id')
    .limit(MOST_LOOKED_AT)
    .execute();
  if (looked.length === 0) return 'nothing';
  const waiting = await withoutUnspeakable(tx, thread, looked, mayBeSpokenOf, now);
  if (waiting.length === 0) return claimBundle(tx, threadId, { mostAtOnce, mayBeSpokenOf }, now);
  const most = Math.max(1, mostAtOnce);
  const queued = waiting.map(readQueued);
  if (queued[0] && queued[0].to === null && queued[0].parts > most && queued[0].bundleId === null) {
    queued.splice(0, 1, ...(await splitRow(tx, queued[0], most)));
  }
  const inTurn = nextBundle(queued, most, now);
  const [first, ...rest] = inTurn.length > 0 ? inTurn : await pastTheKey(tx, thread, queued, most, now);
  if (!first) return 'waits';
  const messages = [first, ...rest] as const;
  const attempt = first.row.attempts + 1;
  const until = new Date(now.getTime() + CLAIM_MS);
  const again = await mayHaveArrived(tx, first.id, first.row.attempts);
  const token = await takeToken(tx, thread, first, again, now);
  await tx
    .updateTable('channels.message')
    .set({ attempts: attempt, claimed_until: until, bundle_id: first.bundleId ?? first.id })
    .where(
      'id',
      'in',
      messages.map(({ id }) => id),
    )
    .execute();
  await changeThread(tx, threadId, { sending_until: until });
  return { thread, messages, attempt, again, ...token };
}

/**
 * What may go though the oldest waits for a key that works: while the person's own free right to answer lives, what was not tried yet. Were
 * it to wait as well, the right would be lost; and it shows whether the key works again. [] where the oldest waits for anything else.
 */
async function pastTheKey(
  tx: Tx,
  thread: Thread,
  queued: readonly Queued[],
  most: number,
  now: Date,
): Promise<readonly Queued[]> {
  const [oldest] = queued;
  const lives =
    thread.reply_token_until !== null && thread.reply_token_until.getTime() > now.getTime() + TOKEN_MARGIN_MS;
  if (!oldest || thread.reply_token === null || !lives || !(await waitsForKey(tx, oldest.id))) return [];
  const untried = queued.filter(
    ({ row, to }) => row.attempts === 0 && to === null && row.recipient === thread.external_id,
  );
  return nextBundle(untried, most, now);
}

/**
 * The free right to answer is taken by one message, once: from then on it stands with the message, for its repeated attempts while it
 * lives, and no other message sees it. Where nobody knows whether it was used it is tried once more even when its life is over by our
 * clock: it can say it once only, and a push on top could say it twice.
 */
async function takeToken(
  tx: Tx,
  thread: Thread,
  first: Queued,
  again: boolean,
  now: Date,
): Promise<Pick<Bundle, 'replyToken' | 'tokenOver'>> {
  const none = { replyToken: null, tokenOver: false };
  const soon = new Date(now.getTime() + TOKEN_MARGIN_MS);
  const { reply_token: own, reply_token_until: ownUntil, attempts } = first.row;
  if (own !== null) {
    const over = ownUntil === null || ownUntil <= soon;
    return over && !again ? none : { replyToken: own, tokenOver: over };
  }
  // What is said once more goes by a key that the provider knows.
  if (isSaidAgain(first.row.dedupe_key)) return none;
  if (attempts > 0 || !thread.reply_token || !thread.reply_token_until || thread.reply_token_until <= soon) return none;
  // What goes to somebody else's thread, or answers another message, is not what the token is for.
  if (first.to !== null || first.row.recipient !== thread.external_id) return none;
  const { reply_token, reply_token_until } = thread;
  await changeThread(tx, thread.id, { reply_token: null, reply_token_until: null });
  await tx.updateTable('channels.message').set({ reply_token, reply_token_until }).where('id', '=', first.id).execute();
  return { replyToken: reply_token, tokenOver: false };
}

/**
 * What is too much for one request becomes several messages, each with its own name at the provider. Their ids follow the first one's, so
 * that none goes after what was queued behind it.
 */
async function splitRow(tx: Tx, { row, said }: Queued, most: number): Promise<Queued[]> {
  const [first = [], ...rest] = inRequests(said, most);
  const head = await tx
    .updateTable('channels.message')
    .set({ parts: JSON.stringify(first) })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const rows = rest.map((parts, i) => ({
    ...row,
    id: idAfter(row.id, i + 1),
    parts: JSON.stringify(parts),
    answers: row.answers && JSON.stringify(row.answers),
    body: plain(parts),
    dedupe_key: `${row.dedupe_key}#${i + 2}`,
  }));
  if (rows.length > 0) await tx.insertInto('channels.message').values(rows).execute();
  const added = await tx
    .selectFrom('channels.message')
    .selectAll()
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('id')
    .execute();
  return [head, ...added].map(readQueued);
}

/** The id that is `steps` after another: what follows a v7 id is random, and is nobody else's. */
function idAfter(id: string, steps: number): string {
  const digits = (BigInt(`0x${id.replaceAll('-', '')}`) + BigInt(steps)).toString(16).padStart(32, '0');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function readQueued(row: Row): Queued {
  // What was queued by another version may have parts that this one cannot read: then its words go.
  const [first = { kind: 'text', text: row.body || row.title }, ...rest] = Parts.catch([]).parse(row.parts);
  return {
    id: row.id,
    row,
    said: [first, ...rest],
    parts: weightOf([first, ...rest]),
    byHuman: row.by_human,
    answers: JSON.stringify(row.answers),
    subject: row.channel === 'email' ? row.title : '',
    to: Answers.nullable().parse(row.answers),
    bundleId: row.bundle_id,
    sendAfter: row.send_after,
  };
}
