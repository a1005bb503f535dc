import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { toArabicDigits } from '../../../thai/index.ts';
import { sizeOf } from '../../channels/contract.ts';
import { adapterOf, type Thread, wasToldPrivately } from '../../channels/index.ts';
import { loadCitizen } from '../../people/index.ts';
import { loadVoice } from '../../voices/index.ts';
import type { TakeStep } from '../contract.ts';
import { loadComplaint } from '../store.ts';
import type { Complaint } from '../tables.ts';
import type { Publicly } from './contract.ts';
import { ownWays, privateThread } from './own-ways.ts';
import { wordsIn } from './words.ts';

/** Of what is confidential, or was told on the word that nobody learns by whom, nothing is said where others read along. */
export const mayBeSpokenOf = ({ visibility, identity }: Pick<Complaint, 'visibility' | 'identity'>): boolean =>
  visibility === 'normal' && identity !== 'concealed';

/** The same of a case as it stands now: a case may become confidential after words about it were queued. */
export async function mayStillBeSpokenOf(tx: Tx, complaintId: string): Promise<boolean> {
  const row = await loadComplaint(tx, complaintId);
  return row !== undefined && mayBeSpokenOf(row);
}

/** What an answer becomes where others read along, and where the whole of it is; null: whoever spoke last did so alone. */
export async function publiclyOf(tx: Tx, row: Complaint): Promise<Publicly | null> {
  const {
    spoke: [newest],
    proven: [proven],
    email,
  } = await ownWays(tx, row);
  if (!newest || newest.thread.kind === 'person') return null;
  const { thread, last } = newest;
  const own = await privateThread(tx, newest);
  const w = wordsIn(thread.language);
  const open = mayBeSpokenOf(row);
  const limit = last.public && !thread.blocked ? adapterOf(thread.channel)?.abilities.inPublic : null;
  const privately =
    own || (email === '' && proven) ? 'thread' : email === '' ? await byCode(tx, row) : ('mail' as const);
  return {
    notice: own || !open ? null : newsOf(row, thread, privately),
    privately,
    whole: open && limit ? { limit, ...w.publicAnswer(row.number) } : null,
  };
}

/** Whether they can open the tracking page: they got the code, which is never said where others read along. */
async function byCode(tx: Tx, { id }: Complaint): Promise<'page' | 'nobody'> {
  return (await wasToldPrivately(tx, id, 'received')) ? 'page' : 'nobody';
}

/** That there is news, where others read along, and where it is to be had. */
export function newsOf(
  { number }: Complaint,
  { language }: Pick<Thread, 'language'>,
  privately: Publicly['privately'],
): string {
  const w = wordsIn(language);
  return privately === 'nobody' ? w.publicNewsAsk(number) : w.publicNews(number);
}

/**
 * An answer that everybody is to read: only where it answers a public comment, of what may be spoken of, as long as the channel takes, and
 * without what is known to be this person's alone. @throws Refusal('not-in-public') · ('too-long-in-public') · ('address-in-public') ·
 * ('personal-in-public')
 */
export async function checkPublicAnswer(tx: Tx, request: TakeStep, row: Complaint): Promise<void> {
  if (!('inPublic' in request) || !request.inPublic) return;
  const { whole = null } = (await publiclyOf(tx, row)) ?? {};
  if (!whole) throw new Refusal('not-in-public');
  const { limit, before, after } = whole;
  const { used, posts, fits, left } = sizeOf(`${before}${request.note}${after}`, limit);
  if (!fits) throw new Refusal('too-long-in-public', { used, posts, most: limit.most, mostPosts: limit.posts });
  if (left > 0) throw new Refusal('address-in-public');
  const what = await ownDataIn(tx, row, request.note);
  if (what.length > 0) throw new Refusal('personal-in-public', { what });
}

/** What of the tracking code, telephone and mail address of the case stands in a text, however it is written. */
async function ownDataIn(tx: Tx, row: Complaint, text: string): Promise<('code' | 'phone' | 'email')[]> {
  const voice = await loadVoice(tx, row.voice_id);
  const citizen = voice?.citizen_id ? await loadCitizen(tx, voice.citizen_id) : undefined;
  const arabic = toArabicDigits(text);
  const digits = arabic.replaceAll(/\D/g, '');
  // Without the trunk's 0 or the country's 66, so that either way of writing it is found.
  const phone = toArabicDigits(citizen?.phone ?? '')
    .replaceAll(/\D/g, '')
    .slice(-8);
  const email = citizen?.email?.trim().toLowerCase() ?? '';
  const code = arabic.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  return [
    ...(code.includes(row.tracking_code) ? (['code'] as const) : []),
    ...(phone.length === 8 && digits.includes(phone) ? (['phone'] as const) : []),
    ...(email !== '' && text.toLowerCase().includes(email) ? (['email'] as const) : []),
  ];
}
