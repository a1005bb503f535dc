import { v7 } from 'uuid';
import { z } from 'zod';
import { audit } from '../../platform/audit.ts';
import { inMunicipality, type Tx } from '../../platform/db/db.ts';
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
        const gone = await tx
          .deleteFrom('complaints.holiday')
          .where('day', '=', request.params.day)
          .executeTakeFirstOrThrow();
        if (gone.numDeletedRows === 0n) throw new Refusal('not-found');
        await note(tx, actorOf(request), 'holiday.remove', request.params.day, now());
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
  return rows.map((row) => ({
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
  }));
}

/** A rule may not begin in the past: a deadline that was promised does not move. @throws Refusal('invalid-input') */
async function addRule(tx: Tx, actor: Actor, draft: ClockRuleDraft, now: Date): Promise<ClockRuleView> {
  mustNotBePast(draft.effectiveFrom, now);
  await tx
    .updateTable('complaints.clock_rule')
    .set({ effective_to: addDays(draft.effectiveFrom, -1) })
    .where('clock', '=', draft.clock)
    .where('category_id', draft.categoryId === null ? 'is' : '=', draft.categoryId)
    .where('effective_to', 'is', null)
    .where('effective_from', '<', draft.effectiveFrom)
    .execute();
  const id = v7();
  await tx
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
    .execute();
  await note(tx, actor, 'clock-rule.add', id, now);
  return { ...draft, id, effectiveTo: null };
}

async function setHours(tx: Tx, actor: Actor, hours: z.infer<typeof WorkingHoursView>, now: Date): Promise<void> {
  mustNotBePast(hours.effectiveFrom, now);
  for (const [day, blocks] of hours.blocks.entries()) {
    const sorted = blocks.every((block, i) => block.from < block.to && (blocks[i - 1]?.to ?? '') <= block.from);
    if (!sorted) throw new Refusal('invalid-input', { fields: [{ field: `/blocks/${day}`, problem: 'overlapping' }] });
  }
  if (hours.blocks.every((blocks) => blocks.length === 0))
    throw new Refusal('invalid-input', { fields: [{ field: '/blocks', problem: 'never-open' }] });
  const row = { blocks: JSON.stringify(hours.blocks), changed_by: actor.id, changed_at: now };
  await tx
    .insertInto('complaints.working_hours')
    .values({ effective_from: hours.effectiveFrom, ...row })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'effective_from']).doUpdateSet(row))
    .execute();
  await note(tx, actor, 'working-hours.set', hours.effectiveFrom, now);
}

function mustNotBePast(day: string, now: Date): void {
  if (day < dayOf(now))
    throw new Refusal('invalid-input', { fields: [{ field: '/effectiveFrom', problem: 'in-the-past' }] });
}

function note(tx: Tx, actor: Actor, action: string, subjectId: string, now: Date): Promise<void> {
  return audit(tx, [{ at: now, actorKind: actor.kind, actorId: actor.id, action, subjectKind: 'setting', subjectId }]);
}
