import type { Tx } from '../../../platform/db/db.ts';
import {
  adapterOf,
  assignIncoming,
  type Became,
  broughtIn,
  caseOfAlbum,
  caseOfMessage,
  caseOfReply,
  exchanges,
  type Incoming,
  incomingOf,
  type Thread,
  wasTakenFrom,
} from '../../channels/index.ts';
import { casesByNumber } from '../case-numbers.ts';
import { askApart } from '../dialogue/say.ts';
import { numberIn } from '../person/read-claim.ts';
import { loadComplaints } from '../store.ts';
import type { Complaint } from '../tables.ts';
import { acknowledge } from './acknowledge.ts';
import { joinCase } from './join-case.ts';
import { openCase } from './open-case.ts';
import { wasCorrectedAway } from './own-ways.ts';
import { around, decide, isForUs, type Known } from './rules.ts';
import { say } from './say.ts';
import type { Way } from './way.ts';
import { wordsIn } from './words.ts';

export type AtDesk = {
  readonly thread: Thread;
  readonly incoming: Incoming;
  readonly gesture: boolean;
  readonly addressed: boolean;
  /** Whether we may answer here: elsewhere it is kept and filed all the same. */
  readonly mayReply: boolean;
  /** The case that is spoken about with this person, when it was read before in this turn. */
  readonly current?: Complaint | undefined;
  readonly now: Date;
};

/** How often, at most, a person is told that their words were added: often enough to know, not after each line. */
const TOLD_EVERY_MS = 10 * 60_000;

/** Takes a message to the desk: a case of its own, words for one that is open, or neither. */
export async function toDesk(tx: Tx, at: AtDesk, way: Way): Promise<Became> {
  const { thread, incoming, now, mayReply } = at;
  const incomingId = incoming.id;
  const { cases, ...known } = await knownOf(tx, at, way);
  const decision = decide(heardIn(at, way), known);
  switch (decision.kind) {
    case 'keep':
      await assignIncoming(tx, [incomingId], { subjectId: decision.caseId, voiceId: null, role: 'gesture' });
      return { became: 'gesture', incomingId, ...(decision.caseId !== null && { subjectId: decision.caseId }) };
    case 'hold':
      await assignIncoming(tx, [incomingId], { subjectId: null, voiceId: null, role: null });
      if (mayReply && thread.kind === 'person') {
        const text = wordsIn(thread.language).placeHeld;
        await say(tx, thread, [{ kind: 'text', text }], { key: `said:${incomingId}`, now });
      }
      return { became: 'nothing', incomingId };
    case 'join': {
      const { caseId, quiet, perhaps = false } = decision;
      const row = cases.get(caseId);
      if (!row) return open(tx, at, way);
      await joinCase(tx, { thread, incoming: [incoming], row, quiet, key: `incoming:${incomingId}`, now });
      if (mayReply && !quiet && thread.kind === 'person') {
        if (perhaps && speaksInButtons(thread, way)) await askWhetherApart(tx, thread, incomingId, row, now);
        else await tellAdded(tx, thread, row, now);
      }
      return { became: 'added-to-case', subjectId: caseId, incomingId };
    }
    case 'open':
      return open(tx, at, way);
  }
}

async function open(tx: Tx, { thread, incoming, now, mayReply }: AtDesk, way: Way): Promise<Became> {
  const { text, pin } = incoming;
  const key = incoming.external_id;
  const filed = await openCase(tx, { thread, incoming: [incoming], text, placeText: null, pin, key, now });
  if (mayReply) await acknowledge(tx, { thread, filed, how: 'words', answering: incoming, now }, way);
  return { became: 'opened-case', subjectId: filed.id, incomingId: incoming.id };
}

async function tellAdded(tx: Tx, thread: Thread, { id, number }: Complaint, now: Date): Promise<void> {
  const text = wordsIn(thread.language).adding(number);
  const turn = Math.floor(now.getTime() / TOLD_EVERY_MS);
  await say(tx, thread, [{ kind: 'text', text }], { key: `added:${id}:${turn}`, now });
}

/** Asked of each message that may begin another matter: the button makes a case of that message. */
async function askWhetherApart(
  tx: Tx,
  thread: Thread,
  incomingId: string,
  { id, number }: Complaint,
  now: Date,
): Promise<void> {
  await say(tx, thread, [askApart(thread.language, { number, incomingId })], { key: `added:${id}:${incomingId}`, now });
}

