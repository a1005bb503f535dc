import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { sha256 } from '../../platform/token.ts';
import type { Actor } from './actor.ts';
import { API_KEY_ALLOWED } from './permissions.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const PREFIX = 'fsk_';

export type ApiKeyRow = {
  id: string;
  name: string;
  prefix: string;
  /** It may file as many cases a minute as it can; made to take over registers. */
  withoutLimit: boolean;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

/** A new key for a machine. Its secret is in the answer and nowhere else: only a hash is kept. */
export async function createApiKey(
  tx: Tx,
  actor: Actor,
  { name, withoutLimit = false }: { name: string; withoutLimit?: boolean },
  now: Date,
): Promise<{ apiKey: ApiKeyRow; secret: string }> {
  const secret = PREFIX + Array.from({ length: 40 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
  const prefix = secret.slice(0, 8);
  const apiKey = { id: v7(), name, prefix, withoutLimit, createdAt: now, lastUsedAt: null, revokedAt: null };
  await tx
    .insertInto('people.api_key')
    .values({ id: apiKey.id, name, prefix, key_hash: sha256(secret), without_limit: withoutLimit, created_at: now })
    .execute();
  await note(tx, actor, 'api-key.create', apiKey.id, now, { name, withoutLimit });
  return { apiKey, secret };
}

/** Whom a key stands for, or null when it is unknown or revoked. When it was used is noted once a minute at most. */
export async function actorOfApiKey(tx: Tx, secret: string, now: Date): Promise<Actor | null> {
  if (!secret.startsWith(PREFIX)) return null;
  const key = await tx
    .selectFrom('people.api_key')
    .select(['id', 'name', 'last_used_at', 'without_limit'])
    .where('key_hash', '=', sha256(secret))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (!key) return null;
  const minuteAgo = new Date(now.getTime() - 60_000);
  if (!key.last_used_at || key.last_used_at < minuteAgo) {
    await tx
      .updateTable('people.api_key')
      .set({ last_used_at: now })
      .where('id', '=', key.id)
      .where(sql<boolean>`last_used_at is null or last_used_at < ${minuteAgo}`)
      .execute();
  }
  return {
    kind: 'api',
    id: key.id,
    name: key.name,
    roles: [],
    departmentId: null,
    may: new Set(API_KEY_ALLOWED),
    withoutLimit: key.without_limit,
  };
}

/** Every key, newest first, revoked ones too. */
export function listApiKeys(tx: Tx): Promise<ApiKeyRow[]> {
  return tx
    .selectFrom('people.api_key')
    .select([
      'id',
      'name',
      'prefix',
      'without_limit as withoutLimit',
      'created_at as createdAt',
      'last_used_at as lastUsedAt',
      'revoked_at as revokedAt',
    ])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** The key opens nothing once this is committed and `forgetKeys` was called; through another process, within two seconds. @throws Refusal('not-found') when it is unknown or was revoked before */
export async function revokeApiKey(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('people.api_key')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Refusal('not-found');
  await note(tx, actor, 'api-key.revoke', id, now, {});
}

const note = (tx: Tx, actor: Actor, action: string, id: string, now: Date, detail: Record<string, unknown>) =>
  audit(tx, [
    { at: now, actorKind: actor.kind, actorId: actor.id, action, subjectKind: 'api-key', subjectId: id, detail },
  ]);
