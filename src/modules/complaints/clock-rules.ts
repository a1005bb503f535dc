import { type Selectable, sql } from 'kysely';
import { v7 } from 'uuid';
import type { Tables, Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { addDays, dayOf } from '../../thai/index.ts';
import { type Actor, loadDirectory } from '../people/index.ts';
import { mustNotBePast, noteSetting } from './clock-settings.ts';
import type { ClockRuleDraft, ClockRuleView } from './contract.ts';

type Rule = Selectable<Tables['complaints.clock_rule']>;

/** Every rule, past and present. */
export async function listRules(tx: Tx): Promise<ClockRuleView[]> {
  const rows = await tx
    .selectFrom('complaints.clock_rule')
    .selectAll()
    .orderBy('clock')
    .orderBy('effective_from', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(ruleView);
}

function ruleView(row: Rule): ClockRuleView {
  return {
    id: row.id,
    code: row.code,
    clock: row.clock,
    categoryId: row.category_id,
    countMethod: row.count_method,
    party: row.party,
    days: row.days,
    workingMinutes: row.working_minutes,
    effectiveFrom: row.effective_from,
    effectiveTo: row.effective_to,
    legalSource: row.legal_source,
  };
}

/**
 * Adds a rule; of one clock and category one rule is in force on any day, in whatever order they were added: the one before ends when this
 * begins, and this ends when the next begins. It may not begin in the past: a deadline that was promised does not move.
 * @throws Refusal('invalid-input' | 'already-there')
 */
export async function addRule(tx: Tx, actor: Actor, draft: ClockRuleDraft, now: Date): Promise<ClockRuleView> {
  mustNotBePast('/effectiveFrom', draft.effectiveFrom, now);
  await mustBeCategory(tx, draft);
  await takeTurns(tx);
  const following = await siblings(tx, draft.clock, draft.categoryId)
    .where('effective_from', '>', draft.effectiveFrom)
    .orderBy('effective_from')
    .limit(1)
    .executeTakeFirst();
  const until = following ? addDays(following.effective_from, -1) : null;
  const id = v7();
  const added = await tx
    .insertInto('complaints.clock_rule')
    .values({
      id,
      code: draft.code,
      clock: draft.clock,
      category_id: draft.categoryId,
      count_method: draft.countMethod,
      party: draft.party,
      days: draft.days,
      working_minutes: draft.workingMinutes,
      effective_from: draft.effectiveFrom,
      effective_to: until,
      legal_source: draft.legalSource,
      created_by: actor.id,
      created_at: now,
    })
    .onConflict((row) => row.columns(['municipality_id', 'clock', 'category_id', 'effective_from']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!added) throw new Refusal('already-there', { what: 'clock-rule' });
  const before = await endBefore(tx, added, addDays(draft.effectiveFrom, -1));
  const after = ruleView(added);
  await noteSetting(tx, actor, 'clock-rule.add', id, { before: before && ruleView(before), after }, now);
  return after;
}

/**
 * Takes back a rule that has not begun, mistyped or thought better of; the one before it goes on as far as it would have.
 * @throws Refusal('not-found' | 'invalid-input') for one that clocks may have started under
 */
export async function withdrawRule(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  await takeTurns(tx);
  const rule = await tx.deleteFrom('complaints.clock_rule').where('id', '=', id).returningAll().executeTakeFirst();
  if (!rule) throw new Refusal('not-found', { what: 'clock-rule' });
  if (rule.effective_from <= dayOf(now))
    throw new Refusal('invalid-input', { fields: [{ field: '/id', problem: 'in-force' }] });
  await endBefore(tx, rule, rule.effective_to);
  await noteSetting(tx, actor, 'clock-rule.withdraw', id, { before: ruleView(rule), after: null }, now);
}

/** Whoever changes the rules waits for whoever is changing them: each has to see where the other's begins. */
const takeTurns = (tx: Tx) =>
  sql`select pg_advisory_xact_lock(hashtextextended('complaints.clock-rules ' || platform.scope()::text, 0))`.execute(
    tx,
  );

async function mustBeCategory(tx: Tx, { categoryId, effectiveFrom }: ClockRuleDraft): Promise<void> {
  if (categoryId === null) return;
  const { categories } = await loadDirectory(tx, effectiveFrom);
  if (!categories.some(({ id }) => id === categoryId))
    throw new Refusal('invalid-input', { fields: [{ field: '/categoryId', problem: 'unknown' }] });
}

/** Lets the rule before this one end on a day, if it reached to it or beyond; gives it as it was. */
async function endBefore(tx: Tx, rule: Rule, end: string | null): Promise<Rule | null> {
  const previous = await siblings(tx, rule.clock, rule.category_id)
    .where('effective_from', '<', rule.effective_from)
    .where((row) =>
      row.or([row('effective_to', 'is', null), row('effective_to', '>=', addDays(rule.effective_from, -1))]),
    )
    .orderBy('effective_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!previous) return null;
  await tx.updateTable('complaints.clock_rule').set({ effective_to: end }).where('id', '=', previous.id).execute();
  return previous;
}

const siblings = (tx: Tx, clock: Rule['clock'], categoryId: string | null) =>
  tx
    .selectFrom('complaints.clock_rule')
    .selectAll()
    .where('clock', '=', clock)
    .where('category_id', categoryId === null ? 'is' : '=', categoryId);
