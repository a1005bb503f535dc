import { TakeStep } from '../../modules/complaints/contract.ts';
import {
  citizenMessage,
  citizenVerdict,
  type Draft,
  fileComplaints,
  seedClockIfNone,
  takeStep,
} from '../../modules/complaints/index.ts';
import {
  type Actor,
  addEntry,
  addStaff,
  CITIZEN,
  hashPassword,
  loadDirectory,
  permissionsOf,
  SYSTEM,
  seedMunicipality,
} from '../../modules/people/index.ts';
import { type Db, inMunicipality, type Tx } from '../../platform/db/db.ts';
import { keepFile } from '../../platform/files/keep-file.ts';
import type { FileStore } from '../../platform/files/store.ts';
import { addDays, type Day, dayOf, startOfDay } from '../../thai/index.ts';
import { CAST, type Company, emailOf, PASSWORD } from './cast.ts';
import { drawPhoto } from './draw-photo.ts';
import { generateCases } from './generate-cases.ts';
import { makeOffice } from './make-office.ts';
import { COMMUNITIES, MUNICIPALITY } from './people-and-places.ts';
import { type Happening, planCase } from './plan-case.ts';
import { type Random, seeded } from './random.ts';

export type DemoOptions = {
  readonly seed: number;
  readonly cases: number;
  readonly now: Date;
  readonly files: FileStore;
  readonly onProgress?: (share: number) => void;
};
const DAYS = 365;
const PHOTOS = 60;

/**
 * Makes a municipality that does not exist, and lets a year pass in it: every filing, step and citizen's word goes through the
 * program's own use cases with the clock set to its moment, so that histories, deadlines, figures and audit are true.
 */
export async function makeDemo(
  db: Db,
  { seed, cases, now, files, onProgress = () => undefined }: DemoOptions,
): Promise<string> {
  const random = seeded(seed);
  const from = addDays(dayOf(now), 1 - DAYS);
  const start = startOfDay(from);
  const municipalityId = await seedMunicipality(db, { ...MUNICIPALITY, now: start, named: true });
  await seedClockIfNone(db, municipalityId, start);
  const scoped = <T>(work: (tx: Tx) => Promise<T>) => inMunicipality(db, municipalityId, work);
  const passwordHash = await hashPassword(PASSWORD);
  const { company, directory } = await scoped(async (tx) => {
    for (const [i, nameTh] of COMMUNITIES.entries()) {
      await addEntry(tx, { actor: SYSTEM, now: start }, `community-${i + 1}`, {
        noun: 'community',
        nameTh,
        nameEn: `Community ${i + 1}`,
        sort: 100 + i,
        validFrom: from,
        data: {
          kind: 'community',
          leader: '',
          households: random.whole(60, 400),
          population: random.whole(200, 1500),
          latitude: null,
          longitude: null,
        },
      });
    }
    return { company: await hire(tx, start, passwordHash), directory: await loadDirectory(tx, dayOf(now)) };
  });

  const setting = {
    ...directory,
    communities: directory.communities.filter(({ code }) => code.startsWith('community-')),
    from,
    days: DAYS,
  };
  const drafts = generateCases(random, cases, setting).filter(({ receivedAt }) => receivedAt <= now);
  const photographed = new Set(
    drafts
      .filter(({ channel, kind }) => ['website', 'line'].includes(channel) && kind !== 'whistleblow')
      .slice(0, PHOTOS * 4)
      .filter((_, i) => i % 4 === 0)
      .map(({ id }) => id),
  );
  const stage = {
    random,
    company,
    files,
    municipalityId,
    photographed,
    codes: new Map(directory.categories.map(({ id, code }) => [id, code])),
  };
  const world = worldOf(directory);
  const days = byDay(random, drafts, world, now);
  const versions = new Map<string, number>();
  let done = 0;
  for (const happenings of days.values()) {
    await scoped(async (tx) => {
      for (const each of happenings) await happen(tx, stage, versions, each);
    });
    done += 1;
    onProgress(done / days.size);
  }
  await makeOffice(db, municipalityId, { company, departments: directory.departments, random, from, now });
  return municipalityId;
}

