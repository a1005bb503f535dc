import type { Tx } from '../../../platform/db/db.ts';
import {
  type Became,
  type Incoming,
  incomingOfThread,
  keepDialogue,
  lastChoice,
  lockThread,
  type Thread,
} from '../../channels/index.ts';
import { loadMunicipality, officeHoursIn } from '../../people/index.ts';
import { typedCommand } from '../dialogue/commands.ts';
import { converse } from '../dialogue/converse.ts';
import { DATA } from '../dialogue/say.ts';
import { DialogueState, type Facts, type Input, type Turn } from '../dialogue/state.ts';
import { loadComplaint } from '../store.ts';
import type { Complaint } from '../tables.ts';
import { askingCategories } from './asking-categories.ts';
import { noticeUrl } from './notice.ts';
import { type Doing, perform } from './perform.ts';
import { around } from './rules.ts';
import { say } from './say.ts';
import type { Way } from './way.ts';

/** How long the pictures of one album take to arrive, whoever delivers them one by one. */
const ALBUM_MS = 1_500;
/** Most messages that words which were added are looked for in. */
const MOST_LOOKED_AT = 20;

type Turned = {
  readonly thread: Thread;
  readonly input: Input;
  /** The message, when something was said; null when a button was pressed. */
  readonly incoming: Incoming | null;
  readonly gesture: boolean;
  readonly mayReply: boolean;
  readonly key: string;
  readonly now: Date;
};

/** One turn of the guided conversation of a thread: its state is moved on, its effects are carried out, its words are queued. */
export async function guide(tx: Tx, turned: Turned, way: Way): Promise<Became> {
  const { thread, input, now } = turned;
  const state = stateOf(thread);
  const [facts, current] = await factsOf(tx, thread, state, way, now);
  const typed = await typedApart(tx, thread, input, now);
  const turn = converse(state, typed === null ? input : { kind: 'chosen', data: typed }, facts);
  const effects = typed === null ? turn.effects : [{ kind: 'keep' } as const, ...turn.effects];
  return carryOut(tx, { ...turned, current }, { ...turn, effects }, way);
}

/**
 * The button that makes a case of words, typed: what stands behind the one that was offered last, or the words that were added last where
 * none was. Null: there are none, or it is no such words.
 */
async function typedApart(tx: Tx, thread: Thread, input: Input, now: Date): Promise<string | null> {
  if (input.kind !== 'said' || thread.kind !== 'person' || typedCommand(input.text) !== 'apart') return null;
  const { from } = around(now);
  const offered = await lastChoice(tx, thread.id, 'apart', from);
  if (offered !== null) return offered;
  const added = (await incomingOfThread(tx, thread.id, MOST_LOOKED_AT)).findLast(
    ({ role, text, at }) => role === 'added' && text !== '' && at >= from,
  );
  return added ? DATA.apart(added.id) : null;
}

/** Does what a turn says, in order: first what it speaks of itself, then the effects with their own words. */
export async function carryOut(
  tx: Tx,
  turned: Omit<Turned, 'input'> & Pick<Doing, 'current'>,
  turn: Turn,
  way: Way,
): Promise<Became> {
  const { incoming, mayReply, key, now } = turned;
  const spoken = turn.effects.find((effect) => effect.kind === 'language')?.language;
  const thread = await keepDialogue(tx, turned.thread, turn.state, spoken);
  let doing: Doing = { ...turned, thread };
  let became: Became = { became: 'dialogue', ...(incoming && { incomingId: incoming.id }) };
  // Pictures of an album come one by one: one answer is for all of them.
  const notBefore = new Date(now.getTime() + (incoming?.album_id ? ALBUM_MS : 0));
  if (mayReply) await say(tx, thread, turn.say, { key: `said:${key}`, notBefore, now });
  for (const [i, effect] of turn.effects.entries()) {
    const done = await perform(tx, effect, { ...doing, key: `${key}:${i}` }, way);
    if (done) became = done;
    if (effect.kind === 'file' && i + 1 < turn.effects.length) doing = await afterFiling(tx, doing);
  }
  if (became.became === 'gesture' && turn.say.length > 0) return { ...became, became: 'dialogue' };
  return became;
}

/** What was filed is what is spoken about from then on: the effects that follow see it so. */
async function afterFiling(tx: Tx, doing: Doing): Promise<Doing> {
  const thread = (await lockThread(tx, doing.thread.id)) ?? doing.thread;
  return { ...doing, thread, current: await currentOf(tx, thread) };
}

const currentOf = async (tx: Tx, { kind, subject_id }: Thread): Promise<Complaint | undefined> =>
  kind === 'person' && subject_id !== null ? loadComplaint(tx, subject_id) : undefined;

/** Where a thread's guided conversation stands. What cannot be read any more is none. */
export function stateOf(thread: Pick<Thread, 'dialogue'>): DialogueState | null {
  return DialogueState.nullable().catch(null).parse(thread.dialogue);
}

async function factsOf(
  tx: Tx,
  thread: Thread,
  state: DialogueState | null,
  way: Pick<Way, 'publicUrl'>,
  now: Date,
): Promise<[Facts, Complaint | undefined]> {
  const [municipality, current, categories] = await Promise.all([
    loadMunicipality(tx),
    currentOf(tx, thread),
    state && 'gathered' in state ? askingCategories(tx, thread.language, now) : [],
  ]);
  const { nameTh, nameEn, phone } = municipality;
  const facts = {
    now,
    language: thread.language,
    private: thread.kind === 'person',
    municipality: {
      name: thread.language === 'en' ? nameEn : nameTh,
      phone,
      hours: officeHoursIn(municipality, thread.language),
      privacyUrl: noticeUrl(way),
    },
    openCase: current?.open
      ? { id: current.id, number: current.number, asked: current.status === 'waiting-citizen' }
      : null,
    categories,
  };
  return [facts, current];
}
