import type { Tx } from '../../../platform/db/db.ts';
import { emptyEchoes, type Incoming, incomingOf, type Thread } from '../../channels/index.ts';
import { loadVoice, redactVoice, type Voice, withdrawPlace } from '../../voices/index.ts';
import { Answered, withoutAnswer } from '../dialogue/answered.ts';
import { answerRow } from '../dialogue/say.ts';
import { readData } from '../track-case.ts';
import { stateOf } from './guide.ts';
import { without } from './rules.ts';
import { wordsIn } from './words.ts';

type Answer = { readonly name: string; readonly shown: string };
type Taken = { readonly before: Incoming; readonly thread: Thread | undefined; readonly now: Date };

/**
 * Takes a message's words out of all that was made of them: the place and the text of the case that it began, and what we repeated of it. The
 * words of an answer ("2", for the second of a list) say nothing of where they stand: its line is taken out, and nothing that looks like it.
 * `before` is the message as it was, and is kept without its words already.
 */
export async function takeBackWords(tx: Tx, { before, thread, now }: Taken): Promise<void> {
  const gone = wordsIn(thread?.language ?? 'th').withdrawn;
  const said = [before.text, ...before.was.map(({ text }) => text)].filter((text) => text !== '');
  const told = thread && answersTold(thread, before.id);
  const isOpening = before.role === 'opened' && before.subject_id !== null;
  const voice = isOpening && before.voice_id !== null ? await loadVoice(tx, before.voice_id) : undefined;
  const answered = isOpening && before.subject_id !== null ? await answeredOf(tx, before.subject_id) : [];
  const isAnswer = told !== undefined || answered.some(({ incomingId }) => incomingId === before.id);
  const words = isAnswer ? [] : said;
  if (before.voice_id !== null && (before.role === 'opened' || before.role === 'added')) {
    const place = { words: [...words, before.pin?.text ?? ''], point: before.pin };
    await withdrawPlace(tx, before.voice_id, place, now);
  }
  const messages = voice && before.subject_id !== null ? await incomingOf(tx, before.subject_id) : [];
  const taken = voice && isAnswer ? withoutAnswer(voice.text, answered, before.id, withdrawn(messages)) : null;
  if (voice) {
    const text = othersStand(messages) ? (isAnswer ? taken?.text : redacted(voice, words, gone)) : gone;
    if (text !== undefined && text !== voice.text) await redactVoice(tx, voice.id, text, now);
  }
  if (!thread) return;
  const shown = [...(told ?? []), ...(taken ? [taken] : [])].flatMap(echoes);
  await emptyEchoes(tx, { threadId: thread.id, words: [...words, before.pin?.text ?? ''], shown, gone });
}

/** The answers that a message gave in a report that is being told; undefined when it is no answer there. */
function answersTold(thread: Thread, id: string): readonly Answer[] | undefined {
  const state = stateOf(thread);
  if (!state || !('gathered' in state)) return undefined;
  const isAnswer = state.gathered.some(({ incomingId, as }) => incomingId === id && as === 'answer');
  return isAnswer ? state.answers.filter(({ incomingId }) => incomingId === id) : undefined;
}

async function answeredOf(tx: Tx, caseId: string): Promise<Answered> {
  const filing = await tx
    .selectFrom('complaints.complaint_event')
    .select('data')
    .where('complaint_id', '=', caseId)
    .where('seq', '=', 1)
    .executeTakeFirst();
  return Answered.catch([]).parse(readData(filing?.data)['answered']);
}

const withdrawn = (messages: readonly Incoming[]): ReadonlySet<string> =>
  new Set(messages.filter(({ state }) => state === 'withdrawn').map(({ id }) => id));

/** Whether anything is left of what the case was begun with: if not, nothing of its text is. */
const othersStand = (messages: readonly Incoming[]): boolean =>
  messages.some(
    ({ role, state, text, media }) => role === 'opened' && state !== 'withdrawn' && (text !== '' || media.length > 0),
  );

const redacted = (voice: Voice, words: readonly string[], gone: string): string =>
  words.reduce((text, each) => without(text, each, gone), voice.text);

/** How an answer is shown: whole where all is looked at, and cut somewhere in the list of cases. */
function echoes(answer: Answer): string[] {
  const { label, value } = answerRow(answer);
  const letters = Array.from(value);
  const cut = letters.map((_, n) => `${label}: ${letters.slice(0, n + 1).join('')}…`);
  return [`${label}: ${value}`, ...cut];
}
