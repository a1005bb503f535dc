import type { z } from 'zod';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { staffNames } from '../people/index.ts';
import { type DocumentVersion, VersionContent } from './contract.ts';

/** Who changed a chart or plan, when and why; newest first. */
export async function versionsOf(tx: Tx, documentId: string): Promise<z.infer<typeof DocumentVersion>[]> {
  const rows = await tx
    .selectFrom('plans.document_version')
    .select(['version', 'standing', 'at', 'by_id', 'why'])
    .where('document_id', '=', documentId)
    .orderBy('version', 'desc')
    .limit(500)
    .execute();
  const names = await staffNames(tx, [...new Set(rows.flatMap((row) => row.by_id ?? []))]);
  return rows.map((row) => ({
    version: row.version,
    standing: row.standing,
    at: row.at.toISOString(),
    by: names.get(row.by_id ?? '') ?? null,
    why: row.why,
  }));
}

/** What a version was. @throws Refusal('not-found') */
export async function loadVersion(tx: Tx, documentId: string, version: number): Promise<VersionContent> {
  const row = await tx
    .selectFrom('plans.document_version')
    .select(['version', 'content'])
    .where('document_id', '=', documentId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) throw new Refusal('not-found', { what: 'version' });
  return VersionContent.parse(row);
}
