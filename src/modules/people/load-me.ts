import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { anyRests } from '../../platform/rest.ts';
import { dayOf, fiscalYearOf } from '../../thai/index.ts';
import type { Actor } from './actor.ts';
import type { Me } from './contract.ts';
import { loadMunicipality } from './municipality.ts';
import { loadStaff } from './staff.ts';

/** Everything the console starts from; staff only. @throws Refusal('not-found') for an actor that is no member of staff */
export async function loadMe(tx: Tx, actor: Actor, now: Date): Promise<Me> {
  if (actor.kind !== 'staff' || actor.id === null) throw new Refusal('not-found');
  const { id, name, email, roles, departmentId, twoFactor } = await loadStaff(tx, actor, actor.id);
  return {
    user: { id, name, email: email ?? '', roles, departmentId, twoFactor },
    municipality: await loadMunicipality(tx),
    permissions: [...actor.may],
    fiscalYear: fiscalYearOf(dayOf(now)),
    resting: await anyRests(tx),
  };
}
