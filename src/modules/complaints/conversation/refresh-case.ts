import type { Tx } from '../../../platform/db/db.ts';
import { type Incoming, incomingOf } from '../../channels/index.ts';
import { loadVoice } from '../../voices/index.ts';
import { searchText } from '../search-text.ts';
import { loadComplaint } from '../store.ts';
import { wordsIn } from './words.ts';

const SUMMARY_LENGTH = 240;
const NO_CONTACT = { name: '', phone: '', email: '' };
const SILENT = [wordsIn('th').picturesOnly, wordsIn('en').picturesOnly];

/**
 * Brings what lists and searches know of a case up to what is said in its conversation now: words that came later are found, words that
 * were taken back are not, and a case that began with a picture is called by the first words that followed.
 */
export async function refreshCase(tx: Tx, caseId: string): Promise<void> {
  const row = await loadComplaint(tx, caseId);
  const voice = row && (await loadVoice(tx, row.voice_id));
  if (!row || !voice) return;
  const later = (await incomingOf(tx, caseId)).filter(({ role }) => role === 'added').map(({ text }) => text);
  const edited = (await incomingOf(tx, caseId)).filter(isEditedOpening).map(({ text }) => text);
  const words = [voice.text, ...edited, ...later].filter((text) => text !== '');
  const isSilent = SILENT.includes(voice.text.trim());
  const title = (isSilent ? words[1] : undefined) ?? words[0] ?? '';
  const place = (voice.place_text ?? '').slice(0, SUMMARY_LENGTH);
  const found = searchText(
    { id: row.id, number: row.number, received_at: row.received_at, place },
    { text: words.join('\n'), contact: NO_CONTACT, sourceRef: row.source_ref },
  );
  await tx
    .updateTable('complaints.search_text')
    .set({ body: found.body, exact: found.exact })
    .where('complaint_id', '=', caseId)
    .execute();
  await tx
    .updateTable('complaints.complaint')
    .set({ summary: oneLine(title), place })
    .where('id', '=', caseId)
    .execute();
}

const isEditedOpening = ({ role, state }: Incoming): boolean => role === 'opened' && state === 'edited';

/** The first words, on one line, never cut inside a surrogate pair. */
const oneLine = (text: string): string =>
  Array.from(text.replaceAll(/\s+/g, ' ').trim()).slice(0, SUMMARY_LENGTH).join('');
