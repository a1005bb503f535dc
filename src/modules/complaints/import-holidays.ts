import type { z } from 'zod';
import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { parseHolidayCsv } from '../../thai/holidays.ts';
import { dayOf } from '../../thai/index.ts';
import type { Actor } from '../people/index.ts';
import type { HolidaysImported, ImportHolidays } from './contract.ts';

/** Reads a yearly list; shows (dry run) or makes the changes. Days that are there and not in the list stay. @throws Refusal('invalid-input') when it would change a past day */
export async function importHolidays(
  tx: Tx,
  actor: Actor,
  { csv, dryRun }: z.infer<typeof ImportHolidays>,
  now: Date,
): Promise<z.infer<typeof HolidaysImported>> {
  const { holidays, problems } = parseHolidayCsv(csv);
  const lines = csv.split(/\r?\n/);
  const known = new Map(
    (await tx.selectFrom('complaints.holiday').select(['day', 'name', 'name_en as nameEn', 'kind']).execute()).map(
      (row) => [row.day, row],
    ),
  );
  // A list in Thai alone leaves the English names that are known.
  const listed = holidays.map(({ day, name, nameEn, kind }) => ({
    day,
    name,
    nameEn: nameEn ?? known.get(day)?.nameEn ?? '',
    kind,
  }));
  const added = listed.filter((each) => !known.has(each.day));
  const changed = listed.filter((each) => {
    const before = known.get(each.day);
    return before !== undefined && (isOtherDay(before, each) || before.nameEn !== each.nameEn);
  });
  const past = changed.filter((each) => each.day < dayOf(now) && isOtherDay(known.get(each.day), each));
  if (past.length > 0) {
    const fields = past.map(({ day }) => ({ field: '/csv', problem: 'in-the-past', day }));
    throw new Refusal('invalid-input', { fields });
  }
  const rows = [...added, ...changed].map(({ nameEn, ...each }) => ({
    ...each,
    name_en: nameEn,
    imported_by: actor.id,
    imported_at: now,
  }));
  if (!dryRun && rows.length > 0) {
    await tx
      .insertInto('complaints.holiday')
      .values(rows)
      .onConflict((row) =>
        row.columns(['municipality_id', 'day']).doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          name_en: eb.ref('excluded.name_en'),
          kind: eb.ref('excluded.kind'),
          imported_by: actor.id,
          imported_at: now,
        })),
      )
      .execute();
    await audit(tx, [
      {
        at: now,
        actorKind: actor.kind,
        actorId: actor.id,
        action: 'holiday.import',
        subjectKind: 'setting',
        subjectId: 'holidays',
        detail: { before: changed.map(({ day }) => known.get(day)), after: [...changed, ...added] },
      },
    ]);
  }
  const refused = problems.map(({ line, code }) => ({
    line,
    reason: code,
    text: (lines[line - 1] ?? '').slice(0, 200),
  }));
  return { added, changed, unchanged: listed.length - added.length - changed.length, refused };
}

type Known = { readonly name: string; readonly kind: string };
/** Whether a day is another than what clocks have counted by; what it is called in English changes no clock. */
const isOtherDay = (before: Known | undefined, after: Known): boolean =>
  before !== undefined && (before.name !== after.name || before.kind !== after.kind);
