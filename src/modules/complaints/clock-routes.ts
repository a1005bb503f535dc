import type { Selectable } from 'kysely';
import { v7 } from 'uuid';
import { z } from 'zod';
import { audit } from '../../platform/audit.ts';
import { inMunicipality, type Tables, type Tx } from '../../platform/db/db.ts';
import type { App, Parts } from '../../platform/http.ts';
import { Refusal } from '../../platform/refusal.ts';
import { addDays, dayOf } from '../../thai/index.ts';
import { type Actor, actorOf } from '../people/index.ts';
import {
  ClockRuleDraft,
  ClockRuleView,
  HolidaysImported,
  HolidayView,
  ImportHolidays,
  WorkingHoursView,
} from './contract.ts';
import { importHolidays } from './import-holidays.ts';

const tags = ['clock'];
const read = { permission: 'settings.read' };
const edit = { permission: 'settings.edit' };

/** Rules, office hours and holidays: dated data. A new rule ends the one before it on the day it begins; deadlines already set stay. */
export async function clockRoutes(app: App, { db, now }: Parts): Promise<void> {
  app.get(
    '/clock-rules',
    {
      config: read,
      schema: { tags, summary: 'Every rule, past and present', response: { 200: z.array(ClockRuleView) } },
    },
    (request) => inMunicipality(db, request.municipalityId, listRules),
  );
  app.post(
    '/clock-rules',
    {
      config: edit,
      schema: { tags, summary: 'A new rule from a day on', body: ClockRuleDraft, response: { 201: ClockRuleView } },
    },
    async (request, reply) =>
      reply
        .code(201)
        .send(
          await inMunicipality(db, request.municipalityId, (tx) => addRule(tx, actorOf(request), request.body, now())),
        ),
  );
  app.get(
    '/working-hours',
    {
      config: read,
      schema: { tags, summary: 'Office hours, newest first', response: { 200: z.array(WorkingHoursView) } },
    },
    (request) =>
      inMunicipality(db, request.municipalityId, async (tx) => {
        const rows = await tx
          .selectFrom('complaints.working_hours')
          .selectAll()
          .orderBy('effective_from', 'desc')
          .execute();
        return rows.map((row) => WorkingHoursView.parse({ effectiveFrom: row.effective_from, blocks: row.blocks }));
      }),
  );
  app.post(
    '/working-hours',
    {
      config: edit,
      schema: {
        tags,
        summary: 'Office hours from a day on',
        body: WorkingHoursView,
        response: { 201: WorkingHoursView },
      },
    },
    async (request, reply) => {
      await inMunicipality(db, request.municipalityId, (tx) => setHours(tx, actorOf(request), request.body, now()));
      return reply.code(201).send(request.body);
    },
  );
  app.get(
    '/holidays',
    {
      config: read,
      schema: {
        tags,
        summary: 'Holidays of a year (Common Era)',
        querystring: z.object({ year: z.coerce.number().int().min(1900).max(2200) }),
        response: { 200: z.array(HolidayView) },
      },
    },
    (request) =>
      inMunicipality(db, request.municipalityId, (tx) =>
        tx
          .selectFrom('complaints.holiday')
          .select(['day', 'name', 'kind'])
          .where('day', '>=', `${request.query.year}-01-01`)
          .where('day', '<=', `${request.query.year}-12-31`)
          .orderBy('day')
          .execute(),
      ),
  );
  app.post(
    '/holidays/import',
    {
      config: edit,
      schema: {
        tags,
        summary: 'Import a yearly list of holidays (CSV)',
        body: ImportHolidays,
        response: { 200: HolidaysImported },
      },
    },
    (request) =>
      inMunicipality(db, request.municipalityId, (tx) => importHolidays(tx, actorOf(request), request.body, now())),
  );
  app.delete(
    '/holidays/:day',
    {
      config: edit,
      schema: {
        tags,
        summary: 'Remove a holiday that was entered by mistake',
        params: z.object({ day: z.iso.date() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await inMunicipality(db, request.municipalityId, async (tx) => {
        const { day } = request.params;
        mustNotBePast('/day', day, now());
        const gone = await tx
          .deleteFrom('complaints.holiday')
          .where('day', '=', day)
          .returning(['day', 'name', 'kind'])
          .executeTakeFirst();
        if (!gone) throw new Refusal('not-found');
        await note(tx, actorOf(request), 'holiday.remove', day, { before: gone, after: null }, now());
      });
      return reply.code(204).send(null);
    },
  );
}

async function listRules(tx: Tx): Promise<ClockRuleView[]> {
  const rows = await tx
    .selectFrom('complaints.clock_rule')
    .selectAll()
    .orderBy('clock')
    .orderBy('effective_from', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(ruleView);
}

function ruleView(row: Selectable<Tables['complaints.clock_rule']>): ClockRuleView {
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

/** A rule may not begin in the past: a deadline that was promised does not move. @throws Refusal('invalid-input' | 'already-there') */
async function addRule(tx: Tx, actor: Actor, draft: ClockRuleDraft, now: Date): Promise<ClockRuleView> {
  mustNotBePast('/effectiveFrom', draft.effectiveFrom, now);
  const ended = await tx
    .updateTable('complaints.clock_rule')
    .set({ effective_to: addDays(draft.effectiveFrom, -1) })
    .where('clock', '=', draft.clock)
    .where('category_id', draft.categoryId === null ? 'is' : '=', draft.categoryId)
    .where('effective_to', 'is', null)
    .where('effective_from', '<', draft.effectiveFrom)
    .returningAll()
    .execute();
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
      effective_to: null,
      legal_source: draft.legalSource,
      created_by: actor.id,
      created_at: now,
    })
    .onConflict((row) => row.columns(['municipality_id', 'clock', 'category_id', 'effective_from']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) throw new Refusal('already-there', { what: 'clock-rule' });
  const after = { ...draft, id, effectiveTo: null };
  const before = ended.map((row) => ({ ...ruleView(row), effectiveTo: null }));
  await note(tx, actor, 'clock-rule.add', id, { before: before[0] ?? null, after }, now);
  return after;
}

async function setHours(tx: Tx, actor: Actor, hours: z.infer<typeof WorkingHoursView>, now: Date): Promise<void> {
  mustNotBePast('/effectiveFrom', hours.effectiveFrom, now);
  for (const [day, blocks] of hours.blocks.entries()) {
    const sorted = blocks.every((block, i) => block.from < block.to && (blocks[i - 1]?.to ?? '') <= block.from);
    if (!sorted) throw new Refusal('invalid-input', { fields: [{ field: `/blocks/${day}`, problem: 'overlapping' }] });
  }
  if (hours.blocks.every((blocks) => blocks.length === 0))
    throw new Refusal('invalid-input', { fields: [{ field: '/blocks', problem: 'never-open' }] });
  const before = await tx
    .selectFrom('complaints.working_hours')
    .select('blocks')
    .where('effective_from', '=', hours.effectiveFrom)
    .executeTakeFirst();
  if (before && hours.effectiveFrom <= dayOf(now))
    // clocks have run by them
    throw new Refusal('invalid-input', { fields: [{ field: '/effectiveFrom', problem: 'in-force' }] });
  const row = { blocks: JSON.stringify(hours.blocks), changed_by: actor.id, changed_at: now };
  await tx
    .insertInto('complaints.working_hours')
    .values({ effective_from: hours.effectiveFrom, ...row })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'effective_from']).doUpdateSet(row))
    .execute();
  const detail = { before: before?.blocks ?? null, after: hours.blocks };
  await note(tx, actor, 'working-hours.set', hours.effectiveFrom, detail, now);
}

function mustNotBePast(field: string, day: string, now: Date): void {
  if (day < dayOf(now)) throw new Refusal('invalid-input', { fields: [{ field, problem: 'in-the-past' }] });
}

type Changed = { before: unknown; after: unknown };
function note(tx: Tx, actor: Actor, action: string, subjectId: string, detail: Changed, now: Date): Promise<void> {
  const by = { at: now, actorKind: actor.kind, actorId: actor.id };
  return audit(tx, [{ ...by, action, subjectKind: 'setting', subjectId, detail }]);
}
