import type { Tx } from '../../../platform/db/db.ts';
import { dayOf } from '../../../thai/index.ts';
import {
  adapterOf,
  type Part,
  queueMessage,
  renewMail,
  type Speaker,
  type Thread,
  type ThreadMessage,
} from '../../channels/index.ts';
import { entryNames, loadMunicipality, reasonsOn } from '../../people/index.ts';
import { attachedTo } from '../../voices/index.ts';
import { askVerdict } from '../dialogue/say.ts';
import { type NoticeFacts, noticeWords, writeReason } from '../notice-words.ts';
import { UNANSWERED } from '../rules.ts';
import type { Complaint } from '../tables.ts';
import { citizenKey, NEWS, newsKey, PICTURES } from './citizen-key.ts';
import { ANNOUNCED } from './contract.ts';
import { mayBeSpokenOf, newsOf, publiclyOf } from './in-public.ts';
import { holdAddress, ownWays, privateThread } from './own-ways.ts';
import { pictureParts } from './pictures.ts';
import { hears } from './quiet.ts';
import { trackUrl } from './way.ts';
import { wordsIn } from './words.ts';

export type Notice = {
  readonly event: NoticeFacts['event'];
  readonly note: string;
  readonly agency: string;
  /** The listed reason of a refusal. */
  readonly reasonId: string | null;
  /** Names the event: told once. */
  readonly key: string;
  readonly seq: number;
  /** Typed by a member of staff for this person. */
  readonly byHuman: boolean;
  /** Whoever answers wants everybody to read it. */
  readonly inPublic: boolean;
  /** Files that the step gives to the citizen. */
  readonly fileIds: readonly string[];
};

/** Where citizens reach us; null: there are no addresses. `linkTo`: of a file, for whoever is given it. `mailIsRead`: answers to our mail are. */
export type Reached = {
  readonly publicUrl: string | null;
  readonly linkTo: ((fileId: string) => string) | null;
  readonly mailIsRead: boolean;
};

/**
 * Tells the citizen of a case what happened, the way they spoke of it last: in their own thread, or by mail; where they did neither, in a
 * thread that is theirs on proof. A case that came from another system is told of there.
 */
export async function tellCitizen(tx: Tx, row: Complaint, notice: Notice, reached: Reached, now: Date): Promise<void> {
  if (row.source !== null) return;
  const {
    spoke: [newest],
    proven: [proven],
    email,
  } = await ownWays(tx, row);
  const telling = { ...reached, notice, now };
  // A letter is answered by letter, with the words and the code of one.
  if (newest && newest.thread.channel !== 'email') {
    if (notice.inPublic && (await tellEverybody(tx, row, newest, telling))) return;
    if (await tellSpeaker(tx, row, newest, telling, email !== '' || proven !== undefined)) return;
  }
  if (email !== '') await tellByMail(tx, row, email, telling);
  else if (proven && hears(proven, said(notice))) await tellInThread(tx, row, proven, telling);
}

const said = ({ byHuman, event }: Notice) => ({ byHuman, template: event });

type Telling = Reached & { readonly notice: Notice; readonly now: Date };
type About = Pick<ThreadMessage, 'subjectKind' | 'subjectId' | 'template' | 'dedupeKey' | 'eventSeq' | 'now'>;
const aboutOf = (row: Complaint, notice: Notice, now: Date): About => ({
  subjectKind: 'complaint',
  subjectId: row.id,
  template: notice.event,
  dedupeKey: citizenKey(row.id, notice.key),
  eventSeq: notice.seq,
  now,
});

/**
 * The whole answer under the comment that it answers, as the officer chose. False: the comment is not the last word any more, or the case
 * may not be spoken of; then it goes as if nobody had chosen.
 */
async function tellEverybody(tx: Tx, row: Complaint, { thread, last }: Speaker, telling: Telling): Promise<boolean> {
  const { whole = null } = (await publiclyOf(tx, row)) ?? {};
  if (!whole) return false;
  const { notice, now } = telling;
  const text = `${whole.before}${notice.note}${whole.after}`;
  await queueMessage(tx, {
    ...aboutOf(row, notice, now),
    thread,
    title: wordsIn(thread.language).publicTitle(row.number),
    parts: [{ kind: 'text', text }],
    byHuman: notice.byHuman,
    answers: { externalId: last.externalId, public: true },
  });
  return true;
}

/**
 * In private where they ever wrote to us so; else, where others read along, only that there is news. Of what is confidential not even that:
 * it would tell the accused who spoke. False: it has to go another way, or goes another way that is theirs alone as well.
 */
