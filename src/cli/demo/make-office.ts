import { publishDirectory, saveWay } from '../../modules/channels/index.ts';
import type { Actor, loadDirectory } from '../../modules/people/index.ts';
import {
  approveMinutes,
  type Catalogue,
  makeTask,
  openYear,
  planMeeting,
  saveCommittee,
  seedPlansIfNone,
  writeMinutes,
} from '../../modules/plans/index.ts';
import { type Db, inMunicipality, type Tx } from '../../platform/db/db.ts';
import { addDays, dayOf, fiscalYearOf, fiscalYearRange, startOfDay } from '../../thai/index.ts';
import { CAST, type Company, emailOf } from './cast.ts';

const HOUR = 3_600_000;
const DOCUMENT_YEAR = 2562;
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
  readonly now: Date;
};

/** The office's side of the demonstration: this year's plans, a committee that met and will meet, tasks, and published channels. */
export async function makeOffice(db: Db, municipalityId: string, { company, departments, now }: Office): Promise<void> {
  await seedPlansIfNone(db, municipalityId, now);
  const planner = company.get('planner');
  if (!planner) throw new RangeError('nobody plans');
  await inMunicipality(db, municipalityId, async (tx) => {
    const today = dayOf(now);
    const year = fiscalYearOf(today);
    const { from } = fiscalYearRange(year);
    // Copied without being frozen: no month of it is read.
    const catalogue: Catalogue = new Map();
    await openYear(tx, planner, catalogue, { fiscalYear: year, from: DOCUMENT_YEAR, freeze: false }, startOfDay(from));
    await channels(tx, planner, departments, new Date(now.getTime() - HOUR));
    await meetings(tx, planner, { company, departments, now });
  });
}

async function channels(tx: Tx, planner: Actor, departments: Office['departments'], at: Date): Promise<void> {
  const departmentId = departments.find(({ code }) => code === 'complaint-centre')?.id ?? null;
  for (const [sort, way] of WAYS.entries()) {
    const facts = { ...way, url: '', method: '', officerId: null, departmentId, groupIds: [], closedOn: null, sort };
    await saveWay(tx, planner, null, { version: null, way: { ...facts, openedOn: addDays(dayOf(at), -30) } }, at);
  }
  await publishDirectory(tx, planner, at);
}

async function meetings(tx: Tx, planner: Actor, { company, departments, now }: Office): Promise<void> {
  const today = dayOf(now);
  const member = (key: string, role: 'chair' | 'member' | 'secretary') => {
    const part = CAST.find((each) => each.key === key);
    if (!part) throw new RangeError(`nobody is called ${key}`);
    const { name, position } = part;
    return { name, position, role, userId: company.get(key)?.id ?? null, email: emailOf(part) };
  };
  const committee = await saveCommittee(
    tx,
    planner,
    null,
    {
      version: null,
      committee: {
        name: 'คณะกรรมการรับฟังความต้องการของประชาชน',
        duties: 'กำหนดช่องทางรับฟัง\nรวบรวม วิเคราะห์ และรายงานผู้บริหารทุกไตรมาส',
        systemId: null,
        termFrom: addDays(today, -60),
        termTo: null,
        members: [member('mayor', 'chair'), member('works-head', 'member'), member('planner', 'secretary')],
      },
    },
    now,
  );
  const at = (days: number, hour: number) =>
    new Date(startOfDay(addDays(today, days)).getTime() + hour * HOUR).toISOString();
  const agenda = [
    { no: '1', text: 'เรื่องที่ประธานแจ้งให้ทราบ' },
    { no: '2', text: 'ผลการรับเรื่องในรอบเดือน' },
  ];
  const call = (title: string, days: number) =>
    planMeeting(
      tx,
      planner,
      {
        committeeId: committee.id,
        title,
        startsAt: at(days, 9),
        endsAt: at(days, 11),
        place: 'ห้องประชุมชั้น 2',
        agenda,
        stepIds: [],
      },
      now,
    );
  const held = await call('ประชุมครั้งที่ 1', -7);
  const works = departments.find(({ code }) => code === 'public-works')?.id ?? null;
  const written = await writeMinutes(
    tx,
    planner,
    held.id,
    {
      version: held.version,
      attendance: held.members.map(({ id }) => ({ memberId: id, state: 'present', note: '' })),
      minutes: agenda.map(({ no }) => ({ no, text: 'ที่ประชุมรับทราบ' })),
      resolutions: [
        {
          no: '1',
          text: 'ให้กองช่างสรุปเรื่องถนนชำรุดที่ค้างเกินกำหนด',
          stepIds: [],
          task: { ownerId: null, departmentId: works, dueOn: addDays(today, 5) },
        },
      ],
    },
    now,
  );
  await approveMinutes(tx, planner, held.id, written.version, now);
  await call('ประชุมครั้งที่ 2', 14);
  const task = { title: 'จัดทำรายงานความก้าวหน้ารอบไตรมาส', detail: '', departmentId: null, stepId: null };
  const mine = { ...task, ownerId: planner.id, dueOn: addDays(today, 2) };
  await makeTask(tx, planner, mine, { origin: 'own', originId: null }, now);
}
