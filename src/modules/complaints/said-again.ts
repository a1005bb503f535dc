import { sql } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { notYetAttached } from '../voices/index.ts';
import type { CitizenMessage, CitizenVerdict } from './citizen-steps.ts';
import type { StepName } from './contract.ts';
import { lockComplaint } from './store.ts';

type FormMessage = Pick<CitizenMessage, 'key' | 'text' | 'fileIds'>;

/**
 * What of a form's message is new: a second tap brings nothing, but whoever goes back and writes on, or adds a photo, has more to say.
 * Photos are known by their content. Null when all of it was said; the case is locked.
 */
export async function newInMessage(tx: Tx, complaintId: string, said: FormMessage): Promise<FormMessage | null> {
  const voiceId = await lockedVoice(tx, complaintId);
  const before = await sentBy(tx, complaintId, 'citizen-message', said.key);
  if (before.length === 0) return said;
  const text = before.some(({ note }) => note === said.text) ? '' : said.text;
  const fileIds = await notYetAttached(tx, voiceId, said.fileIds);
  return text === '' && fileIds.length === 0 ? null : { key: `${said.key}:${before.length}`, text, fileIds };
}

/** The photos that came with a report which was filed before and that its case does not have, as a message; null when there are none. */
export async function newPhotos(
  tx: Tx,
  complaintId: string,
  { key, fileIds }: Pick<FormMessage, 'key' | 'fileIds'>,
): Promise<FormMessage | null> {
  const voiceId = await lockedVoice(tx, complaintId);
  const fresh = await notYetAttached(tx, voiceId, fileIds);
  if (fresh.length === 0) return null;
  const before = await sentBy(tx, complaintId, 'citizen-message', key);
  return { key: `${key}:${before.length}`, text: '', fileIds: fresh };
}

/** A verdict as it is to be kept: null when the form's last one says the same; the case is locked. */
export async function newVerdict(tx: Tx, complaintId: string, said: CitizenVerdict): Promise<CitizenVerdict | null> {
  await lockedVoice(tx, complaintId);
  const before = await sentBy(tx, complaintId, 'citizen-verdict', said.key);
  const last = before.at(-1);
  if (!last) return said;
  const isSame = last.verdict === said.verdict && last.stars === said.stars && last.note === said.text;
  return isSame ? null : { ...said, key: `${said.key}:${before.length}` };
}

async function lockedVoice(tx: Tx, complaintId: string): Promise<string> {
  const facts = await lockComplaint(tx, complaintId);
  if (!facts) throw new Refusal('not-found');
  return facts.voice_id;
}

type Sent = { note: string; verdict: string | null; stars: number | null };

/** What one form said so far, oldest first. */
async function sentBy(tx: Tx, complaintId: string, step: StepName, key: string): Promise<readonly Sent[]> {
  const { rows } = await sql<Sent>`
    select note, data ->> 'verdict' as verdict, (data ->> 'stars')::int as stars
      from complaints.complaint_event
     where complaint_id = ${complaintId} and step = ${step} and actor_kind = 'citizen' and split_part(data ->> 'key', ':', 1) = ${key}
     order by seq`.execute(tx);
  return rows;
}
