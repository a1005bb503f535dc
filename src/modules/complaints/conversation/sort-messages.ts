import { audit } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import {
  dismissIncoming,
  type Incoming,
  incomingByIds,
  listenToAll,
  lockThread,
  queueMessage,
  type Thread,
} from '../../channels/index.ts';
import type { Actor } from '../../people/index.ts';
import { maySee } from '../rules.ts';
import { loadComplaint } from '../store.ts';
import { acknowledge } from './acknowledge.ts';
import { joinCase } from './join-case.ts';
import { mustReadConversations, visibleCases } from './list-conversations.ts';
import { openApart } from './open-apart.ts';
import type { Way } from './way.ts';
import { wordsIn } from './words.ts';

type Chosen = { readonly thread: Thread; readonly messages: readonly [Incoming, ...Incoming[]] };

/**
 * What staff choose in a conversation: messages of this thread, with words still, that begin no case of their own.
 * @throws Refusal('not-found') also for those of a case that the actor may not see · ('wrong-state') for what began a case
 */
async function choose(tx: Tx, actor: Actor, threadId: string, ids: readonly string[]): Promise<Chosen> {
  mustReadConversations(actor);
  const thread = await lockThread(tx, threadId);
  const messages = (await incomingByIds(tx, ids)).filter((each) => each.thread_id === threadId);
  if (!thread || messages.length !== new Set(ids).size) throw new Refusal('not-found', { what: 'message' });
  const owners = messages.flatMap(({ subject_id }) => subject_id ?? []);
  const visible = await visibleCases(tx, actor, owners);
  if (owners.some((id) => !visible.has(id))) throw new Refusal('not-found', { what: 'message' });
  if (messages.some(({ role, state }) => role === 'opened' || state === 'withdrawn')) throw new Refusal('wrong-state');
  const [first, ...rest] = messages;
  if (!first) throw new Refusal('not-found', { what: 'message' });
  return { thread, messages: [first, ...rest] };
}

/** Opens a case from messages; those of another case are split off from it, which its history tells. The person gets the number. */
export async function openFromMessages(
  tx: Tx,
  actor: Actor,
  threadId: string,
  ids: readonly string[],
  way: Way,
  now: Date,
): Promise<{ id: string; number: string }> {
  const { thread, messages } = await choose(tx, actor, threadId, ids);
  const [first] = messages;
  const filed = await openApart(tx, { thread, messages, key: `staff:${first.external_id}`, actor, now });
  await acknowledge(tx, { thread, filed, how: 'words', answering: first, now }, way);
  await note(tx, actor, 'conversation.open-case', filed.id, { threadId, messages: messages.length }, now);
  return { id: filed.id, number: filed.number };
}

/** Adds messages of no case to one. @throws Refusal('not-found') for a case that the actor may not see */
export async function attachMessages(
  tx: Tx,
  actor: Actor,
  threadId: string,
  ids: readonly string[],
  caseId: string,
  now: Date,
): Promise<void> {
  const { thread, messages } = await choose(tx, actor, threadId, ids);
  if (messages.some(({ subject_id, role }) => subject_id !== null && role !== 'gesture'))
    throw new Refusal('wrong-state');
  const row = await loadComplaint(tx, caseId);
  if (!row || !maySee(row, actor)) throw new Refusal('not-found', { what: 'complaint' });
  await joinCase(tx, { thread, incoming: messages, row, key: `attach:${messages[0].id}`, now });
  await note(tx, actor, 'conversation.attach', caseId, { threadId, messages: messages.length }, now);
}

/** Sets messages of no case aside: there is nothing to act on. They stay where they are. */
export async function dismissMessages(
  tx: Tx,
  actor: Actor,
  threadId: string,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  const { messages } = await choose(tx, actor, threadId, ids);
  await dismissIncoming(tx, ids, actor.id, now);
  await note(tx, actor, 'conversation.dismiss', threadId, { messages: messages.length }, now);
}

/** Whether every word of a group is for us, or only those that name us. @throws Refusal('wrong-state') where nobody else reads along */
export async function listenTo(tx: Tx, actor: Actor, threadId: string, listened: boolean, now: Date): Promise<void> {
  mustReadConversations(actor);
  const thread = await lockThread(tx, threadId);
  if (!thread) throw new Refusal('not-found', { what: 'conversation' });
  if (thread.kind !== 'group' && thread.kind !== 'room') throw new Refusal('wrong-state');
  await listenToAll(tx, threadId, listened);
  await note(tx, actor, 'conversation.listen', threadId, { listened }, now);
}

/** What a member of staff says to a person with whom there is no case: to ask what it is about. The same key again says nothing. */
export async function speak(
  tx: Tx,
  actor: Actor,
  threadId: string,
  said: { key: string; text: string },
  now: Date,
): Promise<void> {
  mustReadConversations(actor);
  const thread = await lockThread(tx, threadId);
  if (!thread) throw new Refusal('not-found', { what: 'conversation' });
  if (thread.kind === 'post') throw new Refusal('wrong-state');
  const queued = await queueMessage(tx, {
    thread,
    parts: [{ kind: 'text', text: said.text }],
    byHuman: true,
    subjectKind: 'thread',
    subjectId: threadId,
    template: 'speak',
    title: wordsIn(thread.language).talkTitle,
    dedupeKey: `speak:${said.key}`,
    now,
  });
  if (queued) await note(tx, actor, 'conversation.speak', threadId, { messageId: queued }, now);
}

const note = (
  tx: Tx,
  actor: Actor,
  action: string,
  subjectId: string,
  detail: Readonly<Record<string, unknown>>,
  now: Date,
): Promise<void> =>
  audit(tx, [
    {
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      action,
      subjectKind: action.endsWith('case') || action.endsWith('attach') ? 'complaint' : 'conversation',
      subjectId,
      detail,
    },
  ]);
