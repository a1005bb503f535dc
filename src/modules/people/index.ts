/** The door of the lowest module: who takes part, what they may do, and what things are called. */
import './tables.ts';

export { type Actor, actorOf, CITIZEN, mustHave, SYSTEM } from './actor.ts';
export { entryNames, loadDirectory } from './load-directory.ts';
export {
  loadMunicipality,
  municipalityAt,
  municipalityBySlug,
  municipalityIds,
  municipalityOf,
} from './municipality.ts';
export { API_KEY_ALLOWED, PERMISSIONS, type Permission, permissionsOf, ROLES, type Role } from './permissions.ts';
export { createMunicipality, seedMunicipality, UNNAMED } from './seed-municipality.ts';
