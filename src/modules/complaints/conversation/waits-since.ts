import type { Selectable } from 'kysely';
import type { Tables, Tx } from '../../../platform/db/db.ts';
import { incomingOf } from '../../channels/index.ts';
import { answersCitizen } from '../rules.ts';
import type { Complaint } from '../tables.ts';
import { fieldOf, idsOf, messagesIn } from './event-words.ts';

type Event = Pick<Selectable<Tables['complaints.complaint_event']>, 'step' | 'at' | 'data'>;

/**
 * Since when something waits for an answer that was said and not taken back; null when nothing of it is left. The case is locked, and
 * what was taken back is kept as such already.
 */
export async function waitsSince(
  tx: Tx,
  { id, citizen_spoke_at }: Pick<Complaint, 'id' | 'citizen_spoke_at'>,
): Promise<Date | null> {
  if (citizen_spoke_at === null) return null;
  const events = await tx
    .selectFrom('complaints.complaint_event')
    .select(['step', 'at', 'data'])
    .where('complaint_id', '=', id)
    .where('at', '>=', citizen_spoke_at)
    .orderBy('seq')
    .execute();
  const answered = events.findLastIndex(({ step }) => answersCitizen(step));
  const messages = await incomingOf(tx, id);
  const stands = ({ step, data }: Event): boolean => {
    if (step === 'citizen-verdict') return fieldOf(data, 'verdict') !== 'done';
    if (step !== 'citizen-message' || fieldOf(data, 'changed') === 'withdrawn') return false;
    const ids = idsOf(data);
    return ids.length === 0 || messagesIn(ids, messages).whole.some(({ state }) => state !== 'withdrawn');
  };
  return events.slice(answered + 1).find(stands)?.at ?? null;
}
