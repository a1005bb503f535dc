import pg from 'pg';
import { v7 } from 'uuid';
import { audit } from '../../platform/audit.ts';
import { type Db, inMunicipality, type Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { type Day, dayOf, fiscalYearOf, fiscalYearRange } from '../../thai/index.ts';
import {
  CategoryData,
  CommunityData,
  DepartmentData,
  GroupData,
  MunicipalitySettings,
  type Noun,
  RefusalReasonData,
} from './contract.ts';
import { municipalityBySlug } from './municipality.ts';
import { keepMunicipalityName } from './municipality-name.ts';
import { CATEGORIES } from './seed/categories.ts';
import { COMMUNITIES } from './seed/communities.ts';
import { DEPARTMENTS } from './seed/departments.ts';
import { GROUPS } from './seed/groups.ts';
import { PRIVACY_NOTICE_EN, PRIVACY_NOTICE_TH } from './seed/privacy-notice.ts';
import { REFUSAL_REASONS } from './seed/refusal-reasons.ts';

export type NewMunicipality = { slug: string; nameTh: string; nameEn: string; now: Date; named?: boolean };

/** What the first municipality is called until it is given its name. */
export const UNNAMED = { slug: 'main', nameTh: 'เทศบาลของเรา', nameEn: 'Our Municipality' } as const;

/**
 * The municipality with the slug: the one that is there, or a new one with its departments, categories, groups, areas, refusal
 * reasons and privacy notice. Two processes that start at once make one. Returns its id.
 */
export async function seedMunicipality(db: Db, wanted: NewMunicipality): Promise<string> {
  const there = await municipalityBySlug(db, wanted.slug);
  if (there) return there;
  try {
    return await createMunicipality(db, wanted);
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'already-there')) throw error;
    const made = await municipalityBySlug(db, wanted.slug);
    if (!made) throw error;
    return made;
  }
}

/** A new municipality with everything it starts from. Returns its id. @throws Refusal('already-there') when the slug is taken */
export async function createMunicipality(db: Db, wanted: NewMunicipality): Promise<string> {
  const id = v7();
  try {
    await inMunicipality(db, id, (tx) => fill(tx, id, wanted));
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '23505')
      throw new Refusal('already-there', { slug: wanted.slug });
    throw error;
  }
  return id;
}

async function fill(tx: Tx, id: string, { slug, nameTh, nameEn, now, named = false }: NewMunicipality): Promise<void> {
  const settings = MunicipalitySettings.parse({ named, officeHoursEn: 'Monday–Friday 08.30–16.30' });
  await tx
    .insertInto('people.municipality')
    .values({
      municipality_id: id,
      slug,
      name_th: nameTh,
      name_en: nameEn,
      settings: JSON.stringify(settings),
      created_at: now,
    })
    .execute();
  await keepMunicipalityName(tx, { nameTh, nameEn }, dayOf(now));
  const entries = startingEntries();
  const validFrom = longAgo(dayOf(now));
  await tx
    .insertInto('people.directory_entry')
    .values(entries.map(({ id, noun, code }) => ({ id, noun, code })))
    .execute();
  await tx
    .insertInto('people.directory_version')
    .values(
      entries.map((entry) => ({
        entry_id: entry.id,
        valid_from: validFrom,
        valid_to: null,
        name_th: entry.nameTh,
        name_en: entry.nameEn,
        sort: entry.sort,
        data: JSON.stringify(entry.data),
        changed_by: null,
        changed_at: now,
      })),
    )
    .execute();
  await tx
    .insertInto('people.privacy_notice')
    .values({ version: 1, body_th: PRIVACY_NOTICE_TH, body_en: PRIVACY_NOTICE_EN, effective_from: dayOf(now) })
    .execute();
  await audit(tx, [
    {
      at: now,
      actorKind: 'system',
      actorId: null,
      action: 'municipality.create',
      subjectKind: 'municipality',
      subjectId: id,
      detail: { slug, entries: entries.length },
    },
  ]);
}

/** The names hold for imported history too, so they start ten fiscal years back. */
const longAgo = (today: Day): Day => fiscalYearRange(fiscalYearOf(today) - 10).from;

type StartingEntry = {
  id: string;
  noun: Noun;
  code: string;
  nameTh: string;
  nameEn: string;
  sort: number;
  data: object;
};

function startingEntries(): StartingEntry[] {
  const departments = number('department', DEPARTMENTS, () => DepartmentData.parse({}));
  const departmentId = new Map(departments.map(({ code, id }) => [code, id]));
  return [
    ...departments,
    ...number('category', CATEGORIES, ({ department, visibility, keywords }) =>
      CategoryData.parse({ departmentId: department && departmentId.get(department), visibility, keywords }),
    ),
    ...number('group', GROUPS, ({ kind }) => GroupData.parse({ kind })),
    ...number('community', COMMUNITIES, () => CommunityData.parse({})),
    ...number('refusal-reason', REFUSAL_REASONS, ({ legalSource }) => RefusalReasonData.parse({ legalSource })),
  ];
}

type Named = { readonly code: string; readonly nameTh: string; readonly nameEn: string };

/** In the order of the list, ten apart: an entry added later finds room between. */
function number<T extends Named>(noun: Noun, list: readonly T[], data: (item: T) => object): StartingEntry[] {
  return list.map((item, i) => ({
    id: v7(),
    noun,
    code: item.code,
    nameTh: item.nameTh,
    nameEn: item.nameEn,
    sort: (i + 1) * 10,
    data: data(item),
  }));
}
