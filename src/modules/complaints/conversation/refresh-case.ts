import type { Tx } from '../../../platform/db/db.ts';
import { wordsOfCase } from '../../channels/index.ts';
import { loadVoice } from '../../voices/index.ts';
import { searchText } from '../search-text.ts';
import type { Complaint } from '../tables.ts';
import { wordsIn } from './words.ts';

const SUMMARY_LENGTH = 240;
const NO_CONTACT = { name: '', phone: '', email: '' };
const SILENT = [wordsIn('th').picturesOnly, wordsIn('en').picturesOnly];

/**
 * Brings what lists and searches know of a locked case up to what is said in its conversation now: words that came later are found, words
 * that were taken back are not, and a case that began with a picture is called by the first words that followed.
 */
export async function refreshCase(tx: Tx, row: Complaint): Promise<void> {
  const [voice, said] = await Promise.all([loadVoice(tx, row.voice_id), wordsOfCase(tx, row.id)]);
  if (!voice) return;
  const later = said.filter(({ role }) => role === 'added');
  const edited = said.filter(({ role, state }) => role === 'opened' && state === 'edited');
  const words = [voice.text, ...[...edited, ...later].map(({ text }) => text)].filter((text) => text !== '');
  const isSilent = SILENT.includes(voice.text.trim());
  const summary = oneLine((isSilent ? words[1] : undefined) ?? words[0] ?? '');
  const place = (voice.place_text ?? '').slice(0, SUMMARY_LENGTH);
  const found = searchText(
    { id: row.id, number: row.number, received_at: row.received_at, place },
    { text: words.join('\n'), contact: NO_CONTACT, sourceRef: row.source_ref },
  );
  await tx
    .updateTable('complaints.search_text')
    .set({ body: found.body, exact: found.exact })
    .where('complaint_id', '=', row.id)
    .execute();
  if (summary === row.summary && place === row.place) return;
  await tx.updateTable('complaints.complaint').set({ summary, place }).where('id', '=', row.id).execute();
}

/** The first words, on one line, never cut inside a surrogate pair. */
const oneLine = (text: string): string =>
  Array.from(text.replaceAll(/\s+/g, ' ').trim()).slice(0, SUMMARY_LENGTH).join('');
