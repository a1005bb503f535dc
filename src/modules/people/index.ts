/** The door of the lowest module: who takes part, what they may do, and what things are called. */
import './person/tables.ts';
import './retention/tables.ts';
import './tables.ts';

export { type Actor, actorOf, CITIZEN, mustHave, SYSTEM, staffIdOf } from './actor.ts';
export { actorOfApiKey, createApiKey } from './api-key.ts';
export { type Auth, openAuth } from './auth/open-auth.ts';
export { hashPassword } from './auth/password.ts';
export { signInRoutes } from './auth/routes.ts';
export { sweepSessions } from './auth/sweep-sessions.ts';
export { addEntry } from './change-directory.ts';
export { changeMunicipality } from './change-municipality.ts';
export { correctCitizen, formerContacts } from './correct-citizen.ts';
export { directoryChangedAt, entryCodes } from './entry-codes.ts';
export { firstAdministrator, welcomePath } from './first-administrator.ts';
export { inScope, type Scoped } from './in-scope.ts';
export { askReset, inviteStaff } from './invitation.ts';
export { type CitizenContact, citizenStatements, holdCitizen, loadCitizen, loadCitizens } from './keep-citizens.ts';
export {
  type EntryName,
  emptyDepartments,
  entryNames,
  entryNamesByDay,
  loadDirectory,
  reasonsOn,
  type ToldReason,
} from './load-directory.ts';
export {
  loadMunicipality,
  municipalityAt,
  municipalityBySlug,
  municipalityIds,
  officeHoursIn,
} from './municipality.ts';
export { municipalityNameOn } from './municipality-name.ts';
export { municipalityNames } from './municipality-names.ts';
export { PERMISSIONS, type Permission, permissionsOf, ROLES, type Role } from './permissions.ts';
export { citizensByPhone } from './person/by-phone.ts';
export { emailValue, phoneValue } from './person/identity-value.ts';
export { joinOnProof } from './person/join.ts';
export { loadPerson, type Person, personOf } from './person/load-person.ts';
export { sameAsFormer, sameContact } from './person/same-contact.ts';
export { disprove, lockPerson, splitIdentity } from './person/split.ts';
export type { ProofKind } from './person/tables.ts';
export { currentNotice, newestNotice } from './privacy-notice.ts';
export { noteRemoved, retentionOf } from './retention/periods.ts';
export { peopleRoutes } from './routes.ts';
export { createMunicipality, seedMunicipality, UNNAMED } from './seed-municipality.ts';
export type { SendLink, TellStaff } from './send-link.ts';
export { addStaff } from './staff.ts';
export { activeStaffIds, type StaffAddress, staffAddresses, staffNames, staffPermissions } from './staff-facts.ts';
