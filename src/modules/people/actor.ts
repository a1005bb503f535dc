import type { FastifyRequest } from 'fastify';
import type { ActorKind } from '../../platform/audit.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Permission, Role } from './permissions.ts';

/** Who acts. A citizen acts through a case's number and code, a machine through an API key; both have no department. */
export type Actor = {
  readonly kind: ActorKind;
  /** The staff member's user id, the API key's id, or null. */
  readonly id: string | null;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly departmentId: string | null;
  readonly may: ReadonlySet<Permission>;
  /** Of a machine: it may file as many cases a minute as it can. */
  readonly withoutLimit?: boolean;
};

declare module 'fastify' {
  interface FastifyRequest {
    municipalityId: string;
    actor: Actor | null;
  }
}

export const CITIZEN: Actor = { kind: 'citizen', id: null, name: '', roles: [], departmentId: null, may: new Set() };
export const SYSTEM: Actor = { kind: 'system', id: null, name: '', roles: [], departmentId: null, may: new Set() };

/** @throws Refusal('not-signed-in') */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.actor) throw new Refusal('not-signed-in');
  return request.actor;
}

/**
 * The signed-in officer's id, for what is an officer's own.
 * @throws Refusal('not-signed-in') · ('not-allowed') for a machine
 */
export function staffIdOf(request: FastifyRequest): string {
  const { id, kind } = actorOf(request);
  if (kind !== 'staff' || id === null) throw new Refusal('not-allowed');
  return id;
}

/** @throws Refusal('not-allowed') unless the actor holds the permission */
export function mustHave(actor: Actor, permission: Permission): void {
  if (!actor.may.has(permission)) throw new Refusal('not-allowed', { permission });
}
