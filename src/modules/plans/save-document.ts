import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { dayOf } from '../../thai/index.ts';
import type { Actor } from '../people/index.ts';
import type { PlanContent, PlansDocument, SaveDocument } from './contract.ts';
import { documentOf, loadDocument, mustBeOpen } from './documents.ts';
import { standingIn } from './evidence/signatures.ts';
import { monthIn } from './months.ts';
import { note } from './note.ts';
import { changedPast, removedSteps, settledBy, stepsOf } from './rules.ts';
import type { Standing } from './tables.ts';

/** What points at a step from elsewhere in the module: resolutions, tasks. Each says what it is, for the person who wanted to delete. */
export type PointsAt = (
  tx: Tx,
  stepIds: readonly string[],
) => Promise<readonly { stepId: string; what: string; label: string }[]>;

/**
 * Saves a chart or plan as its next version. What it was stays as a version of its own.
 * @throws Refusal('not-found') · ('year-frozen') · ('changed-meanwhile') when another saved since `version` · ('in-use') when a step is
 *   deleted that evidence points at, with what points at it · ('month-over') when months that are over change without confirming and a reason
 */
export async function saveDocument(
  tx: Tx,
  actor: Actor,
  id: string,
  body: SaveDocument,
  pointsAt: PointsAt,
  now: Date,
): Promise<PlansDocument> {
  const locked = await tx.selectFrom('plans.document').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!locked || locked.kind !== body.document.kind) throw new Refusal('not-found', { what: 'document' });
  const before = documentOf(locked);
  await mustBeOpen(tx, before.fiscalYear);
  if (before.version !== body.version) throw new Refusal('changed-meanwhile', { version: before.version });
  if (before.kind === 'plan' && body.document.kind === 'plan') {
    mustMakeSense(body.document.content);
    await mustNotOrphan(tx, before.content, body.document.content, before.fiscalYear, pointsAt);
    mustConfirmPast(before.content, body, before.fiscalYear, now);
  }
  const version = before.version + 1;
  const by = { at: now.toISOString(), by: actor.name };
  const content = JSON.stringify(
    before.kind === 'plan' && body.document.kind === 'plan'
      ? settledBy(before.content, body.document.content, by)
      : body.document.content,
  );
  // Whoever saves has taken it as the office's own: a blank or a proposal is one no longer.
  const standing: Standing = before.standing === 'source' ? 'source' : 'own';
  await tx
    .updateTable('plans.document')
    .set({ version, content, standing, approved_at: null, approved_by: null, updated_at: now, updated_by: actor.name })
    .where('id', '=', id)
    .execute();
  await tx
    .insertInto('plans.document_version')
    .values({ document_id: id, version, content, standing, at: now, by_id: actor.id, why: body.why })
    .execute();
  await note(tx, actor, `plan.${before.kind}.save`, { kind: 'plan', id }, now, { version, why: body.why });
  return loadDocument(tx, id);
}

/** Approves the version that was read; saving again needs a new approval. @throws as saving does */
export async function approveDocument(tx: Tx, actor: Actor, id: string, version: number, now: Date): Promise<void> {
  const row = await tx.selectFrom('plans.document').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new Refusal('not-found', { what: 'document' });
  await mustBeOpen(tx, row.fiscal_year);
  if (row.version !== version) throw new Refusal('changed-meanwhile', { version: row.version });
  if (row.standing === 'blank') throw new Refusal('wrong-state', { standing: 'blank' });
  await tx
    .updateTable('plans.document')
    .set({ approved_at: now, approved_by: actor.name })
    .where('id', '=', id)
    .execute();
  await note(tx, actor, `plan.${row.kind}.approve`, { kind: 'plan', id }, now, { version });
}

async function mustNotOrphan(
  tx: Tx,
  before: PlanContent,
  after: PlanContent,
  fiscalYear: number,
  pointsAt: PointsAt,
): Promise<void> {
  const gone = removedSteps(before, after);
  if (gone.length === 0) return;
  const ids = gone.map((step) => step.id);
  const signed = (await standingIn(tx, fiscalYear)).filter((each) => ids.includes(each.stepId));
  const pointers = [
    ...signed.map((each) => ({ stepId: each.stepId, what: 'signed-evidence', label: each.doneOn })),
    ...(await pointsAt(tx, ids)),
  ];
  if (pointers.length > 0) throw new Refusal('in-use', { what: 'step', pointers: pointers.slice(0, 20) });
}

/** Steps are told apart by their ids, and an arrow ends no sooner than it begins. @throws Refusal('invalid-input') */
export function mustMakeSense(content: PlanContent): void {
  const steps = stepsOf(content);
  const twice = new Set(steps.map((step) => step.id)).size !== steps.length;
  const backwards = steps.some((step) => step.arrows.some(({ from, to }) => from > to));
  if (!twice && !backwards) return;
  const problem = twice ? 'twice' : 'before-start';
  throw new Refusal('invalid-input', { fields: [{ field: '/document/content/outputs', problem }] });
}

function mustConfirmPast(before: PlanContent, body: SaveDocument, fiscalYear: number, now: Date): void {
  if (body.document.kind !== 'plan') return;
  const moved = changedPast(before, body.document.content, monthIn(fiscalYear, dayOf(now)));
  if (moved.length === 0 || (body.confirmPast && body.why !== '')) return;
  throw new Refusal('month-over', { steps: moved.map((step) => step.id) });
}
