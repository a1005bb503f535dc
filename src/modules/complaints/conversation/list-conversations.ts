import type { Tx } from '../../../platform/db/db.ts';
import { pageKey, readPageKey } from '../../../platform/page-key.ts';
import { Refusal } from '../../../platform/refusal.ts';
import {
  casesOfThread,
  describeThread,
  incomingOfThread,
  listThreads,
  loadThread,
  saidInThread,
  shownSettings,
  type ThreadRow,
} from '../../channels/index.ts';
import type { Actor } from '../../people/index.ts';
import { mayReadConversations, maySee, seesContact } from '../rules.ts';
import type { Complaint } from '../tables.ts';
import type { ConversationPage, ConversationQuery, ConversationRow, ConversationView } from './contract.ts';
import { presentConversation } from './view-conversation.ts';

const MOST_SHOWN = 200;

/** @throws Refusal('not-allowed') for who does not sit at the desk */
export function mustReadConversations(actor: Actor): void {
  if (!mayReadConversations(actor)) throw new Refusal('not-allowed', { what: 'conversation' });
}

/** Who writes to us, the newest first; `loose`: only where something belongs to no case yet. */
export async function listConversations(tx: Tx, actor: Actor, query: ConversationQuery): Promise<ConversationPage> {
  mustReadConversations(actor);
  const { loose, channel, limit } = query;
  const rows = await listThreads(tx, { loose, channel, after: readPageKey(query.after), limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const cases = await visibleCases(
    tx,
    actor,
    page.flatMap(({ subject_id, lastWordsOf }) => [subject_id, lastWordsOf].filter((id) => id !== null)),
  );
  return {
    items: page.map((row) => presentThread(row, cases, actor)),
    next: last?.last_in_at ? pageKey(last.last_in_at.toISOString(), last.id) : null,
  };
}

/** One conversation whole, but for what belongs to cases that the actor may not see. */
export async function viewConversation(tx: Tx, actor: Actor, id: string, now: Date): Promise<ConversationView> {
  mustReadConversations(actor);
  const thread = await loadThread(tx, id);
  if (!thread) throw new Refusal('not-found', { what: 'conversation' });
  const [messages, said] = [await incomingOfThread(tx, id, MOST_SHOWN), await saidInThread(tx, id, MOST_SHOWN)];
  const row = await describeThread(tx, thread);
  const spoken = [
    ...messages.map(({ subject_id }) => subject_id),
    ...said.map(({ subject_kind, subject_id }) => (subject_kind === 'complaint' ? subject_id : null)),
    ...(await casesOfThread(tx, id, 'spoken')),
    thread.subject_id,
    row.lastWordsOf,
  ].filter((each) => each !== null);
  const cases = await visibleCases(tx, actor, spoken);
  // What the program says by itself repeats what it was told: where any of that is confidential, all of it is.
  const repeats = spoken.some((each) => !cases.has(each));
  const shown = messages.filter(({ subject_id }) => subject_id === null || cases.has(subject_id));
  return {
    row: presentThread(row, cases, actor),
    conversation: presentConversation(thread, shown, {
      named: seesContact(actor),
      public: thread.kind === 'post',
      publicly: null,
      settings: await shownSettings(tx, thread.channel),
      now,
    }),
    said: said
      .filter(({ subject_kind, subject_id, by_human }) =>
        subject_kind === 'complaint' ? cases.has(subject_id) : by_human || !repeats,
      )
      .map(({ id: messageId, created_at, body, status, by_human }) => ({
        id: messageId,
        at: created_at.toISOString(),
        text: body,
        status,
        byHuman: by_human,
      })),
  };
}

type Cases = ReadonlyMap<string, Complaint>;

export async function visibleCases(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Cases> {
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('complaints.complaint').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.filter((row) => maySee(row, actor)).map((row) => [row.id, row]));
}

function presentThread(row: ThreadRow, cases: Cases, actor: Actor): ConversationRow {
  const about = cases.get(row.subject_id ?? '');
  const hidden = [row.subject_id, row.lastWordsOf].some((id) => id !== null && !cases.has(id));
  return {
    threadId: row.id,
    channel: row.channel,
    threadKind: row.kind,
    name: seesContact(actor) ? row.name : null,
    lastInAt: row.last_in_at?.toISOString() ?? null,
    lastWords: hidden ? '' : row.lastWords,
    caseId: about?.id ?? null,
    caseNumber: about?.number ?? null,
    loose: row.loose,
    guided: row.dialogue !== null,
    blocked: row.blocked,
    listened: row.listened,
  };
}
