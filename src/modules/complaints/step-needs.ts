import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { dayOf, normalise } from '../../thai/index.ts';
import { type Actor, loadDirectory, staffAddresses, staffNames } from '../people/index.ts';
import type { TakeStep } from './contract.ts';
import { mayWiden, narrower, readsWhole, widens } from './rules.ts';
import type { Complaint } from './tables.ts';

/**
 * What a step names must exist today: a department in force, an officer of it, a listed reason. What the case was filed under
 * before it was retired may stay. Who is given the case must be able to read it whole.
 * @throws Refusal('invalid-input') · ('not-allowed') · ('holder-may-not-see')
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
    if (request.ownerId) await checkOwner(tx, request.ownerId, { ...facts, department_id: request.departmentId });
  }
}

async function checkOwner(tx: Tx, ownerId: string, after: Complaint): Promise<void> {
  const [owner] = await staffAddresses(tx, { userId: ownerId });
  if (!owner || owner.actor.departmentId !== after.department_id)
    throw new Refusal('invalid-input', { fields: [{ field: '/ownerId', problem: 'not-of-department' }] });
  if (!readsWhole(after, owner.actor)) throw new Refusal('holder-may-not-see');
}

/** Whose a case is once it is seen by fewer: nobody's, where its officer is not among them. */
export async function ownerAfter(
  tx: Tx,
  facts: Complaint,
  columns: ReturnType<typeof changesOf> & Pick<Complaint, 'visibility'>,
): Promise<{ owner_id?: string | null }> {
  const after: Complaint = { ...facts, ...columns };
  if (after.owner_id === null || (after.visibility === facts.visibility && after.respondent_id === facts.respondent_id))
    return {};
  const [owner] = await staffAddresses(tx, { userId: after.owner_id });
  return owner && readsWhole(after, owner.actor) ? {} : { owner_id: null };
}

/** What the event carries besides its note, and besides who sees the case, which is said where it changes. */
export function dataOf(request: TakeStep): Readonly<Record<string, unknown>> {
  const { step: _step, version: _version, note: _note, key: _key, ...data } = request;
  // That it went as answers go by themselves need not be said.
  return Object.fromEntries(
    Object.entries(data)
      .filter(([name, value]) => name !== 'visibility' && (name !== 'inPublic' || value === true))
      .map(([name, value]) => [name, typeof value === 'string' ? normalise(value) : value]),
  );
}

type Corrected = 'categoryId' | 'communityId' | 'groupId' | 'kind' | 'severity';

/** What a correction changes, as it was before: the history tells what a case was registered as. Null of other steps, and where all stays. */
export function wasBefore(
  request: TakeStep,
  facts: Complaint,
): Readonly<Partial<Record<Corrected, string | null>>> | null {
  if (request.step !== 'classify') return null;
  const before = {
    categoryId: facts.category_id,
    communityId: facts.community_id,
    groupId: facts.group_id,
    kind: facts.kind,
    severity: facts.severity,
  } satisfies Record<Corrected, string | null>;
  const changed = Object.entries(before).filter(
    ([name, was]) => Object.entries(request).find(([given]) => given === name)?.[1] !== was,
  );
  return changed.length === 0 ? null : Object.fromEntries(changed);
}

/** What the trail says of a step beside where it led: whose the case became, and which of its facts were corrected, not to what. */
export function trailOf(request: TakeStep, facts: Complaint): Readonly<Record<string, unknown>> {
  if (request.step === 'assign') return { departmentId: request.departmentId, ownerId: request.ownerId };
  const changed = Object.keys(wasBefore(request, facts) ?? {});
  const isOther =
    request.step === 'classify' && request.respondentId !== undefined && request.respondentId !== facts.respondent_id;
  if (isOther) changed.push('respondentId');
  return changed.length === 0 ? {} : { changed };
}

/**
 * A case that turns out to be confidential is so from then on, also for whoever found it out. What it is called later never shows it to
 * more people: that is a choice of its own, with its reason, of those who may make it, and never below what kind and category ask for.
 * @throws Refusal('invalid-input') below them · ('not-allowed') for others
 */
export async function visibilityAfter(
  tx: Tx,
  request: TakeStep,
  facts: Complaint,
  actor: Actor,
  now: Date,
): Promise<Complaint['visibility']> {
  if (request.step !== 'classify') return facts.visibility;
  const asked = await askedFor(tx, request, now);
  const { visibility: chosen } = request;
  if (chosen === undefined) return narrower(facts.visibility, asked);
  if (widens(asked, chosen))
    throw new Refusal('invalid-input', { fields: [{ field: '/visibility', problem: 'below-category' }] });
  if (widens(facts.visibility, chosen) && !mayWiden(actor, facts))
    throw new Refusal('not-allowed', { step: 'classify' });
  return chosen;
}

/** Whom kind and category would have a case kept to. A category that is retired asks for nothing any more. */
async function askedFor(
  tx: Tx,
  { kind, categoryId }: Extract<TakeStep, { step: 'classify' }>,
  now: Date,
): Promise<Complaint['visibility']> {
  if (kind === 'whistleblow') return 'corruption';
  if (categoryId === null) return 'normal';
  const { categories } = await loadDirectory(tx, dayOf(now));
  return categories.find((each) => each.id === categoryId)?.data.visibility ?? 'normal';
}

/** What the step changes of the current row, beyond its status. */
export function changesOf(request: TakeStep, facts: Complaint): Partial<Complaint> {
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
    case 'acknowledge':
      return {};
  }
}
