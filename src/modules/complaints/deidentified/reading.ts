import type { Tx } from '../../../platform/db/db.ts';
import { sendersOf } from '../../channels/index.ts';
import { type Actor, formerContacts, loadCitizens } from '../../people/index.ts';
import { citizensOfVoices } from '../../voices/index.ts';
import { SUMMARY_LENGTH } from '../prepare-filing.ts';
import { type Hidden, hiddenFrom } from '../rules.ts';
import type { Complaint } from '../tables.ts';
import { masked } from './masked.ts';

/** Words of a case as they may be read; `where`: those that tell the place, and those of the office. */
export type Reading = (text: string, of?: 'where') => string;
type Row = Pick<Complaint, 'id' | 'voice_id'>;

export const asSaid: Reading = (text) => text;

/** As long as a name, a number or an address is, with a title. */
const A_NAME = 60;

/** Words that a list cuts off, as they may be read: half of a name or a number is not known as one, so where words are masked what may be half goes. */
export function readExcerpt(reading: Reading, text: string, of?: 'where'): string {
  const shown = reading(text, of);
  return reading === asSaid || !isCut(text) ? shown : `${Array.from(shown).slice(0, -A_NAME).join('')}…`;
}

// Counted in letters where words are cut, in units where places are: of the two, units are more.
const isCut = (text: string): boolean => text.length >= SUMMARY_LENGTH;

/** The words that a search looks through, as they may be read; their end is the place, which is cut off too. */
export function readSearched(reading: Reading, { exact, place }: { exact: string; place: string }): string {
  const shown = reading(exact);
  const told = isCut(place) ? Array.from(shown).slice(0, -A_NAME).join('') : shown;
  return `${told}\n${readExcerpt(reading, place, 'where')}`;
}

/** How the actor reads the words of these cases: as they were said, or with whatever says whose they are taken out. */
export async function readingFor(
  tx: Tx,
  actor: Actor,
  rows: readonly Complaint[],
): Promise<(row: Complaint) => Reading> {
  const hidden = new Map(
    rows.flatMap((row) => {
      const hides = hiddenFrom(row, actor);
      return hides === null ? [] : [[row.id, hides] as const];
    }),
  );
  if (hidden.size === 0) return () => asSaid;
  const without = await maskedReading(
    tx,
    rows.filter(({ id }) => hidden.has(id)),
  );
  return (row) => {
    const hides = hidden.get(row.id);
    return hides === undefined ? asSaid : without(row, hides);
  };
}

/** The words of these cases without whatever says whose they are, the names included that are known of who spoke. */
export async function maskedReading(tx: Tx, rows: readonly Row[]): Promise<(row: Row, hides?: Hidden) => Reading> {
  const citizenOf = await citizensOfVoices(
    tx,
    rows.map(({ voice_id }) => voice_id),
  );
  const citizens = await loadCitizens(tx, [...citizenOf.values()]);
  // Who was called something else until it was corrected may have written that.
  const former = Map.groupBy(await formerContacts(tx, [...citizenOf.values()]), ({ citizenId }) => citizenId);
  const senders = await sendersOf(
    tx,
    rows.map(({ id }) => id),
  );
  return ({ id, voice_id }, hides = 'persons') => {
    const citizenId = citizenOf.get(voice_id) ?? '';
    const called = [citizens.get(citizenId)?.name ?? '', ...(former.get(citizenId) ?? []).map(({ name }) => name)];
    const names = [...called, ...(senders.get(id) ?? [])];
    return (text, of) => masked(text, names, hides === 'who' ? (of ?? 'who') : 'persons');
  };
}
