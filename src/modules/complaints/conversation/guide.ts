import type { Tx } from '../../../platform/db/db.ts';
import { type Became, changeThread, type Incoming, type Thread } from '../../channels/index.ts';
import { loadMunicipality, officeHoursIn } from '../../people/index.ts';
import { converse } from '../dialogue/converse.ts';
import { DialogueState, type Facts, type Input, type Turn } from '../dialogue/state.ts';
import { loadComplaint } from '../store.ts';
import { askingCategories } from './asking-categories.ts';
import { type Doing, perform } from './perform.ts';
import { say } from './say.ts';
import type { Way } from './way.ts';

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
  const turn = converse(state, input, await factsOf(tx, thread, state, now));
  return carryOut(tx, turned, turn, way);
}

/** Does what a turn says, in order: first what it speaks of itself, then the effects with their own words. */
export async function carryOut(tx: Tx, turned: Omit<Turned, 'input'>, turn: Turn, way: Way): Promise<Became> {
  const { incoming, mayReply, key, now } = turned;
  const spoken = turn.effects.find((effect) => effect.kind === 'language')?.language;
  const thread = await changeThread(tx, turned.thread.id, {
    dialogue: turn.state === null ? null : JSON.stringify(turn.state),
    ...(spoken && { language: spoken }),
  });
  const doing: Doing = { ...turned, thread };
  let became: Became = { became: 'dialogue', ...(incoming && { incomingId: incoming.id }) };
  if (mayReply) await say(tx, thread, turn.say, { key: `said:${key}`, now });
  for (const [i, effect] of turn.effects.entries()) {
    const done = await perform(tx, effect, { ...doing, key: `${key}:${i}` }, way);
    if (done) became = done;
  }
  if (became.became === 'gesture' && turn.say.length > 0) return { ...became, became: 'dialogue' };
  return became;
}

/** Where a thread's guided conversation stands. What cannot be read any more is none. */
export function stateOf(thread: Pick<Thread, 'dialogue'>): DialogueState | null {
  return DialogueState.nullable().catch(null).parse(thread.dialogue);
}

async function factsOf(tx: Tx, thread: Thread, state: DialogueState | null, now: Date): Promise<Facts> {
  const municipality = await loadMunicipality(tx);
  const { nameTh, nameEn, phone } = municipality;
  const row = thread.kind === 'person' && thread.subject_id ? await loadComplaint(tx, thread.subject_id) : undefined;
  return {
    now,
    language: thread.language,
    private: thread.kind === 'person',
    municipality: {
      name: thread.language === 'en' ? nameEn : nameTh,
      phone,
      hours: officeHoursIn(municipality, thread.language),
    },
    openCase: row?.open ? { id: row.id, number: row.number } : null,
    categories: state && 'gathered' in state ? await askingCategories(tx, thread.language, now) : [],
  };
}
