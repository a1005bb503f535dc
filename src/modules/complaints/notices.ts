import type { Tx } from '../../platform/db/db.ts';
import { fileLink } from '../../platform/files/file-link.ts';
import type { Job } from '../../platform/jobs.ts';
import { dayOf } from '../../thai/index.ts';
import { type Accounts, queueMessage } from '../channels/index.ts';
import { staffTemplate } from './conversation/citizen-key.ts';
import { isTyped, toldNote } from './conversation/quiet.ts';
import { tellCitizen } from './conversation/tell-citizen.ts';
import { citizenSpokeJob, receivedJob, steppedJob } from './jobs.ts';
import { type NoticeFacts, staffWords } from './notice-words.ts';
import { UNANSWERED } from './rules.ts';
import { loadComplaint } from './store.ts';
import type { Complaint } from './tables.ts';
import { handedOn, readData } from './track-case.ts';
import { deskOf, type Told, whomToTell } from './whom-to-tell.ts';

/** Whether answers to our mail are read: a mailbox is connected, also one whose answers are paused. */
const readsMail = async (accounts: Reading, municipalityId: string): Promise<boolean> =>
  (await accounts.reading(municipalityId, 'email')) !== null;
type Reading = Pick<Accounts, 'reading'>;

/** Tells the citizens of one filing transaction, those who left an address, that their case is received. */
export function tellReceived(publicUrl: string | null, accounts: Reading): Job<(typeof receivedJob)['schema']> {
  return {
    ...receivedJob,
    async handle({ scoped, municipalityId, now }, { complaintIds }) {
      const reached = { publicUrl, linkTo: null, mailIsRead: await readsMail(accounts, municipalityId) };
      await scoped(async (tx) => {
        for (const id of complaintIds) {
          const row = await loadComplaint(tx, id);
          if (row) await tellCitizen(tx, row, RECEIVED, reached, now());
        }
      });
    },
  };
}

/** Tells the citizen of a public step. What only moves inside the office (work begun) is not worth a mail. */
export function tellStepped(
  publicUrl: string | null,
  key: string,
  accounts: Reading,
): Job<(typeof steppedJob)['schema']> {
  return {
    ...steppedJob,
    async handle({ scoped, municipalityId, now }, { complaintId, seq }) {
      const mailIsRead = await readsMail(accounts, municipalityId);
      await scoped(async (tx) => {
        const event = await tx
          .selectFrom('complaints.complaint_event')
          .selectAll()
          .where('complaint_id', '=', complaintId)
          .where('seq', '=', seq)
          .executeTakeFirst();
        const row = await loadComplaint(tx, complaintId);
        const told = event && (showsName(event) ? 'name-shown' : TOLD[event.step]);
        if (!row || !event || !told) return;
        const { agency, reasonId, fileIds, inPublic } = readData(event.data);
        const until = new Date(now().getTime() + FILES_SHOWN_MS);
        const linkTo = (id: string) =>
          new URL(fileLink(key, { municipalityId, id, for: 'message' }, until), publicUrl ?? '').href;
        const notice = {
          event: told,
          note: toldNote(event),
          agency: typeof agency === 'string' ? agency : '',
          reasonId: typeof reasonId === 'string' ? reasonId : null,
          key: `event-${seq}`,
          seq,
          fileIds: Array.isArray(fileIds) ? fileIds.filter((each) => typeof each === 'string') : [],
          inPublic: inPublic === true,
          byHuman: isTyped(event),
        };
        const reached = { publicUrl, linkTo: publicUrl === null ? null : linkTo, mailIsRead };
        if (event.step !== 'assign' || (await isNewHolder(tx, row, seq)))
          await tellCitizen(tx, row, notice, reached, now());
        if (event.step === 'assign')
          await tellStaff(tx, row, await whomToTell(tx, row), {
            event: 'assigned',
            key: `event-${seq}`,
            publicUrl,
            now: now(),
          });
      });
    },
  };
}

/** Whether a case came to a department that it was not with, and is there still: what a department hands on inside is its own. */
async function isNewHolder(tx: Tx, { id, department_id }: Complaint, seq: number): Promise<boolean> {
  const events = await tx
    .selectFrom('complaints.complaint_event')
    .select(['seq', 'step', 'data'])
    .where('complaint_id', '=', id)
    .where('step', '=', 'assign')
    .orderBy('seq')
    .execute();
  const given = events.find((event) => event.seq === seq);
  return readData(given?.data)['departmentId'] === department_id && !handedOn(events).has(seq);
}

