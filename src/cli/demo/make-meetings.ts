import type { Actor } from '../../modules/people/index.ts';
import {
  approveMinutes,
  draftPaper,
  endTask,
  numberPaper,
  planMeeting,
  saveCommittee,
  writeMinutes,
} from '../../modules/plans/index.ts';
import type { Tx } from '../../platform/db/db.ts';
import { addDays, type Day, dayOf, fiscalYearOf, startOfDay, weekdayOf } from '../../thai/index.ts';
import { CAST, type Company, emailOf } from './cast.ts';
import type { Random } from './random.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const AGENDA = [
  { no: '1', text: 'เรื่องที่ประธานแจ้งให้ทราบ' },
  { no: '2', text: 'รับรองรายงานการประชุมครั้งก่อน' },
  { no: '3', text: 'ผลการรับเรื่องในรอบเดือน' },
  { no: '4', text: 'เรื่องที่ค้างเกินกำหนดและแนวทางแก้ไข' },
];
const SAID: readonly (readonly string[])[] = [
  ['ประธานขอบคุณทุกกองที่ลงพื้นที่พบประชาชน', 'ประธานย้ำให้ทุกกองตอบประชาชนด้วยคำที่เข้าใจง่าย'],
  ['ที่ประชุมรับรองรายงานโดยไม่มีการแก้ไข'],
  ['ศูนย์รับเรื่องรายงานจำนวนเรื่อง ช่องทาง และเรื่องที่พบบ่อย ที่ประชุมรับทราบ', 'เรื่องถนนและไฟฟ้าสาธารณะยังมากที่สุด ที่ประชุมรับทราบ'],
  ['ที่ประชุมอภิปรายสาเหตุที่ค้าง และมีมติตามข้อ 1', 'แต่ละกองชี้แจงเรื่องที่ค้าง และมีมติตามข้อ 1'],
];
const RESOLVED: readonly (readonly [department: string, text: string])[] = [
  ['public-works', 'ให้กองช่างสรุปเรื่องถนนชำรุดที่ค้างเกินกำหนด พร้อมวันที่จะซ่อมเสร็จ'],
  ['public-health', 'ให้กองสาธารณสุขเพิ่มรอบเก็บขยะในชุมชนที่แจ้งซ้ำ'],
  ['waterworks', 'ให้กองการประปาแจ้งกำหนดล้างท่อล่วงหน้าอย่างน้อย 3 วัน'],
  ['complaint-centre', 'ให้ศูนย์รับเรื่องโทรกลับผู้แจ้งที่ให้ 1–2 ดาวทุกราย'],
  ['planning', 'ให้กองวิชาการและแผนงานปรับแบบประเมินความพึงพอใจให้สั้นลง'],
  ['social-welfare', 'ให้กองสวัสดิการสังคมลงพื้นที่ชุมชนที่แจ้งเรื่องน้อยผิดปกติ'],
];
const RESULTS = ['ดำเนินการแล้ว รายงานที่ประชุมครั้งถัดไป', 'แล้วเสร็จตามมติ แจ้งผู้เกี่ยวข้องแล้ว'];

type Setting = {
  readonly departments: readonly { readonly id: string; readonly code: string }[];
  readonly random: Random;
  readonly now: Date;
};

/** The first of these days that is not a Saturday or Sunday. */
function workday(day: Day): Day {
  const weekday = weekdayOf(day);
  return weekday === 6 ? addDays(day, 2) : weekday === 0 ? addDays(day, 1) : day;
}

/** A committee with its order, which the office has met in since `from`. */
export async function makeCommittee(tx: Tx, planner: Actor, company: Company, from: Day, at: Date): Promise<string> {
  const member = (key: string, role: 'chair' | 'member' | 'secretary') => {
    const part = CAST.find((each) => each.key === key);
    if (!part) throw new RangeError(`nobody is called ${key}`);
    const { name, position } = part;
    return { name, position, role, userId: company.get(key)?.id ?? null, email: emailOf(part) };
  };
  const { id } = await saveCommittee(
    tx,
    planner,
    null,
    {
      version: null,
      committee: {
        name: 'คณะกรรมการรับฟังความต้องการของประชาชน',
        duties: 'กำหนดช่องทางรับฟัง\nรวบรวม วิเคราะห์ และรายงานผู้บริหารทุกไตรมาส\nติดตามการแก้ไขเรื่องร้องเรียนให้ทันกำหนด',
        systemId: null,
        termFrom: from,
        termTo: null,
        members: [
          member('mayor', 'chair'),
          member('works-head', 'member'),
          member('health-head', 'member'),
          member('clerk', 'member'),
          member('planner', 'secretary'),
        ],
      },
    },
    at,
  );
  const order = await draftPaper(tx, planner, { kind: 'order', committeeId: id }, at);
  await numberPaper(
    tx,
    planner,
    order.id,
    { version: order.version, number: `214/${fiscalYearOf(from)}`, datedOn: from },
    at,
  );
  return id;
}

/** The days on which it meets from `from` on: once a month, the last one still to come. */
export function meetingDays(from: Day, now: Date): Day[] {
  const days: Day[] = [];
  let day = workday(addDays(from, 6));
  for (; day <= dayOf(now); day = workday(addDays(day, 30))) days.push(day);
  return [...days, day];
}

/** Calls one meeting; one that was held has its minutes, a resolution with its task, and is approved unless it was just held. */
export async function makeMeeting(
  tx: Tx,
  { planner, mayor }: { planner: Actor; mayor: Actor },
  { departments, random, now }: Setting,
  { committeeId, day, no, stepIds }: { committeeId: string; day: Day; no: number; stepIds: string[] },
): Promise<void> {
  const starts = new Date(startOfDay(day).getTime() + 9 * HOUR);
  const called = await planMeeting(
    tx,
    planner,
    {
      committeeId,
      title: `ประชุมติดตามผลประจำเดือน ครั้งที่ ${no}`,
      startsAt: starts.toISOString(),
      endsAt: new Date(starts.getTime() + 2 * HOUR).toISOString(),
      place: 'ห้องประชุมชั้น 2',
      agenda: AGENDA,
      stepIds,
    },
    new Date(Math.min(now.getTime(), starts.getTime()) - 5 * DAY),
  );
  const written = new Date(starts.getTime() + DAY);
  if (written > now) {
    await draftPaper(tx, planner, { kind: 'memo', meetingId: called.id }, now);
    return;
  }
  const [department, text] = random.pick(RESOLVED);
  const departmentId = departments.find(({ code }) => code === department)?.id ?? null;
  const minutes = await writeMinutes(
    tx,
    planner,
    called.id,
    {
      version: called.version,
      attendance: called.members.map(({ id, role }) => ({
        memberId: id,
        state: role === 'member' && random.chance(0.15) ? 'leave' : 'present',
        note: '',
      })),
      minutes: AGENDA.map(({ no: item }, index) => ({ no: item, text: random.pick(SAID[index] ?? ['']) })),
      resolutions: [{ no: '1', text, stepIds, task: { ownerId: null, departmentId, dueOn: addDays(day, 21) } }],
    },
    written,
  );
  const approved = new Date(starts.getTime() + 6 * DAY);
  if (approved > now) return;
  await approveMinutes(tx, mayor, called.id, minutes.version, approved);
  const task = minutes.resolutions[0]?.task;
  const ended = new Date(starts.getTime() + random.whole(9, 20) * DAY);
  if (!task || ended > now || random.chance(0.2)) return;
  const result = random.pick(RESULTS);
  await endTask(tx, planner, task.id, { version: 1, outcome: 'done', result, fileId: null }, ended);
}
