import type { Selectable } from 'kysely';
import { v7 } from 'uuid';
import type { Tables, Tx } from '../../../platform/db/db.ts';
import { claimFile } from '../../../platform/files/keep-file.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { dayOf } from '../../../thai/index.ts';
import type { Actor } from '../../people/index.ts';
import { mustBeFree } from '../../voices/index.ts';
import { maySign, type SignEvidence, type SignedEvidence } from '../contract.ts';
import { loadDocument, mustBeOpen } from '../documents.ts';
import { monthIn } from '../months.ts';
import { note } from '../note.ts';
import { stepsOf } from '../rules.ts';

/** The signatures of a year that stand. */
export async function standingIn(tx: Tx, fiscalYear: number): Promise<SignedEvidence[]> {
  return (await signedIn(tx, fiscalYear)).filter(({ takenBack }) => takenBack === null);
}

/** Every signature of a year, oldest first; one that was taken back says so. */
export async function signedIn(tx: Tx, fiscalYear: number): Promise<SignedEvidence[]> {
  const rows = await tx
    .selectFrom('plans.signed_evidence')
    .selectAll()
    .where('fiscal_year', '=', fiscalYear)
    .orderBy('signed_at')
    .execute();
  const back = new Map(rows.map((row) => [row.takes_back, row]));
  return rows
    .filter((row) => row.takes_back === null)
    .map((row) => ({
      id: row.id,
      documentId: row.document_id,
      stepId: row.step_id,
      month: row.month,
      doneOn: row.done_on,
      note: row.note,
      fileId: row.file_id,
      signedBy: row.signed_name,
      signedAt: row.signed_at.toISOString(),
      takenBack: takenBackBy(back.get(row.id)),
    }));
}

const takenBackBy = (row: Selectable<Tables['plans.signed_evidence']> | undefined): SignedEvidence['takenBack'] =>
  row ? { at: row.signed_at.toISOString(), by: row.signed_name, why: row.note } : null;

/**
 * A person signs that a step was done, on a day of its fiscal year that is not in the future.
 * @throws Refusal('not-found') · ('year-frozen') · ('not-allowed') · ('wrong-state') for a step that is judged by a rule · ('invalid-input') for the day
 */
export async function signEvidence(
  tx: Tx,
  actor: Actor,
  documentId: string,
  body: SignEvidence,
  now: Date,
): Promise<void> {
  const document = await loadDocument(tx, documentId, 'plan');
  await mustBeOpen(tx, document.fiscalYear);
  const step = stepsOf(document.content).find((each) => each.id === body.stepId);
  if (!step) throw new Refusal('not-found', { what: 'step' });
  if (!maySign({ ...actor, editsPlans: actor.may.has('plan.edit') }, step))
    throw new Refusal('not-allowed', { what: 'evidence' });
  if (step.evidence?.kind !== 'manual') throw new Refusal('wrong-state', { what: 'evidence' });
  const month = monthIn(document.fiscalYear, body.doneOn);
  if (month < 1 || month > 12 || body.doneOn > dayOf(now)) {
    throw new Refusal('invalid-input', { fields: [{ field: '/doneOn', problem: 'out-of-range' }] });
  }
  if (body.fileId) {
    await mustBeFree(tx, [body.fileId]);
    await claimFile(tx, body.fileId, 'plan-evidence');
  }
  const id = v7();
  await tx
    .insertInto('plans.signed_evidence')
    .values({
      id,
      document_id: documentId,
      step_id: step.id,
      fiscal_year: document.fiscalYear,
      month,
      done_on: body.doneOn,
      note: body.note,
      file_id: body.fileId,
      signed_by: actor.id ?? '',
      signed_name: actor.name,
      signed_at: now,
      takes_back: null,
    })
    .execute();
  await note(tx, actor, 'plan.sign', { kind: 'plan', id: documentId }, now, { stepId: step.id, month, evidenceId: id });
}

/** Takes a signature back, with the reason; the row stays. @throws Refusal('not-found') · ('year-frozen') */
export async function takeBackEvidence(tx: Tx, actor: Actor, id: string, why: string, now: Date): Promise<void> {
  const row = await tx.selectFrom('plans.signed_evidence').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row || row.takes_back !== null) throw new Refusal('not-found', { what: 'evidence' });
  await mustBeOpen(tx, row.fiscal_year);
  const { municipality_id: _scope, ...facts } = row;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('plans.signed_evidence')
    .values({
      ...facts,
      id: v7(),
      note: why,
      file_id: null,
      signed_by: actor.id ?? '',
      signed_name: actor.name,
      signed_at: now,
      takes_back: id,
    })
    .onConflict((taken) => taken.columns(['municipality_id', 'takes_back']).doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) throw new Refusal('not-found', { what: 'evidence' });
  await note(tx, actor, 'plan.take-back', { kind: 'plan', id: row.document_id }, now, { evidenceId: id });
}
