import { publishDirectory, saveWay } from '../../modules/channels/index.ts';
import type { Actor, loadDirectory } from '../../modules/people/index.ts';
import { makeTask, seedPlansIfNone } from '../../modules/plans/index.ts';
import { type Db, inMunicipality, type Tx } from '../../platform/db/db.ts';
import { addDays, type Day, dayOf, fiscalYearOf, fiscalYearRange, startOfDay } from '../../thai/index.ts';
import type { Company } from './cast.ts';
import { makeCommittee, makeMeeting, meetingDays } from './make-meetings.ts';
import { type Moment, meetingSteps, planMoments } from './make-plans.ts';
import type { Random } from './random.ts';

const HOUR = 3_600_000;
const WAYS = [
  {
    channel: 'website',
    nameTh: 'เว็บไซต์เทศบาล',
    nameEn: 'Website',
    address: 'หน้าแจ้งเรื่องของเทศบาล',
    hours: 'ทุกวัน 24 ชั่วโมง',
  },
  { channel: 'phone', nameTh: 'โทรศัพท์', nameEn: 'Telephone', address: '00-0000-0000', hours: 'จันทร์–ศุกร์ 8.30–16.30 น.' },
  {
    channel: 'petition',
    nameTh: 'คำร้อง',
    nameEn: 'Petition',
    address: 'ศูนย์รับเรื่อง ชั้น 1',
    hours: 'จันทร์–ศุกร์ 8.30–16.30 น.',
  },
] as const;

type Office = {
  readonly company: Company;
  readonly departments: Awaited<ReturnType<typeof loadDirectory>>['departments'];
  readonly random: Random;
  readonly from: Day;
  readonly now: Date;
};

/**
 * The office's side of the demonstration's year, in the order of time: last year's plans taken over, signed for, reported and closed,
 * this year's begun, a committee that meets every month, its resolutions carried out or not, and published channels.
 */
export async function makeOffice(db: Db, municipalityId: string, office: Office): Promise<void> {
  const { company, from, now } = office;
  const year = fiscalYearOf(dayOf(now));
  const planner = actorIn(company, 'planner');
  const mayor = actorIn(company, 'mayor');
  const opens = startOfDay(from);
  await seedPlansIfNone(db, municipalityId, opens);
  const scoped = <T>(work: (tx: Tx) => Promise<T>) => inMunicipality(db, municipalityId, work);
  const committeeId = await scoped((tx) => makeCommittee(tx, planner, company, from, opens));
  const moments = [
    ...planMoments({ ...office, planner, mayor }, { from, year, now }),
    ...directoryMoments(planner, office, year),
    ...meetingDays(from, now).map(
      (day, i): Moment => ({
        at: new Date(Math.min(startOfDay(day).getTime() + 9 * HOUR, now.getTime())),
        happens: async (tx) => {
          const stepIds = await meetingSteps(tx, Math.min(fiscalYearOf(day), year), now);
          await makeMeeting(tx, { planner, mayor }, office, { committeeId, day, no: i + 1, stepIds });
        },
      }),
    ),
  ];
  for (const { happens } of moments.toSorted((a, b) => a.at.getTime() - b.at.getTime())) await scoped(happens);
  await scoped((tx) => tasks(tx, planner, now));
}

function actorIn(company: Company, key: string): Actor {
  const actor = company.get(key);
  if (!actor) throw new RangeError(`nobody is called ${key}`);
  return actor;
}

/** The channels are published when the demonstration begins, and in the first month of the running year. */
function directoryMoments(planner: Actor, { departments, from, now }: Office, year: number): Moment[] {
  const first = new Date(startOfDay(from).getTime() + 10 * HOUR);
  const again = new Date(startOfDay(addDays(fiscalYearRange(year).from, 13)).getTime() + 10 * HOUR);
  return [
    { at: first, happens: (tx) => channels(tx, planner, departments, first) },
    ...(again > now ? [] : [{ at: again, happens: (tx: Tx) => publishDirectory(tx, planner, again) }]),
  ];
}

async function channels(tx: Tx, planner: Actor, departments: Office['departments'], at: Date): Promise<void> {
  const departmentId = departments.find(({ code }) => code === 'complaint-centre')?.id ?? null;
  for (const [sort, way] of WAYS.entries()) {
    const facts = { ...way, url: '', method: '', officerId: null, departmentId, groupIds: [], closedOn: null, sort };
    await saveWay(tx, planner, null, { version: null, way: { ...facts, openedOn: addDays(dayOf(at), -30) } }, at);
  }
  await publishDirectory(tx, planner, at);
}

/** What the planner has noted down beside what meetings resolved: one task that is late, one for this week. */
async function tasks(tx: Tx, planner: Actor, now: Date): Promise<void> {
  const today = dayOf(now);
  const own = { detail: '', departmentId: null, stepId: null, ownerId: planner.id };
  for (const [title, days] of [
    ['รวบรวมผลประเมินความพึงพอใจจากทุกกอง', -3],
    ['จัดทำรายงานความก้าวหน้ารอบไตรมาส', 2],
  ] as const) {
    const made = new Date(now.getTime() - 10 * 24 * HOUR);
    await makeTask(
      tx,
      planner,
      { ...own, title, dueOn: addDays(today, days) },
      { origin: 'own', originId: null },
      made,
    );
  }
}
