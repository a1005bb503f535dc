import type { z } from 'zod';
import { RoleName } from './contract.ts';

/** The roles of a municipality's staff, as the contract lists them; a person may hold several. */
export const ROLES = RoleName.options;
export type Role = z.infer<typeof RoleName>;

export const PERMISSIONS = [
  'me.read',
  'complaint.register',
  'complaint.read.all',
  'complaint.read.department',
  'complaint.read.deidentified',
  'complaint.read.restricted',
  'complaint.read.corruption',
  'complaint.assign',
  'complaint.assign.department',
  'complaint.handle',
  'complaint.answer',
  'complaint.decide',
  'contact.read',
  'contact.reveal',
  'complaint.list',
  'home.read',
  'view.keep',
  'directory.read',
  'settings.read',
  'settings.edit',
  'staff.read',
  'staff.manage',
  'api-key.manage',
  'audit.read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const EVERYONE: readonly Permission[] = ['me.read', 'complaint.register', 'directory.read', 'home.read', 'view.keep'];

/** One table: who may do what. What only an own case, department or version allows is decided beside the noun, in its rules. */
export const ALLOWED: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: [
    ...EVERYONE,
    'settings.read',
    'settings.edit',
    'staff.read',
    'staff.manage',
    'api-key.manage',
    'audit.read',
  ],
  intake: [
    ...EVERYONE,
    'complaint.list',
    'complaint.read.all',
    'complaint.read.restricted',
    'complaint.assign',
    'complaint.handle',
    'complaint.answer',
    'complaint.decide',
    'contact.read',
    'settings.read',
    'staff.read',
  ],
  'department-officer': [
    ...EVERYONE,
    'complaint.list',
    'complaint.read.department',
    'complaint.handle',
    'contact.reveal',
    'staff.read',
  ],
  'department-head': [
    ...EVERYONE,
    'complaint.list',
    'complaint.read.department',
    'complaint.assign.department',
    'complaint.handle',
    'complaint.answer',
    'complaint.decide',
    'contact.reveal',
    'settings.read',
    'staff.read',
  ],
  planner: [
    ...EVERYONE,
    'complaint.list',
    'complaint.read.all',
    'complaint.read.deidentified',
    'settings.read',
    'settings.edit',
    'staff.read',
  ],
  executive: [
    ...EVERYONE,
    'complaint.list',
    'complaint.read.all',
    'complaint.read.restricted',
    'complaint.assign',
    'complaint.decide',
    'contact.reveal',
    'settings.read',
    'staff.read',
  ],
  committee: [
    ...EVERYONE,
    'complaint.list',
    'complaint.read.corruption',
    'complaint.handle',
    'complaint.answer',
    'complaint.decide',
    'contact.reveal',
  ],
  'data-protection-officer': ['me.read', 'directory.read', 'home.read', 'settings.read', 'audit.read'],
  assessor: ['me.read', 'directory.read', 'home.read'],
  university: ['me.read', 'directory.read'],
};

/** What a machine with an API key may do: file, and read what it may search. */
export const API_KEY_ALLOWED: readonly Permission[] = [
  'complaint.register',
  'complaint.list',
  'complaint.read.all',
  'directory.read',
];

export function permissionsOf(roles: readonly Role[]): ReadonlySet<Permission> {
  return new Set(roles.flatMap((role) => ALLOWED[role]));
}
