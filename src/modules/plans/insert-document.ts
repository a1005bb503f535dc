import { v7 } from 'uuid';
import type { Tx } from '../../platform/db/db.ts';
import type { Actor } from '../people/index.ts';
import type { PlansDocument } from './contract.ts';

/** Puts a chart or plan into a year as its first version there. */
export async function insertDocument(
  tx: Tx,
  document: Pick<PlansDocument, 'kind' | 'systemId' | 'standing'> & { content: unknown },
  by: { fiscalYear: number; actor: Pick<Actor, 'id' | 'name'>; now: Date; why: string },
): Promise<string> {
  const id = v7();
  const content = JSON.stringify(document.content);
  const { standing } = document;
  await tx
    .insertInto('plans.document')
    .values({
      id,
      kind: document.kind,
      system_id: document.systemId,
      fiscal_year: by.fiscalYear,
      standing,
      content,
      approved_at: null,
      approved_by: null,
      updated_at: by.now,
      updated_by: by.actor.name || null,
    })
    .execute();
  await tx
    .insertInto('plans.document_version')
    .values({ document_id: id, version: 1, content, standing, at: by.now, by_id: by.actor.id, why: by.why })
    .execute();
  return id;
}