const speaksInButtons = ({ channel }: Thread, { adapters }: Way): boolean =>
  adapterOf(channel, adapters)?.abilities.sends.includes('choices') ?? false;

const heardIn = ({ thread, incoming, gesture, addressed }: AtDesk, way: Way) => ({
  at: incoming.at,
  text: incoming.text,
  media: incoming.media.length,
  hasPin: incoming.pin !== null,
  gesture,
  unreadable: incoming.unreadable,
  forUs: isSaidToUs({ thread, incoming, addressed }),
  mayAsk: thread.kind === 'person' && speaksInButtons(thread, way),
});

const isSaidToUs = ({ thread, incoming, addressed }: Pick<AtDesk, 'thread' | 'incoming' | 'addressed'>): boolean =>
  (thread.kind !== 'group' && thread.kind !== 'room') ||
  isForUs({ addressed, listened: thread.listened, text: incoming.text });

type Cases = ReadonlyMap<string, Complaint>;

/** What the rules look at, and the cases that it names, each read once. */
async function knownOf(tx: Tx, at: AtDesk, { key }: Way): Promise<Known & { cases: Cases }> {
  const { thread, incoming } = at;
  // Anybody can write in another's name: a letter belongs to a case by its reference alone, never by when it came.
  if (thread.channel === 'email') {
    const answered = await caseOfReply(tx, key, incoming.reply_to, thread.external_id);
    const cases = await casesOf(tx, [answered], at.current);
    const row = answered === null ? undefined : cases.get(answered);
    const isOthers = row !== undefined && (await wasCorrectedAway(tx, row, thread.external_id));
    const replied = isOthers && !(await broughtIn(tx, thread.id, row.id)) ? null : answered;
    return { cases, album: null, replied, current: openOne(cases, replied), near: [] };
  }
  const said = await exchanges(tx, thread, incoming.sender_id, around(incoming.at), { worded: !isSaidToUs(at) });
  const album = incoming.album_id === null ? null : await caseOfAlbum(tx, thread.channel, incoming.album_id);
  const replied = (await repliedCase(tx, thread, incoming)) ?? (await namedCase(tx, thread, incoming));
  const spoken = thread.kind === 'person' ? thread.subject_id : null;
  const cases = await casesOf(tx, [...said.map(({ subjectId }) => subjectId), album, replied, spoken], at.current);
  const near = said.flatMap(({ subjectId, at, ours }) => {
    const row = cases.get(subjectId);
    return row?.open ? [{ caseId: subjectId, at, settled: ours || row.status === 'answered' }] : [];
  });
  return { cases, album, replied, current: openOne(cases, spoken), near };
}

async function casesOf(tx: Tx, ids: readonly (string | null)[], current: Complaint | undefined): Promise<Cases> {
  const wanted = new Set(ids.filter((id) => id !== null && id !== current?.id));
  const cases = await loadComplaints(
    tx,
    [...wanted].flatMap((id) => id ?? []),
  );
  return current ? cases.set(current.id, current) : cases;
}

function openOne(cases: Cases, id: string | null): Known['current'] {
  const row = id === null ? undefined : cases.get(id);
  return row?.open ? { id: row.id, status: row.status } : null;
}

/** Among many, a case belongs to whoever opened it: what others answer to it is theirs. */
async function repliedCase(tx: Tx, thread: Thread, incoming: Incoming): Promise<string | null> {
  if (incoming.reply_to === null) return null;
  const caseId = await caseOfMessage(tx, thread.channel, incoming.reply_to);
  if (caseId === null) return null;
  if (thread.kind === 'person') return (await wasTakenFrom(tx, thread.id, caseId)) ? null : caseId;
  const own = (await incomingOf(tx, caseId)).some(
    ({ sender_id }) => sender_id !== null && sender_id === incoming.sender_id,
  );
  return own ? caseId : null;
}

/** A number alone proves nothing: only a case that its sender brought here is meant by it. */
async function namedCase(tx: Tx, thread: Thread, incoming: Incoming): Promise<string | null> {
  const number = numberIn(incoming.text);
  const caseId = number === null || thread.kind !== 'person' ? null : await casesByNumber.idOf(tx, number);
  return caseId !== null && (await broughtIn(tx, thread.id, caseId)) ? caseId : null;
}
