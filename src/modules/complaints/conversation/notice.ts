import type { Tx } from '../../../platform/db/db.ts';
import { dayOf } from '../../../thai/index.ts';
import { type Thread, tellNotice } from '../../channels/index.ts';
import { currentNotice } from '../../people/index.ts';
import type { Way } from './way.ts';

/** Where the privacy notice is read; '' when citizens' addresses are not known. */
export const noticeUrl = ({ publicUrl }: Pick<Way, 'publicUrl'>): string => (publicUrl ? `${publicUrl}/privacy` : '');

/** The address of the notice for whoever was not told of the one in force (Personal Data Protection Act s.23); '' for whoever was. */
export async function noticeDue(tx: Tx, thread: Thread, way: Pick<Way, 'publicUrl'>, now: Date): Promise<string> {
  const current = await currentNotice(tx, dayOf(now));
  return current && current.version !== thread.notice_version ? noticeUrl(way) : '';
}

/** Keeps that the person of a thread was told of the notice in force. */
export async function keepNoticeTold(tx: Tx, thread: Thread, now: Date): Promise<void> {
  const current = await currentNotice(tx, dayOf(now));
  if (current && current.version !== thread.notice_version) await tellNotice(tx, thread.id, current.version);
}
