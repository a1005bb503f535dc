import type { Tx } from '../../platform/db/db.ts';
import { fileLink } from '../../platform/files/file-link.ts';
import type { Job } from '../../platform/jobs.ts';
import { queueMessage } from '../channels/index.ts';
import { staffAddresses } from '../people/index.ts';
import { tellCitizen } from './conversation/tell-citizen.ts';
import { citizenSpokeJob, receivedJob, steppedJob } from './jobs.ts';
import { type NoticeFacts, staffWords } from './notice-words.ts';
import { loadComplaint } from './store.ts';
import type { Complaint } from './tables.ts';
import { readData } from './track-case.ts';

/** Tells the citizens of one filing transaction, those who left an address, that their case is received. */
export function tellReceived(publicUrl: string | null): Job<(typeof receivedJob)['schema']> {
  return {
    ...receivedJob,
    handle: ({ scoped, now }, { complaintIds }) =>
      scoped(async (tx) => {
        for (const id of complaintIds) {
          const row = await loadComplaint(tx, id);
          if (row) await tellCitizen(tx, row, RECEIVED, { publicUrl, linkTo: null }, now());
        }
      }),
  };
}

/** Tells the citizen of a public step. What only moves inside the office (work begun) is not worth a mail. */
export function tellStepped(publicUrl: string | null, key: string): Job<(typeof steppedJob)['schema']> {
  return {
    ...steppedJob,
    handle: ({ scoped, municipalityId, now }, { complaintId, seq }) =>
      scoped(async (tx) => {
        const event = await tx
          .selectFrom('complaints.complaint_event')
          .selectAll()
          .where('complaint_id', '=', complaintId)
          .where('seq', '=', seq)
          .executeTakeFirst();
        const row = await loadComplaint(tx, complaintId);
        const told = event && TOLD[event.step];
        if (!row || !event || !told) return;
        const { agency, reasonId, fileIds, inPublic } = readData(event.data);
        const until = new Date(now().getTime() + FILES_SHOWN_MS);
        const linkTo = (id: string) =>
          new URL(fileLink(key, { municipalityId, id, for: 'message' }, until), publicUrl ?? '').href;
        await tellCitizen(
          tx,
          row,
          {
            event: told,
            note: event.step === 'assign' ? '' : event.note,
            agency: typeof agency === 'string' ? agency : '',
            reasonId: typeof reasonId === 'string' ? reasonId : null,
            key: `event-${seq}`,
            seq,
            fileIds: Array.isArray(fileIds) ? fileIds.filter((each) => typeof each === 'string') : [],
            inPublic: inPublic === true,
            byHuman: event.actor_kind === 'staff' && event.note !== '' && event.step !== 'assign',
          },
          { publicUrl, linkTo: publicUrl === null ? null : linkTo },
          now(),
        );
        if (event.step === 'assign') await tellStaff(tx, row, 'assigned', `event-${seq}`, publicUrl, now());
      }),
  };
}

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
};

/** Tells whoever holds the case that its citizen answered. */
export function tellCitizenSpoke(publicUrl: string | null): Job<(typeof citizenSpokeJob)['schema']> {
  return {
    ...citizenSpokeJob,
    handle: ({ scoped, now }, { complaintId, seq }) =>
      scoped(async (tx) => {
        const row = await loadComplaint(tx, complaintId);
        const key = row && (await spokenKey(tx, complaintId, seq));
        if (row && key) await tellStaff(tx, row, 'citizen-spoke', key, publicUrl, now());
      }),
  };
}

/** Who chats sends many lines: whoever holds the case is told of the first in half an hour. What was said and is changed is no new word. */
const TOLD_EVERY_MS = 30 * 60_000;

async function spokenKey(tx: Tx, complaintId: string, seq: number): Promise<string | null> {
  const event = await tx
    .selectFrom('complaints.complaint_event')
    .select(['at', 'data'])
    .where('complaint_id', '=', complaintId)
    .where('seq', '=', seq)
    .executeTakeFirst();
  const data = readData(event?.data);
  if (!event || data['changed'] !== undefined) return null;
  return data['incomingIds'] === undefined ? `event-${seq}` : `talk-${Math.floor(event.at.getTime() / TOLD_EVERY_MS)}`;
}

/** To the officer who holds it, or the department's staff, or the desk. The mail says which case, never what a citizen wrote. */
export async function tellStaff(
  tx: Tx,
  row: Complaint,
  event: Parameters<typeof staffWords>[0]['event'],
  key: string,
  publicUrl: string | null,
  now: Date,
): Promise<void> {
  const to = row.owner_id
    ? { userId: row.owner_id }
    : row.department_id
      ? { departmentId: row.department_id }
      : { role: 'intake' };
  if (row.visibility === 'corruption') return;
  for (const staff of (await staffAddresses(tx, to)).filter((each) => each.userId !== row.respondent_id)) {
    const link = publicUrl ? `${publicUrl}/console/cases/${row.id}` : '';
    const { title, body } = staffWords({ event, number: row.number, dueOn: row.citizen_due_on, link });
    await queueMessage(tx, {
      channel: 'email',
      recipient: staff.email,
      subjectKind: 'complaint',
      subjectId: row.id,
      template: `staff-${event}`,
      title,
      body,
      dedupeKey: `staff:${row.id}:${key}:${staff.userId}`,
      now,
    });
  }
}
