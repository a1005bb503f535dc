import type { Draft } from '../../modules/complaints/index.ts';
import { addDays, dayOf, startOfDay, weekdayOf } from '../../thai/index.ts';
import type { Random } from './random.ts';
import { TOPICS } from './texts.ts';

/** One thing that happens to a made-up case: a step by a member of the cast, or the citizen's word. */
export type Happening = {
  readonly at: Date;
  readonly by: string;
  readonly act:
    | { readonly step: 'assign'; readonly departmentId: string; readonly owner: string | null }
    | { readonly step: 'start' | 'resume' | 'close'; readonly note: string }
    | { readonly step: 'note' | 'progress' | 'reply' | 'ask-citizen'; readonly note: string }
    | { readonly step: 'wait-agency' | 'transfer'; readonly agency: string; readonly note: string }
    | { readonly step: 'refuse'; readonly reasonId: string; readonly note: string }
    | { readonly step: 'message'; readonly text: string }
    | {
        readonly step: 'verdict';
        readonly verdict: 'done' | 'partly' | 'not-done';
        readonly stars: number;
        readonly text: string;
      };
};

export type World = {
  readonly categories: readonly {
    readonly id: string;
    readonly code: string;
    readonly data: { readonly departmentId: string | null };
  }[];
  readonly fallbackDepartment: string;
  /** Who works in a department and who heads it, by its id. */
  readonly officer: ReadonlyMap<string, string>;
  readonly head: ReadonlyMap<string, string>;
  readonly outsideReason: string;
};

const AGENCIES = ['แขวงทางหลวงสมมติ', 'การไฟฟ้าสาธิต', 'โครงการชลประทานจำลอง', 'สถานีตำรวจตัวอย่าง'] as const;
const HOUR = 3_600_000;

/** What happens to a case from its filing to its end, in order: pure. What lies in the future is left out by the caller. */
export function planCase(random: Random, draft: Draft, world: World): Happening[] {
  const category = world.categories.find(({ id }) => id === draft.categoryId);
  const topic = TOPICS.find(({ code }) => code === category?.code);
  const answer = () => random.pick(topic?.answers ?? ['ได้ตรวจสอบและดำเนินการแก้ไขแล้ว']);
  const plan: Happening[] = [];
  let at = draft.receivedAt;
  const then = (days: number, by: string, act: Happening['act'], office = true) => {
    const moment = new Date(at.getTime() + (days + random.next() * 0.4) * 24 * HOUR);
    at = office ? inOffice(random, moment) : moment;
    plan.push({ at, by, act });
  };
  if (draft.kind === 'whistleblow') {
    then(2, 'committee', { step: 'start', note: 'รับเรื่องเข้าสู่คณะกรรมการ' });
    then(random.whole(8, 20), 'committee', { step: 'reply', note: answer() });
    return plan;
  }
  const desk = random.pick(['intake', 'intake', 'intake2']);
  if (random.chance(0.03)) {
    then(random.whole(0, 3), desk, {
      step: 'refuse',
      reasonId: world.outsideReason,
      note: 'เรื่องนี้อยู่นอกอำนาจหน้าที่ของเทศบาล ขอแนะนำให้ติดต่อหน่วยงานที่รับผิดชอบโดยตรง',
    });
    return plan;
  }
  if (random.chance(0.04)) {
    then(random.whole(0, 3), desk, {
      step: 'transfer',
      agency: random.pick(AGENCIES),
      note: 'ได้ส่งเรื่องต่อให้หน่วยงานที่รับผิดชอบแล้ว',
    });
    return plan;
  }
  const departmentId = category?.data.departmentId ?? world.fallbackDepartment;
  const restricted = category?.code === 'service';
  const officer = restricted ? desk : (world.officer.get(departmentId) ?? desk);
  const head = restricted ? desk : (world.head.get(departmentId) ?? desk);
  const slow = random.chance(0.14) ? random.whole(8, 18) : 0;
  then(random.chance(0.8) ? 0.1 : 1.5, desk, {
    step: 'assign',
    departmentId,
    owner: officer === desk ? null : officer,
  });
  // Some take a case up by answering it.
  if (random.chance(0.6)) then(random.whole(0, 3), officer, { step: 'start', note: '' });
  if (random.chance(0.3))
    then(0.5, officer, {
      step: 'note',
      note: random.pick(['ลงพื้นที่ตรวจสอบแล้ว พบตามที่แจ้ง', 'นัดช่างเข้าดูหน้างานพรุ่งนี้', 'ประสานประธานชุมชนแล้ว']),
    });
  if (random.chance(0.12)) {
    then(0.5, officer, { step: 'ask-citizen', note: 'ขอทราบจุดที่แน่ชัดและเวลาที่พบ เพื่อเข้าตรวจสอบได้ตรงจุด' });
    if (random.chance(0.75))
      then(
        random.whole(0, 3),
        'citizen',
        {
          step: 'message',
          text: random.pick(['อยู่ติดร้านค้าปากซอยค่ะ เห็นชัดช่วงเย็น', 'ส่งรูปเพิ่มให้ทางเจ้าหน้าที่แล้วครับ อยู่ฝั่งซ้ายมือ']),
        },
        false,
      );
    else then(5, officer, { step: 'resume', note: 'ตรวจสอบเองจากหน้างาน' });
  }
  if (random.chance(0.08)) {
    then(0.5, officer, { step: 'wait-agency', agency: random.pick(AGENCIES), note: '' });
    then(random.whole(3, 9), officer, { step: 'resume', note: 'หน่วยงานตอบกลับแล้ว' });
  }
  if (slow > 0 || random.chance(0.2))
    then(random.whole(1, 4), officer, { step: 'progress', note: 'อยู่ระหว่างจัดหาวัสดุและกำหนดวันเข้าดำเนินการ' });
  then(random.whole(1, 4) + slow, head, { step: 'reply', note: answer() });
  const word = random.weighted([
    ['done', 34],
    ['partly', 4],
    ['not-done', 4],
    ['none', 58],
  ] as const);
  if (word === 'none') {
    then(random.whole(3, 8), head, { step: 'close', note: '' });
    return plan;
  }
  const happy = word === 'done';
  const text = happy ? random.pick(['ขอบคุณมากค่ะ เรียบร้อยดี', 'ดีขึ้นมากครับ', '']) : 'ยังไม่เรียบร้อยทั้งหมด ขอให้มาดูอีกครั้งค่ะ';
  then(
    random.whole(0, 4),
    'citizen',
    { step: 'verdict', verdict: word, stars: happy ? random.whole(4, 5) : random.whole(1, 3), text },
    false,
  );
  if (!happy) {
    then(random.whole(2, 6), head, { step: 'reply', note: 'ได้เข้าแก้ไขเพิ่มเติมในจุดที่แจ้งแล้ว' });
    then(random.whole(3, 7), head, { step: 'close', note: '' });
  }
  return plan;
}

/** The next moment that an office is open, but for holidays. */
function inOffice(random: Random, moment: Date): Date {
  let day = dayOf(moment);
  let start = startOfDay(day).getTime();
  const hour = (moment.getTime() - start) / HOUR;
  if (hour >= 8.5 && hour < 16.5 && weekdayOf(day) % 6 !== 0) return moment;
  if (hour >= 16.5) day = addDays(day, 1);
  while (weekdayOf(day) % 6 === 0) day = addDays(day, 1);
  start = startOfDay(day).getTime();
  return new Date(start + (8.5 + random.next() * 3) * HOUR);
}
