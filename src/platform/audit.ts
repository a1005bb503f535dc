import { createHash } from 'node:crypto';
import { CompiledQuery, type Generated } from 'kysely';
import type { Tx } from './db/db.ts';
import { prepared } from './db/prepared.ts';

declare module './db/db.ts' {
  interface Tables {
    'platform.audit_entry': Scoped & {
      seq: number;
      at: Date;
      actor_kind: ActorKind;
      actor_id: string | null;
      action: string;
      subject_kind: string;
      subject_id: string;
      detail: unknown;
      previous_hash: Buffer;
      hash: Buffer;
    };
    'platform.audit_head': Scoped & { seq: Generated<number>; hash: Generated<Buffer> };
  }
}

export type ActorKind = 'staff' | 'citizen' | 'api' | 'system';
export type AuditEntry = {
  at: Date;
  actorKind: ActorKind;
  actorId: string | null;
  action: string;
  subjectKind: string;
  subjectId: string;
  detail?: Readonly<Record<string, unknown>>;
};

/**
 * Adds entries to the municipality's hash chain, in order. Takes the chain's row lock until the transaction ends, so call it
 * last. The hash covers every field of the entry and the hash before it: an entry changed or removed breaks all that follow.
 */
export async function audit(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const each = (of: (entry: AuditEntry) => Date | string | null) => entries.map(of);
  await tx.executeQuery(
    prepared(
      CompiledQuery.raw('select platform.append_audit($1, $2, $3, $4, $5, $6, $7)', [
        each(({ at }) => at),
        each(({ actorKind }) => actorKind),
        each(({ actorId }) => actorId),
        each(({ action }) => action),
        each(({ subjectKind }) => subjectKind),
        each(({ subjectId }) => subjectId),
        each(({ detail }) => JSON.stringify(canonical(JSON.parse(JSON.stringify(detail ?? {}))))),
      ]),
    ),
  );
}

/** The last of these actions upon something, and who took it; null when there is none. */
export async function lastEntry(
  tx: Tx,
  { kind, id }: { kind: string; id: string },
  actions: readonly string[],
): Promise<Pick<AuditEntry, 'at' | 'actorKind' | 'actorId'> | null> {
  const row = await tx
    .selectFrom('platform.audit_entry')
    .select(['at', 'actor_kind as actorKind', 'actor_id as actorId'])
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', id)
    .where('action', 'in', actions)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** What `platform.append_audit` computes, a second time and apart from it: the walk does not trust the writer. */
function chainHash(previous: Buffer, seq: number, entry: AuditEntry, detail: string): Buffer {
  const fields = [
    seq,
    entry.at.toISOString(),
    entry.actorKind,
    entry.actorId,
    entry.action,
    entry.subjectKind,
    entry.subjectId,
  ];
  return createHash('sha256')
    .update(previous)
    .update(JSON.stringify([...fields, canonical(JSON.parse(detail))]))
    .digest();
}

/** Keys sorted at every depth: jsonb does not keep their order, and the hash must not depend on it. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, canonical(inner)]));
}

/**
 * Walks the chain from its start to where its head stood when the walk began: what is added meanwhile is for the next walk. Returns
 * the first broken or missing entry's `seq`, or null when every hash holds.
 */
export async function firstBrokenAudit(tx: Tx): Promise<number | null> {
  const start = await tx.selectFrom('platform.audit_entry').select('seq').orderBy('seq').limit(1).executeTakeFirst();
  const head = await tx.selectFrom('platform.audit_head').selectAll().executeTakeFirst(); // after the entry: none is without a head
  if (!head) return start?.seq ?? null;
  let previous: Buffer = Buffer.alloc(0);
  for (let after = 0; after < head.seq; ) {
    const rows = await tx
      .selectFrom('platform.audit_entry')
      .selectAll()
      .where('seq', '>', after)
      .where('seq', '<=', head.seq)
      .orderBy('seq')
      .limit(1000)
      .execute();
    for (const row of rows) {
      const entry: AuditEntry = {
        at: row.at,
        actorKind: row.actor_kind,
        actorId: row.actor_id,
        action: row.action,
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
      };
      const hash = chainHash(previous, row.seq, entry, JSON.stringify(row.detail));
      if (row.seq !== after + 1 || !row.previous_hash.equals(previous) || !row.hash.equals(hash)) return row.seq;
      previous = row.hash;
      after = row.seq;
    }
    if (rows.length === 0) return after + 1;
  }
  return head.hash.equals(previous) ? null : head.seq;
}