async function tellSpeaker(
  tx: Tx,
  row: Complaint,
  speaker: Speaker,
  telling: Telling,
  otherWay: boolean,
): Promise<boolean> {
  const { thread, last } = speaker;
  const own = await privateThread(tx, speaker);
  if (own) {
    if (!hears(own, said(telling.notice))) return false;
    await tellInThread(tx, row, own, telling);
    return true;
  }
  if (!mayBeSpokenOf(row)) return false;
  const { notice, now } = telling;
  if (!ANNOUNCED.some((each) => each === notice.event)) return !otherWay;
  const privately = (await publiclyOf(tx, row))?.privately ?? 'page';
  const text = newsOf(row, thread, privately);
  await queueMessage(tx, {
    ...aboutOf(row, notice, now),
    // Not the answer: that stands elsewhere, and whoever looks for proof of it must not take this for it.
    template: NEWS,
    ...(otherWay && { dedupeKey: newsKey(row.id, notice.key) }),
    thread,
    title: text,
    parts: [{ kind: 'text', text }],
    ...(last.public && { answers: { externalId: last.externalId, public: true } }),
  });
  return !otherWay;
}

async function tellInThread(tx: Tx, row: Complaint, thread: Thread, telling: Telling): Promise<void> {
  const { notice, now } = telling;
  await showFiles(tx, row, thread, telling);
  const { title, body } = await wordsFor(tx, row, thread.language, true, telling);
  const parts = partsOf(row, notice, body, thread);
  await queueMessage(tx, { ...aboutOf(row, notice, now), thread, title, parts, byHuman: notice.byHuman });
}

/** A message of its own, before the words: what becomes of it is not what becomes of them, and buttons stand under the last one. */
async function showFiles(tx: Tx, row: Complaint, thread: Thread, { notice, linkTo, now }: Telling): Promise<void> {
  if (linkTo === null || notice.fileIds.length === 0) return;
  const given = (await attachedTo(tx, [row.voice_id])).filter(
    ({ fileId, internal }) => !internal && notice.fileIds.includes(fileId),
  );
  const [first, ...rest] = pictureParts(thread.language, given, linkTo);
  if (!first) return;
  const about = aboutOf(row, notice, now);
  await queueMessage(tx, {
    ...about,
    template: PICTURES,
    dedupeKey: `${about.dedupeKey}:${PICTURES}`,
    thread,
    title: wordsIn(thread.language).picturesTitle(row.number),
    parts: [first, ...rest],
    byHuman: notice.byHuman,
  });
}

/** The words, and whether it is done where that is to be asked and can be answered by a button. */
function partsOf(row: Complaint, { event }: Notice, body: string, thread: Thread): [Part, ...Part[]] {
  const ends = event === 'close' || event === 'reply';
  const asks =
    ends && row.verdict === null && (adapterOf(thread.channel)?.abilities.sends.includes('choices') ?? false);
  return [{ kind: 'text', text: body }, ...(asks ? [askVerdict(thread.language, row)] : [])];
}

/**
 * By mail. What waits there since the server went away is true when it goes as well: an acknowledgement promises no answer to what has one, and
 * of two departments the one that has the case is named.
 */
async function tellByMail(tx: Tx, row: Complaint, recipient: string, telling: Telling): Promise<void> {
  const { notice, now } = telling;
  const citizen = await holdAddress(tx, row, recipient);
  const wordsOf = (each: Notice) => wordsFor(tx, row, citizen?.language ?? 'th', false, { ...telling, notice: each });
  const renew = async (each: Notice) =>
    renewMail(tx, { ...aboutOf(row, each, now), recipient }, await wordsOf(each), now);
  if (!UNANSWERED.includes(row.status)) await renew({ ...notice, event: 'received', note: '' });
  if (notice.event === 'assigned' && (await renew(notice))) return;
  await queueMessage(tx, { ...aboutOf(row, notice, now), channel: 'email', recipient, ...(await wordsOf(notice)) });
}

async function wordsFor(
  tx: Tx,
  row: Complaint,
  language: 'th' | 'en',
  inChat: boolean,
  { notice: { event, note, agency, reasonId }, publicUrl, mailIsRead, now }: Telling,
): Promise<{ title: string; body: string }> {
  const municipality = await loadMunicipality(tx);
  const names = row.department_id
    ? await entryNames(tx, [row.department_id], dayOf(now))
    : new Map<string, { nameTh: string; nameEn: string }>();
  const department = names.get(row.department_id ?? '');
  const reason = reasonId === null ? undefined : (await reasonsOn(tx, [reasonId], dayOf(now))).get(reasonId);
  const english = language === 'en';
  return noticeWords(language, {
    event,
    municipality: english ? municipality.nameEn : municipality.nameTh,
    phone: municipality.phone,
    number: row.number,
    trackingCode: row.tracking_code,
    department: (english ? department?.nameEn : department?.nameTh) ?? '',
    answered: !UNANSWERED.includes(row.status),
    dueOn: row.citizen_due_on,
    note,
    agency,
    reason: reason ? writeReason(reason, language) : '',
    trackUrl: trackUrl({ publicUrl }, row.number),
    inChat,
    mailIsRead,
  });
}
