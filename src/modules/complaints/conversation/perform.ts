import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import {
  assignIncoming,
  type Became,
  hearNothing,
  type Incoming,
  incomingByIds,
  incomingOf,
  type Thread,
} from '../../channels/index.ts';
import { CITIZEN } from '../../people/index.ts';
import { citizenVerdict } from '../citizen-steps.ts';
import { sayAdded, sayCases, sayNotFiled, sayNotYours } from '../dialogue/say.ts';
import type { Effect } from '../dialogue/state.ts';
import { loadComplaint } from '../store.ts';
import type { Complaint } from '../tables.ts';
import { acknowledge } from './acknowledge.ts';
import { joinCase } from './join-case.ts';
import { casesForList } from './list-own.ts';
import { keepNoticeTold } from './notice.ts';
import { openApart } from './open-apart.ts';
import { openCase } from './open-case.ts';
import { isTheirs } from './own-ways.ts';
import { sentWith } from './rules.ts';
import { say } from './say.ts';
import { toDesk } from './to-desk.ts';
import type { Way } from './way.ts';
import { wordsIn } from './words.ts';

export type Doing = {
  readonly thread: Thread;
  readonly incoming: Incoming | null;
  readonly gesture: boolean;
  readonly mayReply: boolean;
  /** The case that is spoken about with the person of the thread, when there is one and it was read. */
  readonly current?: Complaint | undefined;
  /** Names this effect of this turn. */
  readonly key: string;
  readonly now: Date;
};

/** Carries out one effect of the guided conversation; null when it settles nothing about the message. */
export async function perform(tx: Tx, effect: Effect, doing: Doing, way: Way): Promise<Became | null> {
  const { thread, incoming, key, now, mayReply } = doing;
  const tell = (parts: Parameters<typeof say>[2]) =>
    mayReply ? say(tx, thread, parts, { key: `said:${key}`, now }) : Promise.resolve();
  switch (effect.kind) {
    case 'desk':
      return incoming && toDesk(tx, { ...doing, incoming, addressed: true }, way);
    case 'keep':
      if (!incoming) return null;
      await assignIncoming(tx, [incoming.id], {
        subjectId: doing.current?.open ? doing.current.id : null,
        voiceId: null,
        role: 'gesture',
      });
      return { became: 'gesture', incomingId: incoming.id };
    case 'file':
      return file(tx, effect, doing, way);
    case 'list-cases':
      await tell(sayCases(thread.language, await casesForList(tx, thread, way, now)));
      return null;
    case 'verdict':
      return judge(tx, effect, doing, tell);
    case 'apart':
      return apart(tx, effect.incomingId, doing, way, tell);
    case 'add':
      return add(tx, effect, doing, tell);
    case 'hear':
      await hearNothing(tx, thread.id, effect.quiet ? now : null);
      return null;
    case 'notice-told':
      if (mayReply) await keepNoticeTold(tx, thread, now);
      return null;
    case 'cancel':
    case 'language':
      return null;
  }
}

type Tell = (parts: Parameters<typeof say>[2]) => Promise<void>;

async function file(
  tx: Tx,
  effect: Extract<Effect, { kind: 'file' }>,
  { thread, incoming: confirming, key, now, mayReply }: Doing,
  way: Way,
): Promise<Became | null> {
  const [first, ...rest] = (await incomingByIds(tx, effect.incomingIds)).filter(({ state }) => state !== 'withdrawn');
  if (!first) return null;
  const { text, answered, placeText, pin, categoryId, how, concealed } = effect;
  const filed = await openCase(tx, {
    thread,
    incoming: [first, ...rest],
    text,
    answered,
    placeText,
    pin,
    categoryId,
    concealed,
    key: `guide:${key}`,
    now,
  });
  if (mayReply) await acknowledge(tx, { thread, filed: { ...filed, concealed }, how, answering: null, now }, way);
  return { became: 'opened-case', subjectId: filed.id, incomingId: (confirming ?? first).id };
}

async function judge(
  tx: Tx,
  { caseId, verdict, stars }: Extract<Effect, { kind: 'verdict' }>,
  { thread, key, now }: Doing,
  tell: Tell,
): Promise<Became | null> {
  // What stands behind a button could be anybody's invention: only a case that is this person's is judged or added to.
  const row = await loadComplaint(tx, caseId);
  if (!row || !(await isTheirs(tx, row, thread))) {
    await tell(sayNotYours(thread.language));
    return null;
  }
  try {
    await citizenVerdict(tx, { id: caseId }, { key, verdict, stars, text: '' }, now);
  } catch (error) {
    // Refused before anything was written: the case is not one to be judged now. Pressed twice, it is judged so already.
    if (!(error instanceof Refusal)) throw error;
    if (row.verdict !== verdict) await tell(sayNotFiled(thread.language));
    return null;
  }
  return { became: 'added-to-case', subjectId: caseId };
}

/** Only words of this very thread that were added to a case, with what was sent with them; pressed again, the case that they became is named. */
async function apart(
  tx: Tx,
  incomingId: string,
  { thread, now, mayReply }: Doing,
  way: Way,
  tell: Tell,
): Promise<Became | null> {
  const [said] = (await incomingByIds(tx, [incomingId])).filter((each) => each.thread_id === thread.id);
  const row = said?.subject_id ? await loadComplaint(tx, said.subject_id) : undefined;
  const isOfCase = said?.role === 'opened' || said?.role === 'added';
  if (!said || !row || !isOfCase || said.state === 'withdrawn') {
    await tell(sayNotYours(thread.language));
    return null;
  }
  if (said.role === 'opened') {
    await tell([{ kind: 'text', text: wordsIn(thread.language).openedTitle(row.number) }]);
    return null;
  }
  const key = `apart:${said.id}`;
  const messages = [said, ...sentWith(said, await incomingOf(tx, row.id))] as const;
  const filed = await openApart(tx, { thread, messages, key, actor: CITIZEN, now });
  if (mayReply) await acknowledge(tx, { thread, filed, how: 'words', answering: said, now }, way);
  return { became: 'opened-case', subjectId: filed.id, incomingId: said.id };
}

async function add(
  tx: Tx,
  { caseId, incomingIds }: Extract<Effect, { kind: 'add' }>,
  { thread, incoming, key, now }: Doing,
  tell: Tell,
): Promise<Became | null> {
  const row = await loadComplaint(tx, caseId);
  if (!row || !(await isTheirs(tx, row, thread))) {
    await tell(sayNotYours(thread.language));
    return null;
  }
  const said = await incomingByIds(tx, incomingIds);
  await joinCase(tx, { thread, incoming: said, row, key: `incoming:${key}`, now });
  await tell(sayAdded(thread.language, row.number));
  return { became: 'added-to-case', subjectId: caseId, ...(incoming && { incomingId: incoming.id }) };
}
