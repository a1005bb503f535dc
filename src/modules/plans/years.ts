import { v7 } from 'uuid';
import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { dayOf } from '../../thai/index.ts';
import { type Actor, activeStaffIds, loadDirectory } from '../people/index.ts';
import { judge, loadSystems, loadYear, namesIn } from './board.ts';
import type { OpenYear, PlanContent, PlanDocument, PlanStep, PlansDocument, YearOpened } from './contract.ts';
import { documentsOf, mustBeOpen } from './documents.ts';
import type { Catalogue } from './evidence/catalogue.ts';
import { recordsOfPlan } from './evidence/records.ts';
import { monthIn } from './months.ts';

type Doubt = YearOpened['doubts'][number];

/**
 * Opens a fiscal year. With `from`, its charts and plans are copied forward: months keep their place in the fiscal year, steps keep
 * their identity (so that years can be laid side by side), money spent begins anew, people who left and departments that are no more are
 * taken off and listed. With `freeze`, the year copied from is closed in the same action.
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
  await note(tx, actor, 'plan.open-year', body.fiscalYear, now, { from: body.from, frozen: body.freeze });
  return { year: await loadYear(tx, body.fiscalYear), doubts };
}

async function copyForward(tx: Tx, actor: Actor, from: number, to: number, now: Date): Promise<Doubt[]> {
  await loadYear(tx, from);
  const today = dayOf(now);
  const departments = new Set((await loadDirectory(tx, today)).departments.map(({ id }) => id));
  const staff = await activeStaffIds(tx);
  const systems = new Map((await loadSystems(tx)).map((system) => [system.id, system.no]));
  const doubts: Doubt[] = [];
  for (const document of await documentsOf(tx, from)) {
    if (!systems.has(document.systemId)) continue;
    const systemNo = systems.get(document.systemId) ?? 0;
    const content =
      document.kind === 'plan' ? carry(document.content, { departments, staff, systemNo, doubts }) : document.content;
    await insertDocument(
      tx,
      { ...document, content },
      { fiscalYear: to, actor, now, why: `คัดลอกจากปีงบประมาณ ${from}` },
    );
  }
  return doubts;
}

/** A plan as it begins its next year. */
function carry(
  content: PlanContent,
  known: { departments: ReadonlySet<string>; staff: ReadonlySet<string>; systemNo: number; doubts: Doubt[] },
): PlanContent {
  const doubt = (code: Doubt['code'], step: PlanStep) =>
    void known.doubts.push({ code, systemNo: known.systemNo, stepNo: step.no, text: step.text });
  const next = (step: PlanStep): PlanStep => {
    const left = step.ownerId !== null && !known.staff.has(step.ownerId);
    const retired = step.departmentId !== null && !known.departments.has(step.departmentId);
    if (left) doubt('owner-left', step);
    if (retired) doubt('department-retired', step);
    if (step.arrows.some((arrow) => arrow.doubt && !arrow.doubt.settled)) doubt('open-doubt', step);
    return {
      ...step,
      ownerId: left ? null : step.ownerId,
      departmentId: retired ? null : step.departmentId,
      budgetSpent: null,
      arrows: step.arrows.map((arrow) => ({ ...arrow, doubt: arrow.doubt?.settled ? null : arrow.doubt })),
    };
  };
  return {
    ...content,
    outputs: content.outputs.map((output) => ({ ...output, steps: output.steps.map(next) })),
  };
}

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

/** Closes a year: every plan's months, the records behind them, contents and names are kept as they are now, and later records change nothing of it. */
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
        content: JSON.stringify(document.content),
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
  await note(tx, actor, 'plan.freeze-year', fiscalYear, now, {});
}

/** Shows a year's plans on the public page, or takes them off it. @throws Refusal('not-found') */
export async function publishYear(
  tx: Tx,
  actor: Actor,
  fiscalYear: number,
  published: boolean,
  now: Date,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('plans.year')
    .set({ published_at: published ? now : null })
    .where('fiscal_year', '=', fiscalYear)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Refusal('not-found', { what: 'year' });
  await note(tx, actor, published ? 'plan.publish-year' : 'plan.unpublish-year', fiscalYear, now, {});
}

const note = (tx: Tx, actor: Actor, action: string, year: number, now: Date, detail: Record<string, unknown>) =>
  audit(tx, [
    {
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      action,
      subjectKind: 'plan-year',
      subjectId: String(year),
      detail,
    },
  ]);