type Stage = {
  readonly random: Random;
  readonly company: Company;
  readonly files: FileStore;
  readonly municipalityId: string;
  readonly photographed: ReadonlySet<string>;
  readonly codes: ReadonlyMap<string, string>;
};
type Scene = { readonly at: Date; readonly draft: Draft; readonly happening: Happening | null };

/** Everything that has happened until now, in the order of time, a day at a time. */
function byDay(
  random: Random,
  drafts: readonly Draft[],
  world: Parameters<typeof planCase>[2],
  now: Date,
): Map<Day, Scene[]> {
  const scenes = drafts.flatMap((draft): Scene[] => [
    { at: draft.receivedAt, draft, happening: null },
    ...planCase(random, draft, world).map((happening) => ({ at: happening.at, draft, happening })),
  ]);
  return Map.groupBy(
    scenes.filter(({ at }) => at <= now).sort((a, b) => a.at.getTime() - b.at.getTime()),
    ({ at }) => dayOf(at),
  );
}

async function happen(
  tx: Tx,
  stage: Stage,
  versions: Map<string, number>,
  { at, draft, happening }: Scene,
): Promise<void> {
  const { id } = draft;
  if (!happening) {
    const fileIds = stage.photographed.has(id) ? [await photo(tx, stage, draft)] : [];
    await fileComplaints(tx, [{ ...draft, fileIds, actor: clerkOf(stage.company, draft) }], at);
    versions.set(id, 1);
    return;
  }
  const { act, by } = happening;
  const version = versions.get(id) ?? 1;
  versions.set(id, version + 1);
  const key = stage.random.id(at);
  if (act.step === 'message') return void (await citizenMessage(tx, { id }, { key, text: act.text, fileIds: [] }, at));
  if (act.step === 'verdict') return citizenVerdict(tx, { id }, { ...act, key }, at);
  const owner = act.step === 'assign' && act.owner !== null ? { ownerId: actorNamed(stage.company, act.owner).id } : {};
  await takeStep(tx, actorNamed(stage.company, by), id, TakeStep.parse({ ...act, ...owner, version }), at);
}

const photo = async (tx: Tx, { random, codes, files, municipalityId }: Stage, draft: Draft): Promise<string> =>
  keepFile(tx, files, await drawPhoto(random, codes.get(draft.categoryId ?? '') ?? 'road'), {
    now: draft.receivedAt,
    name: 'ภาพวาดสาธิต.jpg',
    municipalityId,
  });

/** What is said at the counter or on the telephone is registered by the desk. */
const clerkOf = (company: Company, { channel }: Draft): Actor =>
  ['phone', 'walk-in', 'petition'].includes(channel) ? actorNamed(company, 'intake') : CITIZEN;

function actorNamed(company: Company, key: string): Actor {
  const actor = company.get(key);
  if (!actor) throw new RangeError(`nobody is called ${key}`);
  return actor;
}

async function hire(tx: Tx, now: Date, passwordHash: string): Promise<Company> {
  const { departments } = await loadDirectory(tx, dayOf(now));
  const company = new Map<string, Actor>();
  for (const member of CAST) {
    const departmentId = departments.find(({ code }) => code === member.department)?.id ?? null;
    const { name, roles, position } = member;
    const id = await addStaff(tx, { email: emailOf(member), name, passwordHash, roles, departmentId, position }, now);
    company.set(member.key, { kind: 'staff', id, name, roles, departmentId, may: permissionsOf(roles) });
  }
  return company;
}

function worldOf({
  departments,
  categories,
  refusalReasons,
}: Awaited<ReturnType<typeof loadDirectory>>): Parameters<typeof planCase>[2] {
  const idOf = (code: string | null) => departments.find((each) => each.code === code)?.id ?? '';
  const who = (role: 'department-officer' | 'department-head') =>
    new Map(CAST.filter(({ roles }) => roles.includes(role)).map(({ key, department }) => [idOf(department), key]));
  return {
    categories,
    fallbackDepartment: idOf('clerk-office'),
    officer: who('department-officer'),
    head: who('department-head'),
    outsideReason: refusalReasons.find(({ code }) => code === 'outside-authority')?.id ?? '',
  };
}
