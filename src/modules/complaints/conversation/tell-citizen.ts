import type { Tx } from '../../../platform/db/db.ts';
import { dayOf } from '../../../thai/index.ts';
import {
  adapterOf,
  findThread,
  type Part,
  queueMessage,
  type Thread,
  type ThreadMessage,
  threadOfCase,
} from '../../channels/index.ts';
import { entryNames, loadCitizen, loadMunicipality } from '../../people/index.ts';
import { loadVoice } from '../../voices/index.ts';
import { askVerdict } from '../dialogue/say.ts';
import { type NoticeFacts, noticeWords } from '../notice-words.ts';
import type { Complaint } from '../tables.ts';
import { trackUrl } from './way.ts';
import { wordsIn } from './words.ts';

export type Notice = {
  readonly event: NoticeFacts['event'];
  readonly note: string;
  readonly agency: string;
  /** Names the event: told once. */
  readonly key: string;
  readonly seq: number;
  /** Typed by a member of staff for this person. */
  readonly byHuman: boolean;
};

/** What is said where others read along: that there is news, never what. The rest is not worth a public word. */
const PUBLIC: readonly NoticeFacts['event'][] = ['reply', 'ask-citizen', 'transfer', 'refuse', 'close'];

/**
 * Tells the citizen of a case what happened, the way the case came: in its own thread, or by mail to whoever left an address. A case that came
 * from another system is told of there.
 */
export async function tellCitizen(
  tx: Tx,
  row: Complaint,
  notice: Notice,
  publicUrl: string | null,
  now: Date,
): Promise<void> {
  if (row.source !== null) return;
  const way = await threadOfCase(tx, row.id);
  // A letter is answered by letter, with the words and the code of one.
  if (way && way.thread.channel !== 'email') await tellInThread(tx, row, way, notice, publicUrl, now);
  else await tellByMail(tx, row, notice, publicUrl, now);
}

type About = Pick<ThreadMessage, 'subjectKind' | 'subjectId' | 'template' | 'dedupeKey' | 'eventSeq' | 'now'>;
const aboutOf = (row: Complaint, notice: Notice, now: Date): About => ({
  subjectKind: 'complaint',
  subjectId: row.id,
  template: notice.event,
  dedupeKey: `citizen:${row.id}:${notice.key}`,
  eventSeq: notice.seq,
  now,
});

type Found = NonNullable<Awaited<ReturnType<typeof threadOfCase>>>;

async function tellInThread(
  tx: Tx,
  row: Complaint,
  { thread, last }: Found,
  notice: Notice,
  publicUrl: string | null,
  now: Date,
): Promise<void> {
  const own =
    thread.kind === 'person' ? thread : last.senderId && (await findThread(tx, thread.channel, last.senderId));
  if (own && own.last_in_at !== null) {
    const { title, body } = await wordsFor(tx, row, notice, own.language, true, publicUrl, now);
    const parts = partsOf(row, notice, body, own);
    await queueMessage(tx, { ...aboutOf(row, notice, now), threadId: own.id, title, parts, byHuman: notice.byHuman });
    return;
  }
  if (!PUBLIC.includes(notice.event)) return;
  const text = wordsIn(thread.language).publicNews(row.number);
  await queueMessage(tx, {
    ...aboutOf(row, notice, now),
    threadId: thread.id,
    title: text,
    parts: [{ kind: 'text', text }],
    ...(last.public && { answers: { externalId: last.externalId, public: true } }),
  });
}

/** The words, and whether it is done where that is to be asked and can be answered by a button. */
function partsOf(row: Complaint, { event }: Notice, body: string, thread: Thread): [Part, ...Part[]] {
  const ends = event === 'close' || event === 'reply';
  const asks =
    ends && row.verdict === null && (adapterOf(thread.channel)?.abilities.sends.includes('choices') ?? false);
  return [{ kind: 'text', text: body }, ...(asks ? [askVerdict(thread.language, row)] : [])];
}

async function tellByMail(tx: Tx, row: Complaint, notice: Notice, publicUrl: string | null, now: Date): Promise<void> {
  const voice = await loadVoice(tx, row.voice_id);
  const citizen = voice?.citizen_id ? await loadCitizen(tx, voice.citizen_id) : undefined;
  if (!citizen?.email) return;
  const words = await wordsFor(tx, row, notice, citizen.language, false, publicUrl, now);
  await queueMessage(tx, { ...aboutOf(row, notice, now), channel: 'email', recipient: citizen.email, ...words });
}

async function wordsFor(
  tx: Tx,
  row: Complaint,
  { event, note, agency }: Notice,
  language: 'th' | 'en',
  inChat: boolean,
  publicUrl: string | null,
  now: Date,
): Promise<{ title: string; body: string }> {
  const municipality = await loadMunicipality(tx);
  const names = row.department_id
    ? await entryNames(tx, [row.department_id], dayOf(now))
    : new Map<string, { nameTh: string; nameEn: string }>();
  const department = names.get(row.department_id ?? '');
  const english = language === 'en';
  return noticeWords(language, {
    event,
    municipality: english ? municipality.nameEn : municipality.nameTh,
    phone: municipality.phone,
    number: row.number,
    trackingCode: row.tracking_code,
    department: (english ? department?.nameEn : department?.nameTh) ?? '',
    dueOn: row.citizen_due_on,
    note,
    agency,
    trackUrl: trackUrl({ publicUrl }, row.number),
    inChat,
  });
}
