import { type ExpressionBuilder, sql } from 'kysely';
import type { Tables, Tx } from '../../../platform/db/db.ts';
import type { AdapterKind } from '../adapter.ts';
import type { Thread } from './thread.ts';

/** `lastWordsOf`: the case that the newest words are about; who may not see it may not read them. */
export type ThreadRow = Thread & { lastWords: string; lastWordsOf: string | null; loose: number };
type Wanted = {
  readonly loose: boolean;
  readonly channel: AdapterKind | undefined;
  readonly after: { at: string; id: string } | null;
  readonly limit: number;
};

/** Messages that wait for somebody to say whose they are: words, pictures and places of no case, not set aside and not a nod. */
const waits = (eb: ExpressionBuilder<Tables, 'channels.incoming'>) =>
  eb.and([
    eb('subject_id', 'is', null),
    eb('dismissed_at', 'is', null),
    eb('state', '!=', 'withdrawn'),
    eb.or([eb('role', 'is', null), eb('role', '=', 'dialogue')]),
  ]);

/** Threads, the one that was heard from last first, with its newest words and how much of it belongs to no case. */
export async function listThreads(tx: Tx, { loose, channel, after, limit }: Wanted): Promise<ThreadRow[]> {
  let threads = tx.selectFrom('channels.thread as t').selectAll('t').where('t.last_in_at', 'is not', null);
  if (channel) threads = threads.where('t.channel', '=', channel);
  if (after)
    threads = threads.where(sql<boolean>`(t.last_in_at, t.id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  if (loose) {
    threads = threads
      .where('t.dialogue', 'is', null)
      .where('t.id', 'in', (eb) =>
        eb
          .selectFrom('channels.incoming')
          .select('thread_id')
          .where(waits)
          .where('thread_id', 'is not', null)
          .$castTo<{ thread_id: string }>(),
      );
  }
  const rows = await threads.orderBy('t.last_in_at', 'desc').orderBy('t.id', 'desc').limit(limit).execute();
  return withWords(tx, rows);
}

/** The same of one thread. */
export const describeThread = async (tx: Tx, thread: Thread): Promise<ThreadRow> => {
  const [row] = await withWords(tx, [thread]);
  return row ?? { ...thread, lastWords: '', lastWordsOf: null, loose: 0 };
};

async function withWords(tx: Tx, threads: readonly Thread[]): Promise<ThreadRow[]> {
  if (threads.length === 0) return [];
  const ids = threads.map(({ id }) => id);
  const [last, counts] = await Promise.all([
    tx
      .selectFrom('channels.incoming')
      .distinctOn('thread_id')
      .select(['thread_id', 'text', 'subject_id'])
      .where('thread_id', 'in', ids)
      .where('text', '!=', '')
      .orderBy('thread_id')
      .orderBy('at', 'desc')
      .execute(),
    tx
      .selectFrom('channels.incoming')
      .select((eb) => ['thread_id' as const, eb.fn.countAll<number>().as('loose')])
      .where('thread_id', 'in', ids)
      .where(waits)
      .groupBy('thread_id')
      .execute(),
  ]);
  const words = new Map(last.map((row) => [row.thread_id, row]));
  const loose = new Map(counts.map((row) => [row.thread_id, Number(row.loose)]));
  return threads.map((thread) => ({
    ...thread,
    lastWords: words.get(thread.id)?.text ?? '',
    lastWordsOf: words.get(thread.id)?.subject_id ?? null,
    loose: thread.dialogue === null ? (loose.get(thread.id) ?? 0) : 0,
  }));
}

/** Sets messages aside: nobody needs to act on them. */
export async function dismissIncoming(tx: Tx, ids: readonly string[], by: string | null, now: Date): Promise<void> {
  await tx
    .updateTable('channels.incoming')
    .set({ dismissed_at: now, dismissed_by: by })
    .where('id', 'in', ids)
    .where('subject_id', 'is', null)
    .execute();
}

/** What we said in a thread, newest last. */
export async function saidInThread(tx: Tx, threadId: string, limit: number) {
  const rows = await tx
    .selectFrom('channels.message')
    .select(['id', 'body', 'status', 'by_human', 'subject_kind', 'subject_id', 'created_at'])
    .where('thread_id', '=', threadId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.toReversed();
}
