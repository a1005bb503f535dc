import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { dayOf } from '../../thai/index.ts';
import { type Actor, loadDirectory, staffDepartment, staffNames } from '../people/index.ts';
import type { TakeStep } from './contract.ts';
import type { MoveChange } from './move.ts';
import type { Complaint } from './tables.ts';

/**
 * What a step names must exist today: a department in force, an officer of it, a listed reason. What the case was filed under
 * before it was retired may stay. @throws Refusal('invalid-input')
 */
export async function checkStep(tx: Tx, request: TakeStep, facts: Complaint, actor: Actor, now: Date): Promise<void> {
  if (request.step !== 'assign' && request.step !== 'refuse' && request.step !== 'classify') return;
  const directory = await loadDirectory(tx, dayOf(now));
  const known = (list: readonly { id: string }[], id: string | null, field: string, was: string | null = null) => {
    if (id !== null && id !== was && !list.some((each) => each.id === id))
      throw new Refusal('invalid-input', { fields: [{ field, problem: 'unknown' }] });
  };
  if (request.step === 'refuse') known(directory.refusalReasons, request.reasonId, '/reasonId');
  if (request.step === 'classify') {
    known(directory.categories, request.categoryId, '/categoryId', facts.category_id);
    known(directory.communities, request.communityId, '/communityId', facts.community_id);
    known(directory.groups, request.groupId, '/groupId', facts.group_id);
    if (request.respondentId && (await staffNames(tx, [request.respondentId])).size === 0) {
      throw new Refusal('invalid-input', { fields: [{ field: '/respondentId', problem: 'unknown' }] });
    }
    if (request.respondentId === actor.id && actor.id !== null) throw new Refusal('not-allowed', { step: 'classify' });
  }
  if (request.step === 'assign') {
    known(directory.departments, request.departmentId, '/departmentId');
    const ownOnly = !actor.may.has('complaint.assign');
    if (ownOnly && request.departmentId !== actor.departmentId) throw new Refusal('not-allowed', { step: 'assign' });
    if (request.ownerId && (await staffDepartment(tx, request.ownerId)) !== request.departmentId) {
      throw new Refusal('invalid-input', { fields: [{ field: '/ownerId', problem: 'not-of-department' }] });
    }
  }
}

/** What the event carries besides its note. */
export function dataOf(request: TakeStep): Readonly<Record<string, unknown>> {
  const { step: _step, version: _version, note: _note, key: _key, ...data } = request;
  // That it went as answers go by themselves need not be said.
  return Object.fromEntries(Object.entries(data).filter(([name, value]) => name !== 'inPublic' || value === true));
}

/** A case that turns out to be confidential is so from then on, also for whoever found it out. */
export async function visibilityAfter(
  tx: Tx,
  request: TakeStep,
  facts: Complaint,
  now: Date,
): Promise<Complaint['visibility']> {
  if (request.step !== 'classify') return facts.visibility;
  if (request.kind === 'whistleblow') return 'corruption';
  if (request.categoryId === null) return 'normal';
  const { categories } = await loadDirectory(tx, dayOf(now));
  // A category that is retired says nothing any more: the case stays for whom it was.
  return categories.find((each) => each.id === request.categoryId)?.data.visibility ?? facts.visibility;
}

/** What the step changes of the current row, beyond its status. */
export function changesOf(request: TakeStep, facts: Complaint): MoveChange['columns'] {
  switch (request.step) {
    case 'assign':
      return { department_id: request.departmentId, owner_id: request.ownerId };
    case 'classify':
      return {
        category_id: request.categoryId,
        community_id: request.communityId,
        group_id: request.groupId,
        kind: request.kind,
        severity: request.severity,
        ...(request.respondentId === undefined ? {} : { respondent_id: request.respondentId }),
      };
    case 'reopen':
      return { reopened: facts.reopened + 1 };
    case 'start':
    case 'note':
    case 'progress':
    case 'reply':
    case 'ask-citizen':
    case 'wait-agency':
    case 'resume':
    case 'transfer':
    case 'refuse':
    case 'close':
      return {};
  }
}
