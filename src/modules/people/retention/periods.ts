import { v7 } from 'uuid';
import { audit } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { addDays, dayOf, startOfDay } from '../../../thai/index.ts';
import type { Actor } from '../actor.ts';
import {
  LEAST_DAYS,
  RETAINED,
  type Retained,
  type RetentionDraft,
  type RetentionPeriod,
  type RetentionView,
} from './contract.ts';

const PDPA = 'พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 มาตรา 22 และ 37 (3) เก็บเท่าที่จำเป็นและลบเมื่อพ้นกำหนด';
const ROUTINE = 'ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. 2526 ข้อ 57 เรื่องธรรมดาสามัญ ไม่น้อยกว่า 1 ปี';
/**
 * What holds until the municipality decides. The case with its words is the record, and is kept as records are; these are what lies beside it.
 * What providers sent tells who wrote when through our program: the Computer Crime Act asks for 90 days of that.
 */
const USUAL: Readonly<Record<Retained, Pick<RetentionPeriod, 'days' | 'legalSource'>>> = {
  'raw-event': {
    days: 90,
    legalSource: `${PDPA} · พ.ร.บ. ว่าด้วยการกระทำความผิดเกี่ยวกับคอมพิวเตอร์ พ.ศ. 2550 มาตรา 26 ข้อมูลจราจรไม่น้อยกว่า 90 วัน`,
  },
  call: { days: 365, legalSource: `${PDPA} · ${ROUTINE}` },
  recording: { days: 365, legalSource: `${PDPA} · ${ROUTINE}` },
};

/**
 * What came before this moment is over its period today: whole days, so that what came on the last day is kept until it ends. The other
 * parts are for the record of what was removed, and by which rule.
 */
export async function retentionOf(
  tx: Tx,
  what: Retained,
  now: Date,
): Promise<{ days: number; legalSource: string; before: Date }> {
  const today = dayOf(now);
  const row = await tx
    .selectFrom('people.retention_period')
    .select(['days', 'legal_source as legalSource'])
    .where('what', '=', what)
    .where('withdrawn_at', 'is', null)
    .where('effective_from', '<=', today)
    .orderBy('effective_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  const { days, legalSource } = row ?? USUAL[what];
  return { days, legalSource, before: startOfDay(addDays(today, -days)) };
}

/** Every period, past and coming; not those that were taken back before they began. */
export async function listRetention(tx: Tx, now: Date): Promise<RetentionView[]> {
  const today = dayOf(now);
  const rows = await tx
    .selectFrom('people.retention_period')
    .select(['id', 'what', 'days', 'effective_from as effectiveFrom', 'legal_source as legalSource'])
    .where('withdrawn_at', 'is', null)
    .orderBy('effective_from', 'desc')
    .execute();
  return RETAINED.map((what): RetentionView => {
    const own = rows.filter((row) => row.what === what).map(({ what: _what, ...period }): RetentionPeriod => period);
    const usual = { id: null, ...USUAL[what], effectiveFrom: null };
    const all = [...own, usual];
    const current = all.find(({ effectiveFrom }) => effectiveFrom === null || effectiveFrom <= today) ?? usual;
    return {
      what,
      least: LEAST_DAYS[what],
      current,
      others: all.filter((period) => period !== current),
    };
  });
}

/** A period from a day on. What is over by then is removed in the night after. @throws Refusal('invalid-input' | 'already-there') */
export async function setRetention(tx: Tx, actor: Actor, draft: RetentionDraft, now: Date): Promise<void> {
  if (draft.effectiveFrom < dayOf(now))
    throw new Refusal('invalid-input', { fields: [{ field: '/effectiveFrom', problem: 'in-the-past' }] });
  const added = await tx
    .insertInto('people.retention_period')
    .values({
      id: v7(),
      what: draft.what,
      days: draft.days,
      effective_from: draft.effectiveFrom,
      legal_source: draft.legalSource,
      created_by: actor.id,
      created_at: now,
      withdrawn_at: null,
      withdrawn_by: null,
    })
    .onConflict((row) =>
      row.columns(['municipality_id', 'what', 'effective_from']).where('withdrawn_at', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (!added) throw new Refusal('already-there', { what: 'retention' });
  await noteDecided(tx, actor, 'retention.set', draft, now);
}

/**
 * Takes back a period that has not begun, mistyped or thought better of; the one before it goes on. Of what begins on a day nothing is removed
 * before the night after: one from the next day on comes in time.
 * @throws Refusal('not-found') · ('invalid-input') for one that has begun: by it something may have been removed
 */
export async function withdrawRetention(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const period = await tx
    .updateTable('people.retention_period')
    .set({ withdrawn_at: now, withdrawn_by: actor.id })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .returning(['what', 'days', 'effective_from as effectiveFrom', 'legal_source as legalSource'])
    .executeTakeFirst();
  if (!period) throw new Refusal('not-found', { what: 'retention' });
  if (period.effectiveFrom <= dayOf(now))
    throw new Refusal('invalid-input', { fields: [{ field: '/id', problem: 'in-force' }] });
  await noteDecided(tx, actor, 'retention.withdraw', period, now);
}

async function noteDecided(
  tx: Tx,
  actor: Actor,
  action: 'retention.set' | 'retention.withdraw',
  { what, days, effectiveFrom, legalSource }: RetentionDraft,
  now: Date,
): Promise<void> {
  await audit(tx, [
    {
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      action,
      subjectKind: 'retention',
      subjectId: what,
      detail: { days, effectiveFrom, legalSource },
    },
  ]);
}

/** Keeps that something was removed because its period was over: how much, and of which days. */
export async function noteRemoved(
  tx: Tx,
  what: Retained,
  removed: { count: number; days: number; before: Date },
  now: Date,
): Promise<void> {
  await audit(tx, [
    {
      at: now,
      actorKind: 'system',
      actorId: null,
      action: 'retention.remove',
      subjectKind: 'retention',
      subjectId: what,
      detail: { count: removed.count, days: removed.days, before: removed.before.toISOString() },
    },
  ]);
}
