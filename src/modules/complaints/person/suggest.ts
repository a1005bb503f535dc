import type { Tx } from '../../../platform/db/db.ts';
import { dayOf } from '../../../thai/index.ts';
import { type Actor, sameAsFormer, sameContact } from '../../people/index.ts';
import { loadVoice, voicesOfCitizens } from '../../voices/index.ts';
import { dueDays } from '../due-days.ts';
import { presentRows } from '../present-row.ts';
import type { Complaint } from '../tables.ts';
import type { PersonOfCase } from './contract.ts';
import { shownTo } from './rules.ts';

const MOST = 10;

/** Cases with the same number or address that are not of the person yet: for staff to look at, never joined by themselves. */
export async function suggestionsFor(
  tx: Tx,
  actor: Actor,
  row: Complaint,
  joined: ReadonlySet<string>,
  now: Date,
): Promise<PersonOfCase['suggestions']> {
  const citizenId = (await loadVoice(tx, row.voice_id))?.citizen_id ?? null;
  if (citizenId === null) return [];
  const same = new Map((await sameContact(tx, citizenId)).map((each) => [each.citizenId, each.why]));
  const voices = await voicesOfCitizens(tx, [...same.keys()]);
  if (voices.length === 0) return [];
  const why = new Map(voices.map((voice) => [voice.voiceId, same.get(voice.citizenId)]));
  const rows = await tx
    .selectFrom('complaints.complaint')
    .selectAll()
    .where('voice_id', 'in', [...why.keys()])
    .orderBy('received_at', 'desc')
    .execute();
  const shown = rows
    .filter((each) => why.get(each.voice_id) && !joined.has(each.id) && shownTo(each, actor, false))
    .slice(0, MOST);
  const reasons = new Map(shown.map((each) => [each.id, why.get(each.voice_id)]));
  return (await presentRows(tx, actor, shown, await dueDays(tx, dayOf(now)))).flatMap((each) => {
    const reason = reasons.get(each.id);
    return reason === undefined ? [] : [{ row: each, why: reason }];
  });
}

/** Cases that still have a number or an address that was corrected here: whoever corrected it asks whether that is wrong there too. */
export async function stillFormer(
  tx: Tx,
  actor: Actor,
  row: Complaint,
  now: Date,
): Promise<PersonOfCase['stillFormer']> {
  const citizenId = (await loadVoice(tx, row.voice_id))?.citizen_id ?? null;
  const voices = citizenId === null ? [] : await voicesOfCitizens(tx, await sameAsFormer(tx, citizenId));
  if (voices.length === 0) return [];
  const rows = await tx
    .selectFrom('complaints.complaint')
    .selectAll()
    .where(
      'voice_id',
      'in',
      voices.map(({ voiceId }) => voiceId),
    )
    .orderBy('received_at', 'desc')
    .execute();
  const shown = rows.filter((each) => shownTo(each, actor, false)).slice(0, MOST);
  return presentRows(tx, actor, shown, await dueDays(tx, dayOf(now)));
}
