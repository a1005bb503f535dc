import type { Tx } from '../../platform/db/db.ts';

/** Whose words these voices are, by voice; those of nobody known are not among them. */
export async function citizensOfVoices(tx: Tx, voiceIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (voiceIds.length === 0) return new Map();
  const rows = await tx.selectFrom('voices.voice').select(['id', 'citizen_id']).where('id', 'in', voiceIds).execute();
  return new Map(rows.flatMap(({ id, citizen_id }) => (citizen_id === null ? [] : [[id, citizen_id] as const])));
}

/** What these citizens' rows were kept for: a voice each, by its id, with the citizen's. */
export async function voicesOfCitizens(
  tx: Tx,
  citizenIds: readonly string[],
): Promise<{ voiceId: string; citizenId: string }[]> {
  if (citizenIds.length === 0) return [];
  const rows = await tx
    .selectFrom('voices.voice')
    .select(['id', 'citizen_id'])
    .where('citizen_id', 'in', citizenIds)
    .execute();
  return rows.flatMap(({ id, citizen_id }) => (citizen_id === null ? [] : [{ voiceId: id, citizenId: citizen_id }]));
}
