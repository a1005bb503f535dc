import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { dayOf } from '../../thai/index.ts';
import type { Actor } from './actor.ts';
import type { Municipality, MunicipalityChange } from './contract.ts';
import { loadMunicipality, municipalityIds } from './municipality.ts';
import { keepMunicipalityName, replaceMunicipalityNames } from './municipality-name.ts';
import { UNNAMED } from './seed-municipality.ts';

/**
 * Changes the municipality's own facts. @throws Refusal('already-there') for a host that belongs to another municipality ·
 * ('host-by-operator') for a new one: the first municipality answers wherever no host is named, so another's staff could take its door ·
 * ('changed-meanwhile') when another changed it since `version`
 */
export async function changeMunicipality(
  tx: Tx,
  { actor, now }: { actor: Actor; now: Date },
  change: MunicipalityChange,
): Promise<Municipality> {
  const hosts = [...new Set(change.hosts.filter((host) => host !== ''))];
  for (const host of hosts) {
    const { rows } = await sql<{ taken: boolean }>`select people.host_taken(${host}) as taken`.execute(tx);
    if (rows[0]?.taken) throw new Refusal('already-there', { field: '/hosts', host });
  }
  await tx.selectFrom('people.municipality').select('municipality_id').forNoKeyUpdate().execute();
  const before = await loadMunicipality(tx);
  if (change.version !== undefined && change.version !== before.version)
    throw new Refusal('changed-meanwhile', { version: before.version });
  const added = hosts.some((host) => !before.hosts.includes(host));
  if (actor.kind === 'staff' && added && (await municipalityIds(tx))[0] !== before.id)
    throw new Refusal('host-by-operator', { field: '/hosts' });
  const settings = { ...change.settings, named: change.nameTh !== UNNAMED.nameTh };
  await tx
    .updateTable('people.municipality')
    .set({
      name_th: change.nameTh,
      name_en: change.nameEn,
      kind: change.kind,
      hosts,
      phone: change.phone,
      email: change.email,
      address: change.address,
      settings: JSON.stringify(settings),
      version: before.version + 1,
    })
    .execute();
  const isNamed = before.nameTh !== UNNAMED.nameTh;
  if (!isNamed) await replaceMunicipalityNames(tx, change);
  else if (before.nameTh !== change.nameTh || before.nameEn !== change.nameEn)
    await keepMunicipalityName(tx, change, dayOf(now));
  const { id, slug: _slug, version: _version, ...facts } = before;
  const { version: _, ...after } = change;
  await audit(tx, [
    {
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      action: 'municipality.change',
      subjectKind: 'municipality',
      subjectId: id,
      detail: { before: facts, after: { ...after, hosts, settings } },
    },
  ]);
  return loadMunicipality(tx);
}
