import { z } from 'zod';
import { inMunicipality, type Tx } from '../../platform/db/db.ts';
import type { App, Parts } from '../../platform/http.ts';
import { Refusal } from '../../platform/refusal.ts';
import { dayOf } from '../../thai/index.ts';
import { type Actor, actorOf } from '../people/index.ts';
import { addRule, listRules, withdrawRule } from './clock-rules.ts';
import { mustNotBePast, noteSetting } from './clock-settings.ts';
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
  app.delete(
    '/clock-rules/:id',
    {
      config: edit,
      schema: {
        tags,
        summary: 'Withdraw a rule that has not begun',
        params: z.object({ id: z.uuid() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await inMunicipality(db, request.municipalityId, (tx) =>
        withdrawRule(tx, actorOf(request), request.params.id, now()),
      );
      return reply.code(204).send(null);
    },
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
          .select(['day', 'name', 'name_en as nameEn', 'kind'])
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
          .returning(['day', 'name', 'name_en as nameEn', 'kind'])
          .executeTakeFirst();
        if (!gone) throw new Refusal('not-found');
        await noteSetting(tx, actorOf(request), 'holiday.remove', day, { before: gone, after: null }, now());
      });
      return reply.code(204).send(null);
    },
  );
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
  await noteSetting(tx, actor, 'working-hours.set', hours.effectiveFrom, detail, now);
}
