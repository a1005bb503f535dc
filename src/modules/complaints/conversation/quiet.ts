import type { Tx } from '../../../platform/db/db.ts';
import type { Thread } from '../../channels/index.ts';

type Event = { readonly step: string; readonly actor_kind: string; readonly note: string };

/** What was said on taking these is the office's. */
const INSIDE: readonly string[] = ['assign', 'correct-contact'];
/** What a citizen is told of a step of what its officer wrote; '' where that stays inside. */
export const toldNote = ({ step, note }: Event): string => (INSIDE.includes(step) ? '' : note);
/** Whether somebody typed it for the citizen. */
export const isTyped = (event: Event): boolean => event.actor_kind === 'staff' && toldNote(event) !== '';

/** What was done with their contact, as they asked. */
const ASKED: readonly string[] = ['contact-corrected', 'name-shown'];
/** Whoever asked for quiet in a chat is still told what somebody typed for them, and what they asked for themselves. */
export const hears = ({ quiet_at }: Thread, said: { readonly byHuman: boolean; readonly template: string }): boolean =>
  quiet_at === null || said.byHuman || ASKED.includes(said.template);

/** Whether somebody typed what a message tells of. */
export async function wasTyped(tx: Tx, complaintId: string, seq: number | null): Promise<boolean> {
  if (seq === null) return false;
  const event = await tx
    .selectFrom('complaints.complaint_event')
    .select(['step', 'actor_kind', 'note'])
    .where('complaint_id', '=', complaintId)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return event !== undefined && isTyped(event);
}
