import type { Selectable } from 'kysely';
import type { Tables, Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { type ChartDocument, type PlanDocument, PlansDocument } from './contract.ts';

type Row = Selectable<Tables['plans.document']>;

/** One chart or plan as it stands. @throws Refusal('not-found') */
export function loadDocument(tx: Tx, id: string, kind: 'plan'): Promise<PlanDocument>;
export function loadDocument(tx: Tx, id: string, kind: 'chart'): Promise<ChartDocument>;
export function loadDocument(tx: Tx, id: string, kind?: 'chart' | 'plan'): Promise<PlansDocument>;
export async function loadDocument(tx: Tx, id: string, kind?: 'chart' | 'plan'): Promise<PlansDocument> {
  const row = await tx.selectFrom('plans.document').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row || (kind && row.kind !== kind)) throw new Refusal('not-found', { what: kind ?? 'document' });
  return documentOf(row);
}

/** All charts and plans of a year. */
export async function documentsOf(tx: Tx, fiscalYear: number): Promise<PlansDocument[]> {
  const rows = await tx.selectFrom('plans.document').selectAll().where('fiscal_year', '=', fiscalYear).execute();
  return rows.map(documentOf);
}

export const documentOf = (row: Row): PlansDocument =>
  PlansDocument.parse({
    kind: row.kind,
    id: row.id,
    systemId: row.system_id,
    fiscalYear: row.fiscal_year,
    version: row.version,
    standing: row.standing,
    content: row.content,
    approvedAt: row.approved_at?.toISOString() ?? null,
    approvedBy: row.approved_by,
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by,
  });

/** @throws Refusal('not-found') · ('year-frozen'): what a closed year shows does not change */
export async function mustBeOpen(tx: Tx, fiscalYear: number): Promise<void> {
  const year = await tx
    .selectFrom('plans.year')
    .select('frozen_at')
    .where('fiscal_year', '=', fiscalYear)
    .forShare()
    .executeTakeFirst();
  if (!year) throw new Refusal('not-found', { what: 'year' });
  if (year.frozen_at) throw new Refusal('year-frozen', { fiscalYear });
}
