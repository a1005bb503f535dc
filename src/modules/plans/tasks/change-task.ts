import type { Selectable } from 'kysely';
import { v7 } from 'uuid';
import type { Tables, Tx } from '../../../platform/db/db.ts';
import { claimFile } from '../../../platform/files/keep-file.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { dayOf } from '../../../thai/index.ts';
import type { Actor } from '../../people/index.ts';
import { mustBeFree } from '../../voices/index.ts';
import { note } from '../note.ts';
import type { EndTask, TaskDraft } from './contract.ts';
import { mustBeKnown } from './known.ts';
import { mayChange, mayEnd } from './rules.ts';

type Row = Selectable<Tables['plans.task']>;

/** Adds a task; returns its id. @throws Refusal('invalid-input') for an owner, department or step that is not there */
export async function makeTask(
  tx: Tx,
  actor: Actor,
  draft: TaskDraft,
  from: { origin: Row['origin']; originId: string | null },
  now: Date,
): Promise<string> {
  await mustBeKnown(tx, draft, dayOf(now));
  const id = v7();
  await tx
    .insertInto('plans.task')
    .values({
      id,
      ...factsOf(draft),
      origin: from.origin,
      origin_id: from.originId,
      file_id: null,
      ended_at: null,
      ended_by: null,
      created_at: now,
      created_by: actor.id ?? '',
    })
    .execute();
  await event(tx, actor, id, 1, 'made', now, { title: draft.title, dueOn: draft.dueOn });
  return id;
}

/**
 * Changes an open task. `version` null: whatever it is now (its resolution is being written again).
 * @throws Refusal('not-found') · ('changed-meanwhile') · ('wrong-state') when it has ended · ('not-allowed')
 */
export async function changeTask(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number | null,
  draft: TaskDraft,
  now: Date,
): Promise<void> {
  const row = await lock(tx, id, version);
  if (version === null) {
    if (row.state !== 'open' || sameAs(row, draft)) return;
  } else if (row.state !== 'open') throw new Refusal('wrong-state', { state: row.state });
  else if (!mayChange(actor, row)) throw new Refusal('not-allowed');
  const before = { ownerId: row.owner_id, departmentId: row.department_id, stepId: row.step_id };
  await mustBeKnown(tx, draft, dayOf(now), before);
  await tx
    .updateTable('plans.task')
    .set({ ...factsOf(draft), version: row.version + 1 })
    .where('id', '=', id)
    .execute();
  if (draft.ownerId !== row.owner_id || draft.departmentId !== row.department_id) {
    // Whoever has it now was not reminded of it.
    await tx.deleteFrom('plans.task_reminder').where('task_id', '=', id).execute();
  }
  await event(tx, actor, id, row.version + 1, 'changed', now, { title: draft.title, dueOn: draft.dueOn });
  // What follows its resolution is said by the entry of the minutes.
  if (version !== null)
    await note(tx, actor, 'task.change', { kind: 'task', id }, now, {
      before: { ...before, dueOn: row.due_on },
      after: { ownerId: draft.ownerId, departmentId: draft.departmentId, stepId: draft.stepId, dueOn: draft.dueOn },
    });
}

/** Says that it is done, or not to be done any more, with the result. @throws as changing does */
export async function endTask(tx: Tx, actor: Actor, id: string, body: EndTask, now: Date): Promise<void> {
  const row = await lock(tx, id, body.version);
  if (row.state !== 'open') throw new Refusal('wrong-state', { state: row.state });
  const may = body.outcome === 'done' ? mayEnd(actor, row) : mayChange(actor, row);
  if (!may) throw new Refusal('not-allowed');
  if (body.outcome === 'dropped' && body.result === '') {
    throw new Refusal('invalid-input', { fields: [{ field: '/result', problem: 'missing' }] });
  }
  if (body.fileId) {
    await mustBeFree(tx, [body.fileId]);
    await claimFile(tx, body.fileId, 'task-result');
  }
  await end(tx, actor, row, { state: body.outcome, result: body.result, file_id: body.fileId }, now);
  const action = body.outcome === 'done' ? 'task.done' : 'task.dropped';
  await note(tx, actor, action, { kind: 'task', id }, now);
}

/** The resolution that caused it is gone. A task that has ended stays as it is. */
export async function dropTask(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const row = await lock(tx, id, null);
  if (row.state === 'open') await end(tx, actor, row, { state: 'dropped', result: '', file_id: null }, now);
}

async function end(
  tx: Tx,
  actor: Actor,
  row: Row,
  how: { state: 'done' | 'dropped'; result: string; file_id: string | null },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('plans.task')
    .set({ ...how, ended_at: now, ended_by: actor.name, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await event(tx, actor, row.id, row.version + 1, how.state, now, { result: how.result });
}

async function lock(tx: Tx, id: string, version: number | null): Promise<Row> {
  const row = await tx.selectFrom('plans.task').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new Refusal('not-found', { what: 'task' });
  if (version !== null && row.version !== version) throw new Refusal('changed-meanwhile', { version: row.version });
  return row;
}

const factsOf = (draft: TaskDraft) => ({
  title: draft.title,
  detail: draft.detail,
  owner_id: draft.ownerId,
  department_id: draft.departmentId,
  due_on: draft.dueOn,
  step_id: draft.stepId,
});

function sameAs(row: Row, draft: TaskDraft): boolean {
  const facts = factsOf(draft);
  return (
    row.title === facts.title &&
    row.owner_id === facts.owner_id &&
    row.department_id === facts.department_id &&
    row.due_on === facts.due_on &&
    row.step_id === facts.step_id
  );
}

const event = (
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  what: string,
  now: Date,
  data: Record<string, unknown>,
) =>
  tx
    .insertInto('plans.task_event')
    .values({
      task_id: id,
      version,
      what,
      at: now,
      by_id: actor.id,
      by_name: actor.name,
      data: JSON.stringify(data),
    })
    .execute();
