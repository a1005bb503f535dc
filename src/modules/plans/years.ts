import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { dayOf } from '../../thai/index.ts';
import type { Actor } from '../people/index.ts';
import { judge, loadYear, namesIn } from './board.ts';
import type { OpenYear, PlanDocument, YearOpened } from './contract.ts';
import { copyForward } from './copy-forward.ts';
import { documentsOf, mustBeOpen } from './documents.ts';
import type { Catalogue } from './evidence/catalogue.ts';
import { recordsOfPlan } from './evidence/records.ts';
import { monthIn } from './months.ts';
import { note } from './note.ts';
import { mustCloseYears, mustSpeakForAll } from './who-may.ts';

/**
 * Opens a fiscal year. With `from`, its charts and plans are copied forward: months keep their place in the fiscal year, steps keep
 * their identity (so that years can be laid side by side), money spent begins anew, and what cannot be carried over is a doubt
 * (`copy-forward.ts`). With `freeze`, the year copied from is closed in the same action.
 * @throws Refusal('already-there') · ('not-found') for `from` · ('year-frozen') when it is frozen already and `freeze` is asked
 */
export async function openYear(
  tx: Tx,
  actor: Actor,
  catalogue: Catalogue,
  body: OpenYear,
  now: Date,
): Promise<YearOpened> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('plans.year')
    .values({
      fiscal_year: body.fiscalYear,
      created_at: now,
      created_by: actor.name,
      copied_from: body.from,
      published_at: null,
      frozen_at: null,
      frozen_by: null,
    })
    .onConflict((row) => row.columns(['municipality_id', 'fiscal_year']).doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) throw new Refusal('already-there', { what: 'year' });
  const doubts = body.from === null ? [] : await copyForward(tx, actor, body.from, body.fiscalYear, now);
  if (body.from !== null && body.freeze) await freezeYear(tx, actor, catalogue, body.from, now);
  await note(tx, actor, 'plan.open-year', yearOf(body.fiscalYear), now, { from: body.from, frozen: body.freeze });
  return { year: await loadYear(tx, body.fiscalYear), doubts };
}

/**
 * Closes a year: every plan's months, the records behind them, contents and names are kept as they are now, and later records change
 * nothing of it. @throws Refusal('not-allowed') · ('year-running') · ('year-frozen') · ('not-found')
 */
export async function freezeYear(
  tx: Tx,
  actor: Actor,
  catalogue: Catalogue,
  fiscalYear: number,
  now: Date,
): Promise<void> {
  const locked = await tx
    .selectFrom('plans.year')
    .select('frozen_at')
    .where('fiscal_year', '=', fiscalYear)
    .forUpdate()
    .executeTakeFirst();
  if (!locked) throw new Refusal('not-found', { what: 'year' });
  mustCloseYears(actor);
  await mustBeOpen(tx, fiscalYear);
  // What is closed cannot be opened again: a year that still runs would lose what its last months bring.
  if (monthIn(fiscalYear, dayOf(now)) <= 12) throw new Refusal('year-running', { fiscalYear });
  const documents = await documentsOf(tx, fiscalYear);
  const plans = documents.filter((each): each is PlanDocument => each.kind === 'plan');
  const steps = await judge(tx, catalogue, plans, fiscalYear, now);
  const names = JSON.stringify(await namesIn(tx, documents, fiscalYear, now));
  for (const document of documents) {
    const cells = steps.get(document.id) ?? [];
    const records = document.kind === 'plan' ? await recordsOfPlan(tx, catalogue, document, cells) : {};
    await tx
      .insertInto('plans.frozen')
      .values({
        fiscal_year: fiscalYear,
        document_id: document.id,
        cells: JSON.stringify(cells),
        names,
        records: JSON.stringify(records),
        at: now,
      })
      .execute();
  }
  await tx
    .updateTable('plans.year')
    .set({ frozen_at: now, frozen_by: actor.name })
    .where('fiscal_year', '=', fiscalYear)
    .execute();
  await note(tx, actor, 'plan.freeze-year', yearOf(fiscalYear), now);
}

/** Shows a year's plans on the public page, or takes them off it. @throws Refusal('not-allowed') · ('not-found') */
export async function publishYear(
  tx: Tx,
  actor: Actor,
  fiscalYear: number,
  published: boolean,
  now: Date,
): Promise<void> {
  mustSpeakForAll(actor);
  const { numUpdatedRows } = await tx
    .updateTable('plans.year')
    .set({ published_at: published ? now : null })
    .where('fiscal_year', '=', fiscalYear)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Refusal('not-found', { what: 'year' });
  await note(tx, actor, published ? 'plan.publish-year' : 'plan.unpublish-year', yearOf(fiscalYear), now);
}

const yearOf = (fiscalYear: number) => ({ kind: 'plan-year', id: String(fiscalYear) });