/** Who asked to be concealed is so no more. */
const showsName = ({ step, data }: { readonly step: string; readonly data: unknown }): boolean => {
  const { from, to } = readData(readData(data)['identity']);
  return step === 'correct-contact' && from === 'concealed' && to === 'named';
};

const RECEIVED = {
  event: 'received',
  note: '',
  agency: '',
  reasonId: null,
  key: 'received',
  seq: 1,
  byHuman: false,
  inPublic: false,
  fileIds: [],
} as const;

/** How long the addresses of pictures hold that are given to a channel: long after it has fetched them. */
const FILES_SHOWN_MS = 30 * 86_400_000;

const TOLD: Partial<Record<string, NoticeFacts['event']>> = {
  assign: 'assigned',
  progress: 'progress',
  reply: 'reply',
  'ask-citizen': 'ask-citizen',
  'wait-agency': 'wait-agency',
  transfer: 'transfer',
  refuse: 'refuse',
  close: 'close',
  reopen: 'reopen',
  'correct-contact': 'contact-corrected',
};

/** Tells whoever holds the case that its citizen answered; of words against a decision, the desk too. */
export function tellCitizenSpoke(publicUrl: string | null): Job<(typeof citizenSpokeJob)['schema']> {
  return {
    ...citizenSpokeJob,
    handle: ({ scoped, now }, { complaintId, seq }) =>
      scoped(async (tx) => {
        const row = await loadComplaint(tx, complaintId);
        const spoken = row && (await spokenOf(tx, complaintId, seq));
        if (!row || !spoken) return;
        const told = await whomToTell(tx, row);
        const desk = spoken.disputes ? await deskOf(tx, row) : [];
        const staff = new Map([...told.staff, ...desk].map((each) => [each.userId, each]));
        const event = spoken.disputes ? 'citizen-disputes' : 'citizen-spoke';
        await tellStaff(
          tx,
          row,
          { ...told, staff: [...staff.values()] },
          { event, key: spoken.key, publicUrl, now: now() },
        );
      }),
  };
}

/** Who chats sends many lines: whoever holds the case is told of the first in half an hour. What was said and is changed is no new word. */
const TOLD_EVERY_MS = 30 * 60_000;

/** `disputes`: it says that a case which ended by our decision is not done; nothing opens it again but somebody who reads that. */
async function spokenOf(tx: Tx, complaintId: string, seq: number): Promise<{ key: string; disputes: boolean } | null> {
  const event = await tx
    .selectFrom('complaints.complaint_event')
    .select(['at', 'data', 'to_status'])
    .where('complaint_id', '=', complaintId)
    .where('seq', '=', seq)
    .executeTakeFirst();
  const data = readData(event?.data);
  if (!event || data['changed'] !== undefined) return null;
  const decided = event.to_status === 'refused' || event.to_status === 'transferred';
  return {
    key: data['incomingIds'] === undefined ? `event-${seq}` : `talk-${Math.floor(event.at.getTime() / TOLD_EVERY_MS)}`,
    disputes: decided && (data['verdict'] === 'not-done' || data['verdict'] === 'partly'),
  };
}

type Word = { event: Parameters<typeof staffWords>[0]['event']; key: string; publicUrl: string | null; now: Date };

/** Writes to those who hear of a case (`whomToTell`). The mail says which case, never what it is about or what a citizen wrote. */
export async function tellStaff(tx: Tx, row: Complaint, { staff, standIn }: Told, word: Word): Promise<void> {
  const { event, key, publicUrl, now } = word;
  const link = publicUrl ? `${publicUrl}/console/cases/${row.id}` : '';
  const { title, body } = staffWords({
    event,
    standIn,
    number: row.number,
    waits: UNANSWERED.includes(row.status),
    dueOn: row.citizen_due_on,
    today: dayOf(now),
    link,
  });
  for (const { userId, email } of staff) {
    await queueMessage(tx, {
      channel: 'email',
      recipient: email,
      subjectKind: 'complaint',
      subjectId: row.id,
      template: staffTemplate(event),
      title,
      body,
      dedupeKey: `staff:${row.id}:${key}:${userId}`,
      now,
    });
  }
}
