import type { Tx } from '../../platform/db/db.ts';

/** Whose words these voices are, by voice; those of nobody known are not among them. */
export async function citizensOfVoices(tx: Tx, voiceIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (voiceIds.length === 0) return new Map();
  const rows = await named(tx).where('v.id', 'in', voiceIds).execute();
  const later = await namedLater(tx).where('voice_id', 'in', voiceIds).execute();
  return new Map([...rows, ...later].map(({ voiceId, citizenId }) => [voiceId, citizenId]));
}

/** What these citizens' rows were kept for: a voice each, by its id, with the citizen's. */
export async function voicesOfCitizens(
  tx: Tx,
  citizenIds: readonly string[],
): Promise<{ voiceId: string; citizenId: string }[]> {
  if (citizenIds.length === 0) return [];
  const rows = await named(tx).where('v.citizen_id', 'in', citizenIds).execute();
  return [...rows, ...(await namedLater(tx).where('citizen_id', 'in', citizenIds).execute())];
}

const named = (tx: Tx) =>
  tx
    .selectFrom('voices.voice as v')
    .where('v.citizen_id', 'is not', null)
    .select('v.id as voiceId')
    .select((v) => v.ref('v.citizen_id').$notNull().as('citizenId'));

const namedLater = (tx: Tx) =>
  tx.selectFrom('voices.later_citizen').select(['voice_id as voiceId', 'citizen_id as citizenId']);

/** A voice of nobody known is somebody's from now on. */
export async function nameVoice(tx: Tx, voiceId: string, citizenId: string, at: Date): Promise<void> {
  await tx.insertInto('voices.later_citizen').values({ voice_id: voiceId, citizen_id: citizenId, at }).execute();
}
