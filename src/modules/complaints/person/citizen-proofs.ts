import { v7 } from 'uuid';
import { audit } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/db/db.ts';
import { OWN_KINDS } from '../../channels/contract.ts';
import type { Thread } from '../../channels/index.ts';
import { queueMessage } from '../../channels/index.ts';
import { CITIZEN, emailValue, joinOnProof, loadCitizen, type ProofKind } from '../../people/index.ts';
import { loadVoice } from '../../voices/index.ts';
import { EMAIL_CODE } from '../conversation/citizen-key.ts';
import { loadComplaint } from '../store.ts';
import { joinThreads } from './part-threads.ts';
import { mayBeJoined } from './rules.ts';
import { inOwnThread, personAt } from './view-person.ts';
import { emailCodeMail } from './words.ts';

/**
 * A case belongs to the thread of a person: told there, signed in there, or named there with its code. False for a confidential
 * case and for a thread that is nobody's own. Comes before whatever takes the audit chain's lock.
 */
export async function proveByThread(
  tx: Tx,
  thread: Pick<Thread, 'id' | 'kind' | 'channel'>,
  caseId: string,
  proof: Extract<ProofKind, 'thread' | 'line-login' | 'tracking-code'>,
  now: Date,
): Promise<boolean> {
  if (thread.kind !== 'person' || !OWN_KINDS.includes(thread.channel)) return false;
  if (proof !== 'thread' && !(await mayJoinCase(tx, caseId))) return false;
  const { personId } = await joinOnProof(
    tx,
    {
      one: { kind: thread.channel, value: thread.id },
      other: { kind: 'case', value: caseId },
      proof,
      reason: '',
      by: CITIZEN,
    },
    now,
  );
  // A case that has just begun was never taken from anybody.
  if (proof !== 'thread') await joinThreads(tx, personId);
  return true;
}

export async function mayJoinCase(tx: Tx, caseId: string): Promise<boolean> {
  const row = await loadComplaint(tx, caseId);
  if (!row) return false;
  const person = await personAt(tx, caseId);
  return mayBeJoined(row, person !== undefined && inOwnThread(person, caseId));
}

/** The address that a case was filed with, and whether it is proven to be the filer's; null where none may be proven. */
export async function emailToProve(tx: Tx, caseId: string): Promise<{ email: string; proven: boolean } | null> {
  const row = await loadComplaint(tx, caseId);
  if (!row || row.visibility === 'corruption' || row.identity !== 'named') return null;
  const citizenId = (await loadVoice(tx, row.voice_id))?.citizen_id ?? null;
  const citizen = citizenId === null ? undefined : await loadCitizen(tx, citizenId);
  const email = emailValue(citizen?.email ?? '');
  if (email === null) return null;
  const person = await personAt(tx, caseId);
  const own = person?.identities.find(({ kind, value }) => kind === 'case' && value === caseId)?.id;
  const proven = (person?.proofs ?? []).some(
    ({ kind, ended_at, one_id, other_id }) =>
      kind === 'verified-email' && ended_at === null && (one_id === own || other_id === own),
  );
  return { email, proven };
}

/** Sends a code to the address of a case. The title does not bear it: titles are shown to staff beside the case. */
export async function sendEmailCode(
  tx: Tx,
  { caseId, email, code, language }: { caseId: string; email: string; code: string; language: 'th' | 'en' },
  now: Date,
): Promise<void> {
  const row = await loadComplaint(tx, caseId);
  if (!row) return;
  const { title, body } = emailCodeMail(language, { number: row.number, code });
  await queueMessage(tx, {
    channel: 'email',
    recipient: email,
    subjectKind: 'complaint',
    subjectId: caseId,
    template: EMAIL_CODE,
    title,
    body,
    dedupeKey: `email-code:${v7()}`,
    now,
  });
}

/** The code came back: the address is the filer's, and whoever else has proven it is the same person. */
export async function proveEmail(tx: Tx, caseId: string, email: string, now: Date): Promise<boolean> {
  const asked = await emailToProve(tx, caseId);
  if (asked === null || asked.email !== email) return false;
  const { personId } = await joinOnProof(
    tx,
    {
      one: { kind: 'case', value: caseId },
      other: { kind: 'email', value: email },
      proof: 'verified-email',
      reason: '',
      by: CITIZEN,
    },
    now,
  );
  await joinThreads(tx, personId);
  if (!asked.proven) {
    await audit(tx, [
      {
        at: now,
        actorKind: 'citizen',
        actorId: null,
        action: 'person.confirm-email',
        subjectKind: 'person',
        subjectId: personId,
        detail: { caseId },
      },
    ]);
  }
  return true;
}
