import { readFile } from 'node:fs/promises';
import { v7 } from 'uuid';
import { type Db, inMunicipality, type Tx } from '../../platform/db/db.ts';
import { parseHolidayCsv } from '../../thai/holidays.ts';
import { OFFICE_HOURS } from './clock/working-time.ts';

const HOLIDAYS = new URL('./seed/holidays.csv', import.meta.url);
const SINCE = '2000-01-01';

/**
 * What a new municipality's clocks start from: 15 days for the citizen (a municipal standard that the local performance assessment
 * checks against the Good Governance decree), five working days for a department to do its part, office hours, and the official
 * holidays known when this version was made. All of it is dated data that the office edits.
 */
async function seedClock(tx: Tx, now: Date): Promise<void> {
  const rule = { category_id: null, effective_from: SINCE, effective_to: null, created_by: null, created_at: now };
  await tx
    .insertInto('complaints.clock_rule')
    .values([
      {
        ...rule,
        id: v7(),
        code: 'citizen-15-days',
        clock: 'citizen',
        count_method: 'calendar-s64',
        party: 'authority',
        days: 15,
        working_minutes: null,
        legal_source: 'มาตรฐานของเทศบาลและเกณฑ์ LPA (เทียบ พ.ร.ฎ. ว่าด้วยหลักเกณฑ์และวิธีการบริหารกิจการบ้านเมืองที่ดี พ.ศ. 2546)',
      },
      {
        ...rule,
        id: v7(),
        code: 'department-5-working-days',
        clock: 'department',
        count_method: 'working-time',
        party: 'authority',
        days: null,
        working_minutes: 5 * 420,
        legal_source: 'มาตรฐานการปฏิบัติงานภายในของเทศบาล',
      },
    ])
    .execute();
  await tx
    .insertInto('complaints.working_hours')
    .values({
      effective_from: SINCE,
      blocks: JSON.stringify(([0, 1, 2, 3, 4, 5, 6] as const).map((day) => OFFICE_HOURS.blocks[day])),
      changed_by: null,
      changed_at: now,
    })
    .execute();
  await tx
    .insertInto('complaints.holiday')
    .values(
      (await shippedHolidays()).map(({ day, name, nameEn = '', kind }) => ({
        day,
        name,
        name_en: nameEn,
        kind,
        imported_by: null,
        imported_at: now,
      })),
    )
    .onConflict((row) => row.doNothing())
    .execute();
}

const shippedHolidays = async () => parseHolidayCsv(await readFile(HOLIDAYS, 'utf8')).holidays;

/** Days that an earlier version kept by their Thai names get the English ones of the list that comes with the program. */
async function nameInEnglish(tx: Tx): Promise<void> {
  const nameless = await tx
    .selectFrom('complaints.holiday')
    .select(['day', 'name'])
    .where('name_en', '=', '')
    .execute();
  if (nameless.length === 0) return;
  const names = new Map((await shippedHolidays()).map(({ day, name, nameEn = '' }) => [`${day} ${name}`, nameEn]));
  for (const { day, name } of nameless) {
    const name_en = names.get(`${day} ${name}`) ?? '';
    if (name_en !== '') await tx.updateTable('complaints.holiday').set({ name_en }).where('day', '=', day).execute();
  }
}

/** Gives a municipality its first clock rules; one that has some keeps its own. */
export async function seedClockIfNone(db: Db, municipalityId: string, now: Date): Promise<void> {
  await inMunicipality(db, municipalityId, async (tx) => {
    const rule = await tx.selectFrom('complaints.clock_rule').select('id').limit(1).executeTakeFirst();
    await (rule ? nameInEnglish(tx) : seedClock(tx, now));
  });
}
